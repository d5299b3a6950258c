from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from toolkit.report.repeated import Rendering, Repeated, repeated


def test_a_text_with_two_renderings_is_found_and_the_usual_one_comes_first() -> None:
    pairs = [("Lưu", "Store"), ("Lưu", "Save"), ("Mở", "Open"), ("lưu ", "save"), ("Mở", "open")]
    assert repeated(pairs) == [Repeated("Lưu", (Rendering("Save", (1, 3)), Rendering("Store", (0,))))]


def test_texts_of_few_words_may_be_passed_over() -> None:
    pairs = [("OK", "Được"), ("OK", "Đồng ý"), ("Try it again", "Thử lại"), ("Try it again", "Làm lại")]
    assert [each.text for each in repeated(pairs, least_words=3)] == ["Try it again"]


def test_what_has_no_letter_or_no_rendering_says_nothing() -> None:
    assert repeated([("12", "12"), ("12", "13"), ("Ảnh", ""), ("Ảnh", "Photo"), ("", "x"), ("", "y")]) == []


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"))))
def test_every_row_of_a_repeated_text_is_told_once(pairs: list[tuple[str, str]]) -> None:
    times = Counter(text for text, _ in pairs)
    kinds = {text: len({other for t, other in pairs if t == text}) for text in times}
    found = repeated(pairs)
    assert {each.text for each in found} == {text for text, kind in kinds.items() if kind > 1}
    for each in found:
        assert each.rows == times[each.text]
        for rendering in each.renderings:
            assert all(pairs[row] == (each.text, rendering.text) for row in rendering.rows)
    assert [each.rows for each in found] == sorted((each.rows for each in found), reverse=True)
