"""The same number with another unit: 20 feet become 20 metres, 20 days become 20 months, 20 % become 20."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.text.numbers import Form, Number
from toolkit.translations import N_, _

_PERCENT = "%"
_AFTER = ".,;:!?)”\"'’"


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Compare the units of numbers that have the same value on both sides, once on each.

    A unit may go unsaid ("aged 20"), but a percentage without its sign is another number.
    """
    ours = _said_once(context.source)
    theirs = _said_once(context.target) if ours else {}
    for value, number in ours.items():
        if value not in theirs:
            continue
        other = theirs[value]
        unit_, other_unit = measure(context.source, number), measure(context.target, other)
        if "?" in (unit_, other_unit):
            continue
        lost = _PERCENT in (unit_, other_unit) and not (unit_ and other_unit)
        if unit_ == other_unit or not (lost or (unit_ and other_unit)):
            continue
        yield Observation(
            _(
                "{one} in the source, {other} in the target",
                one=f"{number.text} {unit_}".rstrip(),
                other=f"{other.text} {other_unit}".rstrip(),
            ),
            Span(number.start, number.end),
            Span(other.start, other.end),
            (unit_, other_unit),
        )


def _said_once(side: Side) -> dict[Decimal, Number]:
    """Value → number, for those said once on their side, in a language whose units are known."""
    found: dict[Decimal, Number] = {}
    repeated: set[Decimal] = set()
    if not side.language.grammar.units:
        return found
    for number in side.numbers:
        if number.form is Form.DIGITS or number.form is Form.WORDS:
            value = number.values[0]
            if value in found:
                repeated.add(value)
            found[value] = number
    return {value: number for value, number in found.items() if value not in repeated} if repeated else found


def measure(side: Side, number: Number) -> str:
    """The unit right after a number, "" for none.

    In a range (20–30 %) only the last number has its unit after it; "?" is said for the others.
    """
    units = side.language.grammar.units
    if number.suffix:
        return units.get(number.suffix.lower(), "")
    rest = side.prose[number.end : number.end + 40].lstrip(" \u00a0-").lower()
    if rest[:2] in ("°c", "°f"):
        return rest[:2].upper()
    if rest.startswith(_PERCENT):
        return _PERCENT
    words = rest.replace("\u00a0", " ").split(" ", 2)[:2]
    pair, first = " ".join(words).rstrip(_AFTER), words[0].rstrip(_AFTER) if words else ""
    unit = units.get(pair) or units.get(first) or units.get(first.partition("-")[0], "")  # 18-month-old
    if not unit and _PERCENT in rest[:12]:
        return "?"  # "20 to 30 %": whatever it is, it is not nothing
    return unit


CHECK = Check("unit", "accuracy", Severity.ERROR, N_("the same number with another unit of measure"), run)
