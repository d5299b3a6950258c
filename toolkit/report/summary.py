"""The figures of a report, counted once and shared by the page, the Markdown and the JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import isfinite

from toolkit.formats import UNSURE
from toolkit.model import Finding, Severity, Unit
from toolkit.report.contents import Report

BANDS = (0.5, UNSURE, 0.9)
"""Borders of the four bands confidence is shown in."""

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
"""Worst first."""


def confidence_of(unit: Unit) -> float | None:
    """The unit's confidence; ``None`` where nobody judged or what stands there is no number."""
    return unit.confidence if unit.confidence is not None and isfinite(unit.confidence) else None


def band(confidence: float | None) -> int | None:
    """The band of a confidence: 0 (below 0.5) to 3 (0.9 and above); ``None`` where nobody judged."""
    return None if confidence is None else sum(confidence >= border for border in BANDS)


def segment_counts(unit: Unit) -> tuple[int, int]:
    """How many source and target segments a unit is made of, from its bead type."""
    source, _, target = unit.type.partition("-")
    if source.isdecimal() and target.isdecimal() and len(unit.type) < 20:
        return int(source), int(target)
    return int(bool(unit.source)), int(bool(unit.target))


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """All findings of one check in one category; ``systems`` says of each in which translation it is."""

    category: str
    check: str
    findings: tuple[Finding, ...]
    systems: tuple[int, ...]

    @property
    def severity(self) -> Severity:
        """The worst severity among the findings."""
        return next(s for s in SEVERITIES if any(f.severity == s for f in self.findings))


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a report.

    Attributes:
        units: number of units.
        source_segments: number of source segments in them.
        target_segments: number of target segments in them.
        source_only: units without a target.
        target_only: units without a source.
        types: bead types with their counts, most frequent first.
        bands: number of units in each confidence band, lowest first.
        mean_confidence: over the units that have one; ``None`` if none has.
        low_confidence: units below :data:`toolkit.formats.UNSURE`.
        severities: number of findings of each severity, worst first, in all translations.
        checks: findings by category and check; worst, then most frequent first.
        aligned: whether the units tell how they were aligned (bead types or confidences).
        translations: number of translations that are judged.
    """

    units: int
    source_segments: int
    target_segments: int
    source_only: int
    target_only: int
    types: dict[str, int]
    bands: tuple[int, int, int, int]
    mean_confidence: float | None
    low_confidence: int
    severities: dict[Severity, int]
    checks: tuple[CheckGroup, ...]
    aligned: bool
    translations: int = 1

    @property
    def verdict(self) -> str:
        """``empty``, ``error``, ``warning`` or ``clean``."""
        if not self.units:
            return "empty"
        return next(
            (str(s) for s in (Severity.ERROR, Severity.WARNING) if self.severities[s]),
            "clean",
        )

    @property
    def unaligned(self) -> int:
        """Units with one side only."""
        return self.source_only + self.target_only


def summarise(report: Report) -> Summary:
    """Count everything a reader asks for first."""
    units = list(report.units)
    counts = [segment_counts(unit) for unit in units]
    types = Counter(f"{source}-{target}" for source, target in counts)
    confidences = [c for unit in units if (c := confidence_of(unit)) is not None]
    bands = Counter(band(confidence) for confidence in confidences)
    findings = [
        (finding, system)
        for system, translation in enumerate(report.translations)
        for finding in translation.findings
    ]
    severities = Counter(finding.severity for finding, _ in findings)
    return Summary(
        units=len(units),
        source_segments=sum(source for source, _ in counts),
        target_segments=sum(target for _, target in counts),
        source_only=sum(source > 0 == target for source, target in counts),
        target_only=sum(target > 0 == source for source, target in counts),
        types=dict(sorted(types.items(), key=lambda item: (-item[1], item[0]))),
        bands=(bands[0], bands[1], bands[2], bands[3]),
        mean_confidence=sum(confidences) / len(confidences) if confidences else None,
        low_confidence=sum(confidence < UNSURE for confidence in confidences),
        severities={severity: severities[severity] for severity in SEVERITIES},
        checks=_by_check(findings),
        aligned=bool(confidences) or any(unit.bead for unit in units),
        translations=1 + len(report.others),
    )


def _by_check(findings: list[tuple[Finding, int]]) -> tuple[CheckGroup, ...]:
    grouped: dict[tuple[str, str], list[tuple[Finding, int]]] = {}
    for finding, system in findings:
        grouped.setdefault((finding.category, finding.check), []).append((finding, system))
    groups = [
        CheckGroup(category, check, tuple(f for f, _ in found), tuple(system for _, system in found))
        for (category, check), found in grouped.items()
    ]
    groups.sort(key=lambda g: (SEVERITIES.index(g.severity), -len(g.findings), g.category, g.check))
    return tuple(groups)
