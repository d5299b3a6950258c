"""``bitext memory stats``: how much a memory has, and how much of new documents it knows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli import options
from toolkit.cli.console import emit_json, note, progress, table
from toolkit.cli.memory.options import MemoryFile, PenaltyList, SourceLanguage, TargetLanguage, penalties
from toolkit.errors import UsageError
from toolkit.translations import N_, _

if TYPE_CHECKING:
    from toolkit.memory.leverage import Band, Leverage
    from toolkit.memory.memory import Memory


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command(
        epilog="Example: bitext memory stats team.tm contract.docx.txt --rate 100=10 --rate repetitions=10"
    )(stats)


def stats(
    memory: MemoryFile,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE…", help="New documents, catalogs, bitexts; without, the memory itself."),
    ] = None,
    source_lang: SourceLanguage = "und",
    target_lang: TargetLanguage = "und",
    everything: Annotated[
        bool, typer.Option("--all", help="Count also what has a translation in the files.")
    ] = False,
    rate: Annotated[
        list[str] | None,
        typer.Option(
            metavar="BAND=PERCENT",
            help="What of a word is paid: 101, 100, repetitions, 95-99, 85-94, 75-84, new; repeatable.",
        ),
    ] = None,
    penalty: PenaltyList = None,
    as_json: options.Json = False,
) -> None:
    """Say how much of new documents a memory knows, in words by bands as agencies invoice them."""
    from toolkit.memory import NONE, Memory
    from toolkit.memory.leverage import leverage, segments

    with Memory.open(memory, create=False) as opened:
        if not files:
            _of_itself(opened, memory, as_json)
            return
        rates, against = _rates(rate), penalties(penalty, NONE)
        pair = opened.languages(source_lang, target_lang)
        documents = [segments(file, pair[0], everything=everything) for file in files]
        with progress(_("looking up")) as tick:
            done = leverage(opened, documents, *pair, rates=rates, penalties=against, progress=tick)
    if as_json:
        emit_json(_leverage_json(done, pair, bool(rate)))
        return
    total = done.total
    rows = [
        (
            band.value if band.value[-1].isalpha() else f"{band.value} %",
            amount.segments,
            amount.words,
            amount.characters,
            f"{100 * amount.words / total.words:.1f}" if total.words else "–",
        )
        for band, amount in done.bands.items()
    ]
    rows.append((_("total"), total.segments, total.words, total.characters, "100.0" if total.words else "–"))
    table(
        rows,
        (N_("match"), N_("segments"), N_("words"), N_("characters"), N_("% of words")),
        right=(1, 2, 3, 4),
    )
    if rate:
        note(_("to be paid: {words:.1f} words", words=done.weighted))


def _of_itself(memory: Memory, path: Path, as_json: bool) -> None:
    pairs = memory.pairs()
    if as_json:
        emit_json(
            {
                "bytes": path.stat().st_size,
                "pairs": [
                    {
                        "source_language": pair.source_language,
                        "target_language": pair.target_language,
                        "translations": pair.translations,
                    }
                    for pair in pairs
                ],
            }
        )
        return
    rows = [(pair.source_language, pair.target_language, pair.translations) for pair in pairs]
    table(rows, (N_("source"), N_("target"), N_("translations")), right=(2,))


def _rates(given: list[str] | None) -> dict[Band, float]:
    from toolkit.memory.leverage import Band

    names = {band.value: band for band in Band} | {"new": Band.NEW}
    rates: dict[Band, float] = {}
    for item in given or ():
        name, equals, value = item.rpartition("=")
        if not equals or name not in names or not value.isascii() or not value.isdigit():
            raise UsageError(
                _("'{item}' is no rate", item=item),
                _("write BAND=PERCENT, bands: {bands}", bands=", ".join(names)),
            )
        rates[names[name]] = int(value) / 100
    return rates


def _leverage_json(done: Leverage, pair: tuple[str, str], paid: bool) -> dict[str, object]:
    value: dict[str, object] = {
        "source_language": pair[0],
        "target_language": pair[1],
        "bands": {
            name: {"segments": amount.segments, "words": amount.words, "characters": amount.characters}
            for name, amount in (*((b.value, a) for b, a in done.bands.items()), ("total", done.total))
        },
    }
    return value | {"weighted_words": round(done.weighted, 2)} if paid else value
