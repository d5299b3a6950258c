"""Parts of the target that nothing in the source says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.model import Severity, Span, Unit
from toolkit.quality.checks.omitted import untold
from toolkit.quality.contract import Check, Context, Observation
from toolkit.quality.equivalents import Equivalents, Item, span_of
from toolkit.translations import N_, _

_STRETCH = 1.5
"""Words of a stretch for which one standard deviation of length may stand."""
_ENOUGH = 8.0
_RENDERED = 0.5
"""Words of the stretch that each source word without a known equivalent may account for."""
_TOLD = 0.5
_FEW = 0.2


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Report a sentence of the target that says nothing of the source, or a long stretch that does not."""
    known = context.equivalents
    if known is None or not known.target:
        return
    added = _sentence(context, known.target) or _stretch(known, context.stretch)
    if not added:
        return
    if sum(item.told for item in known.source) < _TOLD * len(known.source):
        return
    start, end = span_of(added, context.target.prose_words)
    yield Observation(
        _("nothing in the source seems to say “{text}”", text=unit.target[start:end]),
        Span(0, len(unit.source)),
        Span(start, end),
        (unit.target[start:end],),
    )


def _stretch(known: Equivalents, stretch: float) -> list[Item]:
    longest = max(untold(known.target), key=len, default=[])
    rendered = _RENDERED * sum(not item.told for item in known.source)
    if len(longest) > 1 and len(longest) - rendered + _STRETCH * stretch >= _ENOUGH:
        return longest
    return []


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
