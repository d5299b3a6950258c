"""Dates that say another day, whatever the order and the wording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side, shared
from toolkit.quality.differs import differs
from toolkit.text.dates import Date
from toolkit.translations import N_, _

_MOST_PAIRS = 10_000
"""Beyond so many pairs a segment is a table; its dates are left alone."""


@dataclass(frozen=True, slots=True)
class Paired:
    """Dates of both sides after pairing off those that agree.

    ``source_settled`` and ``target_settled`` need no more looking at, because they agree or because this
    check reports them; ``wrong`` are the pairs it reports.
    """

    source_settled: list[Date]
    target_settled: list[Date]
    wrong: list[tuple[Date, Date]]


@shared
def paired(context: Context) -> Paired:
    """Pair the dates of a unit."""
    source = context.source.dates
    target = context.target.dates if source else []
    if not source or not target or len(source) * len(target) > _MOST_PAIRS:
        return Paired([], [], [])
    left, right = [], list(target)
    settled: list[tuple[Date, Date]] = []
    for date in source:
        exact = next((d for d in right if d.iso == date.iso or d.text == date.text), None)
        match = exact or next((d for d in right if date.agrees(d)), None)
        if match is None:
            left.append(date)
        else:
            right.remove(match)
            settled.append((date, match))
    wrong: list[tuple[Date, Date]] = []
    # A date that repeats one already found is no news.
    left = [d for d in left if not any(d.agrees(other) for other in target)]
    right = [d for d in right if not any(d.agrees(other) for other in source)]
    if len(left) == len(right):
        for one, other in zip(left, right, strict=True):
            if not _part_of_range(one, other, context.source, context.target):
                wrong.append((one, other))
    settled += wrong
    return Paired([one for one, _ in settled], [other for _, other in settled], wrong)


def _part_of_range(one: Date, other: Date, source: Side, target: Side) -> bool:
    """``July 16 to 18`` and ``từ 16 đến 18 tháng 7`` give different days to the month they name."""
    if one.month != other.month or one.day is None or other.day is None:
        return False
    return Decimal(other.day) in source.values and Decimal(one.day) in target.values


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Report pairs of dates that cannot be the same, and parts of a date that one side leaves out."""
    settled = paired(context)
    for one, other in settled.wrong:
        span, there = Span(one.start, one.end), Span(other.start, other.end)
        yield differs(one.text, span, other.text, there, (one.iso, other.iso))
    for one, other in zip(settled.source_settled, settled.target_settled, strict=True):
        if (one, other) not in settled.wrong:
            yield from _incomplete(context, one, other)


def _incomplete(context: Context, one: Date, other: Date) -> Iterator[Observation]:
    """The year or the day that one date says and the other side does not say anywhere."""
    for part in ("year", "day"):
        ours, theirs = getattr(one, part), getattr(other, part)
        if (ours is None) == (theirs is None):
            continue
        said = ours if theirs is None else theirs
        lacking = context.target if theirs is None else context.source
        if Decimal(said) in lacking.values or str(said) in lacking.text:
            continue
        date = one.text if theirs is None else other.text
        if theirs is None and part == "year":
            message = _("the target leaves out the year of {date}", date=date)
        elif theirs is None:
            message = _("the target leaves out the day of {date}", date=date)
        elif part == "year":
            message = _("the source leaves out the year of {date}", date=date)
        else:
            message = _("the source leaves out the day of {date}", date=date)
        yield Observation(
            message,
            Span(one.start, one.end),
            Span(other.start, other.end),
            (one.iso, other.iso),
        )


CHECK = Check("date", "accuracy", Severity.ERROR, N_("dates that say another day"), run)
