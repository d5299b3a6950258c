"""Numbers that stand on one side only, compared by value.

"1,234.5" in English is "1.234,5" in Vietnamese; "1.2 billion" is "1,2 tỷ"; "two" may become "2"; 5 p.m. may
become 17 giờ. What is left after all of that is a number that was changed, dropped or made up.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from toolkit.model import Severity, Span, Unit
from toolkit.quality.checks.clock import agreeing
from toolkit.quality.checks.date import paired
from toolkit.quality.checks.unit_of_measure import measure
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.text.measures import convertible
from toolkit.text.numbers import Form, Number, written
from toolkit.text.phones import Phone, phones
from toolkit.translations import N_, _

_CLOCK = re.compile(r"\d{1,2}\s?[:hg]\s?\d{2}(?!\d)")
_LIST_MARK = re.compile(r"\s*[(\[]?\d{1,3}[.)\]:]\s")
_MOST_PAIRS = 10_000
_TABLE = 50
"""Numbers beyond which a segment is a table, where no quantity is said in other words."""
_PART_OF_ONE = 5
"""Words after a number within which a part of one belongs to it: an hour and a half."""
_CLOCK_WORDS = frozenset(("minute", "hour"))

Rule = Callable[[Number, Number], bool]


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Pair off the figures of both sides, from the strictest rule to the most lenient; report the rest."""
    source, target = context.source, context.target
    yield from _in_words(source, target)
    if not source.has_digits and not target.has_digits:
        return
    dated = paired(context)
    yield from _codes(unit, source, target)
    ours, theirs = agreeing(source, target)
    called, theirs_called = _same_phones(source, target)
    settled = [(each.start, each.end) for each in (*dated.source_settled, *ours, *called)]
    left = _figures(source, settled)
    settled = [(each.start, each.end) for each in (*dated.target_settled, *theirs, *theirs_called)]
    right = _figures(target, settled)
    rules = (
        _same_reading,
        _same_text,
        _short_year,
        _clock(source, target),
        _converted(source, target),
    )
    left, right = _beyond(left, right), _beyond(right, left)
    for rule in rules:
        left, right = _paired_off(left, right, rule)
    left = [n for n in left if not _explained(n, source, target)]
    right = [n for n in right if not _explained(n, target, source)]
    if len(left) == len(right) == 1:
        yield _changed(unit, target, left[0], right[0])
        return
    for number in left:
        yield Observation(
            _("{text} is missing in the target", text=number.text),
            Span(number.start, number.end),
            values=(_value(number),),
        )
    for number in right:
        yield Observation(
            _("{text} is not in the source", text=number.text),
            target_span=Span(number.start, number.end),
            values=(_value(number),),
        )


def _in_words(source: Side, target: Side) -> Iterator[Observation]:
    """One number in words on either side, both beyond doubt, and of different value."""
    left = [n for n in source.numbers if n.form is Form.WORDS and not _said(n, target)]
    right = [n for n in target.numbers if n.form is Form.WORDS and not _said(n, source)]
    if (left or right) and (_fractions(source) or _fractions(target)):
        return
    if len(left) == len(right) == 1:
        one, other = left[0], right[0]
        yield Observation(
            _("{one} in the source, {other} in the target", one=one.text, other=other.text),
            Span(one.start, one.end),
            Span(other.start, other.end),
            (_value(one), _value(other)),
        )
    else:
        yield from _quantities(source, target)


def _quantities(source: Side, target: Side) -> Iterator[Observation]:
    """A quantity in words, the only one of its unit on either side, that is another there: five days."""
    ours = _by_unit(source)
    theirs = _by_unit(target) if ours else {}
    if _fractions(source) or _fractions(target):
        return
    for unit, here in ours.items():
        there = theirs.get(unit, [])
        if len(here) != 1 or len(there) != 1 or here[0].form is there[0].form is Form.DIGITS:
            continue
        one, other = here[0], there[0]
        elsewhere = _said(one, target) and _said(other, source)
        if (
            not elsewhere
            and 1 not in (*one.values, *other.values)
            and set(one.values).isdisjoint(other.values)
        ):
            yield Observation(
                _("{one} in the source, {other} in the target", one=one.text, other=other.text),
                Span(one.start, one.end),
                Span(other.start, other.end),
                (_value(one), _value(other)),
            )


def _by_unit(side: Side) -> dict[str, list[Number]]:
    """The numbers in front of each unit of measure."""
    found: dict[str, list[Number]] = {}
    for number in side.numbers:
        if number.values and number.form in (Form.DIGITS, Form.WORDS, Form.UNSURE):
            unit = measure(side, number)
            if unit and unit != "?":
                found.setdefault(unit, []).append(number)
    return found


def _said(number: Number, other: Side) -> bool:
    """Whether the other side says the number in any form: in words, in roman numerals, or again."""
    return not other.values.isdisjoint(number.values)


def _codes(unit: Unit, source: Side, target: Side) -> Iterator[Observation]:
    """A version or code of the source that gave way to exactly one other in the target."""
    left = [n for n in source.numbers if n.form is Form.CODE and n.text not in unit.target]
    right = [n for n in target.numbers if n.form is Form.CODE and n.text not in unit.source]
    if len(left) == len(right) == 1 and left[0].text.count(".") == right[0].text.count("."):
        yield _changed(unit, target, left[0], right[0])


def _same_phones(source: Side, target: Side) -> tuple[list[Phone], list[Phone]]:
    """Telephone numbers of both sides that are the same."""
    ours = phones(source.prose)
    theirs = phones(target.prose) if ours else []
    return (
        [phone for phone in ours if any(phone.agrees(other) for other in theirs)],
        [phone for phone in theirs if any(phone.agrees(other) for other in ours)],
    )


def _figures(side: Side, settled: list[tuple[int, int]]) -> list[Number]:
    """Numbers in digits that are not part of a settled date, of a code or of the mark of a list item."""
    return [
        n
        for n in side.numbers
        if n.form is Form.DIGITS and not any(start <= n.start < end for start, end in settled)
    ]


def _beyond(these: list[Number], those: list[Number]) -> list[Number]:
    """The numbers of one side beyond those of equal value on the other."""
    open_ = Counter(n.values[0] for n in those)
    out = []
    for number in these:
        if open_[number.values[0]]:
            open_[number.values[0]] -= 1
        else:
            out.append(number)
    return out


def _paired_off(left: list[Number], right: list[Number], rule: Rule) -> tuple[list[Number], list[Number]]:
    """What remains when each number on the left took the first match on the right.

    A segment with hundreds of figures left over is a table or nonsense; no lenient rule is tried on it.
    """
    if len(left) * len(right) > _MOST_PAIRS:
        return left, right
    rest, open_ = [], list(right)
    for number in left:
        match = next((other for other in open_ if rule(number, other)), None)
        if match is None:
            rest.append(number)
        else:
            open_.remove(match)
    return rest, open_


def _same_reading(one: Number, other: Number) -> bool:
    """Another reading will do, save where a magnitude word says which (13.637 tỷ)."""
    return not (one.scaled or other.scaled) and not set(one.values).isdisjoint(other.values)


def _same_text(one: Number, other: Number) -> bool:
    """Copied as it stands; whether it should be written otherwise is another check's business."""
    return one.text == other.text


def _short_year(one: Number, other: Number) -> bool:
    """``1990s`` and ``những năm 90``, ``'95`` and ``1995``, ``2020/21`` and ``2020-2021``."""
    high, low = (one, other) if one.values[0] > other.values[0] else (other, one)
    year, short = high.values[0], low.values[0]
    return (
        1000 <= year < 2100
        and 10 <= short < 100
        and year % 100 == short
        and (high.suffix == "s" or low.text.isdigit())
    )


def _clock(source: Side, target: Side) -> Rule:
    """``5 p.m.`` and ``17 giờ``: twelve hours apart, and one of them is a time of day."""

    def rule(one: Number, other: Number) -> bool:
        apart = abs(one.values[0] - other.values[0]) == 12 and max(one.values[0], other.values[0]) <= 24
        return apart and (_is_hour(one, source) or _is_hour(other, target))

    return rule


def _converted(source: Side, target: Side) -> Rule:
    """``5 miles`` and ``8 km``."""

    def rule(one: Number, other: Number) -> bool:
        units = measure(source, one), measure(target, other)
        if not all(units):
            return False
        halves = (Decimal("0.5") if _fractions(side) else Decimal(0) for side in (source, target))
        more, other_more = halves
        return any(
            convertible(one.values[0] + extra, units[0], other.values[0] + other_extra, units[1])
            for extra in {Decimal(0), more}
            for other_extra in {Decimal(0), other_more}
        )

    return rule


def _is_hour(number: Number, side: Side) -> bool:
    hours = side.language.grammar.hour_words
    if number.suffix.lower() in hours or _CLOCK.match(side.text, number.start):
        return True
    after = side.text[number.end : number.end + 12].lower().lstrip("\u00a0 .")
    return any(after.startswith(word) and not after[len(word) : len(word) + 1].isalpha() for word in hours)


def _explained(number: Number, side: Side, other: Side) -> bool:
    """Whether an unpaired figure has a good reason to be alone."""
    if _said(number, other) or number.text in other.codes:
        return True
    value = number.values[0]
    if _in_other_words(number, side, other) or _of_a_feast(number, side, other):
        return True
    if _in_a_figure_of_speech(number, side):
        return True
    if value == 0 and _CLOCK.search(side.text, max(0, number.start - 4), number.end):
        return True  # the minutes of a full hour
    return number.start <= 4 and bool(_LIST_MARK.match(side.text)) and value < 100


def _in_other_words(number: Number, side: Side, other: Side) -> bool:
    """Whether the other side says a quantity in words and another unit: 14 days, two weeks; 50 %, half."""
    if len(other.numbers) > _TABLE:
        return False
    value, unit = number.values[0], measure(side, number)
    fractions = _fractions(other)
    if unit == "%":
        said = [Decimal(str(fraction)) for fraction, _ in fractions]
        said += [a / b for a, b in pairwise(n.values[0] for n in other.numbers if n.values) if 0 < a < b < 20]
        return any(abs(value - 100 * share) <= 1 for share in said)
    hour = _CLOCK_WORDS & {unit} or any(_is_hour(n, side) for n in side.numbers if n.values)
    if hour and any(value in (60 * Decimal(str(f)), 60 - 60 * Decimal(str(f))) for f, _ in fractions):
        return True
    if not unit:
        return False
    if any(_reads(value, unit, Decimal(str(fraction)), other_unit) for fraction, other_unit in fractions):
        return True
    return any(
        (unit == other_unit and value == each) or convertible(value, unit, each, other_unit)
        for each, other_unit in _said_quantities(other)
    )


def _said_quantities(side: Side) -> Iterator[tuple[Decimal, str]]:
    """Quantities with a unit that are said in words, at least in part: ``một tuổi rưỡi``, ``1 tiếng rưỡi``."""
    known = side.language.grammar.fractions
    for number in side.numbers:
        if not number.values:
            continue
        unit = measure(side, number)
        parts, unit = _further(side, number, unit) if known else (Decimal(0), unit)
        if unit and (parts or number.form in (Form.WORDS, Form.UNSURE)):
            yield from ((value, unit) for value in number.values)
            if parts:
                yield from ((value + parts, unit) for value in number.values)


def _further(side: Side, number: Number, unit: str) -> tuple[Decimal, str]:
    """The part of one that follows a number, and the unit: an hour *and a half*, two and *a half years*."""
    grammar, lowered = side.language.grammar, side.lowered
    first = bisect_left(side.prose_words, number.end, key=lambda word: word.start)
    for at in range(first, min(first + _PART_OF_ONE, len(lowered))):
        if lowered[at] in grammar.fractions:
            following = lowered[at + 1] if at + 1 < len(lowered) else ""
            return Decimal(str(grammar.fractions[lowered[at]])), unit or grammar.units.get(following, "")
    return Decimal(0), unit


def _of_a_feast(number: Number, side: Side, other: Side) -> bool:
    """Whether a figure is of a date that the other side calls by its name: 31/12 on New Year's Eve."""
    feasts = other.language.grammar.feasts
    text = other.text.lower().replace("’", "'") if feasts else ""
    for name, day in feasts.items():
        if name in text:
            parts = {Decimal(part) for part in day.split("-")}
            if number.values[0] in parts and parts <= side.values:
                return True
    return False


def _in_a_figure_of_speech(number: Number, side: Side) -> bool:
    """Whether a figure stands in a phrase that says no quantity: 24/7."""
    for phrase in side.language.grammar.figures_of_speech:
        at = side.text.find(phrase, max(0, number.start - len(phrase)))
        if 0 <= at <= number.start < at + len(phrase):
            return True
    return False


def _reads(value: Decimal, unit: str, fraction: Decimal, other_unit: str) -> bool:
    return bool(other_unit) and convertible(value, unit, fraction, other_unit)


def _fractions(side: Side) -> list[tuple[float, str]]:
    """Parts of one said in words, and the unit that follows within two words: half a kilo."""
    known = side.language.grammar.fractions
    if not known or known.keys().isdisjoint(side.lowered):
        return []
    units = side.language.grammar.units
    return [
        (known[word], next((units[w] for w in side.lowered[at + 1 : at + 4] if w in units), ""))
        for at, word in enumerate(side.lowered)
        if word in known
    ]


def _value(number: Number) -> str:
    return f"{number.values[0].normalize():f}" if number.values else number.text


def _changed(unit: Unit, target: Side, left: Number, right: Number) -> Observation:
    fix = None
    if not left.scaled and not right.scaled and not left.suffix and not right.suffix:
        # Grouped like what stood there; a figure without marks is copied (years, versions, house numbers).
        grouped = len(right.text) > 3 and not right.text.isdigit()
        if not left.values or left.text.isdigit():
            fixed = left.text
        else:
            fixed = written(left.values[0], target.language, grouped=grouped)
        fix = unit.target[: right.start] + fixed + unit.target[right.end :]
    return Observation(
        _("{one} in the source, {other} in the target", one=left.text, other=right.text),
        Span(left.start, left.end),
        Span(right.start, right.end),
        (_value(left), _value(right)),
        fix,
    )


CHECK = Check(
    "number", "accuracy", Severity.ERROR, N_("numbers that differ in value, are missing or were added"), run
)
