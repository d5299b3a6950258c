"""Capitals: a target shouted or begun small where the source is not."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """All capitals against mixed case; a small first letter against a capital one."""
    source = [w for w in context.source.prose_words if w.text.lower() != w.text.upper()]
    target = [w for w in context.target.prose_words if w.text.lower() != w.text.upper()]
    if not source or not target:
        return
    if sum(len(w.text) for w in target) >= 4 and all(w.text.isupper() for w in target):
        shouted = sum(w.text.isupper() for w in source)
        if shouted < len(source) / 2:
            yield Observation("the target is all in capitals", target_span=Span(0, len(unit.target)))
        return
    first, word = source[0], target[0]
    same_place = not unit.source[: first.start].strip() and not unit.target[: word.start].strip()
    if (
        not same_place
        or word.text.lower() in context.source.lowered
        or first.text.lower() in context.target.lowered
    ):
        return
    if (
        first.text[0].isupper()
        and not first.text.isupper()
        and word.text[0].islower()
        and word.text.islower()
    ):
        yield Observation(
            "the target begins with a small letter",
            target_span=Span(word.start, word.start + 1),
            fix=unit.target[: word.start] + word.text[0].upper() + unit.target[word.start + 1 :],
        )


CHECK = Check(
    "capitals", "fluency", Severity.WARNING, "all capitals, or a small letter at the beginning", run
)
