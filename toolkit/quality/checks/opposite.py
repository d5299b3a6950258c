"""The opposite, or another of what excludes each other: north for south, decrease for increase."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from toolkit.languages import language
from toolkit.model import Severity, Span, Unit
from toolkit.quality.checks.negation import hinting, negations
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.translations import N_, _

_LONGEST = 3
_NOBODY = "none"
"""The concept that is a negation by itself."""
_NEAR = 5
"""Words after it within which another negation, or a refusal, turns it round."""
Said = dict[str, dict[str, tuple[int, int]]]
"""Axis → concept → the words that say it, from the first up to the last."""


@cache
def _words(code: str) -> dict[str, tuple[str, str]]:
    """Word → axis and concept."""
    made: dict[str, tuple[str, str]] = {}
    for key, words in language(code).grammar.contrasts.items():
        axis, _, concept = key.partition(".")
        for word in words:
            made[word] = (axis, concept)
    return made


@cache
def _first(code: str) -> frozenset[str]:
    """The words that any of them begins with."""
    return frozenset(word.partition(" ")[0] for word in _words(code))


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """One concept of an axis on one side, and only another one of it on the other.

    Nothing is said where a side names two of them, or where one is negated: not tall may be short.
    """
    source, target = context.source, context.target
    yield from _bounds(context)
    ours, theirs = _words(source.language.code), _words(target.language.code)
    if not ours or not theirs:
        return
    left = _said(source, ours, _first(source.language.code))
    if not left:
        return
    right = _said(target, theirs, _first(target.language.code))
    for axis, concepts in left.items():
        others = right.get(axis, {})
        if len(concepts) != 1 or len(others) != 1 or concepts.keys() == others.keys():
            continue
        if not _comparable(source, target, concepts, others):
            continue
        ((one, (a, b)),), ((other, (c, d)),) = concepts.items(), others.items()
        if _told(context, a, b):
            continue
        span = Span(source.prose_words[a].start, source.prose_words[b - 1].end)
        there = Span(target.prose_words[c].start, target.prose_words[d - 1].end)
        yield Observation(
            _(
                "“{one}” in the source, “{other}” in the target",
                one=unit.source[slice(*span)],
                other=unit.target[slice(*there)],
            ),
            span,
            there,
            (one, other),
        )


def _bounds(context: Context) -> Iterator[Observation]:
    """A number that is a bound from above on one side, and from below on the other: under six, trên sáu."""
    source, target = context.source, context.target
    theirs = _bound(target)
    if not theirs:
        return
    for value, (kind, span) in _bound(source).items():
        if value in theirs and theirs[value][0] != kind:
            other, there = theirs[value]
            yield Observation(
                _(
                    "“{one}” in the source, “{other}” in the target",
                    one=source.text[slice(*span)],
                    other=target.text[slice(*there)],
                ),
                span,
                there,
                (kind, other),
            )
            return


def _bound(side: Side) -> dict[Decimal, tuple[str, Span]]:
    """Numbers that have a word for a bound right before them, by their value, and which bound that is."""
    bounds = side.language.grammar.bounds
    if _first_of(side.language.code).isdisjoint(side.distinct):
        return {}
    denying = side.language.grammar.negations
    found: dict[Decimal, tuple[str, Span]] = {}
    words = side.prose_words
    starts = [word.start for word in words]
    for number in side.numbers:
        if not number.values:
            continue
        at = bisect_left(starts, number.start)  # figures are no words
        if not at or side.text[words[at - 1].end : number.start].strip():
            continue
        for length in (2, 1):
            phrase = " ".join(side.lowered[max(0, at - length) : at])
            if phrase in bounds:
                begins = at - len(phrase.split())
                if denying.isdisjoint(side.lowered[max(0, begins - 1) : begins]):
                    found[number.values[0]] = bounds[phrase], Span(words[begins].start, number.end)
                break
    return found


@cache
def _first_of(code: str) -> frozenset[str]:
    """The words that any word for a bound begins with."""
    return frozenset(word.partition(" ")[0] for word in language(code).grammar.bounds)


def _comparable(
    source: Side, target: Side, ours: dict[str, tuple[int, int]], theirs: dict[str, tuple[int, int]]
) -> bool:
    """Whether both sides deny or neither does; nobody is a denial by itself, and the other may have none."""
    one, other = bool(negations(source)), bool(negations(target))
    if _NOBODY in ours:
        return not other
    if _NOBODY in theirs:
        return not one
    return one == other


def _said(side: Side, known: dict[str, tuple[str, str]], first: frozenset[str]) -> Said:
    found: Said = {}
    if first.isdisjoint(side.distinct):
        return found
    words, end = side.lowered, 0
    hints = hinting(side.language.code)
    for at, word in enumerate(words):
        if at < end or word not in first:
            continue
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            concept = known.get(" ".join(words[at : at + length]) if length > 1 else word)
            if concept:
                end = at + length
                if concept[1] == _NOBODY and any(hints[each] for each in words[end : end + _NEAR]):
                    break  # there is nobody who does not, or could resist
                found.setdefault(concept[0], {}).setdefault(concept[1], (at, end))
                break
    return found


def _told(context: Context, first: int, end: int) -> bool:
    """Whether the lexicon knows another equivalent of the source word that the target does have."""
    known = context.equivalents
    return known is not None and any(
        item.told == 1.0 and item.first < end and first < item.end for item in known.source
    )


CHECK = Check("opposite", "accuracy", Severity.ERROR, N_("the opposite of what the source says"), run)
