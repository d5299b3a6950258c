from __future__ import annotations

import pytest

from toolkit.text.spoken import number_words, spoken


@pytest.mark.parametrize(
    ("text", "code", "value", "count"),
    [
        ("twenty one men", "en", 21, 2),
        ("two hundred and five", "en", 205, 4),
        ("three thousand million", "en", 3_000_000_000, 3),
        ("a dozen eggs", "en", 12, 2),
        ("hai mươi mốt", "vi", 21, 3),
        ("một trăm linh năm", "vi", 105, 4),
        ("hai nghìn không trăm linh năm", "vi", 2005, 6),
        ("mười lăm nghìn", "vi", 15_000, 3),
        ("hai nghìn tỷ", "vi", 2_000_000_000_000, 3),
    ],
)
def test_parts_make_a_number(text: str, code: str, value: int, count: int) -> None:
    made = spoken(text.split(), number_words(code))
    assert made is not None
    assert (made.values, made.count, made.sure) == ((value,), count, True)


def test_numbers_side_by_side_stay_apart() -> None:
    made = spoken(["nineteen", "eighty", "four"], number_words("en"))
    assert made is not None and (made.values, made.count) == ((19,), 1)


def test_a_doubtful_word_alone_is_doubtful() -> None:
    made = spoken(["năm"], number_words("vi"))
    assert made is not None and not made.sure
    monday = spoken(["monday"], number_words("en"))
    assert monday is not None and monday.values == (1, 2)


def test_a_doubtful_last_word_leaves_both_readings() -> None:
    made = spoken(["hai", "triệu", "năm"], number_words("vi"))
    assert made is not None and made.values[:2] == (2_000_000, 2_000_005)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("ba lăm", 35),
        ("bảy mốt", 71),
        ("chín nhăm nghìn", 95_000),
        ("hai trăm rưỡi", 250),
        ("một triệu hai", 1_200_000),
        ("trăm rưỡi", 150),
    ],
)
def test_tens_and_tenths_may_go_unsaid(words: str, value: int) -> None:
    made = spoken(words.split(), number_words("vi"))
    assert made is not None and value in made.values and made.count == len(words.split())


def test_other_words_are_no_number() -> None:
    assert spoken(["house"], number_words("en")) is None
    assert spoken([], number_words("en")) is None
