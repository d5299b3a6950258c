"""Percentages that lost their sign, got one, or became something else: 20 % become 20, or 20 metres."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.model import Severity, Unit
from toolkit.quality.checks.unit_of_measure import PERCENT, differing
from toolkit.quality.contract import Check, Context, Observation
from toolkit.translations import N_


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """A unit may go unsaid, but a percentage without its sign is another number."""
    for pair in differing(context):
        if PERCENT in (pair.unit, pair.other_unit):
            yield pair.observation()


CHECK = Check(
    "percentage", "accuracy", Severity.ERROR, N_("percentages that are none on the other side"), run
)
