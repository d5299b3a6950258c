"""Cutting segments that are too long for a translation memory, where the user asks for it."""

from __future__ import annotations

import re

from toolkit.segment.options import Options
from toolkit.text.characters import INVISIBLE

_SOFT = re.compile(r"[;:；：][\"'”’»)\]]*(\s+)|[；：]")
_PAUSE = re.compile(r"[,;:–—)，、；：](\s+)|[，、；：]")
_SPACE = re.compile(r"\s+")

Piece = tuple[int, int, str]


def shortened(text: str, start: int, end: int, rule: str, options: Options) -> list[Piece]:
    """A segment in pieces (start, end, rule); the last one has the rule that ended the segment."""
    pieces: list[Piece] = [(start, end, rule)]
    if options.soft_split is not None and end - start > options.soft_split:
        pieces = _at(
            text, start, end, rule, [m.end() for m in _SOFT.finditer(text, start, end)], "soft-split"
        )
    if options.max_length is not None:
        limit = options.max_length
        pieces = [part for piece in pieces for part in _limited(text, *piece, limit)]
    return pieces


def _at(text: str, start: int, end: int, rule: str, places: list[int], reason: str) -> list[Piece]:
    pieces: list[Piece] = []
    for place in places:
        last = _trimmed(text, start, place)
        if start < last and place < end:
            pieces.append((start, last, reason))
            start = place
    return [*pieces, (start, end, rule)]


def _limited(text: str, start: int, end: int, rule: str, limit: int) -> list[Piece]:
    """Pieces of at most ``limit`` characters.

    After a comma if one stands in the second half, else at a space; in mid-word only where there is no space.
    """
    pieces: list[Piece] = []
    while end - start > limit:
        window = start + limit
        pauses = [m.end() for m in _PAUSE.finditer(text, start + limit // 2, window + 1)]
        spaces = pauses or [m.end() for m in _SPACE.finditer(text, start + 1, window + 1)]
        at = min(spaces[-1] if spaces else window, window if not spaces else end)
        last = _trimmed(text, start, at)
        if last <= start or last - start > limit:
            at = last = window
        pieces.append((start, last, "max-length"))
        start = at
        while start < end and text[start] in INVISIBLE:
            start += 1
    if start < end:
        pieces.append((start, end, rule))
    return pieces


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in INVISIBLE:
        end -= 1
    return end
