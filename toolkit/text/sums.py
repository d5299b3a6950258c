"""Numbers side by side that are one, or share a magnitude: ``1 tỷ 200 triệu``, ``10 to 12 million``."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter

from toolkit.languages import Language
from toolkit.text.figures import SPACES, Form, Number
from toolkit.text.spoken import number_words

_NAME = 12
"""Characters in which the name of a currency shows."""
_THREE = 3
_THOUSAND = 1000
_GAP = 6
"""Characters between the two numbers of a range."""
_SCALED = attrgetter("scaled")


def summed(text: str, lang: Language, found: Sequence[Number]) -> list[Number]:
    """The numbers of a text, those that belong together as one.

    Args:
        text: the text.
        lang: its language.
        found: its numbers one by one, in order.
    """
    numbers = _grand(text, lang, found)
    return _ranges(text, lang, _sums(text, lang, numbers)) if any(map(_SCALED, numbers)) else numbers


def _grand(text: str, lang: Language, found: Sequence[Number]) -> list[Number]:
    """In ``fifteen grand`` the 15 may be 15,000."""
    slang = tuple(" " + word for word in lang.grammar.slang_thousands)
    if not slang:
        return list(found)
    return [
        number._replace(values=(*number.values, *(value * _THOUSAND for value in number.values)))
        if text.startswith(slang, number.end)
        else number
        for number in found
    ]


def _sums(text: str, lang: Language, found: Sequence[Number]) -> list[Number]:
    """``1 tỷ 200 triệu`` is one number, and so are ``2 tỷ 4`` and ``2 triệu rưỡi``."""
    out: list[Number] = []
    for number in found:
        last = out[-1] if out else None
        if last is None or not last.scaled or last.form is not Form.DIGITS or number.start - last.end != 1:
            out.append(number)
        elif number.scaled and number.form is Form.DIGITS and last.values[0] > number.values[0]:
            out[-1] = _one(text, last, number, number.values[0])
        elif more := _tenths(text, lang, last, number):
            out[-1] = _one(text, last, number, more)
        else:
            out.append(number)
    return out


def _one(text: str, last: Number, number: Number, more: Decimal) -> Number:
    said = text[last.start : number.end]
    return Number(last.start, number.end, (last.values[0] + more,), said, Form.DIGITS, True)


def _tenths(text: str, lang: Language, last: Number, number: Number) -> Decimal:
    """What a digit, or a word for a half, adds right behind a figure with a magnitude; 0 for nothing."""
    words, grammar = number_words(lang.code), lang.grammar
    factor = words.magnitudes.get(last.text.rpartition(" ")[2].lower(), 0)
    if not words.tails or not factor:
        return Decimal(0)
    if number.form is Form.UNSURE and number.text.lower() in grammar.fractions:
        return Decimal(str(grammar.fractions[number.text.lower()])) * factor
    after = text[number.end : number.end + _NAME].lstrip(SPACES).lower()
    closed = not after or not after[0].isalpha() or any(map(after.startswith, grammar.currencies))
    plain = number.form is Form.DIGITS and not (number.scaled or number.suffix) and number.text.isdigit()
    if not plain or not closed or len(number.text) > _THREE:
        return Decimal(0)
    return number.values[0] * factor / Decimal(10) ** len(number.text)


def _ranges(text: str, lang: Language, found: list[Number]) -> list[Number]:
    """In ``10 to 12 million`` the 10 may be ten million, and so in ``two and three million``."""
    magnitudes = number_words(lang.code).magnitudes
    for index, (number, after) in enumerate(pairwise(list(found))):
        if number.scaled or not after.scaled or number.form is not after.form or not number.values:
            continue
        gap = text[number.end : after.start]
        factor = int(magnitudes.get(after.text.rpartition(" ")[2].lower(), 0))
        if not factor or len(gap) > _GAP or len(gap.split()) > 1:
            continue
        if number.values[0] * factor < after.values[0]:
            found[index] = number._replace(values=(*number.values, number.values[0] * factor))
    return found
