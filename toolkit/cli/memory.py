"""``bitext memory …``: a translation memory in one file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli import options
from toolkit.cli.console import emit, emit_bytes, emit_json, note, output_stream, progress, said, table
from toolkit.errors import BitextError, UsageError
from toolkit.translations import N_, _

if TYPE_CHECKING:
    from toolkit.memory import Hit, Match, Penalties
    from toolkit.memory.leverage import Band, Leverage
    from toolkit.memory.memory import Memory
    from toolkit.memory.pretranslation import Pretranslated, Settings

MemoryFile = Annotated[Path, typer.Argument(metavar="MEMORY", help="The memory, one file: team.tm.")]
SourceLanguage = Annotated[
    str, typer.Option("--source-lang", "-s", help="Language of the texts; the memory's if it has one pair.")
]
TargetLanguage = Annotated[
    str, typer.Option("--target-lang", "-t", help="Language of the translations; likewise.")
]
Threshold = Annotated[
    int, typer.Option(min=30, max=100, help="Percentage from which another text's translation counts.")
]
PenaltyList = Annotated[
    list[str] | None,
    typer.Option(
        "--penalty",
        metavar="KIND=POINTS",
        help="Points off: aligned (not sure), alternatives, variant (en-GB for en-US), substituted, "
        "or origin:PATTERN; repeatable.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode=None,
        help="A translation memory in one file: add, search, concordance, pretranslate, export, stats.",
    )
    for function, example in (
        (add, "add team.tm report.tmx po/ /usr/share/locale/vi"),
        (search, 'search team.tm "Open the file"'),
        (concordance, 'concordance team.tm "tổ chức" organi*'),
        (pretranslate, "pretranslate team.tm vi.po -o vi.new.po"),
        (export, "export team.tm -o all.tmx"),
        (stats, "stats team.tm contract.docx.txt --rate 100=10 --rate repetitions=10"),
        (compact, "compact team.tm"),
    ):
        group.command(epilog=f"Example: bitext memory {example}")(function)
    app.add_typer(group, name="memory")


def add(
    memory: MemoryFile,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…", help="Bitexts, catalogs, .mo files, other memories, or folders of them."
        ),
    ],
    source_lang: Annotated[
        str, typer.Option("--source-lang", "-s", help="Source, if the files do not say, or which to take.")
    ] = "und",
    target_lang: Annotated[
        str, typer.Option("--target-lang", "-t", help="Target, likewise; of a folder only these are taken.")
    ] = "und",
    as_json: options.Json = False,
) -> None:
    """Add translations to a memory, which is made if there is none.

    What is there already is only counted; a file that was added before as it is costs nothing. Other
    processes may read and write meanwhile; whatever happens, at most the last few thousand units are lost.
    """
    from toolkit.memory import Added, Memory
    from toolkit.memory.sources import add_file, check, find

    found = find(files)
    named = {Path(file) for file in files}
    for path in named:
        check(path)  # before a memory is made
        if memory.exists() and path.samefile(memory):
            raise UsageError(_("a memory cannot be added to itself"), _("name another file"), path=path)
    total, again, failed = Added(), 0, 0
    with Memory.open(memory, create=True) as opened, progress(_("adding")) as tick:
        for number, path in enumerate(found):
            try:
                added = add_file(
                    opened,
                    path,
                    source_lang,
                    target_lang,
                    only=path not in named,
                    notice=lambda clause, path=path: note(f"{path}: {clause}"),  # type: ignore[misc]
                )
            except BitextError as error:
                if path in named or error.path in ("", str(memory)):
                    raise
                note(error.message)  # one damaged file of a folder does not stop the others
                failed += 1
                continue
            again += added is None
            total += added or Added()
            tick(number + 1, len(found))
        size = len(opened)
    if as_json:
        emit_json(
            {
                "new": total.new, "known": total.known, "skipped": total.skipped, "files": len(found),
                "unchanged_files": again, "failed_files": failed, "translations": size,
            }
        )  # fmt: skip
    parts = [_("{new} new, {known} known", new=total.new, known=total.known)]
    parts += [_("{count} without a side passed over", count=total.skipped)] if total.skipped else []
    parts += [_("{count} files not needed", count=again)] if again else []
    parts += [_("{count} files not understood", count=failed)] if failed else []
    note(_("{parts}; {size} translations in {memory}", parts=", ".join(parts), size=size, memory=memory))


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
            penalties=_penalties(penalty, NONE),
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
        settings = Settings(*pair, threshold / 100, _penalties(penalty, USUAL))
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


def export(
    memory: MemoryFile,
    output: Annotated[Path, typer.Option("--output", "-o", help="Write here; - for standard output.")],
    to_format: Annotated[
        str | None, typer.Option("--to", help="Format, if not that of the extension.")
    ] = None,
    source_lang: SourceLanguage = "und",
    target_lang: TargetLanguage = "und",
) -> None:
    """Write all translations of two languages into a file; in TMX with their dates, counts and origins."""
    from toolkit.files import Staging
    from toolkit.formats import Context, dump, format_of
    from toolkit.memory import Memory

    kind = format_of(output, to_format)
    with Memory.open(memory, create=False) as opened, Staging(inputs=[memory]) as staging:
        units = opened.units(source_lang, target_lang)
        stream = output_stream() if str(output) == "-" else staging.open(output)
        written = dump(units, stream, kind, context=Context(path=str(output)))
    said(output, written)
    note(_("{count} units → {place}", count=written.units, place=output))


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
        rates, penalties = _rates(rate), _penalties(penalty, NONE)
        pair = opened.languages(source_lang, target_lang)
        documents = [segments(file, pair[0], everything=everything) for file in files]
        with progress(_("looking up")) as tick:
            done = leverage(opened, documents, *pair, rates=rates, penalties=penalties, progress=tick)
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


def compact(memory: MemoryFile) -> None:
    """Make the indices of a memory anew and give unused space back; others wait meanwhile."""
    from toolkit.memory import Memory

    with Memory.open(memory, create=False) as opened:
        before, after = opened.compact()
    note(_("{memory}: {before:,} bytes, now {after:,}", memory=memory, before=before, after=after))


# ── in and out ──────────────────────────────────────────────────────────────────────────────────────────────


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


def _of_itself(memory: Memory, path: Path, as_json: bool) -> None:
    pairs = memory.pairs()
    if as_json:
        emit_json(
            {
                "bytes": os.path.getsize(path),  # noqa: PTH202
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


def _penalties(given: list[str] | None, usual: Penalties) -> Penalties:
    from dataclasses import replace

    origins: list[tuple[str, int]] = []
    points: dict[str, int] = {}
    for item in given or ():
        kind, equals, value = item.rpartition("=")
        if not equals or not value.isascii() or not value.isdigit() or int(value) > 100:
            raise UsageError(_("'{item}' is no penalty", item=item), _("write KIND=POINTS, as in aligned=5"))
        if kind.startswith("origin:"):
            origins.append((kind.removeprefix("origin:"), int(value)))
        elif kind in ("aligned", "alternatives", "variant", "substituted"):
            points[kind] = int(value)
        else:
            raise UsageError(
                _("there is no penalty for '{kind}'", kind=kind),
                _("known: aligned, alternatives, variant, substituted, origin:PATTERN"),
            )
    return replace(usual, origins=tuple(origins), **points)


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
