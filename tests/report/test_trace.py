from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.report.sample import units
from toolkit.model import Unit
from toolkit.report.trace import ALONE, Passage, passages, trace


def test_the_sample_has_one_stretch_a_unit() -> None:
    stretches = trace(list(units()))
    assert [stretch.style for stretch in stretches] == ["c3", "c3", "c1", "c3", ALONE, ALONE]
    omission = stretches[4]
    assert omission.target_start == omission.target_end
    assert omission.source_start < omission.source_end


def test_many_units_are_drawn_as_few_but_omissions_stay_apart() -> None:
    made = [
        Unit(str(n), "abcd", "" if n == 500 else "efgh", confidence=0.3 if n == 3 else 0.95)
        for n in range(1000)
    ]
    stretches = trace(made, most=100)
    assert len(stretches) <= 102
    assert [s.first for s in stretches if s.style == ALONE] == [500]
    assert stretches[0].style == "c0", "the least certain unit gives the colour"


def test_no_text_at_all() -> None:
    assert trace([]) == []
    assert trace([Unit("1", "", "")])[0].source_end == 0


made_units = st.lists(
    st.builds(
        Unit,
        st.just("1"),
        st.text("ab", max_size=9),
        st.text("ab", max_size=9),
        confidence=st.none() | st.floats(0, 1),
    ),
    max_size=60,
)


@given(made_units, st.integers(1, 30))
def test_stretches_cover_all_units_and_both_texts_without_a_gap(made: list[Unit], most: int) -> None:
    stretches = trace(made, most)
    rows = [row for stretch in stretches for row in range(stretch.first, stretch.last + 1)]
    assert rows == list(range(len(made)))
    for left, right in pairwise(stretches):
        assert (left.source_end, left.target_end) == (right.source_start, right.target_start)
    assert all(0 <= s.source_start <= s.source_end <= 1 and s.drift <= 1 for s in stretches)


def test_neighbours_without_counterpart_are_one_passage_and_the_longest_comes_first() -> None:
    sides = [("aaaa", "bbbb"), ("a", ""), ("", "bb"), ("aaaa", ""), ("aa", ""), ("aaaa", "bbbb")]
    units = [Unit(str(n), *side) for n, side in enumerate(sides)]
    assert passages(units) == [
        Passage(3, 4, "target", 6 / 15),
        Passage(2, 2, "source", 2 / 10),
        Passage(1, 1, "target", 1 / 15),
    ]
