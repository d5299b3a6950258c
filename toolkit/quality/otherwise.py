"""When a number of one side is rightly another, or none, on the other: another unit, a word, a feast."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from toolkit.quality.checks.unit_of_measure import measure
from toolkit.quality.contract import Side, shared
from toolkit.text.measures import convertible
from toolkit.text.numbers import Form, Number

CLOCK = re.compile(r"\d{1,2}\s?[:hg]\s?\d{2}(?!\d)")
_TIMES = 10
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
        said += [a / b for a, b in pairwise(n.values[0] for n in other.numbers if n.values) if 0 < a < b < 20]
        return any(abs(value - 100 * share) <= 1 for share in said)
    hour = _CLOCK_WORDS & {unit} or any(is_hour(n, side) for n in side.numbers if n.values)
    if hour and any(value in (60 * Decimal(str(f)), 60 - 60 * Decimal(str(f))) for f, _ in known):
        return True
    if any(value == Decimal(str(part)) * scale for part, scale in _parts_of_many(other)):
        return True
    if not unit:
        return False
    if any(_reads(value, unit, Decimal(str(fraction)), other_unit) for fraction, other_unit in known):
        return True
    return any(
        (unit == other_unit and value == each) or convertible(value, unit, each, other_unit)
        for each, other_unit in _said_quantities(other)
    )


def _parts_of_many(side: Side) -> Iterator[tuple[float, int]]:
    """Parts of a magnitude: half a million, a quarter of a million, nửa triệu."""
    grammar, lowered = side.language.grammar, side.lowered
    for at, word in enumerate(lowered):
        if word in grammar.fractions:
            scales = (
                grammar.magnitudes[each] for each in lowered[at + 1 : at + 4] if each in grammar.magnitudes
            )
            if scale := next(scales, 0):
                yield grammar.fractions[word], int(scale)


def _said_quantities(side: Side) -> Iterator[tuple[Decimal, str]]:
    """Quantities with a unit that are said in words, at least in part: ``1 tiếng rưỡi``."""
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


def of_a_feast(number: Number, side: Side, other: Side) -> bool:
    """Whether a figure is of a date that the other side calls by its name: 31/12 on New Year's Eve."""
    feasts = other.language.grammar.feasts
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
