"""Plain text: a paragraph a line, or lines wrapped at a margin with blank lines between paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from toolkit.model import Block, Markup
from toolkit.readers.layout import Layout, Wrap, joins_unspaced
from toolkit.readers.wrapping import Line, columns, first_word, flows, margin
from toolkit.text.characters import INVISIBLE

# All that ends a line on a screen or a page: besides LF, CRLF and CR the form feed and Unicode's separators.
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+|\r\n|[\n\r\v\f\x85\u2028\u2029]")

# Bullets; numbers with one or more levels; single letters and small roman numbers; bracketed ones.
_MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("bullet", re.compile(r"[-*+•‣▪◦·–—]\s+\S")),
    ("number", re.compile(r"\d{1,3}(?:\.\d{1,3}){0,5}[.)]\s+\S")),
    ("level", re.compile(r"\d{1,3}(?:\.\d{1,3}){1,5}\s+\S")),
    ("letter", re.compile(r"[^\W\d_][.)]\s+\S")),
    ("roman", re.compile(r"[ivx]{2,5}[.)]\s+\S", re.IGNORECASE)),
    ("bracket", re.compile(r"\((?:\d{1,3}|[^\W\d_]|[ivx]{2,5})\)\s+\S")),
)

# Lines laid out by hand: rulers, and columns set apart by tabs or by more blanks than a sentence needs.
_RULER = re.compile(r"([-=*_~#+.·─═])(?:\s*\1){2,}\s*\Z")
_TABULAR = re.compile(r"\S(?:\t| {4,})\s*\S")

_SLACK = 8
"""Columns by which a line may fall short and still count as full where the sentence might run on: people who
wrap by hand do not fill every line."""


def layout(text: str, wrap: Wrap = "auto") -> Layout:
    """Blocks of a plain text, all of kind paragraph.

    Args:
        text: the whole file.
        wrap: "lines" makes every line a block; "hard" joins lines between blank lines; "auto" looks whether
            the text was wrapped (see :mod:`toolkit.readers.wrapping`) and does one or the other.
    """
    groups = list(_groups(text))
    if wrap == "lines":
        return Layout(tuple(Block(line.start, line.end) for group in groups for line in group))
    lines = [line for group in groups for line in group]
    pairs = [pair for group in groups for pair in pairwise(group) if not _laid_out(*pair)]
    column = margin(lines, pairs)
    if wrap == "auto" and column is None:
        return Layout(tuple(Block(line.start, line.end) for line in lines))
    blocks: list[Block] = []
    markup: list[Markup] = []
    for group in groups:
        for paragraph in _paragraphs(group, column):
            blocks.append(Block(paragraph[0].start, paragraph[-1].end))
            for line, following in pairwise(paragraph):
                if joins_unspaced(text[line.end - 1], text[following.start]):
                    markup.append(Markup(line.end, following.start))
    return Layout(tuple(blocks), tuple(markup))


def _groups(text: str) -> Iterator[list[Line]]:
    """Runs of lines without a blank line, a page break or a paragraph separator between them."""
    group: list[Line] = []
    blank = False
    for match in _LINE.finditer(text):
        raw = match[0]
        body = raw.strip(INVISIBLE)
        if body:
            indentation = raw[: raw.index(body[0])].lstrip("\ufeff").expandtabs(8)
            indent = columns(indentation)
            start = match.start() + len(raw) - len(raw.lstrip(INVISIBLE))
            group.append(
                Line(
                    start,
                    start + len(body),
                    body,
                    indent,
                    width=indent + columns(body),
                    first=first_word(body),
                    marker=_marker(body),
                    ruled=bool(_RULER.match(body) or _TABULAR.search(body)),
                )
            )
            blank = False
        elif raw in ("\n", "\r", "\r\n", "\x85", "\u2028"):
            # The first line end closes the line before it, the next one makes a blank line.
            if blank and group:
                yield group
                group = []
            blank = True
        elif raw in ("\f", "\u2029") and group:
            yield group
            group = []
    if group:
        yield group


def _laid_out(line: Line, following: Line) -> bool:
    """Whether the border between two lines shows without any knowledge of a margin."""
    return bool(following.marker) or following.indent > line.indent or line.ruled or following.ruled


def _marker(body: str) -> str:
    for name, pattern in _MARKERS:
        if pattern.match(body):
            return name
    return ""


def _paragraphs(group: Sequence[Line], column: int | None) -> Iterator[list[Line]]:
    """Cut a group where a new paragraph, item or heading begins."""
    markers = Counter(line.marker for line in group)
    base = min(line.indent for line in group)
    paragraph = [group[0]]
    for index in range(1, len(group)):
        line = group[index]
        ahead = group[index + 1] if index + 1 < len(group) else None
        if line.marker:
            begins = _item_begins(paragraph[-1], line, column, siblings=markers[line.marker] > 1)
        else:
            begins = _paragraph_begins(paragraph, line, ahead, base, column)
        if begins:
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _full(line: Line, following: Line, column: int | None) -> bool:
    """Whether the next line's first word would not have fitted any more; supposed without a margin."""
    return column is None or line.width + 1 + following.first > column


def _item_begins(previous: Line, line: Line, column: int | None, *, siblings: bool) -> bool:
    """Whether a line with a list marker is an item.

    A lone "5." or dash below a full line without a stop is prose that happened to break there.
    """
    return siblings or column is None or not _full(previous, line, column) or previous.stopped


def _paragraph_begins(
    paragraph: Sequence[Line], line: Line, ahead: Line | None, base: int, column: int | None
) -> bool:
    """Whether ``line`` begins a paragraph of its own after the lines of ``paragraph``."""
    previous = paragraph[-1]
    if previous.ruled or line.ruled:
        return True
    opens = len(paragraph) == 1
    full = _full(previous, line, column)
    if line.indent > previous.indent:
        # Deeper: the first line of a new paragraph, unless it hangs below the line that opened this one.
        hangs = previous.marker or ahead is None or ahead.indent == line.indent
        return not (opens and hangs and (full or previous.marker))
    if line.indent < previous.indent and not opens:
        return True
    if opens and line.indent == previous.indent > base and previous.stopped and not previous.marker:
        # Paragraphs known by their indented first lines: a line of talk each.
        return True
    if full:
        return False
    if column is None or previous.width * 2 < column:
        return True
    if line.carries_on and not line.text[0].islower():  # a script without capitals
        return previous.stopped or previous.width + 1 + line.first + _SLACK <= column
    return not flows(previous, line)
