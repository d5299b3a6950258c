"""Files to documents: decode the bytes, find the blocks, mark what is mark-up.

One module a format, named in :data:`FORMATS`; each turns the untouched text into a
:class:`~toolkit.readers.layout.Layout`. :mod:`~toolkit.readers.decoding` comes before them all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType
from typing import Literal

from toolkit.errors import InputError, UsageError
from toolkit.files import STDIN, read_bytes
from toolkit.model import Block, Document, Segment
from toolkit.readers import plain
from toolkit.readers.decoding import decode
from toolkit.readers.layout import Layout, Wrap
from toolkit.translations import _

__all__ = [
    "FORMATS",
    "Format",
    "FormatName",
    "Wrap",
    "format_of",
    "parse",
    "parse_lines",
    "read",
    "read_lines",
]

FormatName = Literal["plain", "markdown", "html"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of document that can be read.

    Attributes:
        name: as options spell it.
        extensions: of its files, lower case, with the dot.
        layout: from the whole text to its blocks and marks.
        declared: from the whole file to the encoding it declares for itself, if any.
    """

    name: FormatName
    extensions: tuple[str, ...]
    layout: Callable[[str, Wrap], Layout]
    declared: Callable[[bytes], str | None] = lambda data: None


# Imported when a file asks for them: most runs read plain text only.
def _markdown(text: str, wrap: Wrap) -> Layout:
    del wrap
    from toolkit.readers import markdown

    return markdown.layout(text)


def _html(text: str, wrap: Wrap) -> Layout:
    del wrap
    from toolkit.readers import html

    return html.layout(text)


def _html_encoding(data: bytes) -> str | None:
    from toolkit.readers import html

    return html.declared_encoding(data)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        form.name: form
        for form in (
            Format("plain", (".txt", ".text"), plain.layout),
            Format("markdown", (".md", ".markdown", ".mdown", ".mkd", ".mdx"), _markdown),
            Format("html", (".html", ".htm", ".xhtml", ".xht"), _html, _html_encoding),
        )
    }
)
"""All formats by name."""

_BY_EXTENSION = {extension: form for form in FORMATS.values() for extension in form.extensions}

# Files of segments are lines to programs: only what ends a line for all of them ends a segment.
_LINE_END = re.compile(r"\r?\n")


def format_of(path: str | os.PathLike[str]) -> FormatName:
    """The format that a file's extension promises; "plain" for all others."""
    form = _BY_EXTENSION.get(PurePath(path).suffix.lower())
    return form.name if form else "plain"


def read(
    path: str | os.PathLike[str],
    language: str = "und",
    *,
    encoding: str | None = None,
    format: str | None = None,
    wrap: Wrap = "auto",
) -> Document:
    """A file as a document: its untouched text, its blocks in order, its mark-up; no segments yet.

    Args:
        path: the file; ``-`` for standard input.
        language: BCP 47 code; ``und`` takes what an HTML file declares.
        encoding: Python's or IANA's name; found out if absent (see :mod:`toolkit.readers.decoding`).
        format: a name in :data:`FORMATS`; by the extension if absent.
        wrap: how lines of plain text make paragraphs.

    Raises:
        InputError: missing, unreadable, empty, binary, without text; an unknown encoding.
        DecodingError: bytes that are not text in the encoding.
        UsageError: an unknown format or wrap.
    """
    name = os.fspath(path)
    chosen = format if format is not None else format_of(name)
    _known(chosen, wrap)
    data = read_bytes(path)
    return parse(data, language, name=_label(name), encoding=encoding, format=chosen, wrap=wrap)


def parse(
    data: bytes,
    language: str = "und",
    *,
    name: str = "",
    encoding: str | None = None,
    format: str = "plain",
    wrap: Wrap = "auto",
) -> Document:
    """Bytes as a document; arguments, result and errors as for :func:`read`."""
    form = _known(format, wrap)
    decoded = decode(data, name=name, encoding=encoding, declared=form.declared(data))
    found = form.layout(decoded.text, wrap)
    if not found.blocks:
        raise InputError(_("has no text"), path=name)
    if language == "und":
        language = found.language
    return Document(decoded.text, language, name, decoded.encoding, found.blocks, found.markup)


def read_lines(
    path: str | os.PathLike[str], language: str = "und", *, encoding: str | None = None
) -> Document:
    """A file with a segment a line: segment ``i`` is line ``i + 1``, empty lines included.

    Lines end at LF or CRLF and nowhere else; a last line without one counts. A byte order mark belongs to no
    segment. All segments have the rule "given".

    Raises:
        InputError: missing, unreadable, empty, binary; an unknown encoding.
        DecodingError: bytes that are not text in the encoding.
    """
    return parse_lines(read_bytes(path), language, name=_label(os.fspath(path)), encoding=encoding)


def parse_lines(
    data: bytes, language: str = "und", *, name: str = "", encoding: str | None = None
) -> Document:
    """Bytes with a segment a line; arguments, result and errors as for :func:`read_lines`."""
    decoded = decode(data, name=name, encoding=encoding)
    text = decoded.text
    spans: list[tuple[int, int]] = []
    at = 1 if text.startswith("\ufeff") else 0
    for match in _LINE_END.finditer(text, at):
        spans.append((at, match.start()))
        at = match.end()
    if at < len(text):
        spans.append((at, len(text)))
    if not spans:
        raise InputError(_("is empty"), path=name)
    return Document(
        text,
        language,
        name,
        decoded.encoding,
        blocks=tuple(Block(start, end) for start, end in spans),
        segments=tuple(Segment(start, end, rule="given", block=i) for i, (start, end) in enumerate(spans)),
    )


def _known(format: str, wrap: str) -> Format:
    if wrap not in ("auto", "lines", "hard"):
        raise UsageError(_("wrap '{wrap}' is not known", wrap=wrap), _("auto, lines or hard"))
    for form in FORMATS.values():
        if form.name == format:
            return form
    raise UsageError(
        _("the document format '{format}' is not known", format=format),
        _("one of {formats}", formats=", ".join(FORMATS)),
    )


def _label(name: str) -> str:
    return _("standard input") if name == STDIN else name
