"""Fractions by value: ``two-thirds``, ``a quarter of``, ``hai phần ba``, ``một nửa``.

Which words name the parts, and whether a word stands before them, comes from the language data.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from toolkit.languages import Language, language
from toolkit.languages.data import Grammar


@dataclass(frozen=True, slots=True)
class Part:
    """A fraction at characters ``start`` up to ``end``."""

    start: int
    end: int
    value: Fraction
    text: str


@cache
def _pattern(code: str) -> re.Pattern[str] | None:
    """How many parts, which parts; in a language without a joiner, of one part only where "of" follows."""
    grammar = language(code).grammar
    if not grammar.denominators:
        return None
    counts = _any({*grammar.number_words, *grammar.number_words_unsure} - grammar.ordinals.keys())
    parts = _any(grammar.denominators)
    if grammar.fraction_joiners:
        joiners = _any(grammar.fraction_joiners)
        return re.compile(
            rf"(?<!\w)(?P<count>{counts}|\d{{1,2}})\s(?:{joiners})\s(?P<parts>{parts}|\d{{1,2}})(?!\w)", re.I
        )
    of = _any(grammar.fraction_of)
    return re.compile(rf"(?<!\w)(?P<count>{counts})[\s-](?P<parts>{parts})(?!\w)(?P<of>\s(?:{of})\s)?", re.I)


@cache
def _halves(code: str) -> re.Pattern[str] | None:
    """Words for a half of something."""
    halves = language(code).grammar.half_words
    return re.compile(rf"(?<!\w)(?:{_any(halves)})(?!\w)", re.I) if halves else None


def _any(words: Collection[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def _value(word: str, grammar: Grammar) -> int:
    return grammar.number_words.get(word) or grammar.number_words_unsure[word]


def fractions(text: str, lang: Language) -> list[Part]:
    """The fractions of a text, in order; one half only in words that say of what."""
    grammar = lang.grammar
    pattern, halves = _pattern(lang.code), _halves(lang.code)
    found: list[Part] = []
    for match in pattern.finditer(text) if pattern else ():
        count, parts = match["count"].lower(), match["parts"].lower()
        number = int(count) if count.isdigit() else _value(count, grammar)
        whole = int(parts) if parts.isdigit() else grammar.denominators[parts]
        # "a third party", "one second" are none; "two thirds" needs no more.
        plain = number > 1 and parts not in grammar.ordinals
        if not grammar.fraction_joiners and not plain and not match["of"]:
            continue
        if 0 < number < whole:
            end = match.end("parts")
            found.append(Part(match.start(), end, Fraction(number, whole), text[match.start() : end]))
    for match in halves.finditer(text) if halves else ():
        if not any(part.start <= match.start() < part.end for part in found):
            found.append(Part(match.start(), match.end(), Fraction(1, 2), match.group()))
    return sorted(found, key=lambda part: part.start)
