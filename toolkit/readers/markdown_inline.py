"""What Markdown's inline mark-up reads as: emphasis, links, code, references, tags.

One forward scan with a stack of open brackets, after CommonMark 0.31, chapter 6. What shows is kept: the text
of a link, the description of an image, the code between backticks; everything else is marked as read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from toolkit.readers.html_tokens import REFERENCE, resolve
from toolkit.readers.markdown_definitions import BRACKETED, LONGEST_LABEL, TITLE, normal_label
from toolkit.readers.markdown_emphasis import Delimiter, delimiter, matched

Mark = tuple[int, int, str]
"""Characters ``start:end`` that read as the string."""

_TOKEN = re.compile(
    r"\\(?:[!-/:-@\[-`{-~]|\n)|`++|<|!?\[|\]|&|\*++|_++|(?<!~)~~(?!~)|(?<!\x20)\x20{2,}+\n|\{/\*|\{#"
)
_TICKS = re.compile(r"`++")
_AUTOLINK = re.compile(r"<(?:[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*+|[^\s<>@]++@[^\s<>@]++)>")
_EXPRESSION = r"\{(?:[^{}]|\{[^{}]*+\})*+\}"
TAG = re.compile(
    r"<(?:/[A-Za-z][A-Za-z0-9.:-]*+|[A-Za-z][A-Za-z0-9.:-]*+(?:\s++(?:[A-Za-z_:@][A-Za-z0-9_.:-]*+"
    rf"""(?:\s*+=\s*+(?:[^\s"'=<>`{{]++|"[^"]*+"|'[^']*+'|{_EXPRESSION}))?+|{_EXPRESSION}))*+)\s*+/?>"""
)
"""A tag of HTML (section 6.6), or of a component with expressions for attributes."""

_FRAGMENT = re.compile(r"</?>")
_BREAK = re.compile(r"<br\s*+/?>", re.IGNORECASE)
_PAREN = r"\((?:[^()\\\s]|\\.|\((?:[^()\\\s]|\\.)*+\))*+\)"
_DESTINATION = re.compile(
    rf"\(\s*+(?:{BRACKETED}|(?!<)(?:[^()\\\s]|\\.|\\|{_PAREN})*+)(?:\s++{TITLE})?+\s*+\)",
    re.DOTALL,
)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)*+)\]", re.DOTALL)
_FOOTNOTE = re.compile(r"\^[^\s\]]{1,60}")
_IDENTIFIER = re.compile(r"\{#[^{}\n]{1,100}\}\s*\Z")

# Mark-up that reads as nothing up to what closes it.
_CLOSED_BY = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))

_NEAR = 2000
"""Characters within which a tag or a link's destination has to close."""


def marks(text: str, labels: Collection[str] = frozenset(), start: int = 0) -> list[Mark]:
    """The marks of a block's text, in order and not overlapping.

    Args:
        text: the block, its lines joined by LF.
        labels: of the link reference definitions of the document, see :mod:`markdown_definitions`.
        start: where the text begins.
    """
    return _Scan(text, labels).run(start)


@dataclass(slots=True)
class _Bracket:
    """An opening bracket: its characters, how much emphasis stood open, what was found in it."""

    start: int
    inside: int
    runs: int
    image: bool
    nests: bool = False
    """Another bracket opened within it, so that its text is no label."""


class _Scan:
    """The state of one pass over a block."""

    def __init__(self, text: str, labels: Collection[str]) -> None:
        self._text = text
        self._labels = labels
        self._marks: list[Mark] = []
        self._brackets: list[_Bracket] = []
        self._runs: list[Delimiter] = []
        self._linked = -1
        """Brackets before this place are no links: one that closed there is within them."""
        self._missing: set[str] = set()
        """What was looked for up to the end and not found."""
        self._ticks: defaultdict[int, list[int]] = defaultdict(list)
        for match in _TICKS.finditer(text):
            self._ticks[len(match[0])].append(match.start())

    def run(self, at: int) -> list[Mark]:
        """All marks from ``at`` on."""
        while match := _TOKEN.search(self._text, at):
            at = self._token(match[0], match.start(), match.end())
        self._emphasis(0)
        return _apart(self._marks)

    def _token(self, token: str, start: int, end: int) -> int:
        """Take a token; where the scan goes on."""
        first = token[0]
        if first == "\\":
            self._marks.append((start, end, "\n") if token[1] == "\n" else (start, start + 1, ""))
            return end
        if first == " ":
            self._marks.append((start, end, "\n"))
            return end
        if first == "`":
            return self._code(start, end)
        if first == "<":
            return self._angle(start)
        if first == "&":
            return self._reference(start)
        if first == "{":
            return self._braces(token, start, end)
        if first == "]":
            return self._close_bracket(start)
        if first in "![":
            if self._brackets:
                self._brackets[-1].nests = True
            self._brackets.append(_Bracket(start, end, len(self._runs), first == "!"))
            return end
        self._runs.append(delimiter(self._text, start, end))
        return end

    def _code(self, start: int, inside: int) -> int:
        """Code up to the next run of as many backticks; one blank on both sides is not part of it."""
        places = self._ticks[inside - start]
        following = bisect_right(places, start)
        if following == len(places):
            return inside
        close = places[following]
        end = close + inside - start
        content = self._text[inside:close]
        padded = content[0] in " \n" and content[-1] in " \n" and not content.isspace()
        self._marks += [(start, inside + padded, ""), (close - padded, end, "")]
        return end

    def _angle(self, start: int) -> int:
        """An autolink shows what is in its brackets, a tag nothing; any other ``<`` is text."""
        text, limit = self._text, start + _NEAR
        link = _AUTOLINK.match(text, start, limit)
        if link:
            self._marks += [(start, start + 1, ""), (link.end() - 1, link.end(), "")]
            return link.end()
        tag = TAG.match(text, start, limit) or _FRAGMENT.match(text, start)
        if tag:
            self._marks.append((start, tag.end(), "\n" if _BREAK.fullmatch(tag[0]) else ""))
            return tag.end()
        for opening, closing in _CLOSED_BY:
            if text.startswith(opening, start):
                # "<!-->" and "<!--->" are whole comments.
                inside = start + (2 if opening == "<!--" else len(opening))
                return self._drop(start, inside, closing)
        return start + 1

    def _drop(self, start: int, inside: int, closing: str) -> int:
        """Mark everything up to ``closing``; where there is none, the opening is text."""
        close = -1 if closing in self._missing else self._text.find(closing, inside)
        if close < 0:
            self._missing.add(closing)
            return inside
        self._marks.append((start, close + len(closing), ""))
        return close + len(closing)

    def _reference(self, start: int) -> int:
        match = REFERENCE.match(self._text, start)
        if match is None or not match[0].endswith(";") or (reading := resolve(match)) == match[0]:
            return start + 1
        self._marks.append((start, match.end(), reading))
        return match.end()

    def _braces(self, token: str, start: int, end: int) -> int:
        """A comment of MDX, or the identifier of a heading at its end."""
        if token == "{/*":
            return self._drop(start, end, "*/}")
        if _IDENTIFIER.match(self._text, start):
            self._marks.append((start, len(self._text), ""))
            return len(self._text)
        return end

    def _close_bracket(self, start: int) -> int:
        """A link shows its text, an image its description, a footnote's number nothing; others are text."""
        end = start + 1
        if not self._brackets:
            return end
        opening = self._brackets.pop()
        if not opening.image and opening.start < self._linked:
            return end
        if not opening.nests and _FOOTNOTE.fullmatch(self._text, opening.inside, start):
            self._marks.append((opening.start, end, ""))
            return end
        tail = self._link_end(opening, start)
        if tail < 0:
            return end
        self._emphasis(opening.runs)
        self._marks += [(opening.start, opening.inside, ""), (start, tail, "")]
        if not opening.image:
            self._linked = opening.start
        return tail

    def _link_end(self, opening: _Bracket, close: int) -> int:
        """Where a link that shows the text up to ``close`` ends; -1 if it is none."""
        at = close + 1
        destination = _DESTINATION.match(self._text, at, at + _NEAR)
        if destination:
            return destination.end()
        if not self._labels:
            return -1
        named = _LABEL.match(self._text, at, at + LONGEST_LABEL + 2)
        if named and named[1]:
            return named.end() if normal_label(named[1]) in self._labels else -1
        if opening.nests or close - opening.inside > LONGEST_LABEL:
            return -1
        if normal_label(self._text[opening.inside : close]) not in self._labels:
            return -1
        return named.end() if named else at

    def _emphasis(self, first: int) -> None:
        """Resolve the emphasis since run ``first``: a link's own is closed before the link is."""
        self._marks += [(start, end, "") for start, end in matched(self._runs[first:])]
        del self._runs[first:]


def _apart(found: list[Mark]) -> list[Mark]:
    """Marks in order, without those within another."""
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda mark: (mark[0], -mark[1])):
        if not kept or mark[0] >= kept[-1][1]:
            kept.append(mark)
    return kept
