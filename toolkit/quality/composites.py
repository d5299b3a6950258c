"""Quantities of which a part has no unit of its own: five foot nine, mét bảy lăm, 1m75."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from toolkit.languages import language
from toolkit.quality.checks.unit_of_measure import measure
from toolkit.quality.contract import Side, shared
from toolkit.text.measures import in_units
from toolkit.text.numbers import Form, Number

_FIGURES = re.compile(r"(?<![\w.,])(\d{1,2})(m)(\d{1,2})(?!\w)")
_INCHES = 12
_HUNDRED = 100
_TWO = 2
_GAP = 14
"""Characters that the name of a unit takes, at most."""


class Quantity(NamedTuple):
    """A quantity at characters ``start`` up to ``end``."""

    start: int
    end: int
    value: Decimal
    unit: str


@shared
def composites(side: Side) -> list[Quantity]:
    """All such quantities of one side."""
    known = _units(side.language.code)
    if known and side.numbers and not known.keys().isdisjoint(side.distinct):
        found = list(_said(side, known))
    else:
        found = []
    if side.has_digits and "m" in side.prose:
        for match in _FIGURES.finditer(side.prose):
            value = int(match[1]) + Decimal(match[3]) / 10 ** len(match[3])
            found.append(Quantity(match.start(), match.end(), value, "m"))
    return [*found, *_sums(side)]


def _sums(side: Side) -> Iterator[Quantity]:
    """Two quantities of one dimension, side by side, the larger unit first: 1 giờ 11 phút."""
    if len(side.numbers) < _TWO:
        return
    for one, other in pairwise(side.numbers):
        if other.start - one.end > _GAP or not one.values or not other.values:
            continue
        unit, smaller = measure(side, one), measure(side, other)
        size = in_units(unit, smaller) if unit and smaller and unit != smaller else None
        if size is not None and size > 1 and other.values[0] < size:
            yield Quantity(one.start, other.end, one.values[0] * size + other.values[0], smaller)


@cache
def _units(code: str) -> dict[str, str]:
    """Words for the units that are followed by a part of one without a word of its own."""
    grammar = language(code).grammar
    whole = {word: unit for word, unit in grammar.units.items() if unit == "ft"}
    # A language that says "one metre seven" has a word for what makes tens of a digit.
    if grammar.tens_tails:
        whole |= {
            word: unit
            for word, unit in grammar.units.items()
            if unit in ("m", "kg") and not (word.isascii() and len(word) < 3)
        }
    return whole


def _said(side: Side, known: dict[str, str]) -> Iterator[Quantity]:
    text = side.prose
    counted: set[int] = set()
    for one, other in pairwise(side.numbers):
        gap = text[one.end : other.start].strip(" \u00a0-").lower()
        unit = known.get(gap) if other.start - one.end <= _GAP and not measure(side, other) else None
        if unit and one.values and other.values and _is_part(other, unit):
            counted.add(other.start)
            yield Quantity(one.start, other.end, one.values[0] + _part(other, unit), unit)
    for number in side.numbers:
        if number.start in counted or number.form is Form.DIGITS or not number.values:
            continue
        before = text[max(0, number.start - _GAP) : number.start].rstrip(" \u00a0").rpartition(" ")[2].lower()
        if known.get(before) == "m" and _is_part(number, "m"):
            yield Quantity(number.start, number.end, 1 + _part(number, "m"), "m")


def _is_part(number: Number, unit: str) -> bool:
    value = number.values[0]
    return 0 < value < (_INCHES if unit == "ft" else _HUNDRED) and value % 1 == 0


def _part(number: Number, unit: str) -> Decimal:
    value = number.values[0]
    if unit == "ft":
        return value / _INCHES
    return value / 10 if value < 10 else value / _HUNDRED
