"""The shipped lexicon: its form, and that it can be read from both sides."""

from __future__ import annotations

import unicodedata
from importlib.resources import files

import pytest

from toolkit.languages import language
from toolkit.lexicon import core, word_list
from toolkit.text.tokens import cut_keys, joined_keys

LINES = (
    files("toolkit.languages").joinpath("lexicons").joinpath("en-vi.tsv").read_text(encoding="utf-8")
).splitlines()
ROWS = [line.split("\t") for line in LINES if not line.startswith("#")]


def test_it_has_the_vocabulary_of_a_good_reader() -> None:
    assert len(ROWS) >= 6_000


def test_every_line_is_a_word_and_its_equivalents() -> None:
    assert [row for row in ROWS if len(row) != 2] == []
    for word, equivalents in ROWS:
        each = equivalents.split("; ")
        assert all(text == text.strip() and text for text in (word, *each)), word
        assert not set('()/,"') & set(word + equivalents), word
        assert ";" not in "".join(each), word


def test_no_word_twice_and_no_equivalent_twice() -> None:
    words = [word for word, _ in ROWS]
    assert len(set(words)) == len(words)
    for word, equivalents in ROWS:
        each = equivalents.split("; ")
        assert len(set(each)) == len(each), word


def test_it_is_sorted_and_composed() -> None:
    words = [word for word, _ in ROWS]
    assert words == sorted(words, key=lambda word: (word.casefold(), word))
    assert all(unicodedata.is_normalized("NFC", line) for line in LINES)


def test_equivalents_are_written_in_the_letters_of_vietnamese() -> None:
    strange = [
        word
        for word, equivalents in ROWS
        if any(unicodedata.category(c) not in ("Ll", "Lu", "Nd") and c not in " ;-'.&+%" for c in equivalents)
    ]
    assert strange == []


def test_the_file_may_be_cut_up_as_a_whole() -> None:
    sample = [word for word, _ in ROWS if word.replace(" ", "").isalpha()][::50]
    assert cut_keys("\n".join(sample)).split("\n") == joined_keys(sample, language("en"))


@pytest.mark.parametrize(
    ("word", "equivalent"),
    [
        ("government", "chính phủ"),
        ("cadre", "cán bộ"),
        ("solidarity", "đoàn kết"),
        ("democratic centralism", "tập trung dân chủ"),
        ("standing committee", "ban thường vụ"),
        ("directive", "chỉ thị"),
        ("resolution", "nghị quyết"),
        ("term", "nhiệm kỳ"),
    ],
)
def test_words_that_matter_are_there_in_both_directions(word: str, equivalent: str) -> None:
    forth, back = core("en", "vi"), core("vi", "en-GB")
    assert forth is not None and back is not None
    assert equivalent in forth.equivalents(word)
    assert word in back.equivalents(equivalent)


def test_other_pairs_have_none_but_its_words_serve_them() -> None:
    assert core("de", "vi") is None
    assert "phát triển" in word_list("vi")
    assert word_list("xh") == ()
