from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from toolkit.text.words import fold, words


def test_words_have_their_places() -> None:
    text = "Don't stop, Đảng bộ!"
    assert [(w.text, text[w.start : w.end]) for w in words(text)] == [
        (w, w) for w in ("Don't", "stop", "Đảng", "bộ")
    ]


def test_decomposed_letters_stay_whole() -> None:
    text = unicodedata.normalize("NFD", "tiếng Việt")
    assert [w.text for w in words(text)] == text.split()


def test_folding_drops_case_and_marks() -> None:
    assert fold("Đảng") == "dang" and fold("Straße") == "strasse"


@given(st.text())
def test_spans_hold_the_words(text: str) -> None:
    assert all(text[w.start : w.end] == w.text for w in words(text))
