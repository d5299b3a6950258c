"""Options that several commands share, and the small steps that make something of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from toolkit.cli.console import note
from toolkit.model import Document, Kind
from toolkit.translations import _

if TYPE_CHECKING:
    from toolkit.segment import Options as SegmentOptions

InputFile = Annotated[
    str, typer.Argument(metavar="FILE", help="A text, Markdown or HTML file; - for standard input.")
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write here instead of standard output.")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Encoding = Annotated[
    str | None, typer.Option(help="Encoding of the input; found out by BOM, declaration or UTF-8 if absent.")
]
Lines = Annotated[bool, typer.Option("--lines", help="The input already has one segment a line.")]
Quotations = Annotated[
    Literal["split", "whole"] | None,
    typer.Option(help="Split sentences inside quotations (so if absent), or keep quotations whole."),
]
Srx = Annotated[
    Path | None, typer.Option("--srx", help="Cut by the rules of this SRX 2.0 file instead of ours.")
]
Wrap = Annotated[
    Literal["auto", "lines", "hard"],
    typer.Option(help="A paragraph a line, or lines wrapped with blank lines between paragraphs."),
]
SourceLanguage = Annotated[
    str, typer.Option("--source-lang", "-s", help="Language of the source; found out if absent.")
]
TargetLanguage = Annotated[
    str, typer.Option("--target-lang", "-t", help="Language of the target; found out if absent.")
]


def passages(document: Document) -> Iterator[str]:
    """What to judge a document's language by: its running text, without code and page furniture."""
    blocks = document.segments or document.blocks
    for block in blocks:
        if block.kind not in (Kind.CODE, Kind.BOILERPLATE):
            yield document.reading(block.start, block.end)


def with_language(document: Document, *, declared: str) -> Document:
    """The document with a language: the declared one, or the one its text shows (said on standard error)."""
    from toolkit.languages import identify_many, language

    if declared != "und" or document.language != "und":
        known = language(document.language)
        if not known.known:
            note(_("nothing is known about the language {code}: general rules are used", code=known.code))
        elif not (known.writing.spaces or known.writing.full_width):
            note(_("{name} marks no ends of sentences: a line is cut only at ! and ?", name=known.name))
        return document
    guess = identify_many(islice(passages(document), 400))
    name = document.name or _("the text")
    if guess.language == "und":
        note(_("{name}: language unknown, general rules are used (name it with --lang)", name=name))
        return document
    note(
        _(
            "{name}: reads as {language} ({code})",
            name=name,
            language=language(guess.language).name,
            code=guess.language,
        )
    )
    return replace(document, language=guess.language)


def segmentation(
    quotations: Literal["split", "whole"] | None,
    abbreviations: Path | None = None,
    soft_split: int | None = None,
    max_length: int | None = None,
    srx: Path | None = None,
) -> SegmentOptions:
    """The segmenter's options from the command line's and, for those not given, the project's."""
    from toolkit.project import find
    from toolkit.segment import Options
    from toolkit.segment.abbreviations import load

    project = find()
    agreed = project.segment
    own = frozenset(agreed.abbreviations) | (load(abbreviations) if abbreviations else frozenset())
    rules = srx or (project.beside(agreed.srx) if agreed.srx else None)
    made = Options(
        quotations=quotations or ("whole" if agreed.quotations == "whole" else "split"),
        soft_split=soft_split or agreed.soft_split,
        max_length=max_length or agreed.max_length,
        abbreviations=own,
    )
    if rules is None:
        return made
    from toolkit.segment.srx import read_srx

    return replace(made, srx=read_srx(rules))
