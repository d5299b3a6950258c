"""Markdown's emphasis: which runs of ``*``, ``_`` and ``~~`` are mark-up.

After CommonMark 0.31, section 6.2 and the appendix "An algorithm for parsing nested emphasis and links".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class Delimiter:
    """A run of one character; ``start:end`` is what of it is not yet matched, ``length`` what it was."""

    character: str
    start: int
    end: int
    length: int
    opens: bool
    closes: bool


def delimiter(text: str, start: int, end: int) -> Delimiter:
    """The run ``start:end`` and, by its neighbours, whether it may open and close emphasis."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    left = not after.isspace() and (not _punctuation(after) or before.isspace() or _punctuation(before))
    right = not before.isspace() and (not _punctuation(before) or after.isspace() or _punctuation(after))
    if text[start] == "_":  # not within words
        opens = left and (not right or _punctuation(before))
        closes = right and (not left or _punctuation(after))
    else:
        opens, closes = left, right
    return Delimiter(text[start], start, end, end - start, opens, closes)


def matched(runs: Sequence[Delimiter]) -> Iterator[tuple[int, int]]:
    """The characters of ``runs`` that are mark-up, as stretches in no particular order.

    Linear: where a search for an opener fails, later searches of the same sort end there.
    """
    openers: list[Delimiter] = []
    floors: dict[tuple[str, bool, int], int] = {}
    for closer in runs:
        while closer.closes and closer.start < closer.end:
            sort = (closer.character, closer.opens, closer.length % 3)
            place = len(openers) - 1
            while place >= floors.get(sort, 0) and not _fits(openers[place], closer):
                place -= 1
            if place < floors.get(sort, 0):
                floors[sort] = len(openers)
                break
            opener = openers[place]
            length = 2 if min(opener.end - opener.start, closer.end - closer.start) >= 2 else 1
            yield opener.end - length, opener.end
            yield closer.start, closer.start + length
            opener.end -= length
            closer.start += length
            del openers[place + (opener.start < opener.end) :]
            for key, floor in floors.items():
                floors[key] = min(floor, len(openers))
        if closer.opens and closer.start < closer.end:
            openers.append(closer)


def _fits(opener: Delimiter, closer: Delimiter) -> bool:
    if opener.character != closer.character:
        return False
    # Rule of three: "*foo**bar*" is one emphasis with two asterisks in it.
    if (
        opener.character != "~"
        and (opener.closes or closer.opens)
        and (opener.length + closer.length) % 3 == 0
    ):
        return opener.length % 3 == 0 and closer.length % 3 == 0
    return True


def _punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
