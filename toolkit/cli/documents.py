"""``bitext segment`` and ``bitext detect``: one document at a time."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli import options
from toolkit.cli.console import emit, emit_bytes, emit_json, note
from toolkit.translations import _, english

if TYPE_CHECKING:
    from toolkit.segment import Options


class SegmentFormat(StrEnum):
    """How segments are printed."""

    TEXT = "text"
    JSONL = "jsonl"
    SRX = "srx"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog="Example: bitext segment article.vi.txt --lang vi -o article.vi.segments.txt")(segment)
    app.command(epilog="Example: bitext detect letter.txt --expect en --expect vi")(detect)


def segment(
    file: options.InputFile,
    lang: Annotated[
        str, typer.Option("--lang", "-l", help="Language of the text; found out if absent.")
    ] = "und",
    format: Annotated[
        SegmentFormat, typer.Option("--format", help="A segment a line, JSON lines, or our rules as SRX.")
    ] = SegmentFormat.TEXT,
    output: options.Output = None,
    quotations: options.Quotations = None,
    wrap: options.Wrap = "auto",
    encoding: options.Encoding = None,
    abbreviations: Annotated[
        Path | None, typer.Option(help="A file of further abbreviations, one a line.")
    ] = None,
    soft_split: Annotated[
        int | None, typer.Option(min=20, help="Split segments longer than this many characters at ; or :.")
    ] = None,
    max_length: Annotated[
        int | None, typer.Option(min=20, help="Never let a segment be longer than this many characters.")
    ] = None,
    srx: options.Srx = None,
    lines: options.Lines = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show every place considered and the rule that decided it.")
    ] = False,
) -> None:
    """Cut a document into sentences, one a line."""
    import toolkit
    from toolkit.segment import explain as explain_decisions

    chosen = options.segmentation(quotations, abbreviations, soft_split, max_length, srx)
    document = toolkit.read(file, lang, encoding=encoding, wrap=wrap, lines=lines)
    document = options.with_language(document, declared=lang)
    if explain:
        for decision in explain_decisions(document, options=chosen):
            line, column = document.position(decision.offset)
            verdict = "cut " if decision.cut else "keep"
            emit(f"{file}:{line}:{column}\t{verdict}\t{decision.rule}\t{decision.context}\n")
        return
    if format is SegmentFormat.SRX:
        _export(document.language, chosen, output)
        return
    if not lines:
        document = toolkit.segment(document, options=chosen)
    if format is SegmentFormat.TEXT:
        text = "".join(f"{string}\n" for string in document.strings())
    else:
        text = "".join(
            json.dumps(
                {"text": document.string(i), "span": [s.start, s.end], "kind": s.kind, "rule": s.rule},
                ensure_ascii=False,
            )
            + "\n"
            for i, s in enumerate(document.segments)
        )
    if output is None or str(output) == "-":
        emit(text)
        return
    from toolkit.files import Staging

    with Staging(inputs=[file]) as staging:
        staging.write(output, text.encode("utf-8"))
    note(_("{count} segments → {output}", count=len(document), output=output))


def _export(language: str, chosen: Options, output: Path | None) -> None:
    """Our rules for a language as SRX, and a word on what it cannot say."""
    from toolkit.segment.srx import write_srx

    made = write_srx([language], chosen)
    if output is None or str(output) == "-":
        emit_bytes(made.data)
    else:
        from toolkit.files import write_bytes

        write_bytes(output, made.data)
    note(_("SRX cannot say: {unsaid}", unsaid="; ".join(made.unsaid)))


def detect(
    file: options.InputFile,
    expect: Annotated[
        list[str] | None, typer.Option("--expect", "-e", help="A language it may be; give all you expect.")
    ] = None,
    each_line: Annotated[bool, typer.Option("--each-line", help="Judge every line by itself.")] = False,
    encoding: options.Encoding = None,
    as_json: options.Json = False,
) -> None:
    """Say which language a text is in, how sure, and why.

    Of a bitext (.po, .tmx, .tsv, .jsonl) both sides are judged, entry by entry, and the entries vote.
    """
    import toolkit
    from toolkit.languages import identify, identify_many, normalise_code

    expected = tuple(normalise_code(code) for code in expect or ())
    if _is_bitext(file):
        units = toolkit.load(file)
        texts = {"source": [u.source for u in units], "target": [u.target for u in units]}
        guesses = {side: identify_many(of_side, expected) for side, of_side in texts.items()}
    elif each_line:
        lines = toolkit.read(file, encoding=encoding, lines=True).strings()
        guesses = {str(number): identify(line, expected) for number, line in enumerate(lines, 1)}
    else:
        document = toolkit.read(file, encoding=encoding)
        guesses = {"": identify_many(options.passages(document), expected)}
    if as_json:
        rows = {
            name: {"language": g.language, "confidence": round(g.confidence, 4), "reason": english(g.reason)}
            for name, g in guesses.items()
        }
        emit_json(rows.get("", list(rows.values()) if each_line else rows))
        return
    for name, guess in guesses.items():
        label = f"{name}\t" if name and not each_line else ""
        emit(f"{label}{guess.language}\t{guess.confidence:.2f}\t{guess.reason}\n")
    if not each_line and any(guess.language == "und" for guess in guesses.values()):
        note(_("the language could not be told: name the ones you expect with --expect"))


def _is_bitext(file: str) -> bool:
    """Whether a file's extension is one of an exchange format that holds both sides."""
    from toolkit.formats import FORMATS

    suffix = Path(file).suffix.lower()
    return any(suffix in each.extensions for each in FORMATS.values() if each.name != "beads")
