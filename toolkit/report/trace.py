"""The course of the alignment through both texts, as the pictures draw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.model import Unit
from toolkit.report.summary import band, confidence_of, segment_counts

ALONE = "alone"
"""Class of a stretch that has no counterpart."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One unit, or several neighbours drawn as one.

    ``first`` and ``last`` are row numbers, 0-based; the positions are shares (0 to 1) of the characters of
    each text; ``style`` is ``c0`` to ``c3`` (the lowest confidence band in the stretch), ``c`` where nobody
    judged, or :data:`ALONE`.
    """

    first: int
    last: int
    source_start: float
    source_end: float
    target_start: float
    target_end: float
    style: str

    @property
    def drift(self) -> float:
        """How far the end of the stretch lies from the straight course, as a share of the text."""
        return abs(self.source_end - self.target_end)


def trace(units: Sequence[Unit], most: int = 400) -> list[Stretch]:
    """The units as at most about ``most`` stretches, in order.

    Units without a counterpart are never merged with others, so that an omission stays visible: up to another
    ``most`` of them, the longest, are kept apart.
    """
    lengths = [(len(unit.source), len(unit.target)) for unit in units]
    source_total = sum(source for source, _ in lengths) or 1
    target_total = sum(target for _, target in lengths) or 1
    per_stretch = -(-len(units) // most) if units else 1
    lone = _lone(units, lengths, most)
    stretches: list[Stretch] = []
    source = target = 0
    begin = 0
    while begin < len(units):
        end = begin + 1
        if begin not in lone:
            while end < len(units) and end - begin < per_stretch and end not in lone:
                end += 1
        next_source = source + sum(length for length, _ in lengths[begin:end])
        next_target = target + sum(length for _, length in lengths[begin:end])
        stretches.append(
            Stretch(
                begin,
                end - 1,
                source / source_total,
                next_source / source_total,
                target / target_total,
                next_target / target_total,
                ALONE if begin in lone else _style(units[begin:end]),
            )
        )
        source, target, begin = next_source, next_target, end
    return stretches


def _lone(units: Sequence[Unit], lengths: Sequence[tuple[int, int]], most: int) -> frozenset[int]:
    rows = [row for row, unit in enumerate(units) if 0 in segment_counts(unit)]
    rows.sort(key=lambda row: (-sum(lengths[row]), row))
    return frozenset(rows[:most])


def _style(units: Sequence[Unit]) -> str:
    bands = [found for unit in units if (found := band(confidence_of(unit))) is not None]
    return f"c{min(bands)}" if bands else "c"


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring units that have no counterpart: rows ``first`` to ``last``, 0-based, on one side.

    ``lacking`` is the side without them, ``source`` or ``target``; ``share`` is how much of the other side's
    text they are.
    """

    first: int
    last: int
    lacking: str
    share: float


def passages(units: Sequence[Unit]) -> list[Passage]:
    """Everything that one side lacks, longest first: where the course leaves its direction."""
    totals = {
        "target": sum(len(unit.source) for unit in units) or 1,
        "source": sum(len(unit.target) for unit in units) or 1,
    }
    found: list[Passage] = []
    for row, unit in enumerate(units):
        source, target = segment_counts(unit)
        if (source == 0) == (target == 0):
            continue
        lacking = "target" if target == 0 else "source"
        share = len(unit.source if lacking == "target" else unit.target) / totals[lacking]
        before = found[-1] if found else None
        if before is not None and before.last == row - 1 and before.lacking == lacking:
            found[-1] = Passage(before.first, row, lacking, before.share + share)
        else:
            found.append(Passage(row, row, lacking, share))
    return sorted(found, key=lambda passage: (-passage.share, passage.first))
