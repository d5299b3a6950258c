"""Times of day in words, or half in words: ``a quarter to nine``, ``8 giờ kém 15``, ``tám giờ rưỡi``.

Which words stand between the hour and the minutes, and which way they count, is language data.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from toolkit.languages import Language, language
from toolkit.text.numbers import Number
from toolkit.text.words import Word

_HOURS = 24
_MINUTES = 60
_MOST = 60
_PARTS = 2  # an hour, and minutes or a part of one
_WORD = re.compile(r"[ \u00a0]*([^\W\d_]+)")


class Said(NamedTuple):
    """A time of day at characters ``start`` up to ``end``."""

    start: int
    end: int
    hour: int
    minute: int


class _Part(NamedTuple):
    """A whole number or a part of an hour, in minutes, and where it ends."""

    value: int
    end: int


def said_clocks(text: str, lang: Language, numbers: Sequence[Number], words: Sequence[Word]) -> list[Said]:
    """Times of day of which a part is said in words, in order.

    Args:
        text: the text.
        lang: its language.
        numbers: all numbers in it.
        words: all words in it.
    """
    grammar = lang.grammar
    if not numbers or not (grammar.minutes_after or grammar.minutes_off):
        return []
    if len(numbers) < _PARTS and not any(map(text.lower().__contains__, grammar.fractions)):
        return []
    said = [word[0].lower() for word in words]
    if _turning(lang.code).isdisjoint(said) and all(map(str.isalpha, said)):
        return []  # taken apart, a word with an apostrophe may be one of them
    reader = _Reader(text, lang, numbers, words)
    found: list[Said] = []
    for start, first in sorted(reader.parts.items()):
        if found and start < found[-1].end:
            continue
        made = reader.minutes_first(first) or reader.hour_first(first)
        if made is not None:
            found.append(Said(start, *made))
    return found


@cache
def _turning(code: str) -> frozenset[str]:
    """Words one of which stands in every time of day that is said in words."""
    grammar = language(code).grammar
    return grammar.minutes_after | grammar.minutes_before | grammar.hour_words | grammar.fractions.keys()


class _Reader:
    """Reads on from a number or a part of an hour."""

    def __init__(self, text: str, lang: Language, numbers: Sequence[Number], words: Sequence[Word]) -> None:
        self.grammar, self.text = lang.grammar, text
        self.parts = {
            number.start: _Part(int(number.values[0]), number.end)
            for number in numbers
            if number.values and number.values[0] < _MOST and number.values[0] % 1 == 0
        }
        for word in words:
            share = self.grammar.fractions.get(word[0].lower())
            if share is not None:
                self.parts[word.start] = _Part(round(share * _MINUTES), word.end)

    def word(self, at: int) -> tuple[str, int]:
        """The word that follows a place, in lower case, and its end; "" where something else follows."""
        match = _WORD.match(self.text, at)
        return (match[1].lower(), match.end()) if match else ("", at)

    def part(self, at: int) -> _Part | None:
        """The number, or part of an hour, that follows a place."""
        while self.text[at : at + 1] in (" ", "\u00a0"):
            at += 1
        return self.parts.get(at)

    def minutes_first(self, minutes: _Part) -> tuple[int, int, int] | None:
        """End, hour and minute of ``ten (minutes) past nine``, ``half past nine``, ``a quarter to nine``."""
        word, at = self.word(minutes.end)
        if self.grammar.units.get(word) == "minute":
            word, at = self.word(at)
        after, before = word in self.grammar.minutes_after, word in self.grammar.minutes_before
        hour = self.part(at) if (after or before) and 0 < minutes.value < _MINUTES else None
        if hour is None or not 0 < hour.value <= _HOURS // 2:
            return None
        if after:
            return hour.end, hour.value, minutes.value
        if minutes.value <= _MINUTES // 2 and self.ends(hour.end):
            return hour.end, (hour.value - 1) % _HOURS, _MINUTES - minutes.value
        return None

    def ends(self, at: int) -> bool:
        """Whether what stands before a place counts nothing that follows: not ``ten to twelve people``."""
        word, _ = self.word(at)
        return not word or word in self.grammar.hour_words or word in self.grammar.function_words

    def hour_first(self, hour: _Part) -> tuple[int, int, int] | None:
        """End, hour and minute of ``tám giờ rưỡi``, ``9 giờ kém 15``, ``tám giờ bốn mươi lăm``."""
        word, at = self.word(hour.end)
        if not 0 <= hour.value <= _HOURS:
            return None
        if word in self.grammar.fractions and self.word(at)[0] in self.grammar.day_parts:
            return at, hour.value % _HOURS, round(self.grammar.fractions[word] * _MINUTES)  # chín rưỡi tối
        if word not in self.grammar.hour_words:
            return None
        word, further = self.word(at)
        off = word in self.grammar.minutes_off
        minutes = self.part(further if off else at)
        if minutes is None or not 0 < minutes.value < _MINUTES:
            return None
        if off:
            return minutes.end, (hour.value - 1) % _HOURS, _MINUTES - minutes.value
        word, at = self.word(minutes.end)
        end = at if self.grammar.units.get(word) == "minute" else minutes.end
        return end, hour.value % _HOURS, minutes.value
