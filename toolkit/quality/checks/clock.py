"""Times of day by value: 8:30 p.m. is 20 giờ 30, and not 8 giờ 30 sáng."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.quality.differs import differs
from toolkit.text.clocks import Clock
from toolkit.translations import N_


def agreeing(source: Side, target: Side) -> tuple[list[Clock], list[Clock]]:
    """Times of both sides that are the same, which need no more looking at."""
    ours = source.clocks
    theirs = target.clocks if ours else []
    if not ours or not theirs:
        return [], []
    return (
        [clock for clock in ours if any(clock.agrees(other) for other in theirs)],
        [clock for clock in theirs if any(clock.agrees(other) for other in ours)],
    )


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """One time of day on each side, and they cannot be the same."""
    ours = context.source.clocks
    theirs = context.target.clocks if ours else []
    if not ours or len(ours) != len(theirs):
        return
    left = [clock for clock in ours if not any(clock.agrees(other) for other in theirs)]
    right = [clock for clock in theirs if not any(clock.agrees(other) for other in ours)]
    if len(left) == len(right) == 1:
        one, other = left[0], right[0]
        span, there = Span(one.start, one.end), Span(other.start, other.end)
        ours_said, theirs_said = unit.source[slice(*span)], unit.target[slice(*there)]
        yield differs(ours_said, span, theirs_said, there, (one.text, other.text))


CHECK = Check("time", "accuracy", Severity.ERROR, N_("times of day that differ"), run)
