"""The grammar of a Vietnamese syllable, written without diacritics."""

from __future__ import annotations

from toolkit.languages.data import Identification, language
from toolkit.languages.syllables import Syllables, syllables_of

VIETNAMESE = Syllables(language("vi").identification)


def test_syllables() -> None:
    words = (
        "nghieng khuya quyet yeu gi gin giuong ghe ke ca nga uong an oan thuyen xoong ruou khuyu quoc ngoan"
    )
    assert [word for word in words.split() if VIETNAMESE.word(word) is None] == []


def test_no_syllables() -> None:
    words = "this ka ce ge ghan nghan byeu street was of and file zip wow world strengths"
    assert [word for word in words.split() if VIETNAMESE.word(word) is not None] == []


def test_the_usual_is_likelier_than_the_rare() -> None:
    usual, rare = VIETNAMESE.word("cong"), VIETNAMESE.word("xoong")
    assert usual is not None and rare is not None and usual > rare


def test_a_language_without_a_grammar_has_none() -> None:
    assert syllables_of("en") is None
    assert syllables_of("vi-VN") is not None


def test_the_grammar_is_data() -> None:
    small = Syllables(Identification(onsets={"": 1, "t": 1}, rimes={"a": 1}))
    assert [word for word in ("ta", "a", "at", "tat") if small.word(word) is not None] == ["ta", "a"]
