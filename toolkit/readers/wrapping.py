"""How wide a text was wrapped, if it was: the evidence and the verdict.

A text wrapped at a margin W shows it at every break the program made: the line fits (``width <= W``) and the
next line's first word would not have fitted any more (``width + 1 + first word > W``). So each pair of lines
inside a paragraph allows an interval of margins, and one margin lies in nearly all of these intervals. Texts
with a paragraph, a menu entry or a verse a line have no such margin, or one that many lines overrun.

Where lines merely happen to be of one length, the second kind of evidence decides: wrapped prose breaks in
mid-sentence, so that most lines neither end a sentence nor does the next one begin with a capital.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

NARROWEST = 40
"""Columns: nobody wraps prose tighter, while verse and menus are narrower."""

WIDEST = 120
"""Columns: longer lines were not wrapped for a screen or a page."""

_LONGEST_WORD = 40
"""Columns: scripts without spaces seem to be one long word; it would fit any margin."""

_STOPS = frozenset(".!?…:;。！？；：．।॥۔؟။។\u0f0d")
_CLOSERS = "\"'”’»›)]}」』）】〉》*_"


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank line of text.

    ``start`` and ``end`` are its visible characters in the document; ``indent``, ``width`` (with the
    indentation) and ``first`` (its first word) are in columns, East Asian wide characters counting two.
    ``marker`` is the kind of list marker it begins with, "" for none; ``ruled`` is true for rulers and for
    columns laid out by hand, which no paragraph holds.
    """

    start: int
    end: int
    text: str
    indent: int
    width: int
    first: int
    marker: str
    ruled: bool

    @property
    def stopped(self) -> bool:
        """Whether the line ends like a sentence, a clause before a list, or a quotation."""
        return self.text.rstrip(_CLOSERS)[-1:] in _STOPS or self.text[-1] in "”»」』"

    @property
    def carries_on(self) -> bool:
        """Whether the line may begin in mid-sentence: not with a capital, a digit or a quotation mark."""
        character = self.text[0]
        return character.isalpha() and not character.isupper() and not character.istitle()


def columns(text: str) -> int:
    """Width of ``text`` on a terminal: 0 for combining marks, 2 for East Asian wide characters, else 1."""
    if text.isascii():
        return len(text)
    width = 0
    for character in text:
        if unicodedata.east_asian_width(character) in "WF":
            width += 2
        elif not unicodedata.combining(character):
            width += 1
    return width


def first_word(text: str) -> int:
    """Columns that the first word of a line needs; in scripts without spaces a character may stand alone."""
    if unicodedata.east_asian_width(text[0]) in "WF":
        return 2
    return min(columns(text[: _LONGEST_WORD * 2].split(maxsplit=1)[0]), _LONGEST_WORD)


def flows(line: Line, following: Line) -> bool:
    """Whether a sentence seems to run from one line into the next."""
    return not line.stopped and following.carries_on


def margin(lines: Sequence[Line], pairs: Sequence[tuple[Line, Line]]) -> int | None:
    """The column at which a text was wrapped; ``None`` for a text that was not.

    Args:
        lines: all non-blank lines.
        pairs: neighbours among them between which nothing else (a blank line, a list marker) makes a border.
    """
    # Unbreakable lines (a URL, a ruler) may overrun a margin; others hardly ever do.
    breakable = [min(line.width, WIDEST + 1) for line in lines if " " in line.text]
    tolerated = len(lines) // 20
    overrun = [0] * (WIDEST + 2)
    for width in breakable:
        overrun[width] += 1
    # How many pairs allow each margin: +1 where their interval opens, -1 where it closes.
    change = [0] * (WIDEST + _LONGEST_WORD + 3)
    for line, following in pairs:
        if line.width <= WIDEST:
            change[line.width] += 1
            change[line.width + 1 + following.first] -= 1
    best, support, over, allowed = 0, 0, sum(overrun), 0
    for column in range(WIDEST + 1):
        allowed += change[column]
        over -= overrun[column]
        if column >= NARROWEST and over <= tolerated and allowed > support:
            best, support = column, allowed
    if support * 2 < len(pairs) or not support:
        return None
    full = [pair for pair in pairs if pair[0].width <= best < pair[0].width + 1 + pair[1].first]
    running = sum(flows(line, following) for line, following in full)
    return best if running * 2 > len(full) else None
