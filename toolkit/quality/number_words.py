"""Numbers in words that are others on the other side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import prod

from toolkit.model import Span
from toolkit.quality.checks.unit_of_measure import measure
from toolkit.quality.contract import Observation, Side
from toolkit.quality.otherwise import fractions, in_other_words
from toolkit.text.numbers import Form, Number
from toolkit.translations import _

_OF = 4
"""Characters between two magnitudes of which one counts the other: tens of thousands."""


def in_words(source: Side, target: Side) -> Iterator[Observation]:
    """One number in words on either side, both beyond doubt, and of different value."""
    if not source.numbers or not target.numbers:
        return
    left = [n for n in source.numbers if n.form is Form.WORDS]
    right = [n for n in target.numbers if n.form is Form.WORDS]
    parts = fractions(source) or fractions(target)
    if (left and right) or parts:
        left = [n for n in left if not _said_somehow(n, source, target)]
        right = [n for n in right if not _said_somehow(n, target, source)]
    if (left or right) and parts:
        return
    if len(left) == len(right) == 1:
        one, other = left[0], right[0]
        yield Observation(
            _("{one} in the source, {other} in the target", one=one.text, other=other.text),
            Span(one.start, one.end),
            Span(other.start, other.end),
            (value(one), value(other)),
        )
    else:
        yield from _quantities(source, target)
        yield from _vague(source, target)


def _quantities(source: Side, target: Side) -> Iterator[Observation]:
    """A quantity in words, the only one of its unit on either side, that is another there: five days."""
    if fractions(source) or fractions(target):
        return
    if all(number.form is Form.DIGITS for number in (*source.numbers, *target.numbers)):
        return
    ours = _by_unit(source)
    theirs = _by_unit(target) if ours else {}
    for unit, here in ours.items():
        there = theirs.get(unit, [])
        if len(here) != 1 or len(there) != 1 or here[0].form is there[0].form is Form.DIGITS:
            continue
        one, other = here[0], there[0]
        elsewhere = said(one, target) and said(other, source)
        if (
            not elsewhere
            and 1 not in (*one.values, *other.values)
            and set(one.values).isdisjoint(other.values)
        ):
            yield Observation(
                _("{one} in the source, {other} in the target", one=one.text, other=other.text),
                Span(one.start, one.end),
                Span(other.start, other.end),
                (value(one), value(other)),
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


def _said_somehow(number: Number, side: Side, other: Side) -> bool:
    return said(number, other) or in_other_words(number, side, other)


def said(number: Number, other: Side) -> bool:
    """Whether the other side says the number in any form: in words, in roman numerals, or again.

    Of two numbers with a word like million either can be read in one way only.
    """
    if number.scaled:
        alike = [n for n in other.numbers if not set(number.values).isdisjoint(n.values)]
        if alike and all(n.scaled and n.values[0] != number.values[0] for n in alike):
            return False
    return not other.values.isdisjoint(number.values)


def value(number: Number) -> str:
    """A number for machines: its likeliest value, or its text where it has none."""
    return f"{number.values[0].normalize():f}" if number.values else number.text


def _vague(source: Side, target: Side) -> Iterator[Observation]:
    """Hundreds of people are hàng trăm, and not hàng nghìn."""
    ours, theirs = _bare_magnitudes(source), _bare_magnitudes(target)
    if not ours or not theirs:
        return
    one, other = prod(n.values[0] for n in ours), prod(n.values[0] for n in theirs)
    if one == other or one in target.values or other in source.values:
        return
    left, right = Span(ours[0].start, ours[-1].end), Span(theirs[0].start, theirs[-1].end)
    yield Observation(
        _(
            "{one} in the source, {other} in the target",
            one=source.text[slice(*left)],
            other=target.text[slice(*right)],
        ),
        left,
        right,
        (str(one), str(other)),
    )


def _bare_magnitudes(side: Side) -> list[Number]:
    """Magnitudes that nothing counts, if it is one, or one of another: tens of thousands, hàng chục nghìn."""
    known = side.language.grammar.magnitudes
    found = [
        number
        for number in side.numbers
        if number.form is Form.UNSURE and all(word in known for word in number.text.lower().split())
    ]
    close = all(two.start - one.end <= _OF for one, two in pairwise(found))
    return found if close and len(found) <= 2 else []
