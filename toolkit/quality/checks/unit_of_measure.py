"""The same number with another unit: 20 feet become 20 metres, 20 days become 20 months."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from toolkit.languages import language
from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side, shared
from toolkit.quality.differs import differs
from toolkit.text.numbers import Form, Number
from toolkit.translations import N_

PERCENT = "%"
_TIMES = "times"
_DIVIDED = re.compile("[-/]")
_RATES = ("second", "minute", "hour", "day", "week", "month", "year", "l", "kg", "km", "ha", "m2")
_FAR = 40
"""Characters from a number to what it is a rate of."""
_AFTER = ".,;:!?)”\"'’"


class Pair(NamedTuple):
    """A number of the source, the same of the target, and what either counts, "" for nothing."""

    number: Number
    other: Number
    unit: str
    other_unit: str

    def observation(self) -> Observation:
        """What is to be said of two that differ."""
        return differs(
            f"{self.number.text} {self.unit}".rstrip(),
            Span(self.number.start, self.number.end),
            f"{self.other.text} {self.other_unit}".rstrip(),
            Span(self.other.start, self.other.end),
            (self.unit, self.other_unit),
        )


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Compare the units of numbers of the same value; one may go unsaid ("aged 20")."""
    for pair in differing(context):
        if pair.unit and pair.other_unit and PERCENT not in (pair.unit, pair.other_unit):
            yield pair.observation()


@shared
def differing(context: Context) -> list[Pair]:
    """Numbers that have the same value on both sides, once on each, and not the same unit."""
    ours = said_once(context.source)
    theirs = said_once(context.target) if ours else {}
    pairs = [
        Pair(number, theirs[value], measure(context.source, number), measure(context.target, theirs[value]))
        for value, number in ours.items()
        if value in theirs
    ]
    pairs = [_by_rates(context, pair) if pair.unit == pair.other_unit else pair for pair in pairs]
    return [pair for pair in pairs if pair.unit != pair.other_unit and not _open(pair)]


def _open(pair: Pair) -> bool:
    """Whether one of the two units is not known, or degrees of a scale that goes unsaid."""
    units = (pair.unit, pair.other_unit)
    return "?" in units or ("°" in units and all(each.startswith("°") for each in units))


def _by_rates(context: Context, pair: Pair) -> Pair:
    """The same pair with the units of time or space that the numbers are rates of: 5 ml per minute."""
    one = _rate(context.source, pair.number)
    other = _rate(context.target, pair.other) if one else ""
    return pair._replace(unit=one, other_unit=other) if one and other else pair


def _rate(side: Side, number: Number) -> str:
    """What a number is a rate of, "" for nothing: ``5 ml per minute``, ``hai lần mỗi ngày``."""
    pattern = _per(side.language.code)
    end = number.end + len(number.suffix)
    match = pattern.match(side.prose, end, min(len(side.prose), end + _FAR)) if pattern else None
    return side.language.grammar.units[match["unit"].lower()] if match else ""


@cache
def _per(code: str) -> re.Pattern[str] | None:
    grammar = language(code).grammar
    times = [word for word, unit in grammar.units.items() if unit in _RATES]
    if not times or not grammar.per_words:
        return None
    words = "|".join(map(re.escape, grammar.per_words))
    units = "|".join(map(re.escape, sorted(times, key=len, reverse=True)))
    return re.compile(
        rf"[\s-]?(?:[^\s,.;]+\s){{0,2}}?(?:[^\s,.;/]+\s?/\s?|(?:{words})\s)(?P<unit>{units})(?!\w)", re.I
    )


def said_once(side: Side) -> dict[Decimal, Number]:
    """Value → number, for those said once on their side, in a language whose units are known."""
    found: dict[Decimal, Number] = {}
    repeated: set[Decimal] = set()
    if not side.language.grammar.units:
        return found
    for number in side.numbers:
        if (number.form is Form.DIGITS and not _of_a_date(side, number)) or number.form is Form.WORDS:
            value = number.values[0]
            if value in found:
                repeated.add(value)
            found[value] = number
    return {value: number for value, number in found.items() if value not in repeated} if repeated else found


def _of_a_date(side: Side, number: Number) -> bool:
    """Whether a figure stands beside a slash, as in 30/4: what follows is not what it counts."""
    return side.text[number.start - 1 : number.start] == "/" or side.text[number.end : number.end + 1] == "/"


def measure(side: Side, number: Number) -> str:
    """The unit right after a number, "" for none.

    In a range (20–30 %) only the last number has its unit after it; "?" is said for the others.
    """
    known = _measured(side)
    unit = known.get(number.start)
    if unit is None:
        unit = known[number.start] = _measure(side, number)
    return unit


@shared
def _measured(side: Side) -> dict[int, str]:
    """What was found so far after the numbers of a side, by their places: several checks ask."""
    return {}


def _measure(side: Side, number: Number) -> str:
    units = side.language.grammar.units
    if number.form is Form.UNSURE and units.get(number.text.lower()) == _TIMES:
        return _TIMES  # twice
    if number.suffix:
        return units.get(number.suffix.lower(), "")
    if number.form is Form.WORDS and len(number.values) > 1:
        own = units.get(number.text.rpartition(" ")[2].lower())
        if own:
            return own  # ba mươi năm, which might have been 35
    rest = side.prose[number.end : number.end + 40].lstrip(" \u00a0-").lower()
    if rest[:2] in ("°c", "°f"):
        return rest[:2].upper()
    if rest.startswith(PERCENT):
        return PERCENT
    words = rest.replace("\u00a0", " ").split(" ", 2)[:2]
    pair, first = " ".join(words).rstrip(_AFTER), words[0].rstrip(_AFTER) if words else ""
    # An 18-month-old, 22 tấn/ha.
    unit = units.get(pair) or units.get(first) or units.get(_DIVIDED.split(first)[0], "")
    if not unit and PERCENT in rest[:12]:
        return "?"  # "20 to 30 %": whatever it is, it is not nothing
    return unit


CHECK = Check("unit", "accuracy", Severity.ERROR, N_("the same number with another unit of measure"), run)
