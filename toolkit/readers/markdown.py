"""Markdown: blocks by their first characters, line by line; inline mark-up by :mod:`markdown_inline`.

After CommonMark 0.31 and GitHub's tables, flattened: what matters is where a text begins and ends and what it
is, not how quotes and lists nest. Front matter, link definitions, comments and rulers are layout.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.model import Kind
from toolkit.readers import html
from toolkit.readers.layout import Collector, Layout, joins_unspaced
from toolkit.readers.markdown_inline import label, marks

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_PREFIX = re.compile(r"(?:[ \t]*>)*[ \t]*")
_FENCE = re.compile(r"(`{3,})[^`]*\Z|(~{3,}).*\Z")
_ATX = re.compile(r"(#{1,6})(?:[ \t]+|\Z)")
_ATX_END = re.compile(r"(?:\A|[ \t])#+[ \t]*\Z")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|\Z)(?:\[[ xX]\][ \t]+)?")
_SETEXT = re.compile(r"(=+|-+)[ \t]*\Z")
_DEFINITION = re.compile(r"\[([^\]\n^][^\]\n]{0,300})\]:[ \t]*\S")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,60}\]:[ \t]*")
_MODULE = re.compile(
    r"import\s.{1,200}\sfrom\s*['\"]|import\s*['\"]|export\s+(?:const|default|function|let|var)\b"
)
_DIRECTIVE = re.compile(r":{3,}")
_HTML = re.compile(r"<(?:/?([A-Za-z][A-Za-z0-9.-]*)(?=[\s/>]|\Z)|[!?])")
_LONE_TAG = re.compile(r"""</?[A-Za-z](?:[^<>"']|"[^"]*+"|'[^']*+')*+>[ \t]*\Z""")
_RAW = frozenset({"script", "style", "pre", "textarea"})
_CELL_END = re.compile(r"(?<!\\)\|")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: its characters without their end, where its content begins, and how deep that is indented."""

    start: int
    end: int
    content: int
    indent: int
    text: str
    """The content."""

    @property
    def blank(self) -> bool:
        return not self.text


def layout(text: str) -> Layout:
    """Blocks and marks of a Markdown document, of MDX as far as it is Markdown."""
    return _Reader(text).layout()


def _lines(text: str) -> Iterator[_Line]:
    at = 1 if text.startswith("\ufeff") else 0
    while at < len(text):
        match = _LINE.match(text, at)
        if match is None or match.end() == at:
            return
        raw = match[1]
        prefix = _PREFIX.match(raw)
        width = prefix.end() if prefix else 0
        indent = len(raw[raw.rfind(">", 0, width) + 1 : width].expandtabs(4))
        content = raw[width:].rstrip(" \t")
        yield _Line(at, at + len(raw), at + width, indent, content)
        at = match.end()


class _Reader:
    """One pass over the lines; paragraphs are gathered until something ends them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = list(_lines(text))
        self._labels = {
            label(match[1]) for line in self._lines if (match := _DEFINITION.match(line.text)) is not None
        }
        self._collector = Collector(text)
        self._paragraph: list[Span] = []
        self._kind, self._level = Kind.PARAGRAPH, 0
        self._items: list[int] = []
        self._after_blank = True

    def layout(self) -> Layout:
        at = self._front_matter()
        while at < len(self._lines):
            at = self._block(at)
        self._flush()
        return self._collector.layout()

    def _front_matter(self) -> int:
        """Where the text begins, after metadata between ``---`` lines at the top."""
        if self._lines and self._lines[0].text == "---" and not self._lines[0].indent:
            for number, line in enumerate(self._lines[1:], 1):
                if line.text in ("---", "...") and not line.indent:
                    return number + 1
        return 0

    def _block(self, at: int) -> int:
        """Take the line at ``at`` and all that belongs to it; where the next begins."""
        line = self._lines[at]
        if line.blank:
            self._flush()
            self._after_blank = True
            return at + 1
        after_blank, self._after_blank = self._after_blank, False
        if after_blank and line.indent < 2 and not _ITEM.match(line.text):
            self._items.clear()
        fence = _FENCE.match(line.text)
        if fence:
            self._flush()
            return self._fenced(at, fence[1] or fence[2])
        if line.indent >= 4 and not self._paragraph and not self._items:
            return self._indented(at)
        heading = _ATX.match(line.text)
        if heading:
            self._flush()
            self._heading(line, heading)
            return at + 1
        if self._paragraph and _SETEXT.match(line.text) and self._kind is Kind.PARAGRAPH:
            self._kind, self._level = Kind.HEADING, 1 if line.text[0] == "=" else 2
            self._flush()
            return at + 1
        if _ruler(line.text):
            self._flush()
            return at + 1
        if not self._paragraph and (_DEFINITION.match(line.text) or _MODULE.match(line.text)):
            return at + 1
        if _DIRECTIVE.match(line.text):
            self._flush()
            return at + 1
        tag = _HTML.match(line.text)
        if tag and self._begins_html(line, tag[1]):
            self._flush()
            return self._html(at, (tag[1] or "").lower())
        if at + 1 < len(self._lines) and "|" in line.text and _delimiters(self._lines[at + 1].text):
            self._flush()
            return self._table(at)
        self._prose(line)
        return at + 1

    # Blocks -------------------------------------------------------------------------------------------------

    def _prose(self, line: _Line) -> None:
        """A list item's first line, or a line of a paragraph."""
        item = _ITEM.match(line.text)
        # A number other than 1 does not interrupt a paragraph: "the year\n1986. It was …".
        if (
            item
            and self._paragraph
            and not self._items
            and line.text[0].isdigit()
            and line.text[:2] not in ("1.", "1)")
        ):
            item = None
        content = line.content
        if item:
            self._flush()
            while self._items and self._items[-1] >= line.indent:
                self._items.pop()
            self._items.append(line.indent)
            content += item.end()
        if not self._paragraph:
            footnote = _FOOTNOTE.match(line.text)
            if footnote:
                content = line.content + footnote.end()
            inside = bool(self._items) and (item is not None or line.indent > self._items[-1])
            self._kind = Kind.LIST_ITEM if inside else Kind.PARAGRAPH
            self._level = len(self._items) if inside else 0
        # Trailing blanks stay: two of them before a line end are a break.
        self._paragraph.append((content, line.end))

    def _flush(self) -> None:
        if self._paragraph:
            self._emit(self._paragraph, self._kind, self._level)
            self._paragraph = []

    def _heading(self, line: _Line, match: re.Match[str]) -> None:
        body = line.text[match.end() :]
        closing = _ATX_END.search(body)
        end = match.end() + (closing.start() if closing else len(body))
        self._emit([(line.content + match.end(), line.content + end)], Kind.HEADING, len(match[1]))

    def _fenced(self, at: int, fence: str) -> int:
        first = at + 1
        last = first
        while last < len(self._lines):
            text = self._lines[last].text
            if len(text) >= len(fence) and set(text) == {fence[0]}:
                break
            last += 1
        self._code(first, last)
        return last + 1

    def _indented(self, at: int) -> int:
        last = at
        while last < len(self._lines) and (self._lines[last].blank or self._lines[last].indent >= 4):
            last += 1
        self._code(at, last)
        self._after_blank = True
        return last

    def _code(self, first: int, last: int) -> None:
        for line in self._lines[first:last]:
            self._collector.keep(line.start, line.end)
        self._collector.close(Kind.CODE)

    def _begins_html(self, line: _Line, name: str | None) -> bool:
        if name is None:
            return not self._paragraph or line.text.startswith("<!--")
        known = name.lower() in html.BLOCKS or name.lower() in _RAW
        return known or (not self._paragraph and bool(_LONE_TAG.match(line.text)))

    def _html(self, at: int, name: str) -> int:
        """A stretch of HTML, up to a blank line or to the end of what may hold blank lines."""
        needle = ""
        if name in _RAW:
            needle = f"</{name}"
        elif self._lines[at].text.startswith("<!--"):
            needle = "-->"
        last = at
        while last < len(self._lines):
            line = self._lines[last]
            if needle and needle in line.text.lower():
                last += 1
                break
            if not needle and line.blank:
                break
            last += 1
        start, end = self._lines[at].content, self._lines[last - 1].end
        self._collector.add(html.layout(self._text, start, end))
        return last

    def _table(self, at: int) -> int:
        row = at
        while row < len(self._lines) and "|" in self._lines[row].text:
            if row != at + 1:
                self._row(self._lines[row])
            row += 1
        return row

    def _row(self, line: _Line) -> None:
        text = line.text
        start = 1 if text.startswith("|") else 0
        for border in (*_CELL_END.finditer(text, start), None):
            end = border.start() if border else len(text)
            if text[start:end].strip():
                self._emit([(line.content + start, line.content + end)], Kind.TABLE_CELL, 0)
            start = border.end() if border else end

    # Text ---------------------------------------------------------------------------------------------------

    def _emit(self, spans: Sequence[Span], kind: Kind, level: int) -> None:
        """One block from the lines it stands on."""
        joined = "\n".join(self._text[start:end] for start, end in spans)
        places = _Places(spans)
        at = 0
        for start, end, reading in marks(joined, self._labels):
            self._keep(spans, places, at, start)
            self._collector.mark(places.start(start), places.end(end), reading)
            at = end
        self._keep(spans, places, at, len(joined))
        self._collector.close(kind, level)

    def _keep(self, spans: Sequence[Span], places: _Places, start: int, end: int) -> None:
        """Characters that read as themselves, over the borders of lines."""
        while start < end:
            line = places.line(start)
            stop = min(end, places.begin(line) + spans[line][1] - spans[line][0])
            if start < stop:
                self._collector.keep(places.start(start), places.end(stop))
            start = stop
            if start < end and line + 1 < len(spans):
                self._gap(spans[line][1], spans[line + 1][0])
                start += 1

    def _gap(self, start: int, end: int) -> None:
        """What stands between two lines of a paragraph: the line end, and quote marks that are no text."""
        if start and end < len(self._text) and joins_unspaced(self._text[start - 1], self._text[end]):
            self._collector.mark(start, end)
            return
        gap = self._text[start:end]
        tail = max(gap.rfind("\n"), gap.rfind("\r")) + 1
        if gap[tail:].strip():
            self._collector.mark(start + tail, end)


class _Places:
    """From characters of a block's joined lines to characters of the file."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._begins: list[int] = []
        at = 0
        for start, end in spans:
            self._begins.append(at)
            at += end - start + 1

    def line(self, place: int) -> int:
        """The line a character is on; the joining line end belongs to the line before it."""
        return bisect_right(self._begins, place) - 1

    def begin(self, line: int) -> int:
        """The first character of a line."""
        return self._begins[line]

    def start(self, place: int) -> int:
        """Where a stretch that begins at a character begins in the file."""
        line = self.line(place)
        return self._spans[line][0] + place - self._begins[line]

    def end(self, place: int) -> int:
        """Where a stretch that ends before a character ends in the file."""
        line = self.line(place - 1)
        start, end = self._spans[line]
        if place - 1 - self._begins[line] >= end - start and line + 1 < len(self._spans):
            return self._spans[line + 1][0]  # the line end itself, with what opens the next line
        return start + place - self._begins[line]


def _ruler(text: str) -> bool:
    marks_ = text.replace(" ", "").replace("\t", "")
    return len(marks_) >= 3 and marks_[0] in "-*_" and set(marks_) == {marks_[0]}


def _delimiters(text: str) -> bool:
    """Whether a line is the row of dashes below a table's header."""
    return bool(text) and "-" in text and "|" in text and not set(text) - set(" \t|:-")
