"""Parts of the target that nothing in the source says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.model import Severity, Span, Unit
from toolkit.quality.checks.omitted import clause, last_clause, untold
from toolkit.quality.contract import Check, Context, Observation
from toolkit.quality.equivalents import Equivalents, Item, span_of, vocabularies
from toolkit.translations import N_, _

_STRETCH = 1.5
"""Words of a stretch for which one standard deviation of length may stand."""
_ENOUGH = 8.0
_RENDERED = 0.5
"""Words of the stretch that each source word without a known equivalent may account for."""
_TOLD = 0.5
_CLAUSE = 3
_CLAUSE_STRETCH = 1.4
_CLAUSE_ENOUGH = 5.0
"""Words of a clause at the end, how much too long the target is, and what both must come to together."""
_CUT = re.compile(r"[,;:.!?–—]")
_FEW = 0.2


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Report a sentence of the target that says nothing of the source, or a long stretch that does not."""
    known = context.equivalents
    if known is None or not known.target:
        return
    added = (
        _sentence(context, known.target)
        or _stretch(context, known)
        or _clause(context, known)
        or clause(context.target, context.source, known.target, known.source, context.stretch)
    )
    if not added:
        added = last_clause(context.target, context.source, known.target, known.source, context.stretch)
        if not added:
            return
    elif sum(item.told for item in known.source) < _TOLD * len(known.source):
        return
    start, end = span_of(added, context.target.prose_words)
    yield Observation(
        _("nothing in the source seems to say “{text}”", text=unit.target[start:end]),
        Span(0, len(unit.source)),
        Span(start, end),
        (unit.target[start:end],),
    )


def _stretch(context: Context, known: Equivalents) -> list[Item]:
    longest = max(untold(known.target), key=len, default=[])
    if len(longest) < 2 or len(longest) + _STRETCH * context.stretch < _ENOUGH:
        return []
    rendered = _rendered(context, known)
    if len(longest) - rendered + _STRETCH * context.stretch >= _ENOUGH:
        return longest
    return []


def _rendered(context: Context, known: Equivalents) -> float:
    """How many words of the target words of the source may account for that the lexicon cannot."""
    pair = vocabularies(context.source.language.code, context.target.language.code)
    unknown = sum(
        word.text.islower() and pair is not None and pair[0].is_unknown(lowered)
        for word, lowered in zip(context.source.prose_words, context.source.lowered, strict=True)
    )
    return _RENDERED * sum(not item.told for item in known.source) + unknown


def _clause(context: Context, known: Equivalents) -> list[Item]:
    """The words of a last clause of which none is told, in a target too long by about as much."""
    stretch, items = context.stretch, known.target
    if stretch < _CLAUSE_STRETCH:
        return []
    first = len(items)
    while first and items[first - 1].told < 1.0:
        first -= 1
    tail = [item for item in items[first:] if not item.told]
    rendered = _rendered(context, known)
    if not first or len(tail) < _CLAUSE or len(tail) - rendered + _STRETCH * stretch < _CLAUSE_ENOUGH:
        return []
    words, lowered = context.target.prose_words, context.target.lowered
    before, begun = items[first - 1].end, tail[0].first
    between = lowered[before : begun + 1]
    opened = not context.target.language.grammar.clause_words.isdisjoint(between)
    divided = _CUT.search(context.target.prose, words[before - 1].end, words[begun].start)
    return tail if opened or divided else []


def _sentence(context: Context, items: Sequence[Item]) -> list[Item]:
    """The words of a target sentence of which none is told, where the source has fewer sentences."""
    sentences = context.target.sentences
    if len(sentences) <= len(context.source.sentences):
        return []
    for first, end in sentences:
        inside = [item for item in items if first <= item.first < end]
        if inside and context.stretch > 0 and sum(i.told for i in inside) <= _FEW * len(inside):
            return inside
    return []


CHECK = Check(
    "added-part", "accuracy", Severity.WARNING, N_("parts of the target that the source lacks"), run
)
