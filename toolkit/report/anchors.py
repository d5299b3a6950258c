"""Names for the places in the page: every unit has one that stays the same from report to report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from toolkit.model import Finding, Unit

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


def anchors(units: Sequence[Unit]) -> list[str]:
    """One anchor a unit: ``unit-12`` from its id; ``row-12`` from its place where ids are odd or repeated."""
    names: list[str] = []
    taken: set[str] = set()
    for row, unit in enumerate(units, start=1):
        name = f"unit-{unit.id}"
        if name in taken or not _SAFE.fullmatch(unit.id):
            name = f"row-{row}"
        taken.add(name)
        names.append(name)
    return names


def rows_by_id(units: Sequence[Unit]) -> dict[str, int]:
    """Row number, 0-based, of each unit id; of the first unit where an id is repeated."""
    rows: dict[str, int] = {}
    for row, unit in enumerate(units):
        rows.setdefault(unit.id, row)
    return rows


def findings_by_row(findings: Sequence[Finding], rows: Mapping[str, int]) -> dict[int, list[Finding]]:
    """The findings of each row, in the order given; those about no unit of the report are left out."""
    placed: dict[int, list[Finding]] = {}
    for finding in findings:
        row = rows.get(finding.unit)
        if row is not None:
            placed.setdefault(row, []).append(finding)
    return placed
