"""Units of measure and how they convert: a translation may rightly turn 20 feet into 6 metres."""

from __future__ import annotations

from decimal import Decimal

# Unit → (dimension, size in the dimension's first unit). International yard and pound (1959), SI.
_SIZES: dict[str, tuple[str, str]] = {
    "m": ("length", "1"),
    "dm": ("length", "0.1"),
    "mm": ("length", "0.001"),
    "cm": ("length", "0.01"),
    "km": ("length", "1000"),
    "inch": ("length", "0.0254"),
    "ft": ("length", "0.3048"),
    "yard": ("length", "0.9144"),
    "mile": ("length", "1609.344"),
    "m2": ("area", "1"),
    "ha": ("area", "10000"),
    "km2": ("area", "1000000"),
    "ft2": ("area", "0.09290304"),
    "inch2": ("area", "0.00064516"),
    "yard2": ("area", "0.83612736"),
    "acre": ("area", "4046.8564224"),
    # Vietnamese measures of land, as surveyed in the north, the centre and the south.
    "sao": ("area", "360"),
    "sao trung": ("area", "500"),
    "mau": ("area", "3600"),
    "cong": ("area", "1000"),
    "mile2": ("area", "2589988.110336"),
    "kg": ("mass", "1"),
    "g": ("mass", "0.001"),
    "mg": ("mass", "0.000001"),
    "µg": ("mass", "0.000000001"),
    "t": ("mass", "1000"),
    "quintal": ("mass", "100"),
    "yen": ("mass", "10"),
    "lang": ("mass", "0.1"),
    "luong": ("mass", "0.0375"),  # of gold
    "chi": ("mass", "0.00375"),
    "stick": ("mass", "0.1134"),  # of butter
    "pound": ("mass", "0.45359237"),
    "stone": ("mass", "6.35029318"),
    "oz": ("mass", "0.028349523125"),
    "l": ("volume", "1"),
    "ml": ("volume", "0.001"),
    "gallon": ("volume", "3.785411784"),
    "pint": ("volume", "0.5"),  # 0.473 in America, 0.568 in Britain
    "cup": ("volume", "0.24"),
    "tbsp": ("volume", "0.015"),
    "tsp": ("volume", "0.005"),
    "km/h": ("speed", "1"),
    "mph": ("speed", "1.609344"),
    "kW": ("power", "1"),
    "MW": ("power", "1000"),
    "GW": ("power", "1000000"),
    "%": ("share", "1"),
    "bp": ("share", "0.01"),
    "second": ("time", "1"),
    "minute": ("time", "60"),
    "hour": ("time", "3600"),
    "day": ("time", "86400"),
    "week": ("time", "604800"),
    "month": ("time", "2629746"),
    "year": ("time", "31556952"),
    "decade": ("time", "315569520"),
    "century": ("time", "3155695200"),
}
_DEGREES = ({"°C", "°F"}, {"°", "°C"}, {"°", "°F"}, {"°"})
"""Degrees of two scales; of which scale may go unsaid."""
_KITCHEN = {"cup", "tbsp", "tsp"}
_LIGHTEST, _HEAVIEST = Decimal("0.35"), Decimal("1.5")
"""Kilograms that a litre of flour, sugar, butter or honey weighs, at least and at most."""
_ROUNDED = Decimal("0.02")
"""Degrees are rounded as well where they are many: 350 °F are "175 °C"."""
_ROUGH = Decimal("0.1")
_TOLERANCE = Decimal("0.06")
"""Converted figures are rounded: 20 feet are "6 m", 5 miles "8 km"."""


def in_units(unit: str, other: str) -> Decimal | None:
    """How many of another unit make one; ``None`` where they measure something else."""
    if unit not in _SIZES or other not in _SIZES or _SIZES[unit][0] != _SIZES[other][0]:
        return None
    return Decimal(_SIZES[unit][1]) / Decimal(_SIZES[other][1])


def convertible(one: Decimal, unit: str, other: Decimal, other_unit: str, *, roughly: bool = False) -> bool:
    """Whether two quantities are the same up to rounding, in different units of one dimension.

    ``roughly`` where they are said in words, which are rounder than figures.
    """
    if {unit, other_unit} in _DEGREES:
        warm, cool = max(one, other), min(one, other)
        celsius, fahrenheit = (one, other) if unit == "°C" or other_unit == "°F" else (other, one)
        if {unit, other_unit} == {"°"}:
            celsius, fahrenheit = cool, warm
        near = max(Decimal(1), _ROUNDED * abs(fahrenheit))
        # A temperature, or how much it rose or fell.
        return any(abs(celsius * 9 / 5 + zero - fahrenheit) <= near for zero in (32, 0))
    if unit not in _SIZES or other_unit not in _SIZES or unit == other_unit:
        return False
    dimension, size = _SIZES[unit]
    other_dimension, other_size = _SIZES[other_unit]
    ours, theirs = one * Decimal(size), other * Decimal(other_size)
    if _KITCHEN & {unit, other_unit} and {dimension, other_dimension} == {"volume", "mass"}:
        litres, kilos = (ours, theirs) if dimension == "volume" else (theirs, ours)
        return litres > 0 and _LIGHTEST <= kilos / litres <= _HEAVIEST
    tolerance = _ROUGH if roughly else _TOLERANCE
    return dimension == other_dimension and abs(ours - theirs) <= tolerance * max(abs(ours), abs(theirs))
