"""Numbers that stand side by side."""

from __future__ import annotations

import pytest

from toolkit.languages import language
from toolkit.text.numbers import numbers


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("1 tỷ 200 triệu", "vi", [{1_200_000_000}]),
        ("3 tỷ 25.", "vi", [{3_250_000_000}]),
        ("3 tỷ 25 người", "vi", [{3_000_000_000}, {25}]),
        ("2 triệu rưỡi", "vi", [{2_500_000}]),
        ("2 million 5", "en", [{2_000_000}, {5}]),
        ("10 to 12 million", "en", [{10, 10_000_000}, {12_000_000}]),
        ("between two and three million", "en", [{2, 2_000_000}, {3_000_000}]),
        ("12 to 3 million", "en", [{12}, {3_000_000}]),
        ("fifteen grand", "en", [{15, 15_000}]),
    ],
)
def test_what_belongs_together(text: str, code: str, expected: list[set[int]]) -> None:
    assert [set(map(int, number.values)) for number in numbers(text, language(code))] == expected
