"""Whether a number is the most or the least: ``under 12``, ``at least 40``, ``18 tuổi trở lên``.

The words come from the language data; a negation in front turns them round ("no more than").
"""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum
from functools import cache

from toolkit.languages import Language, language

_BEFORE = 48
"""Characters before a number in which the words for its bound stand."""
_AFTER = 40
_COUNTED = 3
"""Words of what is counted, between a number and the words behind it."""


class Bound(StrEnum):
    """What a number bounds."""

    UPPER = "most"
    LOWER = "least"


@cache
def _before(code: str) -> re.Pattern[str] | None:
    """Words right before a number, with the negation that may turn them round."""
    grammar = language(code).grammar
    if not grammar.upper_bounds or not grammar.lower_bounds:
        return None
    joiners = _any(grammar.bound_joiners)
    signs = r"[$€£¥~≈]?\s?"
    return re.compile(
        rf"(?<!\w)(?:(?P<not>{_any(grammar.negations)})\s(?:\w+\s){{0,2}})??"
        rf"(?:(?P<upper>{_any(grammar.upper_bounds)})|(?P<lower>{_any(grammar.lower_bounds)}))"
        rf"(?:\s(?:{joiners}))*\s{signs}\Z",
        re.IGNORECASE,
    )


@cache
def _after(code: str) -> re.Pattern[str] | None:
    """Words behind a number and a few more."""
    grammar = language(code).grammar
    if not grammar.upper_bounds_after or not grammar.lower_bounds_after:
        return None
    return re.compile(
        rf"(?:[\s-][^\W\d_]+){{0,{_COUNTED}}}?[\s-]"
        rf"(?:(?P<upper>{_any(grammar.upper_bounds_after)})|(?P<lower>{_any(grammar.lower_bounds_after)}))(?!\w)",
        re.IGNORECASE,
    )


def _any(words: Collection[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def bound(text: str, start: int, end: int, lang: Language) -> Bound | None:
    """What a number at ``start`` to ``end`` of a text bounds, as far as the words next to it say."""
    pattern = _after(lang.code)
    if pattern and (match := pattern.match(text, end, min(len(text), end + _AFTER))):
        return Bound.UPPER if match["upper"] else Bound.LOWER
    pattern = _before(lang.code)
    match = pattern.search(text, max(0, start - _BEFORE), start) if pattern else None
    if match is None:
        return None
    upper = bool(match["upper"]) != bool(match["not"])
    return Bound.UPPER if upper else Bound.LOWER
