"""``bitext memory pretranslate``: files filled from a memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli import options
from toolkit.cli.console import emit_bytes, emit_json, note, progress, said
from toolkit.cli.memory.options import (
    MemoryFile,
    PenaltyList,
    SourceLanguage,
    TargetLanguage,
    Threshold,
    penalties,
)
from toolkit.errors import UsageError
from toolkit.translations import _

if TYPE_CHECKING:
    from toolkit.memory.memory import Memory
    from toolkit.memory.pretranslation import Pretranslated, Settings


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command(epilog="Example: bitext memory pretranslate team.tm vi.po -o vi.new.po")(pretranslate)


def pretranslate(
    memory: MemoryFile,
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="What to translate: .po .xlf .tsv .jsonl .tmx"),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Write here; - for standard output (PO only).")
    ],
    source_lang: SourceLanguage = "und",
    target_lang: TargetLanguage = "und",
    threshold: Threshold = 75,
    penalty: PenaltyList = None,
    as_json: options.Json = False,
) -> None:
    """Fill what is untranslated in a file from a memory; the source is not changed.

    What is not certain is fuzzy and has its score beside it: a comment in PO, the confidence and a note in
    others, the state in XLIFF. Usual penalties: aligned=5, alternatives=1, variant=1.
    """
    from toolkit.memory import USUAL, Memory
    from toolkit.memory.pretranslation import Settings, pretranslates_catalogs

    with Memory.open(memory, create=False) as opened:
        pair = opened.languages(source_lang, target_lang)
        settings = Settings(*pair, threshold / 100, penalties(penalty, USUAL))
        work = _pretranslate_catalog if pretranslates_catalogs(file) else _pretranslate_units
        counts = work(opened, file, output, settings)
    if as_json and str(output) != "-":
        emit_json(
            {
                "exact": counts.exact, "fuzzy": counts.fuzzy, "left": counts.left,
                "words": {name: counts.words[name] for name in ("exact", "fuzzy", "left")},
            }
        )  # fmt: skip
    note(
        _(
            "{exact} exact, {fuzzy} fuzzy, {left} left (words: {words[0]}, {words[1]}, {words[2]}) → {place}",
            exact=counts.exact,
            fuzzy=counts.fuzzy,
            left=counts.left,
            words=[counts.words[name] for name in ("exact", "fuzzy", "left")],
            place=output if str(output) != "-" else _("standard output"),
        )
    )


def _pretranslate_catalog(memory: Memory, file: str, output: Path, settings: Settings) -> Pretranslated:
    from toolkit.catalog import load
    from toolkit.files import Staging
    from toolkit.memory.pretranslation import pretranslated_catalog

    if output.suffix.lower() not in ("", ".po", ".pot"):
        raise UsageError(_("a catalog stays a catalog"), _("name a .po file, and convert that"), path=output)
    catalog = load(file)
    with progress(_("looking up")) as tick:
        made, counts = pretranslated_catalog(memory, catalog, settings, tick)
    if str(output) == "-":
        emit_bytes(made.to_bytes())
    else:
        with Staging() as staging:
            staging.write(output, made.to_bytes())
    return counts


def _pretranslate_units(memory: Memory, file: str, output: Path, settings: Settings) -> Pretranslated:
    from toolkit.files import Staging
    from toolkit.formats import Context, dump, format_of, opened
    from toolkit.memory.pretranslation import pretranslated_units

    kind = format_of(output)
    context = Context(
        settings.source_language,
        settings.target_language,
        notice=lambda clause: note(f"{file}: {clause}"),
        whole=kind.carries_codes,
    )
    with Staging() as staging, opened(file, context=context) as units, progress(_("looking up")) as tick:
        made, counts = pretranslated_units(memory, units, settings, tick)
        # All that is not certain is unsure in the file, however high its score.
        written = dump(made, staging.open(output), kind, context=Context(path=str(output), fuzzy_below=1.0))
    said(output, written)
    return counts
