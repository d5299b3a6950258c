from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.languages import language
from toolkit.text.figures import readings, written
from toolkit.text.numbers import Form, numbers

ENGLISH, VIETNAMESE = language("en"), language("vi")


def values(text: str, code: str) -> list[str]:
    return [f"{n.values[0]:f}" for n in numbers(text, language(code)) if n.values]


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("It cost 1,234.5 dollars.", "en", ["1234.5"]),
        ("Giá 1.234,5 đô la.", "vi", ["1234.5"]),
        ("1.234", "vi", ["1234"]),
        ("1.234", "en", ["1.234"]),
        ("12 345 678 người", "vi", ["12345678"]),
        ("1,2 tỷ đồng", "vi", ["1200000000.0"]),
        ("3 nghìn tỷ", "vi", ["3000000000000"]),
        ("1 tỷ 200 triệu", "vi", ["1200000000"]),
        ("2.5 million", "en", ["2500000.0"]),
        ("the 21st century", "en", ["21", "100"]),
        ("in the 1990s", "en", ["1990"]),
        ("chapter XVIII", "en", ["18"]),
        ("€2.5m in all", "en", ["2500000.0"]),
        ("ran 5m", "en", ["5"]),
        ("£40k", "en", ["40000"]),
        ("lương 15tr", "vi", ["15000000"]),
        ("giá 3 tỷ 2.", "vi", ["3200000000"]),
        ("giá 2 triệu 450 đồng", "vi", ["2450000"]),
        ("2 triệu rưỡi", "vi", ["2500000.0"]),
        ("vay 3 triệu 2 năm", "vi", ["3000000", "2", "5"]),
    ],
)
def test_figures_mean_what_their_language_says(text: str, code: str, expected: list[str]) -> None:
    assert values(text, code) == expected


def test_other_readings_come_after_the_likeliest() -> None:
    assert readings("7,000", ",", ".") == (Decimal("7.000"), Decimal(7000))
    assert readings("7,000", ".", ",") == (Decimal(7000), Decimal("7.000"))
    assert readings("1.2.3", ".", ",") == ()
    assert readings("1,234,567", ".", ",") == (Decimal(1234567),)


def test_the_first_of_a_range_may_share_the_magnitude() -> None:
    ten = numbers("10 to 12 million", ENGLISH)[0]
    assert ten.values == (Decimal(10), Decimal(10_000_000))


@pytest.mark.parametrize("text", ["H5N1", "v1.2.3", "UTF-8", "7_000"])
def test_digits_in_names_are_codes(text: str) -> None:
    assert all(n.form is Form.CODE for n in numbers(text, ENGLISH))


def test_spans_are_those_of_the_text() -> None:
    text = "Khoảng 2,5 triệu người và hai mươi mốt xã"
    assert [text[n.start : n.end] for n in numbers(text, VIETNAMESE)] == ["2,5 triệu", "hai mươi mốt"]


@given(st.integers(0, 10**9), st.sampled_from(["en", "vi"]))
def test_what_is_written_is_read_back(value: int, code: str) -> None:
    text = written(Decimal(value), language(code))
    assert numbers(text, language(code))[0].values[0] == value


@given(st.text(alphabet="0123456789.,' năm tỷ\u00a0-million", max_size=200))
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    for lang in (ENGLISH, VIETNAMESE, language("xx")):
        at = 0
        for number in numbers(text, lang):
            assert at <= number.start < number.end <= len(text)
            at = number.end


def test_absurdly_long_figures_are_codes() -> None:
    assert numbers("9" * 100_000, ENGLISH)[0].form is Form.CODE


def test_a_language_without_data_still_has_figures() -> None:
    assert values("5 et 6,5", "fr") == ["5", "6.5"]


def test_words_with_separate_marks_are_not_taken_apart() -> None:
    import unicodedata

    decomposed = unicodedata.normalize("NFD", "một trong bảy kỳ quan")
    assert not [n for n in numbers(decomposed, VIETNAMESE) if n.text == "ba"]


def test_the_words_of_a_text_may_be_given() -> None:
    from toolkit.text.words import words

    text = "Chapter XII cost 5km, twenty-one 1,234.5 million o'clock H5N1 it's three"
    assert numbers(text, ENGLISH, words(text)) == numbers(text, ENGLISH)
