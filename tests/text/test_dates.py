from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.languages import language
from toolkit.text.dates import dates


def iso(text: str, code: str) -> list[str]:
    return [date.iso for date in dates(text, language(code))]


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("on August 7, 2023", "en", ["2023-08-07"]),
        ("the 7th of August 2023", "en", ["2023-08-07"]),
        ("8/7/2023", "en", ["2023-08-07"]),
        ("ngày 7/8/2023", "vi", ["2023-08-07"]),
        ("ngày 7 tháng 8 năm 2023", "vi", ["2023-08-07"]),
        ("ngày 17 tháng Chín năm 1939", "vi", ["1939-09-17"]),
        ("tháng mười hai năm 2020", "vi", ["2020-12"]),
        ("2023-08-07", "vi", ["2023-08-07"]),
        ("May 2024", "en", ["2024-05"]),
        ("September 16", "en", ["*-09-16"]),
        ("25/12/2020", "en", ["2020-12-25"]),
    ],
)
def test_dates_in_any_wording(text: str, code: str, expected: list[str]) -> None:
    assert iso(text, code) == expected


@pytest.mark.parametrize("text", ["you may 5 times", "99/99/2020", "August", "1/2", "version 1.2.3.4"])
def test_what_is_no_date(text: str) -> None:
    assert iso(text, "en") == []


def test_agreement_is_about_what_both_say() -> None:
    (whole,) = dates("August 7, 2023", language("en"))
    (short,) = dates("ngày 7 tháng 8", language("vi"))
    (other,) = dates("8/7/2023", language("vi"))
    (two_digits,) = dates("7/8/23", language("vi"))
    assert whole.agrees(short) and short.agrees(whole) and whole.agrees(two_digits)
    assert not whole.agrees(other)


def test_an_unknown_language_may_mean_either_order() -> None:
    (unknown,) = dates("7/8/2023", language("xx"))
    assert unknown.agrees(dates("August 7, 2023", language("en"))[0])
    assert unknown.agrees(dates("July 8, 2023", language("en"))[0])


@given(
    st.dates(),
    st.sampled_from([("en", "{0.month}/{0.day}/{0.year:04d}"), ("vi", "{0.day}/{0.month}/{0.year:04d}")]),
)
def test_figures_follow_the_order_of_the_language(day: object, how: tuple[str, str]) -> None:
    code, form = how
    assert iso(form.format(day), code) == [str(day)]


@given(st.text(alphabet="0123456789/-. ,AugustMayngàyháể", max_size=100))
def test_any_text_passes(text: str) -> None:
    for code in ("en", "vi", "xx"):
        for date in dates(text, language(code)):
            assert 1 <= date.month <= 12 and text[date.start : date.end] == date.text
