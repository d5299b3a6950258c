"""A number that is the most on one side and the least on the other: under 12, trên 12 tuổi."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from toolkit.languages import language
from toolkit.model import Severity, Span, Unit
from toolkit.quality.checks.unit_of_measure import said_once
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.text.bounds import Bound, bound
from toolkit.text.numbers import Number
from toolkit.translations import N_, _


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Compare the bounds of numbers said once on both sides; one of them may go unsaid."""
    source, target = context.source, context.target
    if not source.numbers or not target.numbers or not (_may_bound(source) and _may_bound(target)):
        return
    ours = said_once(source)
    theirs = said_once(target) if ours else {}
    for value, number in ours.items():
        other = theirs.get(value)
        if other is None:
            continue
        one = bound(source.prose, number, source.language)
        two = bound(target.prose, other, target.language) if one else None
        if two is None or one is two or one is None:
            continue
        yield Observation(
            _message(number, one is Bound.LOWER),
            Span(number.start, number.end),
            Span(other.start, other.end),
            (str(one), str(two)),
        )


def _message(number: Number, least: bool) -> str:
    if least:
        return _("{number} is the least in the source, and the most in the target", number=number.text)
    return _("{number} is the most in the source, and the least in the target", number=number.text)


@cache
def _words(code: str) -> frozenset[str]:
    """The last words of all that says a bound."""
    grammar = language(code).grammar
    phrases = (
        *grammar.upper_bounds,
        *grammar.lower_bounds,
        *grammar.upper_bounds_after,
        *grammar.lower_bounds_after,
    )
    return frozenset(phrase.rpartition(" ")[2] for phrase in phrases)


def _may_bound(side: Side) -> bool:
    return not _words(side.language.code).isdisjoint(side.distinct)


CHECK = Check(
    "limit",
    "accuracy",
    Severity.ERROR,
    N_("numbers that are the most on one side, the least on the other"),
    run,
)
