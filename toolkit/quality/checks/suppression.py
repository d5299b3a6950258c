"""Suppressions that lack something: a reason, or a check that exists."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.model import Severity, Unit
from toolkit.quality.contract import Check, Context, Observation
from toolkit.quality.suppression import directives, faults
from toolkit.translations import N_


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """What is wrong with a suppression by itself; that it suppresses nothing, the frame finds out."""
    for directive in directives(unit.note):
        for message in faults(directive):
            yield Observation(message, values=(directive.text,))


CHECK = Check(
    "suppression",
    "style",
    Severity.INFO,
    N_("suppressions without a reason, or that suppress nothing"),
    run,
    both_sides=False,
)
