"""Telephone numbers: found, and compared by the digits that reach somebody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.text.phones import phones


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Call +84 24 3825 1234 today", "842438251234"),
        ("Gọi (024) 3825 1234.", "02438251234"),
        ("0912-345-678", "0912345678"),
        ("Hotline 1900 6066 7", "190060667"),
    ],
)
def test_what_is_a_telephone_number(text: str, digits: str) -> None:
    assert [phone.digits for phone in phones(text)] == [digits]


@pytest.mark.parametrize("text", ["2,500,000 people", "in 2019 and 2020", "v0.1.2", "0.25", "(1) one", "+5"])
def test_what_is_none(text: str) -> None:
    assert phones(text) == []


def test_the_code_of_the_country_makes_no_difference() -> None:
    (abroad,), (at_home,), (other,) = map(phones, ("+84 24 3825 1234", "(024) 38251234", "024 3825 1235"))
    assert abroad.agrees(at_home) and not abroad.agrees(other)


def test_long_numbers_are_the_same_in_groups_and_in_one() -> None:
    (grouped,), (joined,) = phones("Account 9704 2292 0123 4567"), phones("số 9704229201234567")
    assert grouped.agrees(joined)


@given(st.text(alphabet="0123456789+() .-–a", max_size=60))
def test_places_are_those_of_the_text(text: str) -> None:
    for phone in phones(text):
        found = text[phone.start : phone.end]
        assert "".join(c for c in found if c.isdigit()) == phone.digits
