from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.report.sample import EVALUATION, SOURCE, units
from toolkit.model import Agreement, Bead, Evaluation, Span, Unit
from toolkit.report.differences import differences, segment_texts

NOTHING = Agreement(0, 0, 0, 0)


def held(wrong: tuple[Bead, ...], missed: tuple[Bead, ...]) -> Evaluation:
    return Evaluation(NOTHING, NOTHING, {}, wrong, missed)


def test_beads_that_share_a_segment_are_one_place() -> None:
    places = differences(
        held(
            wrong=(Bead((0, 1), (0,)), Bead((2,), (1,)), Bead((9,), (8,))),
            missed=(Bead((0,), (0,)), Bead((1, 2), (1,)), Bead((9,), (7, 8))),
        )
    )
    assert [(len(place.ours), len(place.theirs)) for place in places] == [(2, 2), (1, 1)]
    assert places[1].theirs == (Bead((9,), (7, 8)),)


def test_source_and_target_indices_are_not_confused() -> None:
    assert len(differences(held((Bead((1,), ()),), (Bead((), (1,)),)))) == 2


beads = st.builds(
    Bead,
    st.lists(st.integers(0, 9), max_size=3).map(tuple),
    st.lists(st.integers(0, 9), max_size=3).map(tuple),
).filter(lambda bead: bool(bead.source or bead.target))


@given(st.lists(beads, max_size=12), st.lists(beads, max_size=12))
def test_every_bead_is_in_one_place(wrong: list[Bead], missed: list[Bead]) -> None:
    places = differences(held(tuple(wrong), tuple(missed)))
    assert sum(len(place.ours) for place in places) == len(wrong)
    assert sum(len(place.theirs) for place in places) == len(missed)
    seen: set[tuple[str, int]] = set()
    for place in places:
        all_beads = (*place.ours, *place.theirs)
        here = {("s", i) for bead in all_beads for i in bead.source} | {
            ("t", j) for bead in all_beads for j in bead.target
        }
        assert not here & seen
        seen |= here


def test_segments_are_cut_out_of_their_unit_where_the_lengths_agree() -> None:
    source, target = segment_texts(units())
    assert source[:4] == [SOURCE[0], SOURCE[1], "Mưa suốt đêm.", "Nước chưa rút."]
    assert len(target) == 5
    assert differences(EVALUATION)[0].ours[0].source == (2, 3)


def test_segments_written_without_a_space_are_cut_as_well() -> None:
    unit = Unit("1", "早上好。再见。", "Good morning. Bye.", "2-1", source_spans=(Span(0, 4), Span(4, 7)))
    assert segment_texts([unit])[0] == ["早上好。", "再见。"]


def test_segments_with_markup_between_are_not_guessed_at() -> None:
    unit = Unit("1", "One. Two.", "Một. Hai.", "2-1", source_spans=(Span(0, 11), Span(20, 24)))
    assert segment_texts([unit])[0] == [None, None]
