"""The opposite, or another of what excludes each other: north for south, decrease for increase."""

from __future__ import annotations

from collections.abc import Iterator
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
def _first(code: str) -> dict[str, list[int]]:
    """The words that any of them begins with, and how many words those have, most first."""
    lengths: dict[str, set[int]] = {}
    for phrase in _words(code):
        if phrase.count(" ") < _LONGEST:
            lengths.setdefault(phrase.partition(" ")[0], set()).add(phrase.count(" ") + 1)
    return {word: sorted(found, reverse=True) for word, found in lengths.items()}


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """One concept of an axis on one side, and only another one of it on the other.

    Nothing is said where a side names two of them, or where one is negated: not tall may be short.
    """
    source, target = context.source, context.target
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


def _said(side: Side, known: dict[str, tuple[str, str]], first: dict[str, list[int]]) -> Said:
    found: Said = {}
    if first.keys().isdisjoint(side.distinct):
        return found
    words, end = side.lowered, 0
    hints = hinting(side.language.code)
    for at in [at for at, word in enumerate(words) if word in first]:
        if at < end:
            continue
        word = words[at]
        for length in first[word]:
            if at + length > len(words):
                continue
            concept = known.get(" ".join(words[at : at + length]) if length > 1 else word)
            if concept:
                end = at + length
                if concept[1] == _NOBODY and any(hints[each] for each in words[end : end + _NEAR]):
                    break  # there is nobody who does not, or could resist
                found.setdefault(concept[0], {}).setdefault(concept[1], (at, end))
                break
    return found


def _told(context: Context, first: int, end: int) -> bool:
    """Whether the target has other equivalents, which the lexicon knows, of all those words of the source."""
    known = context.equivalents
    inside = [item for item in known.source if item.first < end and first < item.end] if known else []
    return bool(inside) and all(item.told == 1.0 for item in inside)


CHECK = Check("opposite", "accuracy", Severity.ERROR, N_("the opposite of what the source says"), run)
