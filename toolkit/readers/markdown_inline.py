"""What Markdown's inline mark-up reads as: emphasis, links, code, references, tags.

One forward scan with a stack of open brackets and one of open emphasis, after CommonMark 0.31 ("An algorithm
for parsing nested emphasis and links"), as far as the reading of a text depends on it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from toolkit.readers.html_tokens import REFERENCE, resolve

Mark = tuple[int, int, str]
"""Characters ``start:end`` that read as the string."""

_TOKEN = re.compile(r"\\(?:[!-/:-@\[-`{-~]|\n)|`+|<|!?\[|\]|&|\*+|_+|~~|\x20{2,}\n|\{/\*|\{#")
_AUTOLINK = re.compile(r"<(?:[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>")
_TAG = re.compile(r"""</?[A-Za-z][A-Za-z0-9.-]*+(?:[^<>"']|"[^"]*+"|'[^']*+')*+>""")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_DESTINATION = re.compile(
    r"""\(\s*+(?:<[^<>\n]*+>|(?:[^()\\\s<]|\\.|\([^()\s]*+\))*+)(?:\s++(?:"[^"]*+"|'[^']*+'|\([^()]*+\)))?+\s*+\)"""
)
_LABEL = re.compile(r"\[([^\[\]\n]*+)\]")
_FOOTNOTE = re.compile(r"\^[^\s\]]{1,60}")
_IDENTIFIER = re.compile(r"\{#[^{}\n]{1,100}\}\s*\Z")
_NEAR = 2000
"""Characters within which a tag or a link's destination has to close."""


@dataclass(slots=True)
class _Run:
    """A run of emphasis characters that may open: where, how long it still is, where its end is."""

    character: str
    start: int
    end: int


@dataclass(slots=True)
class _Scan:
    text: str
    labels: Collection[str]
    marks: list[Mark] = field(default_factory=list)
    brackets: list[tuple[int, int]] = field(default_factory=list)
    open: list[_Run] = field(default_factory=list)
    counts: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))


def marks(text: str, labels: Collection[str] = frozenset()) -> list[Mark]:
    """The marks of a block's text, in order and not overlapping.

    Args:
        text: the block, its lines joined by LF.
        labels: of the link reference definitions of the document, see :func:`label`.
    """
    scan = _Scan(text, labels)
    ticks = _backticks(text)
    no_comment = False
    at = 0
    while match := _TOKEN.search(text, at):
        token, start, at = match[0], match.start(), match.end()
        first = token[0]
        if first == "\\":
            scan.marks.append((start, at, "\n") if token[1] == "\n" else (start, start + 1, ""))
        elif first == " ":
            scan.marks.append((start, at, "\n"))
        elif first == "`":
            places = ticks[len(token)]
            following = bisect_right(places, start)
            if following < len(places):
                close = places[following]
                scan.marks += [(start, at, ""), (close, close + len(token), "")]
                at = close + len(token)
        elif first == "<":
            if text.startswith("<!--", start):
                close = -1 if no_comment else text.find("-->", start + 4)
                no_comment = close < 0
                at = at if close < 0 else close + 3
                if close >= 0:
                    scan.marks.append((start, at, ""))
            else:
                at = _angle(scan, start)
        elif first == "&":
            reference = REFERENCE.match(text, start)
            if reference and (reading := resolve(reference)) != reference[0]:
                scan.marks.append((start, reference.end(), reading))
                at = reference.end()
        elif first == "{":
            at = _braces(scan, start, at)
        elif first == "]":
            at = _close_bracket(scan, start)
        elif token in ("[", "!["):
            scan.brackets.append((start, at))
        else:
            _emphasis(scan, start, at)
    return sorted(_apart(scan.marks))


def label(text: str) -> str:
    """A link label in the form labels are compared in."""
    return " ".join(text.split()).casefold()


def _backticks(text: str) -> defaultdict[int, list[int]]:
    """Where the runs of backticks of each length begin."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for match in re.finditer(r"`+", text):
        places[len(match[0])].append(match.start())
    return places


def _angle(scan: _Scan, start: int) -> int:
    """An autolink shows what is in its brackets, a tag nothing; any other ``<`` is text."""
    text, limit = scan.text, start + _NEAR
    link = _AUTOLINK.match(text, start, limit)
    if link:
        scan.marks += [(start, start + 1, ""), (link.end() - 1, link.end(), "")]
        return link.end()
    tag = _TAG.match(text, start, limit)
    if tag:
        scan.marks.append((start, tag.end(), "\n" if _BREAK.fullmatch(tag[0]) else ""))
        return tag.end()
    return start + 1


def _braces(scan: _Scan, start: int, at: int) -> int:
    """A comment of MDX, or the identifier of a heading at its end."""
    close = scan.text.find("*/}", at, at + _NEAR) + 3 if scan.text.startswith("{/*", start) else 0
    if close < 3:
        match = _IDENTIFIER.match(scan.text, start, start + _NEAR)
        if not match or match.end() < len(scan.text):
            return at
        close = match.end()
    scan.marks.append((start, close, ""))
    return close


def _close_bracket(scan: _Scan, start: int) -> int:
    """A link shows its text, an image its description; other brackets are text."""
    at = start + 1
    if not scan.brackets:
        return at
    text = scan.text
    opening, inside = scan.brackets.pop()
    content = text[inside : min(start, inside + _NEAR)]
    if _FOOTNOTE.fullmatch(content):
        scan.marks.append((opening, at, ""))
        return at
    tail = _DESTINATION.match(text, at, at + _NEAR)
    if tail is None:
        named = _LABEL.match(text, at, at + _NEAR)
        if named and label(named[1] or content) in scan.labels:
            tail = named
    if tail is None and label(content) not in scan.labels:
        return at
    end = tail.end() if tail else at
    scan.marks += [(opening, inside, ""), (start, end, "")]
    return end


def _emphasis(scan: _Scan, start: int, end: int) -> None:
    """Match a run of ``*``, ``_`` or ``~~`` with those open, or open one."""
    text, character = scan.text, scan.text[start]
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    left = not after.isspace() and (not _punctuation(after) or before.isspace() or _punctuation(before))
    right = not before.isspace() and (not _punctuation(before) or after.isspace() or _punctuation(after))
    closes = right and (character != "_" or not left or _punctuation(after))
    opens = left and (character != "_" or not right or _punctuation(before))
    while closes and start < end and scan.counts[character]:
        opener = scan.open.pop()
        scan.counts[opener.character] -= 1
        if opener.character != character:
            continue
        length = min(opener.end - opener.start, end - start)
        scan.marks += [(opener.end - length, opener.end, ""), (start, start + length, "")]
        start += length
        opener.end -= length
        if opener.start < opener.end:
            scan.open.append(opener)
            scan.counts[character] += 1
    if opens and start < end:
        scan.open.append(_Run(character, start, end))
        scan.counts[character] += 1


def _punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _apart(found: list[Mark]) -> list[Mark]:
    """Marks without those within another: emphasis in a link's destination reads as nothing anyway."""
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda mark: (mark[0], -mark[1])):
        if mark[0] < mark[1] and (not kept or mark[0] >= kept[-1][1]):
            kept.append(mark)
    return kept
