"""A line a finding, for people and editors."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.model import Finding, Unit, Units
from toolkit.quality.output.places import Places


def text(units: Units | Iterable[Unit], findings: Iterable[Finding]) -> str:
    """One line a finding, ``file:line: severity: message [check]``, as editors and people read it.

    Where the unit's line is unknown, its id stands in: ``file: unit 12: …``.
    """
    places = Places(units)
    return "".join(f"{places.label(f)}: {f.severity}: {_flat(f.message)} [{f.check}]\n" for f in findings)


def _flat(message: str) -> str:
    return " ".join(message.split())
