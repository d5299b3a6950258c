"""Numbers in words that are others on the other side."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise
from math import prod

from toolkit.languages import language
from toolkit.model import Span
from toolkit.quality.checks.unit_of_measure import measure
from toolkit.quality.contract import Observation, Side
from toolkit.quality.differs import differs
from toolkit.quality.otherwise import fractions, in_other_words
from toolkit.text.fractions import Part
from toolkit.text.fractions import fractions as read_fractions
from toolkit.text.numbers import Form, Number

_LIKE = 2
"""How many times as many hundreds or dozens may be meant by another such word."""
_NEAR = 16
"""Characters of what follows a number."""
_OF = 4
"""Characters between two magnitudes of which one counts the other: tens of thousands."""


def in_words(source: Side, target: Side) -> Iterator[Observation]:
    """One number in words on either side, both beyond doubt, and of different value."""
    if not source.numbers or not target.numbers:
        return
    differing = _parts(source, target) or _times(source, target)
    if differing is not None:
        yield differing
        return
    left = [n for n in source.numbers if n.form is Form.WORDS]
    right = [n for n in target.numbers if n.form is Form.WORDS]
    parts = fractions(source) or fractions(target)
    if (left and right) or parts:
        left, right = _unsaid(left, source, target), _unsaid(right, target, source)
    if (left or right) and parts:
        return
    if len(left) == len(right) == 1:
        one, other = left[0], right[0]
        yield _differing(one, other, value(one), value(other))
    else:
        yield from _quantities(source, target)
        yield from _vague(source, target)


def _parts(source: Side, target: Side) -> Observation | None:
    """The only fraction of either side, and it is another one on the other: two thirds, ba phần tư."""
    if source.language.grammar.denominators.keys().isdisjoint(source.distinct):
        return None
    ours = read_fractions(source.prose, source.language)
    theirs = read_fractions(target.prose, target.language) if len(ours) == 1 else []
    if len(theirs) != 1 or ours[0].value == theirs[0].value:
        return None
    one, other = ours[0], theirs[0]
    return _differing(one, other, str(one.value), str(other.value))


def _times(source: Side, target: Side) -> Observation | None:
    """The only multiple of either side, and it is another one on the other: tripled, gấp đôi."""
    ours = _multiples(source)
    theirs = _multiples(target) if len(ours) == 1 else []
    if len(theirs) != 1 or ours[0][0] == theirs[0][0]:
        return None
    (one, span), (other, there) = ours[0], theirs[0]
    return differs(
        source.text[slice(*span)], span, target.text[slice(*there)], there, (f"{one:g}", f"{other:g}")
    )


def _multiples(side: Side) -> list[tuple[float, Span]]:
    known, text = side.language.grammar.multiples, side.lower_prose
    if _first_words(side.language.code).isdisjoint(side.distinct) or len(text) != len(side.prose):
        return []
    found = []
    for word, times in known.items():
        at = text.find(word)
        if at >= 0 and not text[at - 1 : at].isalnum() and not text[at + len(word) :][:1].isalnum():
            # "gấp hai mươi", "gấp ba rưỡi" are more than the word alone.
            number = next((n for n in side.numbers if n.start < at + len(word) < n.end), None)
            if number is None:
                found.append((times, Span(at, at + len(word))))
    return found


@cache
def _first_words(code: str) -> frozenset[str]:
    """The words that any word for a multiple begins with."""
    return frozenset(word.partition(" ")[0] for word in language(code).grammar.multiples)


def _differing(one: Number | Part, other: Number | Part, value: str, other_value: str) -> Observation:
    span, there = Span(one.start, one.end), Span(other.start, other.end)
    return differs(one.text, span, other.text, there, (value, other_value))


def _unsaid(numbers: list[Number], side: Side, other: Side) -> list[Number]:
    """Those numbers, meant exactly, that the other side has in no form."""
    return [n for n in numbers if not _said_somehow(n, side, other) and not _vaguely(n, side)]


def _vaguely(number: Number, side: Side) -> bool:
    """Whether a word behind a number says that it is not meant exactly: mười mấy, a dozen or so."""
    after = side.prose[number.end : number.end + _NEAR].lower().lstrip("\u00a0 -")
    return any(
        after.startswith(words) and not after[len(words) : len(words) + 1].isalpha()
        for words in side.language.grammar.vague_words
    )


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
            and not in_other_words(one, source, target)
            and 1 not in (*one.values, *other.values)
            and set(one.values).isdisjoint(other.values)
        ):
            yield _differing(one, other, value(one), value(other))


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
        other_value = (n.scaled and n.form is Form.DIGITS and n.values[0] != number.values[0] for n in alike)
        if alike and all(other_value):
            return False
    if number.form is Form.DIGITS and not number.suffix and not number.text.isdigit():
        return number.values[0] in other.values  # 231.500 is not said by 231.5
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
    said, theirs_said = _values(source, ours), _values(target, theirs)
    alike = max(one, other) <= _LIKE * min(one, other)  # dozens, scores, hàng chục
    if alike or one in theirs_said or other in said:
        return
    left, right = Span(ours[0].start, ours[-1].end), Span(theirs[0].start, theirs[-1].end)
    yield differs(source.text[slice(*left)], left, target.text[slice(*right)], right, (str(one), str(other)))


def _values(side: Side, but: list[Number]) -> set[Decimal]:
    """All readings of the numbers of one side but for some."""
    return {value for number in side.numbers if number not in but for value in number.values}


def _bare_magnitudes(side: Side) -> list[Number]:
    """Magnitudes that nothing counts, if it is one, or one of another: tens of thousands, hàng chục nghìn."""
    known, false = side.language.grammar.magnitudes, side.language.grammar.false_numbers
    found = [
        number
        for number in side.numbers
        if number.form in (Form.UNSURE, Form.WORDS)
        and all(word in known for word in number.text.lower().split())
        and not any(side.lower_prose.startswith(words, number.start) for words in false)
    ]
    close = all(two.start - one.end <= _OF for one, two in pairwise(found))
    return found if close and len(found) <= 2 else []
