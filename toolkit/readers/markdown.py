"""Markdown: blocks by :mod:`markdown_blocks`, what stands in them by :mod:`markdown_inline`.

CommonMark 0.31, the tables and footnotes of GitHub Flavored Markdown, and MDX as far as it is Markdown. Quote
marks, list markers, link definitions, comments and rulers are layout. So is front matter, except for the
title and the description in it, which sites show with the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence

from toolkit.model import Kind
from toolkit.readers import html
from toolkit.readers.layout import Collector, Layout, Stretch, joins_unspaced
from toolkit.readers.markdown_blocks import Form, Leaf, cells, joined, leaves, lines
from toolkit.readers.markdown_inline import marks

_FRONT_MATTER_LINES = 200
"""A ``---`` block longer than this is text between two rulers."""

_SHOWN = re.compile(
    r"(title|description|subtitle|summary|excerpt)[ \t]*:[ \t]+(?=[^\s|>&*{\[#])", re.IGNORECASE
)
_COMMENT = re.compile(r"(?<=[ \t])#")


def layout(text: str) -> Layout:
    """Blocks and marks of a Markdown document."""
    writer = _Writer(text)
    found, writer.labels = leaves(text, writer.front_matter(1 if text.startswith("\ufeff") else 0))
    for leaf in found:
        writer.leaf(leaf)
    return writer.collector.layout()


class _Writer:
    """Leaves to blocks and marks."""

    def __init__(self, text: str) -> None:
        self.collector = Collector(text)
        self.labels: Collection[str] = frozenset()
        self._text = text

    def front_matter(self, start: int) -> int:
        """Where the text begins, after metadata between ``---`` lines at the top."""
        shown: list[tuple[str, Stretch]] = []
        for number, (first, last) in enumerate(lines(self._text, start)):
            line = self._text[first:last].rstrip(" \t")
            if number == 0:
                if line != "---":
                    return start
            elif line in ("---", "..."):
                for key, stretch in shown:
                    self.collector.keep(*stretch)
                    self.collector.close(*((Kind.HEADING, 1) if key == "title" else (Kind.PARAGRAPH, 0)))
                return last
            elif number > _FRONT_MATTER_LINES:
                return start
            elif entry := _SHOWN.match(line):
                shown.append((entry[1].lower(), _scalar(line, first, entry.end())))
        return start

    def leaf(self, leaf: Leaf) -> None:
        """The blocks of a leaf."""
        if leaf.form in (Form.FENCED, Form.INDENTED):
            self._code(leaf)
        elif leaf.form is Form.HTML:
            self.collector.add(html.layout(self._text, leaf.lines[0][0], leaf.lines[-1][1]))
        elif leaf.form is Form.TABLE:
            for number, line in enumerate(leaf.lines):
                for cell in cells(self._text, *line) if number != 1 else ():
                    self._prose([cell], Kind.TABLE_CELL, 0, 0)
        elif leaf.form is Form.HEADING:
            self._prose(leaf.lines, Kind.HEADING, leaf.level, leaf.skipped)
        elif leaf.depth:
            self._prose(leaf.lines, Kind.LIST_ITEM, leaf.depth, leaf.skipped)
        else:
            self._prose(leaf.lines, Kind.PARAGRAPH, 0, leaf.skipped)

    def _code(self, leaf: Leaf) -> None:
        before = leaf.lines[0][0]
        for start, end in leaf.lines:
            if leaf.quoted:
                self._gap(before, start)
            self.collector.keep(start, end)
            before = end
        self.collector.close(Kind.CODE)

    def _prose(self, stretches: Sequence[Stretch], kind: Kind, level: int, skipped: int) -> None:
        """One block from the lines it stands on."""
        text = joined(self._text, stretches)
        places = _Places(stretches)
        at = skipped
        for start, end, reading in marks(text, self.labels, skipped):
            self._keep(places, at, start)
            self.collector.mark(places.start(start), places.end(end), reading)
            at = end
        self._keep(places, at, len(text))
        self.collector.close(kind, level)

    def _keep(self, places: _Places, start: int, end: int) -> None:
        """Characters of the joined lines that read as themselves."""
        while start < end:
            line = places.line(start)
            first, last = places.stretches[line]
            stop = min(end, places.begins[line] + last - first)
            if start < stop:
                self.collector.keep(places.start(start), places.end(stop))
            start = stop
            if start < end:
                self._gap(last, places.stretches[line + 1][0], unspaced=True)
                start += 1

    def _gap(self, start: int, end: int, *, unspaced: bool = False) -> None:
        """What stands between two lines: the line end, and perhaps quote marks, which are no text."""
        text = self._text
        if unspaced and start and joins_unspaced(text[start - 1], text[end : end + 1] or " "):
            self.collector.mark(start, end)
            return
        gap = text[start:end]
        tail = max(gap.rfind("\n"), gap.rfind("\r")) + 1
        if gap[tail:].strip():
            self.collector.mark(start + tail, end)


class _Places:
    """From characters of a block's joined lines to characters of the file."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self.stretches = stretches
        self.begins: list[int] = []
        """Where in the joined lines each line begins."""
        at = 0
        for start, end in stretches:
            self.begins.append(at)
            at += end - start + 1

    def line(self, place: int) -> int:
        """The line a character is on; the joining line end belongs to the line before it."""
        return bisect_right(self.begins, place) - 1

    def start(self, place: int) -> int:
        """Where a stretch that begins at a character begins in the file."""
        line = self.line(place)
        return self.stretches[line][0] + place - self.begins[line]

    def end(self, place: int) -> int:
        """Where a stretch that ends before a character ends in the file."""
        line = self.line(place - 1)
        start, end = self.stretches[line]
        if place - 1 - self.begins[line] >= end - start and line + 1 < len(self.stretches):
            return self.stretches[line + 1][0]  # the line end itself, with what opens the next line
        return start + place - self.begins[line]


def _scalar(line: str, first: int, at: int) -> Stretch:
    """The value of a front matter entry, without its quotation marks or the comment after it."""
    quote = line[at]
    if quote in "\"'":
        close = line.find(quote, at + 1)
        return first + at + 1, first + (close if close > 0 else len(line))
    comment = _COMMENT.search(line, at)
    return first + at, first + (comment.start() if comment else len(line))
