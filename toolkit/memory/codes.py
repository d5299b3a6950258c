"""Inline codes of a text, put into a translation that the memory knows as plain text, or with codes alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.details import Code, CodeKind
from toolkit.memory.model import Match


def carried(codes: Sequence[Code], text: str, match: Match) -> tuple[tuple[Code, ...], bool]:
    """The codes of a text, at their places in the translation of a match.

    Where the unit of the memory has the same codes, they stand where its translation has them. Codes at the
    ends of the text stay at the ends. All others are put to the end, so that none is lost.

    Returns:
        The codes, and whether each is where it belongs.
    """
    if not codes:
        return (), True
    kinds = [code.kind for code in codes]
    if match.source == text and match.recorded == match.target:
        paired = _as_recorded(codes, match) if kinds == [code.kind for code in match.source_codes] else None
        if paired is not None:
            return paired, True
    placed: list[Code] = []
    certain = True
    length, end = len(text), len(match.target)
    closing: set[str] = {code.id for code in codes if code.kind is CodeKind.CLOSE and code.at == length}
    opening: set[str] = {code.id for code in codes if code.kind is CodeKind.OPEN and code.at == 0}
    for code in codes:
        paired_at_ends = code.kind is CodeKind.ALONE or code.id in closing & opening
        at_start, at_end = code.at == 0, code.at == length
        if paired_at_ends and (at_start or at_end):
            placed.append(replace(code, at=0 if at_start and code.kind is not CodeKind.CLOSE else end))
        else:
            certain = False
            placed.append(replace(code, at=end))
    placed.sort(key=lambda code: code.at)  # stable: the order at one place stays
    return tuple(placed), certain


def _as_recorded(codes: Sequence[Code], match: Match) -> tuple[Code, ...] | None:
    """The codes where the memory's translation has their likes; ``None`` if they cannot be told."""
    if [code.at for code in codes] != [code.at for code in match.source_codes]:
        return None
    likes: dict[tuple[CodeKind, str, str], list[Code]] = {}
    for mine, its in zip(codes, match.source_codes, strict=True):
        likes.setdefault((its.kind, its.id, its.data), []).append(mine)
    placed = []
    for its in match.target_codes:
        group = likes.get((its.kind, its.id, its.data))
        if not group:
            return None
        placed.append(replace(group.pop(0), at=its.at))
    return tuple(placed) if len(placed) == len(codes) else None
