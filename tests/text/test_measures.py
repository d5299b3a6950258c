from __future__ import annotations

from decimal import Decimal

import pytest

from toolkit.text.measures import convertible


@pytest.mark.parametrize(
    ("one", "unit", "other", "other_unit", "same"),
    [
        ("20", "ft", "6", "m", True),
        ("5", "mile", "8", "km", True),
        ("98.6", "°F", "37", "°C", True),
        ("2", "week", "14", "day", True),
        ("20", "ft", "20", "m", False),
        ("5", "mile", "8", "kg", False),
        ("50", "bp", "0.5", "%", True),
        ("2", "cup", "250", "g", True),
        ("2", "cup", "2", "kg", False),
        ("2", "chi", "7.5", "g", True),
        ("3", "sao", "1000", "m2", False),
        ("5", "m", "5", "m", False),
        ("5", "", "5", "m", False),
    ],
)
def test_rounded_conversions(one: str, unit: str, other: str, other_unit: str, same: bool) -> None:
    assert convertible(Decimal(one), unit, Decimal(other), other_unit) is same


def test_quantities_in_words_are_rounder() -> None:
    assert convertible(Decimal(3), "sao", Decimal(1000), "m2", roughly=True)
