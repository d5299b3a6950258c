"""Times of day by value: ``8:30 p.m.``, ``20 giờ 30``, ``20h30`` and ``half past eight in the evening``.

The words for hours and for the halves of the day come from the language data.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from toolkit.languages import Language, language
from toolkit.text.numbers import Number, numbers
from toolkit.text.said_clocks import said_clocks
from toolkit.text.words import Word, words

_HALF = 12
_WITH_MINUTES = (":", ".", "g")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; ``half`` is ``am``, ``pm`` or, where it is not said, empty."""

    start: int
    end: int
    hour: int
    minute: int
    half: str

    def agrees(self, other: Clock) -> bool:
        """Whether both can be the same moment."""
        if self.minute != other.minute or self.hour % _HALF != other.hour % _HALF:
            return False
        return not self.half or not other.half or self.half == other.half

    @property
    def text(self) -> str:
        """As ISO 8601 has it, as far as the half of the day is known."""
        hour = self.hour % _HALF + _HALF if self.half == "pm" else self.hour
        return f"{hour:02d}:{self.minute:02d}"


@cache
def _pattern(code: str) -> re.Pattern[str]:
    grammar = language(code).grammar
    halves = "|".join(re.escape(word) for word in sorted(grammar.day_parts, key=len, reverse=True)) or "(?!)"
    hours = "|".join(re.escape(word) for word in sorted(grammar.clock_words)) or "(?!)"
    minutes = "|".join(re.escape(word) for word, unit in grammar.units.items() if unit == "minute") or "(?!)"
    return re.compile(
        rf"(?<![\w.,:/-])(?P<hour>2[0-4]|[01]?\d)(?!\d)"
        rf"(?:\s?(?P<mark>[:.]|(?:{hours})(?![^\W\d]))\s?"
        rf"(?:(?P<minute>[0-5]\d)(?:\s?(?:{minutes}))?(?![\d:]))?)?"
        rf"(?:\s?(?:(?:{hours})\s)?(?P<half>{halves})(?!\w))?",
        re.IGNORECASE,
    )


@cache
def _half(code: str) -> re.Pattern[str]:
    halves = sorted(language(code).grammar.day_parts, key=len, reverse=True)
    return re.compile(rf"\s?(?P<half>{'|'.join(map(re.escape, halves)) or '(?!)'})(?!\w)", re.IGNORECASE)


@cache
def _names(code: str) -> tuple[re.Pattern[str], dict[str, int]] | None:
    """A pattern of the hours that have a name, and which each is."""
    hours = {
        name: int(hour)
        for name, _, hour in (each.rpartition(" ") for each in language(code).grammar.hour_names)
    }
    if not hours:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, hours))})(?!\w)", re.IGNORECASE), hours


@cache
def _military(code: str) -> re.Pattern[str] | None:
    """Four figures and a word for hours: ``0630 hours``."""
    words = language(code).grammar.military_words
    if not words:
        return None
    return re.compile(
        # With a nought before it, it is no quantity anyhow.
        r"(?<![\w.,:/-])(?=0|\d{4} (?:" + "|".join(map(re.escape, words)) + r")(?!\w))"
        r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?![\w/-]|[.,:]\d)"
    )


def clocks(
    text: str, lang: Language, found: Sequence[Number] | None = None, cut: Sequence[Word] | None = None
) -> list[Clock]:
    """Times of day of a text: figures with a colon or hour word, or with a half of the day, or said in words.

    Args:
        text: the text.
        lang: its language.
        found: its numbers, if they are at hand.
        cut: its words, likewise.
    """
    grammar = lang.grammar
    cut = words(text) if cut is None else cut
    known = numbers(text, lang, cut) if found is None else found
    if not known or not grammar.day_parts:
        return []
    times: list[Clock] = []
    for match in _pattern(lang.code).finditer(text) if _DIGIT.search(text) else ():
        half = grammar.day_parts.get((match["half"] or "").lower(), "")
        mark = (match["mark"] or "").strip()
        # A letter may be a unit as well: 7 g.
        if (not half and mark in ("", ".")) or (mark in _WITH_MINUTES and not match["minute"]):
            continue
        hour = int(match["hour"])
        times.append(
            Clock(match.start(), match.end(), hour, int(match["minute"] or 0), half or _afternoon(hour))
        )
    if (military := _military(lang.code)) is not None:
        times += [
            Clock(m.start(), m.end(), int(m["hour"]), int(m["minute"]), _afternoon(int(m["hour"])))
            for m in military.finditer(text)
        ]
    names = _names(lang.code)
    if names and any(map(text.lower().__contains__, names[1])):
        times += [
            Clock(match.start(), match.end(), names[1][match.group().lower()], 0, "")
            for match in names[0].finditer(text)
        ]
    for said in said_clocks(text, lang, known, cut):
        apart = [clock for clock in times if clock.start >= said.end or said.start >= clock.end]
        after = _half(lang.code).match(text, said.end)
        half = grammar.day_parts[after["half"].lower()] if after else _afternoon(said.hour)
        end = after.end() if after else said.end
        times = [*apart, Clock(said.start, end, said.hour, said.minute, half)]
    return sorted(times, key=lambda clock: clock.start)


def _afternoon(hour: int) -> str:
    return "pm" if _HALF < hour < 2 * _HALF else ""
