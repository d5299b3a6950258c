"""Markdown's block structure: which lines make a paragraph, a heading, code, a table, and in which list.

The two phases of CommonMark 0.31 (appendix "A parsing strategy"), with the tables of GitHub Flavored Markdown
and what documentation sites add: MDX modules and components, ``:::`` directives, footnotes. Quotes and list
items are containers on a stack; every line first continues containers, then may open new ones.

The time is linear in the text: a line pays only for the containers its own characters continue, and a blank
line for none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from toolkit.readers.html import BLOCKS
from toolkit.readers.layout import Stretch
from toolkit.readers.markdown_definitions import definitions
from toolkit.readers.markdown_inline import TAG

_LINE = re.compile(r"([^\r\n]*+)(?:\r\n|\n|\r|\Z)")
_BLANKS = re.compile(r"[ \t]*+")
_FENCE = re.compile(r"`{3,}+(?=[^`]*\Z)|~{3,}+")
_ATX = re.compile(r"(#{1,6})(?:[ \t]+|\Z)")
_ATX_END = re.compile(r"(?:\A|(?<=[ \t]))#+[ \t]*\Z")
_SETEXT = re.compile(r"(?:=+|-+)[ \t]*\Z")
_ITEM = re.compile(r"(?:[-*+]|(\d{1,9})[.)])(?=[ \t]|\Z)")
_TASK = re.compile(r"\[[ xX]\](?=[ \t])")
_HTML = re.compile(r"<(?:/?([A-Za-z][A-Za-z0-9.-]*+)(?=[\s/>]|\Z)|[!?])")
_RAW = frozenset({"script", "style", "pre", "textarea"})
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,60}\]:[ \t]*")
_DIRECTIVE = re.compile(r":{3,}[ \t]*(?:\{[^{}]*+\}|[\w-]*+)[ \t]*")
_ALERT = re.compile(r"\[![A-Za-z]+\][ \t]*\Z")
_MODULE = re.compile(
    r"import\s.{1,200}\sfrom\s*['\"]|import\s*['\"]|export\s+(?:const|default|function|let|var|async|class)\b"
)
_DELIMITER_ROW = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+\Z")
_CELL_BORDER = re.compile(r"(?:[^|\\]|\\.)*+(\|)|\\")


class Form(Enum):
    """How the lines of a leaf are to be read."""

    PARAGRAPH = auto()
    HEADING = auto()
    FENCED = auto()
    INDENTED = auto()
    HTML = auto()
    TABLE = auto()


class Leaf(NamedTuple):
    """Lines that belong together.

    Attributes:
        form: how to read them.
        lines: each without its indentation, its quote and list markers, and its line end.
        level: of a heading, 1 to 6; else 0.
        depth: how many list items it is in.
        quoted: whether quote markers stand before its lines.
        skipped: how many characters of the lines, joined by LF, are link definitions.
    """

    form: Form
    lines: tuple[Stretch, ...]
    level: int
    depth: int
    quoted: bool
    skipped: int = 0


def joined(text: str, stretches: Iterable[Stretch]) -> str:
    """Stretches of the text, joined by LF."""
    return "\n".join(text[start:end] for start, end in stretches)


def leaves(text: str, start: int = 0) -> tuple[list[Leaf], set[str]]:
    """All leaves of the text from ``start`` on, in order, and the labels of its link definitions."""
    reader = _Reader(text)
    for line in lines(text, start):
        reader.line(*line)
    reader.close(0)
    return reader.leaves, reader.labels


def lines(text: str, start: int = 0) -> Iterator[Stretch]:
    """The lines of the text from ``start`` on, without their ends; LF, CRLF and CR end a line."""
    while start < len(text):
        match = _LINE.match(text, start)
        if match is None:
            return
        yield match.span(1)
        start = match.end()


def cells(text: str, start: int, end: int) -> list[Stretch]:
    """The cells of a table row; pipes at its ends and escaped pipes are no borders."""
    end = start + len(text[start:end].rstrip(" \t"))
    if text.startswith("|", start):
        start += 1
    found = []
    while start < end:
        border = _CELL_BORDER.match(text, start, end)
        if border is None or border[1] is None:
            found.append((start, end))
            break
        found.append((start, border.start(1)))
        start = border.end()
    return found


@dataclass(slots=True)
class _Container:
    """A quote, or a list item whose lines are indented by ``width`` columns."""

    quote: bool
    width: int = 0
    empty: bool = False
    """An item that has no content yet; a blank line ends it."""


class _Cursor:
    """A place in a line: the next visible character ``at``, and how far it is indented.

    Tabs reach to the next multiple of four columns.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.at, self.end = text, start, end
        self._column = self._taken = 0
        self._measure()

    @property
    def blank(self) -> bool:
        return self.at >= self.end

    @property
    def indent(self) -> int:
        """Columns of white space not yet taken by a container."""
        return self._column - self._taken

    @property
    def rest(self) -> str:
        return self.text[self.at : self.end]

    def take(self, columns: int) -> None:
        """Give ``columns`` of the indentation to a container."""
        self._taken += columns

    def skip(self, characters: int) -> None:
        """Go past a marker of so many characters, to the next visible character."""
        self.at += characters
        self._column += characters
        self._taken = self._column
        self._measure()

    def _measure(self) -> None:
        match = _BLANKS.match(self.text, self.at, self.end)
        if match is None:
            return
        self.at = match.end()
        for part in match[0].split("\t")[:-1]:
            self._column += len(part)
            self._column += 4 - self._column % 4
        self._column += len(match[0]) - match[0].rfind("\t") - 1


class _Reader:
    """The open containers and the open leaf."""

    def __init__(self, text: str) -> None:
        self.leaves: list[Leaf] = []
        self.labels: set[str] = set()
        self._text = text
        self._stack: list[_Container] = []
        self._quotes: list[int] = []  # places of the quotes in the stack
        self._form: Form | None = None
        self._lines: list[Stretch] = []
        self._closing = ""  # what ends the fenced code or the HTML under way

    def line(self, start: int, end: int) -> None:
        """Take the next line."""
        cursor = _Cursor(self._text, start, end)
        depth = self._continued(cursor)
        if cursor.blank:
            self._blank(depth, start, end)
            return
        if depth == len(self._stack) and self._continues_leaf(cursor):
            return
        depth = self._opened(cursor, depth)
        if depth < 0:
            return
        if self._form is Form.TABLE and depth == len(self._stack) and cursor.indent < 4:
            self._lines.append((cursor.at, end))
        elif self._form is Form.PARAGRAPH:
            self._prose(cursor, lazy=depth < len(self._stack))
        elif cursor.indent >= 4:
            self.close(depth)
            self._form = Form.INDENTED
            self._lines.append((cursor.at, end))
        else:
            self.close(depth)
            self._form = Form.PARAGRAPH
            self._lines.append((cursor.at, end))

    def close(self, depth: int) -> None:
        """Close the open leaf, and the containers beyond ``depth``."""
        self._close_leaf()
        while len(self._stack) > depth:
            if self._stack.pop().quote:
                self._quotes.pop()

    # Containers ---------------------------------------------------------------------------------------------

    def _continued(self, cursor: _Cursor) -> int:
        """How many of the open containers the line continues."""
        depth = 0
        while depth < len(self._stack):
            container = self._stack[depth]
            if cursor.blank:
                # A blank line is in every item, and in no quote.
                place = bisect_left(self._quotes, depth)
                return self._quotes[place] if place < len(self._quotes) else len(self._stack)
            if container.quote:
                if cursor.indent > 3 or self._text[cursor.at] != ">":
                    break
                _skip_quote_mark(cursor)
            elif cursor.indent >= container.width:
                cursor.take(container.width)
            else:
                break
            depth += 1
        return depth

    def _opened(self, cursor: _Cursor, depth: int) -> int:
        """Open the containers and leaves that begin on the line; the new depth, -1 if nothing is left."""
        while cursor.indent < 4:
            if self._text[cursor.at] == ">":
                self.close(depth)
                self._push(_Container(quote=True))
                _skip_quote_mark(cursor)
            elif self._leaf(cursor, depth):
                return -1
            elif (item := self._item(cursor, depth)) is not None:
                self.close(depth)
                hanging = cursor.indent + item
                cursor.skip(item)
                width = cursor.indent if not cursor.blank and cursor.indent <= 4 else 1
                self._push(_Container(quote=False, width=hanging + width, empty=cursor.blank))
                cursor.take(0 if cursor.blank else width)
                task = _TASK.match(self._text, cursor.at, cursor.end)
                if task and cursor.indent < 4:
                    cursor.skip(3)
            else:
                break
            depth += 1
            if cursor.blank:
                return -1
        if depth and depth == len(self._stack):
            self._stack[-1].empty = False
        return depth

    def _push(self, container: _Container) -> None:
        if self._stack:
            self._stack[-1].empty = False
        if container.quote:
            self._quotes.append(len(self._stack))
        self._stack.append(container)

    def _item(self, cursor: _Cursor, depth: int) -> int | None:
        """Length of the list marker that the rest of the line begins with."""
        match = _ITEM.match(self._text, cursor.at, cursor.end)
        if match is None:
            return None
        interrupts = self._form is Form.PARAGRAPH and depth == len(self._stack)
        # "… in the year\n1986. It was": only 1 begins a list in mid-paragraph, and no empty item does.
        if interrupts and (
            match[1] not in (None, "1") or not self._text[match.end() : cursor.end].strip(" \t")
        ):
            return None
        return match.end() - match.start()

    # Leaves -------------------------------------------------------------------------------------------------

    def _blank(self, depth: int, start: int, end: int) -> None:
        if depth < len(self._stack):
            self.close(depth)
        elif self._form in (Form.FENCED, Form.INDENTED) or (self._form is Form.HTML and self._closing):
            self._lines.append((end, end))
        else:
            self._close_leaf()
            if self._stack and self._stack[-1].empty:
                self.close(depth - 1)

    def _continues_leaf(self, cursor: _Cursor) -> bool:
        """Whether the line belongs to the code or HTML under way; its own last line ends it."""
        line = (cursor.at, cursor.end)
        if self._form is Form.FENCED:
            rest = cursor.rest.rstrip(" \t")
            if cursor.indent < 4 and rest.startswith(self._closing) and not rest.strip(self._closing[0]):
                self._close_leaf()
            else:
                self._lines.append(line)
            return True
        if self._form is Form.HTML:
            self._lines.append(line)
            if self._closing and self._closing in cursor.rest.lower():
                self._close_leaf()
            return True
        if self._form is Form.INDENTED:
            if cursor.indent >= 4:
                self._lines.append(line)
                return True
            self._close_leaf()
        return False

    def _leaf(self, cursor: _Cursor, depth: int) -> bool:
        """Open the leaf that the line begins, other than a paragraph or indented code."""
        character, rest = self._text[cursor.at], cursor.rest
        if character == "#" and (heading := _ATX.match(rest)):
            self.close(depth)
            body = rest[heading.end() :].rstrip(" \t")
            closing = _ATX_END.search(body) if body.endswith("#") else None
            length = closing.start() if closing else len(body)
            start = cursor.at + heading.end()
            self._form = Form.HEADING
            self._lines.append((start, start + length))
            self._close_leaf(level=len(heading[1]))
        elif character in "`~" and (fence := _FENCE.match(rest)):
            self.close(depth)
            self._form, self._closing = Form.FENCED, fence[0]
        elif character == "<" and self._begins_html(cursor, rest, depth):
            pass
        elif self._underlines(rest, depth):
            self._form = Form.HEADING
            self._close_leaf(level=1 if character == "=" else 2, underlined=True)
        elif character in "-*_" and _ruler(rest):
            self.close(depth)
        elif character == ":" and (directive := _DIRECTIVE.match(rest)):
            self.close(depth)
            title = (cursor.at + directive.end(), cursor.end)
            if self._text.startswith("[", title[0]) and rest.endswith("]"):
                title = (title[0] + 1, title[1] - 1)
            self._form = Form.PARAGRAPH
            self._lines.append(title)
            self._close_leaf()
        elif character == "[" and (footnote := _FOOTNOTE.match(rest)):
            self.close(depth)
            self._form = Form.PARAGRAPH
            self._lines.append((cursor.at + footnote.end(), cursor.end))
        elif character == "[" and self._form is None and _ALERT.match(rest) and self._quotes:
            self.close(depth)  # "> [!NOTE]": the name of a box, not its text
        else:
            return False
        return True

    def _underlines(self, rest: str, depth: int) -> bool:
        """Whether the line makes the paragraph above it a heading."""
        if self._form is not Form.PARAGRAPH or depth < len(self._stack) or not _SETEXT.match(rest):
            return False
        if self._text[self._lines[0][0]] != "[":
            return True
        paragraph = joined(self._text, self._lines)
        return definitions(paragraph)[1] < len(paragraph)

    def _begins_html(self, cursor: _Cursor, rest: str, depth: int) -> bool:
        """Open HTML: up to a blank line, or to the end of what may hold blank lines (section 4.6).

        Unlike there, a component's tag alone on its line is only that line: what follows is Markdown, as in
        MDX. Within quotes tags are left to the paragraph, which drops them.
        """
        match = _HTML.match(rest)
        if match is None or bisect_left(self._quotes, depth):
            return False
        name = (match[1] or "").lower()
        closing = ""
        if rest.startswith("<!--"):
            closing = "-->"
        elif name in _RAW and not rest.startswith("</"):
            closing = f"</{name}"
        lone = bool(name) and name not in BLOCKS and not closing
        if lone and (self._form is Form.PARAGRAPH or not _is_tag(rest)):
            return False
        self.close(depth)
        self._form, self._closing = Form.HTML, closing
        self._lines.append((cursor.at, cursor.end))
        if lone or (closing and closing in rest[4 if closing == "-->" else 1 :].lower()):
            self._close_leaf()
        return True

    def _prose(self, cursor: _Cursor, *, lazy: bool) -> None:
        """One more line of a paragraph, or the line that shows it to be a table."""
        line = (cursor.at, cursor.end)
        if not lazy and "|" in cursor.rest and cursor.indent < 4 and _DELIMITER_ROW.match(cursor.rest):
            header = self._lines[-1]
            if len(cells(self._text, *header)) == len(cells(self._text, *line)):
                self._lines.pop()
                self._close_leaf()
                self._form = Form.TABLE
                self._lines += [header, line]
                return
        self._lines.append(line)

    def _close_leaf(self, level: int = 0, *, underlined: bool = False) -> None:
        form, self._form, self._closing = self._form, None, ""
        if form is None or not self._lines:
            return
        found, self._lines = tuple(self._lines), []
        if form is Form.PARAGRAPH and not self._stack and _MODULE.match(self._text[slice(*found[0])]):
            return
        skipped = 0
        if (form is Form.PARAGRAPH or underlined) and self._text.startswith("[", found[0][0]):
            labels, skipped = definitions(joined(self._text, found))
            self.labels.update(labels)
        depth = len(self._stack) - len(self._quotes)
        self.leaves.append(Leaf(form, found, level, depth, bool(self._quotes), skipped))


def _skip_quote_mark(cursor: _Cursor) -> None:
    cursor.skip(1)
    if cursor.indent:
        cursor.take(1)


def _is_tag(rest: str) -> bool:
    """Whether a line is one tag and nothing else."""
    tag = TAG.match(rest)
    return tag is not None and not rest[tag.end() :].strip(" \t")


def _ruler(rest: str) -> bool:
    """Whether a line is three or more of one of ``-``, ``*`` and ``_``, perhaps with blanks between."""
    return not rest.strip(f"{rest[0]} \t") and rest.count(rest[0]) >= 3
