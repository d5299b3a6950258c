"""A number that is the most on one side and the least on the other: under 12, trên 12 tuổi."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache

from toolkit.languages import language
from toolkit.model import Severity, Span, Unit
from toolkit.quality.checks.unit_of_measure import measure, said_once
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.text.bounds import Bound, bound
from toolkit.text.fractions import fractions
from toolkit.text.numbers import Form
from toolkit.translations import N_, _


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Compare the bounds of numbers said once on both sides; one of them may go unsaid."""
    source, target = context.source, context.target
    if not (_may_bound(source) and _may_bound(target)):
        return
    ours = _bounded(source)
    theirs = _bounded(target) if ours else {}
    for value, (span, one) in ours.items():
        there, other = theirs.get(value, (span, one))
        if one is not other:
            yield Observation(
                _message(unit.source[slice(*span)], one is Bound.LOWER), span, there, (str(one), str(other))
            )


def _bounded(side: Side) -> dict[tuple[Decimal | Fraction, str], tuple[Span, Bound]]:
    """Numbers said once, and fractions, that are bounds: value and unit of a doubtful one → where, which."""
    known: dict[tuple[Decimal | Fraction, str], Span] = {
        (value, ""): Span(number.start, number.end + len(number.suffix))
        for value, number in said_once(side).items()
    }
    for number in side.numbers:
        # "An hour", "hai cây số": what counts a unit is meant as a number.
        if number.form is Form.UNSURE and (counted := measure(side, number)):
            known.setdefault((number.values[0], counted), Span(number.start, number.end))
    parts = fractions(side.prose, side.language)
    if len(parts) == 1:
        known[parts[0].value, "1"] = Span(parts[0].start, parts[0].end)
    found = {key: (span, bound(side.prose, *span, side.language)) for key, span in known.items()}
    return {key: (span, which) for key, (span, which) in found.items() if which is not None}


def _message(number: str, least: bool) -> str:
    if least:
        return _("{number} is the least in the source, and the most in the target", number=number)
    return _("{number} is the most in the source, and the least in the target", number=number)


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
