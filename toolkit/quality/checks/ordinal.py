"""Places in a row: the fourth woman is người phụ nữ thứ tư, and not thứ năm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.checks.weekday import days
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.quality.differs import differs
from toolkit.text.numbers import Form, Number
from toolkit.text.ordinals import Ordinal, beginnings, ordinals
from toolkit.translations import N_


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """As many ordinals on both sides, of which exactly one differs.

    Where days of the week may be meant (thứ năm is Thursday as well), or one side says it by another word
    (last, second hand, a third of), the numbers differ, and nothing is said.
    """
    source, target = context.source, context.target
    ours, theirs = _ordinals(source), _ordinals(target)
    ours, theirs = _no_days(ours, source, target), _no_days(theirs, target, source)
    yield from _in_roman(source, target, ours, theirs)
    if len(ours) != len(theirs):
        return
    left, right = _beyond(ours, theirs), _beyond(theirs, ours)
    if len(left) != 1 or len(right) != 1 or left[0].value in _said(target) or right[0].value in _said(source):
        return
    yield _differing(left[0], right[0])


def _ordinals(side: Side) -> list[Ordinal]:
    if beginnings(side.language.code).isdisjoint(side.distinct):
        return []
    return ordinals(side.prose, side.language, side.numbers)


def _no_days(found: list[Ordinal], side: Side, other: Side) -> list[Ordinal]:
    """Ordinals without those that may name a day of the week, where the other side names one: thứ Ba."""
    if not found or not days(other):
        return found
    weekdays = {name for names in side.language.grammar.weekdays for name in names.lower().split("|")}
    return [each for each in found if each.text.lower() not in weekdays]


def _numerals(source: Side, target: Side) -> Iterator[Observation]:
    """The only roman numeral of either side, and it is another on the other: Louis XIV, Louis XVI."""
    left, right = (
        [n for n in side.numbers if n.form is Form.ROMAN and len(n.text) > 1] for side in (source, target)
    )
    if len(left) != 1 or len(right) != 1:
        return
    one, other = left[0], right[0]
    if one.values[0] not in target.values and other.values[0] not in source.values:
        yield _differing(one, other)


def _differing(one: Number | Ordinal, other: Number | Ordinal) -> Observation:
    values = str(int(one.value or 0)), str(int(other.value or 0))
    span, there = Span(one.start, one.end), Span(other.start, other.end)
    return differs(one.text, span, other.text, there, values)


def _in_roman(
    source: Side, target: Side, ours: list[Ordinal], theirs: list[Ordinal]
) -> Iterator[Observation]:
    """The only ordinal of one side, where the other has one roman numeral instead, and another number."""
    if not ours and not theirs:
        yield from _numerals(source, target)
    if len(ours) + len(theirs) != 1:
        return
    side, other, one = (source, target, ours[0]) if ours else (target, source, theirs[0])
    numerals = [n for n in other.numbers if n.form is Form.ROMAN and len(n.text) > 1]
    if len(numerals) != 1 or one.value in other.values or numerals[0].values[0] in side.values:
        return
    there = numerals[0]
    left, right = (one, there) if ours else (there, one)
    yield _differing(left, right)


def _beyond(these: list[Ordinal], those: list[Ordinal]) -> list[Ordinal]:
    """The ordinals of one side beyond those of equal value on the other."""
    open_ = Counter(each.value for each in those)
    found = []
    for each in these:
        if open_[each.value]:
            open_[each.value] -= 1
        else:
            found.append(each)
    return found


def _said(side: Side) -> set[int]:
    """Values of whole figures and roman numerals of one side, by which a place may be said as well."""
    return {int(n.values[0]) for n in side.numbers if n.values and (n.form in ("digits", "roman"))}


CHECK = Check("ordinal", "accuracy", Severity.ERROR, N_("places in a row that differ"), run)
