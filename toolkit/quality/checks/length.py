"""Targets much shorter or longer than this bitext's other targets are: cut off, or with something added."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation
from toolkit.translations import N_, _

_FAR = 3.0
_FAR_WITH_SENTENCES = 1.6


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Standard deviations off the bitext's own ratio; fewer are enough where a sentence is missing too."""
    ours, theirs = len(unit.source.strip()), len(unit.target.strip())
    if ours + theirs < 30:
        return
    off = context.stretch
    sentences = len(context.target.sentences) - len(context.source.sentences)
    far = _FAR_WITH_SENTENCES if sentences and (sentences < 0) == (off < 0) else _FAR
    if abs(off) < far:
        return
    message = (
        _(
            "the target is suspiciously short ({length} characters for {source}); something may be missing",
            length=theirs,
            source=ours,
        )
        if off < 0
        else _(
            "the target is suspiciously long ({length} characters for {source}); something may be added",
            length=theirs,
            source=ours,
        )
    )
    yield Observation(
        message,
        Span(0, len(unit.source)),
        Span(0, len(unit.target)),
        (str(ours), str(theirs)),
    )


CHECK = Check("length", "accuracy", Severity.WARNING, N_("targets suspiciously short or long"), run)
