"""Places in a row by value: ``third``, ``21st``, ``thứ ba``, ``thứ 21``.

The words come from the language data.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from toolkit.languages import Language, language
from toolkit.text.numbers import Form, Number

_PHRASE = 32
"""Characters that a phrase which ends with such a word may have."""
_MOST = 10_000
"""Places in a row that are said as such."""


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A place in a row at characters ``start`` up to ``end``."""

    start: int
    end: int
    value: int
    text: str


@cache
def _words(code: str) -> re.Pattern[str] | None:
    known = language(code).grammar.ordinals
    alternatives = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w])", re.IGNORECASE) if known else None


@cache
def _markers(code: str) -> re.Pattern[str] | None:
    marks = language(code).grammar.ordinal_markers
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, marks))})\s\Z", re.IGNORECASE) if marks else None


@cache
def beginnings(code: str) -> frozenset[str]:
    """Words in lower case, or what is glued to figures, one of which is in any text with an ordinal."""
    grammar = language(code).grammar
    first = {word.partition(" ")[0] for word in grammar.ordinals}
    return frozenset(first | grammar.ordinal_markers | grammar.ordinal_endings)


def ordinals(text: str, lang: Language, numbers: Sequence[Number]) -> list[Ordinal]:
    """The ordinals of a text, in order.

    Args:
        text: the text.
        lang: its language.
        numbers: all numbers in it.
    """
    grammar = lang.grammar
    found: list[Ordinal] = []
    if words := _words(lang.code):
        found = [
            Ordinal(m.start(), m.end(), grammar.ordinals[m.group().lower()], m.group())
            for m in words.finditer(text)
            if not text[max(0, m.end() - _PHRASE) : m.end()].lower().endswith(grammar.false_ordinals)
        ]
    taken = [(each.start, each.end) for each in found]
    marker = _markers(lang.code)
    for number in numbers:
        if not number.values or number.values[0] > _MOST or number.values[0] % 1:
            continue
        if any(a <= number.start < b for a, b in taken):
            continue
        before = marker.search(text, max(0, number.start - 12), number.start) if marker else None
        if before is not None:
            start = before.start()
        elif number.form is Form.DIGITS and number.suffix.lower() in grammar.ordinal_endings:
            start = number.start
        else:
            continue
        end = number.end + len(number.suffix) * (before is None)
        found.append(Ordinal(start, end, int(number.values[0]), text[start:end]))
    return sorted(found, key=lambda each: each.start)
