"""Where findings stand: in a file, at a line, or in a unit of nothing but a name."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.model import Finding, Unit, Units


class Places:
    """Where each finding stands, or its unit: the target file if it is known, else the source file."""

    def __init__(self, units: Units | Iterable[Unit]) -> None:
        self._target = units.target_name if isinstance(units, Units) else ""
        self._source = units.source_name if isinstance(units, Units) else ""
        self._lines = {unit.id: (unit.source_line, unit.target_line) for unit in units}

    def at(self, finding: Finding) -> tuple[str, int | None]:
        """File and 1-based line, as far as they are known."""
        if finding.line is not None or finding.path:
            return finding.path, finding.line
        source, target = self._lines.get(finding.unit, (None, None))
        if self._target and (target is not None or not self._source):
            return self._target, target
        return self._source, source

    def label(self, finding: Finding) -> str:
        """The place as ``file:line``, or ``file: unit 12``."""
        path, line = self.at(finding)
        unit = finding.unit
        if line is not None:
            return f"{path}:{line}" if path else f"line {line}"
        return f"{path}: unit {unit}" if path else f"unit {unit}"


def name(units: Units | Iterable[Unit]) -> str:
    """The file the units are of, or ``""``."""
    return (units.target_name or units.source_name) if isinstance(units, Units) else ""
