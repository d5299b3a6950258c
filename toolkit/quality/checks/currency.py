"""The same sum in another currency: 3 million dollars become 3 million dong."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.quality.differs import differs
from toolkit.text.numbers import Form, Number
from toolkit.translations import N_

_SIGNS = {
    "$": "$",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₫": "VND",
    "₩": "KRW",
    "฿": "THB",
    "₹": "INR",
    "₽": "RUB",
}
_DOLLARS = frozenset(("$", "USD", "AUD", "CAD", "SGD", "HKD", "NZD", "TWD"))
"""Of which country may go unsaid."""


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Compare the currencies of sums of the same value, said once on each side."""
    if not context.source.numbers or not context.target.numbers:
        return
    ours = _sums(context.source)
    theirs = _sums(context.target) if ours else {}
    for value, (number, money) in ours.items():
        other, theirs_money = theirs.get(value, (None, ""))
        codes = {money, theirs_money}
        if other is None or len(codes) == 1 or ("$" in codes and codes <= _DOLLARS):
            continue
        span, there = Span(number.start, number.end), Span(other.start, other.end)
        said, theirs_said = f"{number.text} {money}", f"{other.text} {theirs_money}"
        yield differs(said, span, theirs_said, there, (money, theirs_money))


def _sums(side: Side) -> dict[Decimal, tuple[Number, str]]:
    """Value → number and currency, for sums said once."""
    found: dict[Decimal, tuple[Number, str]] = {}
    repeated: set[Decimal] = set()
    if not side.language.grammar.currencies:
        return found
    for number in side.numbers:
        if number.form in (Form.DIGITS, Form.WORDS) and (code := money(side, number)):
            value = number.values[0]
            if value in found:
                repeated.add(value)
            found[value] = (number, code)
    return {value: each for value, each in found.items() if value not in repeated}


def money(side: Side, number: Number) -> str:
    """The currency before or after a number, as an ISO 4217 code; "" for none."""
    known = side.language.grammar.currencies
    text = side.prose
    before = text[max(0, number.start - 5) : number.start].rstrip(" \u00a0")
    if before and before[-1] in _SIGNS:
        return _SIGNS[before[-1]]
    code = before[-3:].lower()
    if code.isalpha() and code in known and not before[-4:-3].isalpha():
        return known[code]
    if number.suffix:
        return known.get(number.suffix.lower(), "")
    after = text[number.end : number.end + 30].lstrip(" \u00a0-")
    if after and after[0] in _SIGNS:
        return _SIGNS[after[0]]
    words = [word.strip(".,;:!?)”\"'") for word in after.lower().replace("\u00a0", " ").split(" ", 3)[:3]]
    words = [word.partition("/")[0] for word in words]  # a price by the piece: đồng/lượng
    for length in (3, 2, 1):
        money = known.get(" ".join(words[:length]))
        if money:
            return money
    return ""


CHECK = Check("currency", "accuracy", Severity.ERROR, N_("the same sum in another currency"), run)
