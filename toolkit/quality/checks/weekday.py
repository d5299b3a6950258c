"""Another day of the week, or another month without a day or a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toolkit.languages import language
from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side, shared
from toolkit.quality.differs import differs
from toolkit.translations import N_


@cache
def _beginnings(code: str, months: bool) -> tuple[str, ...]:
    """In lower case, what one of must be in a text with a name: quicker to find than the pattern."""
    grammar = language(code).grammar
    names = [
        name.lower() for each in (grammar.months if months else grammar.weekdays) for name in each.split("|")
    ]
    first = dict.fromkeys(name.partition(" ")[0] for name in names)
    return tuple(word for word in first if not any(other in word for other in first if other != word))


@cache
def _pattern(code: str, months: bool) -> tuple[re.Pattern[str], dict[str, int]] | None:
    """A pattern of the names, as their language writes them, and which each name is."""
    grammar = language(code).grammar
    names = grammar.months if months else grammar.weekdays
    if not names:
        return None
    index = {name.lower(): at for at, each in enumerate(names) for name in each.split("|")}
    written = [name for each in names for name in each.split("|") if len(name) > 3 or name == "May"]
    alternatives = [
        # Capitals as they must be met; a language that writes its days without them may begin with one.
        re.escape(name) + "s?" if name != name.lower() else f"(?i:{re.escape(name)})"
        for name in sorted(written, key=len, reverse=True)
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)"), index


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """As many days named on either side, and one of them is another; the same for months."""
    for months in (False, True):
        ours = _named(context.source, months)
        theirs = _named(context.target, months) if ours else {}
        left, right = ours.keys() - theirs.keys(), theirs.keys() - ours.keys()
        if len(left) != 1 or len(right) != 1:
            continue
        (one,), (other,) = left, right
        span, there = ours[one], theirs[other]
        if months and (_dated(context.source, span) or _dated(context.target, there)):
            continue  # a date, which is compared whole
        values = str(one + 1), str(other + 1)
        yield differs(unit.source[slice(*span)], span, unit.target[slice(*there)], there, values)


@shared
def days(side: Side) -> dict[int, Span]:
    """The days of the week that one side names, Monday 0, and where."""
    return _found(side, months=False)


@shared
def _months(side: Side) -> dict[int, Span]:
    return _found(side, months=True)


def _named(side: Side, months: bool) -> dict[int, Span]:
    return _months(side) if months else days(side)


@cache
def _alone(code: str, months: bool) -> frozenset[str] | None:
    """In lower case, the words one of which is in any text with a name; ``None`` if some are no words."""
    grammar = language(code).grammar
    names = [name for each in (grammar.months if months else grammar.weekdays) for name in each.split("|")]
    first = tuple(name.lower().partition(" ")[0] for name in names)
    return frozenset((*first, *(word + "s" for word in first))) if all(map(str.isalpha, first)) else None


def _found(side: Side, months: bool) -> dict[int, Span]:
    words = _alone(side.language.code, months)
    if words is not None and words.isdisjoint(side.distinct) and all(map(str.isalpha, side.written)):
        return {}  # taken apart, a word with an apostrophe may be one of them
    if not any(map(side.lower_prose.__contains__, _beginnings(side.language.code, months))):
        return {}
    made = _pattern(side.language.code, months)
    if made is None:
        return {}
    pattern, index = made
    found: dict[int, Span] = {}
    for match in pattern.finditer(side.prose):
        name = match.group().lower()
        found.setdefault(index.get(name, index.get(name.removesuffix("s"), 0)), Span(*match.span()))
    return found


def named(side: Side) -> set[tuple[bool, int]]:
    """The days of the week and the months that are named: whether it is a month, and which, from 0."""
    return {(months, at) for months in (False, True) for at in _named(side, months)}


def _dated(side: Side, span: Span) -> bool:
    return any(date.start < span.end and span.start < date.end for date in side.dates)


CHECK = Check("weekday", "accuracy", Severity.ERROR, N_("another day of the week or another month"), run)
