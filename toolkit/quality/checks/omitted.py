"""Parts of the source that the target does not say, and a target that breaks off.

A stretch of source words without any equivalent in the target is a reason for suspicion, a target shorter
than this bitext's others is another; together they are enough.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.quality.equivalents import Equivalents, Item, span_of, vocabularies
from toolkit.translations import N_, _

# For a stretch of so many words, how short (in standard deviations) the target must be to be suspect.
_INSIDE = {4: -1.6, 5: -1.2, 6: -0.9}
_AT_END = {1: -1.4, 2: -0.6, 3: -0.3, 4: 0.1}
_LONGEST = 9
"""Words beyond which a stretch is suspect whatever the length."""
# Where words are written in syllables many are told by none, so that all evidence must be weighed together.
_SYLLABLE_AT_END = 0.4
_SYLLABLE_INSIDE = 0.2
_MOST = 6
"""What each word of a stretch weighs, up to so many."""
_SHORT = 2.0
"""Each standard deviation by which the target is shorter than others."""
_RENDERED = 0.15
"""Each word of the target that has no equivalent either, and may be what became of the stretch."""
_SHARE = 2.0
"""Of all words of the source, the share that is told."""
_ENOUGH = 3.0
"""What it must come to: one pair in a hundred has that, and more than a third of those that were cut."""
_TOLD = 0.45
"""Share of the other words that must be told, else the whole is something else."""
_REST = 1.0
"""And how many of them, since one word alone may be told by chance."""
_FEW = 0.2
_CLAUSE = 2
_PARAPHRASED = 0.5
"""Words a clause must have of which none is told, and how many more for each of the other side's that it may
paraphrase."""
_EXCESS = 0.3
_EXCESS_WORDS = 1.0
"""How much too short the target must be, in standard deviations, where marks or only words divide them."""
_FURTHER = 2
_FURTHER_LENGTH = 3
_FURTHER_EXCESS = 0.9
_FURTHER_TOLD = 0.35
_FURTHER_UNEXPLAINED = 4
"""Known words that a last clause must have, and words of any kind; by how much its side must be too long; the
share of what stands before it that must be told; words of the other side that it may be a paraphrase of."""
_NUMBER_NEAR = 20
"""Characters beside a part within which a number belongs to it."""
_MARKS = re.compile(r"[,;:–—](?!\d)")


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Report the longest untold stretch of the source."""
    known = context.equivalents
    if known is None or not known.source:
        return
    lost = (
        _sentence(context, known.source)
        or _stretch(context, known)
        or clause(context.source, context.target, known.source, known.target, -context.stretch)
    )
    if not lost:
        yield from _further(context, known)
        return
    rest = [item for item in known.source if item.first < lost[0].first or item.first > lost[-1].first]
    if not rest or sum(item.told for item in rest) < max(_TOLD * len(rest), _REST):
        return
    yield _lost(context, lost)


def _lost(context: Context, lost: list[Item]) -> Observation:
    source, target = context.source, context.target
    start, end = span_of(lost, source.prose_words)
    text = source.text[start:end]
    said = _("nothing in the target seems to say “{text}”", text=text)
    return Observation(said, Span(start, end), Span(0, len(target.text)), (text,))


def _further(context: Context, known: Equivalents) -> Iterator[Observation]:
    lost = last_clause(context.source, context.target, known.source, known.target, -context.stretch)
    if lost:
        yield _lost(context, lost)


def untold(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Stretches of words that are not told on the other side, not even in part."""
    stretch: list[Item] = []
    for item in items:
        if item.told:
            if stretch:
                yield stretch
            stretch = []
        else:
            stretch.append(item)
    if stretch:
        yield stretch


def _stretch(context: Context, known: Equivalents) -> list[Item]:
    items, stretch = known.source, context.stretch
    if context.source.language.grammar.native_word:
        return _weighed(known, stretch)
    found: list[Item] = []
    for lost in untold(items):
        allowed = _AT_END if lost[-1] is items[-1] else _INSIDE
        bound = allowed.get(len(lost), 9.0 if len(lost) >= _LONGEST else max(allowed.values()))
        if len(lost) >= min(allowed) and stretch <= bound and len(lost) > len(found):
            found = lost
    return found


def _weighed(known: Equivalents, stretch: float) -> list[Item]:
    """The untold stretch that weighs most, if that is enough."""
    items = known.source
    most = 0.0
    found: list[Item] = []
    for lost in untold(items):
        weight = (_SYLLABLE_AT_END if lost[-1] is items[-1] else _SYLLABLE_INSIDE) * min(len(lost), _MOST)
        if weight > most:
            most, found = weight, lost
    rendered = _RENDERED * sum(not item.told for item in known.target)
    told = _SHARE * sum(item.told for item in items) / len(items)
    return found if most - rendered - told - _SHORT * stretch >= _ENOUGH else []


def _sentence(context: Context, items: Sequence[Item]) -> list[Item]:
    """The words of a source sentence of which none is told, where the target has fewer sentences."""
    sentences = context.source.sentences
    if len(sentences) <= len(context.target.sentences):
        return []
    for first, end in sentences:
        inside = [item for item in items if first <= item.first < end]
        if inside and context.stretch < 0 and sum(i.told for i in inside) <= _FEW * len(inside):
            return inside
    return []


def clause(
    side: Side, other: Side, items: Sequence[Item], others: Sequence[Item], excess: float
) -> list[Item]:
    """The words of a clause of which none is told, where the other side has fewer clauses.

    Marks divide clauses for certain, words like ``and`` only where the lengths disagree more.

    Args:
        side: the one that may say more.
        other: the other one.
        items: known words of the side.
        others: those of the other one.
        excess: standard deviations by which it is longer than the other one lets expect.
    """
    if excess < _EXCESS:
        return []
    least = _CLAUSE + _PARAPHRASED * unexplained(other, side, others)
    marks = [match.start() for match in _MARKS.finditer(side.prose)]
    theirs = sum(1 for _mark in _MARKS.finditer(other.prose))
    if len(marks) > theirs and (found := _untold_between(marks, side, items, least)):
        # A circumstance that comes first has a comma in some languages and none in others; one with a number
        # that the other side has is told.
        counted = any(
            n.start >= side.prose_words[found[0].first].start - _NUMBER_NEAR
            and n.end <= side.prose_words[found[-1].end - 1].end + _NUMBER_NEAR
            and not other.values.isdisjoint(n.values)
            for n in side.numbers
        )
        first = found[0].first == items[0].first
        if not counted and not (first and len(marks) == 1 and excess < _EXCESS_WORDS):
            return found
    if excess < _EXCESS_WORDS:
        return []
    opening, opened = _opening(side), _opening(other)
    if len(marks) + len(opening) > theirs + len(opened):
        return _untold_between(sorted(marks + opening), side, items, least)
    return []


def last_clause(
    side: Side, other: Side, items: Sequence[Item], others: Sequence[Item], excess: float
) -> list[Item]:
    """The words of a last clause of which none is told, after others that are; as for :func:`clause`.

    A word like ``because`` must begin it, and the other side have fewer words that begin a clause.
    """
    further = side.language.grammar.further_words
    if excess < _FURTHER_EXCESS or further.isdisjoint(side.distinct) or len(others) < _FURTHER:
        return []
    if len(_opening(side)) <= len(_opening(other)):
        return []
    begun = max(at for at, word in enumerate(side.lowered) if word in further)
    tail = [item for item in items if item.first > begun]
    head = [item for item in items if item.first < begun]
    if min(len(tail), len(head)) < _FURTHER or len(side.lowered) - begun <= _FURTHER_LENGTH:
        return []
    if any(item.told for item in tail) or sum(item.told for item in head) < _FURTHER_TOLD * len(head):
        return []
    return tail if unexplained(other, side, others) <= _FURTHER_UNEXPLAINED else []


def _opening(side: Side) -> list[int]:
    """Where words end that may open a clause."""
    words = side.language.grammar.clause_words
    if words.isdisjoint(side.distinct):
        return []
    return [
        word.end for word, lowered in zip(side.prose_words, side.lowered, strict=True) if lowered in words
    ]


def unexplained(side: Side, other: Side, items: Sequence[Item]) -> int:
    """How many words of a side, known or unknown, the other may say in words that the lexicon lacks."""
    pair = vocabularies(side.language.code, other.language.code)
    unknown = sum(
        word.text.islower() and pair is not None and pair[0].is_unknown(lowered)
        for word, lowered in zip(side.prose_words, side.lowered, strict=True)
    )
    return unknown + sum(item.told < 1.0 for item in items)


def _untold_between(cuts: list[int], side: Side, items: Sequence[Item], least: float) -> list[Item]:
    """The first part between cuts that has words enough and none that is told."""
    divided: list[list[Item]] = [[] for _cut in range(len(cuts) + 1)]
    for item in items:
        divided[bisect_left(cuts, side.prose_words[item.first].start)].append(item)
    return next((part for part in divided if len(part) >= least and not any(i.told for i in part)), [])


CHECK = Check("omitted-part", "accuracy", Severity.WARNING, N_("parts of the source that were left out"), run)
