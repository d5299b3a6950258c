"""``bitext memory search`` and ``concordance``: what a memory has on a text, or on words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli import options
from toolkit.cli.console import emit, emit_json, note, table
from toolkit.cli.memory.options import (
    MemoryFile,
    PenaltyList,
    SourceLanguage,
    TargetLanguage,
    Threshold,
    penalties,
)
from toolkit.translations import N_, _

if TYPE_CHECKING:
    from toolkit.memory import Hit, Match


def register(group: typer.Typer) -> None:
    """Add the commands."""
    group.command(epilog='Example: bitext memory search team.tm "Open the file"')(search)
    group.command(epilog='Example: bitext memory concordance team.tm "tổ chức" organi*')(concordance)


def search(
    memory: MemoryFile,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What to look for.")],
    source_lang: SourceLanguage = "und",
    target_lang: TargetLanguage = "und",
    threshold: Threshold = 75,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="So many at most.")] = 5,
    before: Annotated[
        str | None, typer.Option(help="The text before it; with --after for matches of 101 %.")
    ] = None,
    after: Annotated[str | None, typer.Option(help="The text after it.")] = None,
    context: Annotated[str, typer.Option(help="Its key (msgctxt).")] = "",
    penalty: PenaltyList = None,
    as_json: options.Json = False,
) -> None:
    """Find the units most like a text: 101 % in context, 100 % the same, 99 % but for a number, and less."""
    from toolkit.memory import NONE, Memory

    with Memory.open(memory, create=False) as opened:
        found = opened.search(
            text,
            source_lang,
            target_lang,
            threshold=threshold / 100,
            limit=limit,
            before=before,
            after=after,
            context=context,
            penalties=penalties(penalty, NONE),
        )
    if as_json:
        emit_json([_match_json(match) for match in found])
    elif found:
        rows = [
            (match.percent, match.source, match.target, match.count, ", ".join(match.origins[:3]))
            for match in found
        ]
        table(rows, ("%", N_("source"), N_("target"), N_("met"), N_("from")), right=(0, 3))
    else:
        note(_("nothing like it at {threshold} % or more", threshold=threshold))


def concordance(
    memory: MemoryFile,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS…",
            help="Words in a row; several arguments all have to stand in a unit; word* goes on.",
        ),
    ],
    language: Annotated[str, typer.Option("--lang", help="Look only on the side of this language.")] = "und",
    sensitive: Annotated[
        bool, typer.Option("--diacritics", "-d", help="Diacritics count: da does not find đá.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="So many at most.")] = 50,
    as_json: options.Json = False,
) -> None:
    """Show the units in which words stand, on either side, the newest first."""
    from toolkit.memory import Memory

    with Memory.open(memory, create=False) as opened:
        hits = opened.concordance(*words, language=language, sensitive=sensitive, limit=limit + 1)
    more, hits = len(hits) > limit, hits[:limit]
    if as_json:
        emit_json([_hit_json(hit) for hit in hits])
    else:
        _show(hits)
    if not hits:
        note(_("it is in no unit"))
    elif more:
        note(_("and more: see --limit"))


def _match_json(match: Match) -> dict[str, object]:
    return {
        "percent": match.percent,
        "similarity": round(match.similarity, 4),
        "kind": match.kind.value,
        "source": match.source,
        "target": match.target,
        "recorded": match.recorded,
        "source_language": match.source_language,
        "target_language": match.target_language,
        "origins": list(match.origins),
        "date": match.date,
        "count": match.count,
        "confidence": match.confidence,
        "alternatives": match.alternatives,
        "unit": match.unit,
    }


def _hit_json(hit: Hit) -> dict[str, object]:
    return {
        "source": hit.source,
        "target": hit.target,
        "source_language": hit.source_language,
        "target_language": hit.target_language,
        "source_spans": [list(span) for span in hit.source_spans],
        "target_spans": [list(span) for span in hit.target_spans],
        "origins": list(hit.origins),
        "date": hit.date,
        "count": hit.count,
    }


def _show(hits: list[Hit]) -> None:
    """Hits for people, the words marked on a terminal; a line a hit in a pipe."""
    import sys

    if not sys.stdout.isatty():
        emit("".join(f"{_line(hit.source)}\t{_line(hit.target)}\n" for hit in hits))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for hit in hits:
        for text, spans, style in (
            (hit.source, hit.source_spans, "bold yellow"),
            (hit.target, hit.target_spans, "bold cyan"),
        ):
            shown = Text(text)
            for start, end in spans:
                shown.stylize(style, start, end)
            console.print(shown)
        console.print(Text("  ".join(filter(None, (", ".join(hit.origins[:3]), hit.date[:10]))), style="dim"))


def _line(text: str) -> str:
    """A text in one field of a line."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
