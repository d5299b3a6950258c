"""A side without text: nothing was translated, or nothing stands behind the translation.

Page furniture is not aligned and so has no other side; nothing follows from that.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.model import Kind, Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation
from toolkit.translations import N_, _


def omission(unit: Unit, context: Context) -> Iterator[Observation]:
    """A source without a target. An aligner's 1-0 is a fact about the texts, an empty target an error."""
    if not unit.source.strip() or unit.target.strip() or unit.kind is Kind.BOILERPLATE:
        return
    whole = Span(0, len(unit.source))
    if unit.bead.endswith("-0"):
        yield Observation(_("this source segment has no translation"), whole, severity=Severity.WARNING)
    else:
        yield Observation(_("the target is empty"), whole)


def addition(unit: Unit, context: Context) -> Iterator[Observation]:
    """A target without a source."""
    if unit.source.strip() or not unit.target.strip() or unit.kind is Kind.BOILERPLATE:
        return
    yield Observation(_("this target segment has no source"), target_span=Span(0, len(unit.target)))


OMISSION = Check(
    "omission", "accuracy", Severity.ERROR, N_("source segments without a target"), omission, both_sides=False
)
ADDITION = Check(
    "addition",
    "accuracy",
    Severity.WARNING,
    N_("target segments without a source"),
    addition,
    both_sides=False,
)
