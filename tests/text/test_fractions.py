"""Fractions by value."""

from __future__ import annotations

import pytest

from toolkit.languages import language
from toolkit.text.fractions import fractions


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("Two-thirds of voters agreed", "en", ["2/3"]),
        ("three quarters of the land", "en", ["3/4"]),
        ("a fifth of the crop", "en", ["1/5"]),
        ("one third of it", "en", ["1/3"]),
        ("half of the books, half the day", "en", ["1/2", "1/2"]),
        ("a third party, a second quarter, one fifth column", "en", []),
        ("hai phần ba cử tri", "vi", ["2/3"]),
        ("2 phần 5 con đường", "vi", ["2/5"]),
        ("một nửa số sách", "vi", ["1/2"]),
        ("hai phần trăm, phần ba của cuốn sách", "vi", []),
        ("five fourths of it", "en", []),
        ("deux tiers", "fr", []),
    ],
)
def test_what_is_a_fraction(text: str, code: str, expected: list[str]) -> None:
    assert [str(part.value) for part in fractions(text, language(code))] == expected


def test_a_fraction_says_where_it_stands() -> None:
    (part,) = fractions("Khoảng ba phần tư số hộ", language("vi"))
    assert (part.start, part.end, part.text) == (7, 17, "ba phần tư")
