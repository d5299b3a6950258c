from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tests.report.sample import CASE, NUMBER
from toolkit.model import Unit
from toolkit.report.anchors import anchors, findings_by_row, rows_by_id


def test_anchors_keep_the_id_where_it_can_stand_in_an_address() -> None:
    ids = ["12", "menu.open", "12", "a b", "<x>", ""]
    made = anchors([Unit(i, "", "") for i in ids])
    assert made == ["unit-12", "unit-menu.open", "row-3", "row-4", "row-5", "row-6"]


@given(st.lists(st.text(max_size=4)))
def test_anchors_are_unique_and_need_no_escaping(ids: list[str]) -> None:
    made = anchors([Unit(i, "", "") for i in ids])
    assert len(set(made)) == len(made)
    assert all(re.fullmatch(r"[\w.-]+", name, re.ASCII) for name in made)


def test_findings_go_to_the_first_unit_of_that_id() -> None:
    rows = rows_by_id([Unit("1", "", ""), Unit("2", "", ""), Unit("2", "", "")])
    assert rows == {"1": 0, "2": 1}
    assert findings_by_row([NUMBER, CASE], rows) == {1: [NUMBER], 0: [CASE]}
    assert findings_by_row([NUMBER], {}) == {}
