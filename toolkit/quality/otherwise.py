"""When a number of one side is rightly another, or none, on the other: another unit, a word, a feast."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from toolkit.quality.checks.currency import money
from toolkit.quality.checks.unit_of_measure import measure
from toolkit.quality.composites import composites
from toolkit.quality.contract import Side, shared
from toolkit.text.measures import convertible
from toolkit.text.numbers import Form, Number

CLOCK = re.compile(r"\d{1,2}\s?[:hg]\s?\d{2}(?!\d)")
_TIMES = 10
_THOUSAND = 1000
_ODDS = 100_000
"""Of how many one may be: one in ten thousand."""
_CENTS = 100
_TABLE = 50
"""Numbers beyond which a segment is a table, where no quantity is said in other words."""
_PART_OF_ONE = 5
"""Words after a number within which a part of one belongs to it: an hour and a half."""
_CLOCK_WORDS = frozenset(("minute", "hour"))

Rule = Callable[[Number, Number], bool]


def converted(source: Side, target: Side) -> Rule:
    """``5 miles`` and ``8 km``."""

    def rule(one: Number, other: Number) -> bool:
        units = measure(source, one), measure(target, other)
        if "¢" in units and units[0] != units[1]:
            small, large = (one, other) if units[0] == "¢" else (other, one)
            return small.values[0] == large.values[0] * _CENTS  # 92 cents, 0,92 USD
        if not all(units):
            return False
        halves = (Decimal("0.5") if fractions(side) else Decimal(0) for side in (source, target))
        more, other_more = halves
        return any(
            convertible(one.values[0] + extra, units[0], other.values[0] + other_extra, units[1])
            for extra in {Decimal(0), more}
            for other_extra in {Decimal(0), other_more}
        )

    return rule


def is_hour(number: Number, side: Side) -> bool:
    """Whether a number is the hour of a time of day."""
    hours = side.language.grammar.hour_words
    if number.suffix.lower() in hours or CLOCK.match(side.text, number.start):
        return True
    after = side.text[number.end : number.end + 12].lower().lstrip("\u00a0 .")
    return any(after.startswith(word) and not after[len(word) : len(word) + 1].isalpha() for word in hours)


def in_other_words(number: Number, side: Side, other: Side) -> bool:
    """Whether the other side says a quantity in words and another unit: 14 days, two weeks; 50 %, half."""
    if len(other.numbers) > _TABLE:
        return False
    value, unit = number.values[0], measure(side, number)
    known = fractions(other)
    if unit == "%":
        said = [Decimal(str(fraction)) for fraction, _ in known]
        said += [
            n.values[0] - more for n in other.numbers if _times(n) for more in (0, 1)
        ]  # by 100 %: doubled
        said += [
            a / b for a, b in pairwise(n.values[0] for n in other.numbers if n.values) if 0 < a < b <= _ODDS
        ]
        if any(value == Decimal(str(fraction)) for fraction, counted in known if counted == "%"):
            return True  # half a percentage point
        return any(abs(value - 100 * share) <= min(Decimal(1), 20 * share) for share in said)
    hour = _CLOCK_WORDS & {unit} or any(is_hour(n, side) for n in side.numbers if n.values)
    if hour and any(value in (60 * Decimal(str(f)), 60 - 60 * Decimal(str(f))) for f, _ in known):
        return True
    if any(value == Decimal(str(part)) * scale for part, scale in _parts_of_many(other)):
        return True
    if _of_a_composite(number, side, other) or _thousands_unsaid(number, side, other):
        return True
    if not unit:
        return False
    if any(_reads(value, unit, Decimal(str(fraction)), other_unit) for fraction, other_unit in known):
        return True
    return any(
        (unit == other_unit and value == each) or convertible(value, unit, each, other_unit, roughly=True)
        for each, other_unit in _said_quantities(other)
    )


def _of_a_composite(number: Number, side: Side, other: Side) -> bool:
    """Whether a number belongs to a quantity like five foot nine that the other side says otherwise."""
    return any(
        (quantity.unit == unit and quantity.value == value)
        or convertible(quantity.value, quantity.unit, value, unit, roughly=True)
        for quantity in composites(side)
        if quantity.start <= number.start < quantity.end
        for value, unit in (*_figures_with_units(other), *((q.value, q.unit) for q in composites(other)))
    )


def _figures_with_units(side: Side) -> Iterator[tuple[Decimal, str]]:
    for number in side.numbers:
        if number.values and (unit := measure(side, number)):
            yield number.values[0], unit


def _thousands_unsaid(number: Number, side: Side, other: Side) -> bool:
    """Whether a sum is said without its thousands, as prices are: hai trăm rưỡi, 250,000 dong."""
    if len(side.numbers) > _TABLE or not number.values or not number.values[0]:
        return False
    if number.values[0] % _THOUSAND:
        return False
    if not any(money(side, each) == "VND" for each in side.numbers if each.values):
        return False
    least = number.values[0] / _THOUSAND
    return any(least in n.values for n in other.numbers if n.form in (Form.WORDS, Form.UNSURE))


def _parts_of_many(side: Side) -> Iterator[tuple[float, int]]:
    """Parts and pairs of a magnitude: half a million, nửa triệu, a couple of hundred."""
    grammar, lowered = side.language.grammar, side.lowered
    if grammar.magnitudes.keys().isdisjoint(side.distinct):
        return
    for at, word in enumerate(lowered):
        times = grammar.fractions.get(word) or grammar.number_words_unsure.get(word, 0)
        if times and times != 1:
            scales = (
                grammar.magnitudes[each] for each in lowered[at + 1 : at + 4] if each in grammar.magnitudes
            )
            if scale := next(scales, 0):
                yield times, int(scale)


def _said_quantities(side: Side) -> Iterator[tuple[Decimal, str]]:
    """Quantities with a unit that are said in words, at least in part: ``1 tiếng rưỡi``, ``tấn rưỡi``."""
    known = side.language.grammar.fractions
    yield from ((quantity.value, quantity.unit) for quantity in composites(side))
    if known and not known.keys().isdisjoint(side.distinct):
        units, counted = (
            side.language.grammar.units,
            {number.start for number in side.numbers if number.values},
        )
        for at, word in enumerate(side.lowered[1:], 1):
            unit = units.get(side.lowered[at - 1]) if word in known else None
            if unit and (at < 2 or side.prose_words[at - 2].start not in counted):
                yield 1 + Decimal(str(known[word])), unit
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


def of_a_feast(number: Number, side: Side, other: Side) -> bool:
    """Whether a figure is of a date that the other side calls by its name: 31/12 on New Year's Eve."""
    feasts = other.language.grammar.feasts if len(side.numbers) <= _TABLE else {}
    text = other.text.lower().replace("’", "'") if feasts else ""
    for name, day in feasts.items():
        if name in text:
            parts = {Decimal(part) for part in day.split("-")}
            if number.values[0] in parts and parts <= side.values:
                return True
    return False


def in_a_figure_of_speech(number: Number, side: Side) -> bool:
    """Whether a figure stands in a phrase that says no quantity: 24/7."""
    for phrase in side.language.grammar.figures_of_speech:
        at = side.text.find(phrase, max(0, number.start - len(phrase)))
        if 0 <= at <= number.start < at + len(phrase):
            return True
    return False


def _times(number: Number) -> bool:
    """Whether a number may say how many times as much: twice, gấp ba."""
    return number.form in (Form.WORDS, Form.UNSURE) and 2 <= number.values[0] <= _TIMES


def _reads(value: Decimal, unit: str, fraction: Decimal, other_unit: str) -> bool:
    return bool(other_unit) and convertible(value, unit, fraction, other_unit)


@shared
def fractions(side: Side) -> list[tuple[float, str]]:
    """Parts of one said in words, and the unit that follows within two words: half a kilo."""
    known = side.language.grammar.fractions
    if not known or known.keys().isdisjoint(side.distinct):
        return []
    units = side.language.grammar.units
    return [
        (known[word], next((units[w] for w in side.lowered[at + 1 : at + 4] if w in units), ""))
        for at, word in enumerate(side.lowered)
        if word in known
    ]
