from __future__ import annotations

from dataclasses import replace

import pytest

from tests.report.sample import CASE, NEGATION, NUMBER, report
from toolkit.model import Finding, Severity, Unit, Units
from toolkit.report import Report
from toolkit.report.summary import band, segment_counts, summarise


def test_counts_of_the_sample() -> None:
    figures = summarise(report())
    assert (figures.units, figures.source_segments, figures.target_segments) == (6, 6, 5)
    assert (figures.source_only, figures.target_only, figures.unaligned) == (1, 1, 2)
    assert figures.types == {"1-1": 3, "0-1": 1, "1-0": 1, "2-1": 1}
    assert figures.bands == (1, 1, 1, 3)
    assert figures.low_confidence == 2
    assert figures.mean_confidence == pytest.approx((0.99 + 0.93 + 0.66 + 0.95 + 0.41 + 0.72) / 6)
    assert figures.severities == {Severity.ERROR: 1, Severity.WARNING: 1, Severity.INFO: 1}
    assert figures.aligned


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [((NUMBER, NEGATION), "error"), ((NEGATION, CASE), "warning"), ((CASE,), "clean"), ((), "clean")],
)
def test_the_verdict_is_that_of_the_worst_finding(findings: tuple[Finding, ...], verdict: str) -> None:
    assert summarise(replace(report(), findings=findings)).verdict == verdict


def test_no_units_no_verdict() -> None:
    figures = summarise(Report("t", Units(())))
    assert figures.verdict == "empty"
    assert figures.mean_confidence is None
    assert not figures.aligned


def test_checks_come_worst_first_then_most_frequent() -> None:
    often = tuple(replace(CASE, check="often") for _ in range(3))
    groups = summarise(replace(report(), findings=(CASE, *often, NEGATION, NUMBER))).checks
    assert [(group.check, len(group.findings)) for group in groups] == [
        ("number", 1),
        ("negation", 1),
        ("often", 3),
        ("capitalisation", 1),
    ]


@pytest.mark.parametrize(
    ("confidence", "expected"), [(None, None), (0.0, 0), (0.499, 0), (0.5, 1), (0.7, 2), (0.9, 3), (1.0, 3)]
)
def test_bands_include_their_lower_border(confidence: float | None, expected: int | None) -> None:
    assert band(confidence) == expected


@pytest.mark.parametrize(
    ("unit", "counts"),
    [
        (Unit("1", "a", "b", bead="2-3"), (2, 3)),
        (Unit("1", "a", "b"), (1, 1)),
        (Unit("1", "a", ""), (1, 0)),
        (Unit("1", "a", "b", bead="many"), (1, 1)),
        (Unit("1", "a", "", bead="9" * 5000 + "-1"), (1, 0)),
    ],
)
def test_segment_counts_trust_a_bead_type_only_if_it_is_one(unit: Unit, counts: tuple[int, int]) -> None:
    assert segment_counts(unit) == counts
