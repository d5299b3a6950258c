"""Times of day by value: 8:30 p.m. is 20 giờ 30, and not 8 giờ 30 sáng."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from toolkit.languages import language
from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.translations import N_, _

_HALF = 12


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
    hours = "|".join(
        re.escape(word)
        for word in sorted(grammar.hour_words - {"tiếng", "hours", "hour", "hrs", "am", "pm", "a.m", "p.m"})
    )
    minutes = "|".join(re.escape(word) for word, unit in grammar.units.items() if unit == "minute")
    return re.compile(
        rf"(?<![\w.,:/-])(?P<hour>[01]?\d|2[0-4])"
        rf"(?:\s?(?P<mark>:|(?:{hours or '(?!)'})(?![^\W\d]))\s?"
        rf"(?:(?P<minute>[0-5]\d)(?:\s?(?:{minutes or '(?!)'}))?(?![\d:]))?)?"
        rf"(?:\s?(?:(?:{hours or '(?!)'})\s)?(?P<half>{halves})(?!\w))?",
        re.IGNORECASE,
    )


def clocks(side: Side) -> list[Clock]:
    """Times of day of one side: figures with a colon or hour word, or with a half of the day."""
    grammar = side.language.grammar
    if not grammar.day_parts:
        return []
    found = []
    for match in _pattern(side.language.code).finditer(side.prose):
        said = grammar.day_parts.get((match["half"] or "").lower(), "")
        mark = (match["mark"] or "").strip()
        if (not said and not mark) or (mark == ":" and not match["minute"]):
            continue
        hour = int(match["hour"])
        half = said or ("pm" if hour > _HALF and hour < 24 else "")
        found.append(Clock(match.start(), match.end(), hour, int(match["minute"] or 0), half))
    return found


def agreeing(source: Side, target: Side) -> tuple[list[Clock], list[Clock]]:
    """Times of both sides that are the same, which need no more looking at."""
    if not source.has_digits or not target.has_digits:
        return [], []
    ours = clocks(source)
    theirs = clocks(target) if ours else []
    return (
        [clock for clock in ours if any(clock.agrees(other) for other in theirs)],
        [clock for clock in theirs if any(clock.agrees(other) for other in ours)],
    )


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """One time of day on each side, and they cannot be the same."""
    if not context.source.has_digits or not context.target.has_digits:
        return
    ours = clocks(context.source)
    theirs = clocks(context.target) if ours else []
    if len(ours) != len(theirs):
        return
    left = [clock for clock in ours if not any(clock.agrees(other) for other in theirs)]
    right = [clock for clock in theirs if not any(clock.agrees(other) for other in ours)]
    if len(left) == len(right) == 1:
        one, other = left[0], right[0]
        yield Observation(
            _(
                "{one} in the source, {other} in the target",
                one=unit.source[one.start : one.end],
                other=unit.target[other.start : other.end],
            ),
            Span(one.start, one.end),
            Span(other.start, other.end),
            (one.text, other.text),
        )


CHECK = Check("time", "accuracy", Severity.ERROR, N_("times of day that differ"), run)
