from __future__ import annotations

from dataclasses import replace

from tests.report.sample import SCORES, compared, report
from toolkit.report import Report
from toolkit.report.anchors import findings_by_row, rows_by_id
from toolkit.report.rows import Rows, segment_metric
from toolkit.report.wording import wording

COLUMNS = ("number", "source", "target", "type", "confidence", "findings")


def row(made: Report, number: int) -> str:
    rows = rows_by_id(list(made.units))
    placed = [findings_by_row(t.findings, rows) for t in made.translations]
    return Rows(made, COLUMNS, placed, wording("en"))(number, f"unit-{number + 1}")


def test_a_single_translation_has_a_cell_of_its_own() -> None:
    assert '<td lang="en" dir=ltr>On the morning' in row(report(), 1)
    assert "stack" not in row(report(), 1)


def test_references_and_translations_stand_one_below_the_other() -> None:
    html = row(compared(), 1)
    stack = html[html.index("<td class=stack>") :]
    assert stack.index("Reference: human") < stack.index("<b>first</b>") < stack.index("<b>second</b>")
    assert stack.count('<span lang="en" dir=ltr>') == 3
    assert "<b>second</b><data value=40.00>40.0</data>" in stack
    assert stack.count("<mark") == 2, "of each translation its own findings"


def test_a_finding_says_in_which_translation_it_is() -> None:
    html = row(compared(), 1)
    assert "<li class=e data-system=0><b>number</b> <i>first</i> " in html
    assert "<li class=e data-system=1><b>number</b> <i>second</i> " in html


def test_the_metric_beside_segments_is_one_that_all_translations_have_for_each() -> None:
    made = compared()
    assert segment_metric(made) == "chrF"
    assert segment_metric(report()) is None, "three figures for six units"
    without = replace(made.others[0], scores=SCORES)
    assert segment_metric(replace(made, others=(without,))) is None
