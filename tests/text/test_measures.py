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
        ("5", "m", "5", "m", False),
        ("5", "", "5", "m", False),
    ],
)
def test_rounded_conversions(one: str, unit: str, other: str, other_unit: str, same: bool) -> None:
    assert convertible(Decimal(one), unit, Decimal(other), other_unit) is same
