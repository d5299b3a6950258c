from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.languages.prose import without_diacritics, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello, World!", ["hello", "world"]),
        ("don't", ["don", "t"]),
        ("co\u00adoperate zero\u200bwidth", ["cooperate", "zerowidth"]),
        ("%d files in {folder!r:>8} of ${HOME} and %(name)s", ["files", "in", "of", "and"]),
        ("100% sure", ["sure"]),
        ("%1$s and %2$lu, %1 and %L2", ["and", "and"]),
        ("a < b and c > d", ["a", "b", "and", "c", "d"]),
        ("<a href='x'>link</a><br/>next", ["link", "next"]),
        ("<no such folder>", ["no", "such", "folder"]),
        ("Tom &amp; Jerry &#8211; &#x2014;", ["tom", "jerry"]),
        ("write to a.b@example.org or see www.example.org/the/page", ["write", "to", "or", "see"]),
        ("E&xit", ["exit"]),
        ("FILE_NAME", ["file", "name"]),
        ("R&D", ["r", "d"]),
        ("file_one and file_two", ["file", "one", "and", "file", "two"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == [unicodedata.normalize("NFC", word) for word in expected]


def test_without_diacritics() -> None:
    assert without_diacritics("đường") == "duong"
    assert without_diacritics("plain") == "plain"


@given(st.text())
def test_words_hold_letters_and_marks_alone(text: str) -> None:
    assert all(unicodedata.category(c)[0] in "LM" for word in words(text) for c in word)
