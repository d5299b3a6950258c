"""``bitext corpus filter``: a corpus without its bad pairs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli import options
from toolkit.cli.console import emit_json, note, output_stream, progress
from toolkit.errors import UsageError
from toolkit.files import STDIN
from toolkit.translations import _, ngettext

if TYPE_CHECKING:
    from toolkit.corpus.shards import Shards


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command(
        "filter",
        epilog="Example: bitext corpus filter raw.tsv -o clean.tsv --dropped dropped.jsonl – from a pipe: "
        "zcat raw.tsv.gz | bitext corpus filter - --from tsv -s en -t vi -o - --to tsv",
    )(filter_)


def filter_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help="Files of units, a folder that was built, a corpus that was fetched; - for standard input.",
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", help="Where to; the extension tells the format. - for standard output."
        ),
    ],
    from_format: Annotated[
        str | None, typer.Option("--from", help="Format of standard input: tsv, jsonl, tmx …")
    ] = None,
    to_format: Annotated[
        str | None, typer.Option("--to", help="Format of the output, if not its extension's.")
    ] = None,
    threshold: Annotated[
        float | None, typer.Option(min=0, max=1, help="The lowest score that stays; 0.3 if absent.")
    ] = None,
    keep: Annotated[
        float | None, typer.Option(min=0, max=1, help="Keep this share instead: 0.8 for the best 80 %.")
    ] = None,
    dropped: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write what goes here, JSONL, with scores and reasons."),
    ] = None,
    select: Annotated[list[str] | None, typer.Option(help="Let only this check count; repeatable.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Leave out this check; repeatable.")] = None,
    source_lang: Annotated[
        str, typer.Option("--source-lang", "-s", help="If the files do not say; found out if absent.")
    ] = "und",
    target_lang: Annotated[
        str, typer.Option("--target-lang", "-t", help="If the files do not say; found out if absent.")
    ] = "und",
    as_json: options.Json = False,
) -> None:
    """Keep the pairs that are good to learn from.

    Memory does not grow with their number. A pair's score, 0 to 1, is how likely its texts translate each
    other, learned from the corpus itself, times a weight for each check that finds something: 0 for a side
    that is empty, 0.02 for two texts that are the same, 0.05 for a wrong language, 0.1 for words that do not
    match, 0.4 to 0.7 for what is left untranslated or cut off, 0.7 for other errors, 0.9 for warnings.
    """
    from toolkit.corpus.filtering import THRESHOLD, filter_pairs
    from toolkit.formats import format_of
    from toolkit.project import find
    from toolkit.quality import CHECKS
    from toolkit.quality.configuration import configuration

    if keep is not None and threshold is not None:
        raise UsageError(_("--keep and --threshold are two ways to say how much"), _("give one of them"))
    piped = str(output) == STDIN
    if piped and as_json:
        raise UsageError(
            _("--json and -o - both take standard output"), _("write to a file, or leave one out")
        )
    format_of(output, to_format)  # what cannot be written is told before anything is read
    agreed = configuration(find(), select=select or (), ignore=ignore or (), offered=CHECKS)
    with _units(files, from_format) as shards, progress(_("filtering")) as step:
        source, target = _languages(shards, source_lang, target_lang)
        made = filter_pairs(
            shards,
            output,
            agreed.setup(files[0], source, target),
            format=to_format,
            stream=output_stream() if piped else None,
            threshold=THRESHOLD if threshold is None else threshold,
            keep=keep,
            dropped=dropped,
            source_language=source,
            target_language=target,
            progress=step,
        )
    if made.note:
        note(f"{output}: {made.note}")
    if as_json:
        emit_json(
            {
                "pairs": made.pairs,
                "kept": made.kept,
                "dropped": made.dropped,
                "threshold": made.threshold,
                "mean_score": made.mean,
                "reasons": made.reasons,
            }
        )
    note(
        ngettext(
            "{kept:,} of {count:,} pair kept, of a score of {threshold:g} or more → {output}",
            "{kept:,} of {count:,} pairs kept, of a score of {threshold:g} or more → {output}",
            made.pairs,
            kept=made.kept,
            threshold=made.threshold,
            output=_("standard output") if piped else output,
        )
    )
    if made.reasons:
        note(_("dropped: {reasons}", reasons=", ".join(f"{n} {c:,}" for n, c in made.reasons.items())))


@contextmanager
def _units(files: list[Path], format: str | None) -> Iterator[Shards]:
    """What is to be filtered: files, or standard input alone."""
    from toolkit.corpus.shards import Shards, Stream
    from toolkit.formats import opened

    if STDIN not in map(str, files):
        if format is not None:
            raise UsageError(
                _("--from is for standard input"), _("files are read by their extensions: leave it out")
            )
        yield Shards(files)
        return
    if len(files) > 1:
        raise UsageError(_("standard input is read alone"), _("leave the other files out"))
    with opened(STDIN, format=format) as units:
        yield Stream(units)


def _languages(shards: Shards, source: str, target: str) -> tuple[str, str]:
    """Of both sides: as the files say, as the command line says, or as the first texts read."""
    from toolkit.languages import identify_many, normalise_code

    codes = []
    head = shards.first()
    sides = (
        (shards.head.source_language, source, [unit.source for unit in head]),
        (shards.head.target_language, target, [unit.target for unit in head]),
    )
    for said, asked, texts in sides:
        code = normalise_code(asked)
        if code == "und":
            code = said
        if code == "und" and texts:
            code = identify_many(texts).language
            note(_("{text}: reads as {code}", text=texts[0][:40], code=code))
        codes.append(code)
    return codes[0], codes[1]
