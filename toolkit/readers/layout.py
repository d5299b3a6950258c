"""What every format hands back, and the collector that gathers one block with its mark-up.

A format's module walks its text once and feeds a :class:`Collector`: characters that read as themselves,
characters that read as something else, and the end of each block. The collector keeps blocks trimmed to what
a reader sees, so that no format has to.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from toolkit.model import Block, Kind, Markup
from toolkit.text.characters import INVISIBLE

Stretch = tuple[int, int]
"""Characters from the first up to, not including, the second."""

Wrap = Literal["auto", "lines", "hard"]
"""How lines of plain text make paragraphs: found out, each its own, or joined between blank lines."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Blocks and marks of one text, as :class:`toolkit.model.Document` holds them.

    ``language`` is what the document itself declares (``<html lang>``), ``und`` where it does not.
    """

    blocks: tuple[Block, ...]
    markup: tuple[Markup, ...] = ()
    language: str = "und"


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without invisible characters at its borders; ``(end, end)`` where nothing is left."""
    piece = text[start:end]
    kept = piece.lstrip(INVISIBLE)
    start += len(piece) - len(kept)
    return start, start + len(kept.rstrip(INVISIBLE))


def joins_unspaced(before: str, after: str) -> bool:
    """Whether a line break between two characters stands for nothing rather than for a space.

    True between wide characters of scripts written without spaces (Han, kana and their punctuation; Hangul
    is spaced), as in CSS Text Level 3, section 4.1.3 "Segment Break Transformation Rules".
    """
    return _wide_unspaced(before) and _wide_unspaced(after)


def _wide_unspaced(character: str) -> bool:
    if character < "\u1100" or unicodedata.east_asian_width(character) not in "WF":
        return False
    return not (
        "\uac00" <= character <= "\ud7a3" or "\u1100" <= character <= "\u11ff" or character > "\U0003ffff"
    )


class Collector:
    """Gathers blocks and their marks in the order of the text.

    What is given to :meth:`keep` and :meth:`mark` between two calls of :meth:`close` belongs to one block.
    A block starts at its first visible character and ends after its last; marks outside of that are layout
    and are not kept. A block without visible characters is none.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._blocks: list[Block] = []
        self._markup: list[Markup] = []
        self._pending: list[Markup] = []
        self._start = -1
        self._end = -1

    @property
    def empty(self) -> bool:
        """Whether the block under way has no visible character yet."""
        return self._start < 0

    def keep(self, start: int, end: int) -> None:
        """Characters that read as themselves."""
        start, end = trim(self._text, start, end)
        if start < end:
            self._see(start, end)

    def mark(self, start: int, end: int, reading: str = "") -> None:
        """Characters that read as ``reading``."""
        if reading.strip(INVISIBLE):
            self._see(start, end)
        if not self.empty and end > start:
            self._pending.append(Markup(start, end, reading))

    def close(self, kind: Kind = Kind.PARAGRAPH, level: int = 0) -> bool:
        """End the block under way; whether there was one."""
        if self.empty:
            return False
        self._blocks.append(Block(self._start, self._end, kind, level))
        self._markup.extend(mark for mark in self._pending if mark.end <= self._end)
        self._pending.clear()
        self._start = self._end = -1
        return True

    def add(self, layout: Layout) -> None:
        """Blocks and marks that another format found in a later stretch of the same text."""
        self._blocks.extend(layout.blocks)
        self._markup.extend(layout.markup)

    def layout(self, language: str = "und") -> Layout:
        """All that was gathered."""
        return Layout(tuple(self._blocks), tuple(self._markup), language)

    def _see(self, start: int, end: int) -> None:
        if self.empty:
            self._start = start
        self._end = end
