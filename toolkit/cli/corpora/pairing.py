"""``bitext corpus pair``: which documents are translations of each other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli import options
from toolkit.cli.console import emit, emit_json, note
from toolkit.cli.corpora.progress import rate
from toolkit.errors import UsageError
from toolkit.translations import _


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command(epilog="Example: bitext corpus pair archive -s vi -t en --write")(pair)


def pair(
    places: Annotated[
        list[Path],
        typer.Argument(metavar="PLACE [TARGETS]", help="A manifest or a folder; or one of each language."),
    ],
    source_lang: options.SourceLanguage = "und",
    target_lang: options.TargetLanguage = "und",
    min_likeness: Annotated[
        float | None, typer.Option(min=0, max=1, help="Below it two documents are no pair; .08 if absent.")
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Put the pairs into the manifest, or make one for the folder.")
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Match documents across languages by what they say.

    For documents whose names do not tell what goes together. A line of the result has the two files, their
    likeness, and "?" where another document is nearly as like.
    """
    from toolkit.corpus.unpaired import pair_places

    if len(places) > 2:
        raise UsageError(_("there are more than two places"), _("name one, or the folder of each language"))
    with rate(_("documents")) as progress:
        made = pair_places(
            places, source_lang, target_lang, least=min_likeness, write=write, progress=progress
        )
    sources = {each.source for each in made.pairs}
    targets = {each.target for each in made.pairs}
    alone = [name for number, name in enumerate(made.sources) if number not in sources]
    alone += [name for number, name in enumerate(made.targets) if number not in targets]
    if as_json:
        emit_json(
            {
                "pairs": [
                    {
                        "source": made.sources[each.source],
                        "target": made.targets[each.target],
                        "likeness": round(each.likeness, 4),
                        "sure": each.sure,
                    }
                    for each in made.pairs
                ],
                "alone": alone,
                "failures": [{"file": file, "reason": reason} for file, reason in made.failures],
            }
        )
        return
    if not (made.sources or made.targets or made.failures):
        note(_("every document has its partner already"))
    for each in made.pairs:
        mark = "" if each.sure else "\t?"
        emit(f"{made.sources[each.source]}\t{made.targets[each.target]}\t{each.likeness:.3f}{mark}\n")
    for name in alone:
        note(_("{name}: has no partner", name=name))
    for name, reason in made.failures:
        note(f"{name}: {reason}")
