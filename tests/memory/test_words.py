from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.memory.conftest import units
from toolkit.errors import UsageError
from toolkit.languages import language
from toolkit.memory import Memory
from toolkit.memory.words import exact_form, phrase

TONES = language("vi").writing.tone_marks


def found(memory: Memory, *words: str, sensitive: bool = False, lang: str = "und") -> list[str]:
    return [hit.source for hit in memory.concordance(*words, sensitive=sensitive, language=lang)]


@pytest.mark.parametrize(("old", "new"), [("hòa", "hoà"), ("thúy", "thuý"), ("Hỏa", "hoả"), ("khỏe", "khoẻ")])
def test_both_ways_to_place_a_tone_are_one_word(old: str, new: str) -> None:
    assert exact_form(old, TONES) == exact_form(new, TONES)


def test_tones_are_told_apart_and_other_languages_keep_their_accents() -> None:
    forms = {exact_form(word, TONES) for word in ("ma", "má", "mà", "mả", "mã", "mạ")}
    assert len(forms) == 6
    assert exact_form("práctico") != exact_form("practicó")


def test_both_sides_are_looked_at(memory: Memory) -> None:
    assert found(memory, "file") == found(memory, "tệp") == ["Close the file", "Open the file"]


def test_one_side_alone(memory: Memory) -> None:
    memory.add(units(("The mo unit", "Đơn vị")), "en", "vi")
    assert found(memory, "mo", lang="en") == ["The mo unit"]
    assert found(memory, "mo", lang="vi") == ["Open the file"]


def test_diacritics_count_or_not(memory: Memory) -> None:
    assert found(memory, "thanh uy") == ["The city committee met in Hanoi."]
    assert found(memory, "thanh uy", sensitive=True) == []
    assert found(memory, "thành ủy", sensitive=True) == ["The city committee met in Hanoi."]
    assert found(memory, "hòa bình", sensitive=True) == ["Peace and unity"]
    assert found(memory, "hoá bình", sensitive=True) == []
    assert found(memory, "đong tep") == ["Close the file"]


def test_words_of_a_phrase_follow_each_other(memory: Memory) -> None:
    assert found(memory, "Close the") == ["Close the file"]
    assert found(memory, "Close file") == []
    assert found(memory, "close", "file") == ["Close the file"]


def test_phrases_may_stand_on_different_sides(memory: Memory) -> None:
    assert found(memory, "file", "đóng") == ["Close the file"]


def test_an_open_word_goes_on(memory: Memory) -> None:
    assert found(memory, "commit*") == ["The city committee met in Hanoi."]
    assert found(memory, "commit") == []
    assert found(memory, "thành u*", sensitive=True) == ["The city committee met in Hanoi."]


def test_places_are_told(memory: Memory) -> None:
    (hit,) = memory.concordance("hoa binh")
    assert [hit.target[start:end] for start, end in hit.target_spans] == ["Hoà bình"]
    assert hit.source_spans == ()


def test_scripts_without_spaces(empty: Memory) -> None:
    empty.add(units(("Close the window", "关闭窗口"), ("Open the door", "打开门")), "en", "zh")
    assert found(empty, "窗口") == ["Close the window"]
    assert found(empty, "闭口") == []


def test_a_phrase_needs_a_word(memory: Memory) -> None:
    with pytest.raises(UsageError, match="no word"):
        memory.concordance("?!*")
    with pytest.raises(UsageError):
        memory.concordance()


@pytest.mark.parametrize("words", ['a" OR "b', "NEAR(a b)", "exact:a", "a AND b", "(a", "^a", "-a"])
def test_operators_are_words(memory: Memory, words: str) -> None:
    assert isinstance(memory.concordance(words), list)


def test_the_newest_come_first_and_no_more_than_wanted(empty: Memory) -> None:
    empty.add(units(*((f"word {n}", "từ") for n in range(9))), "en", "vi")
    assert [hit.source for hit in empty.concordance("word", limit=2)] == ["word 8", "word 7"]


@given(st.text(st.sampled_from("abÀđễ语言1 -'\u0301"), min_size=1, max_size=20))
def test_spans_are_in_order_and_within_the_text(text: str) -> None:
    try:
        wanted = phrase(text, sensitive=False)
    except UsageError:
        return
    spans = list(wanted.spans(text, ""))
    assert spans
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
