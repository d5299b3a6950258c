"""What a memory answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from toolkit.details import Code


class Kind(StrEnum):
    """How a unit of the memory meets a text."""

    CONTEXT = "context"
    """The same text between the same neighbours, or under the same key."""
    EXACT = "exact"
    SUBSTITUTED = "substituted"
    """Another number or variable, exchanged in the translation."""
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Match:
    """A unit of the memory that is like a text.

    Attributes:
        source: as the memory has it.
        target: its translation; with ``kind`` substituted, with the numbers and variables of the text.
        percent: as translators see it: 101 in context, 100 the same, 99 at most for all others, rounded down;
            less the penalties.
        similarity: of the characters, 0 to 1: twice the longest common subsequence by the lengths of both.
        kind: how it meets the text.
        source_language: BCP 47, as added.
        target_language: likewise.
        origins: names of the files it was met in, sorted.
        date: when it was met last, ISO 8601 in UTC.
        count: how often it was met, in all files.
        confidence: of its alignment, 0 to 1; ``None`` where a person made it.
        alternatives: how many different translations of the source the memory has.
        recorded: the translation as the memory has it; differs from ``target`` where ``kind`` is substituted.
        unit: number of the unit in the memory.
        source_codes: inline codes of ``source``.
        target_codes: inline codes of ``recorded``.
    """

    source: str
    target: str
    percent: int
    similarity: float
    kind: Kind
    source_language: str
    target_language: str
    origins: tuple[str, ...] = ()
    date: str = ""
    count: int = 1
    confidence: float | None = None
    alternatives: int = 1
    recorded: str = ""
    unit: int = 0
    source_codes: tuple[Code, ...] = ()
    target_codes: tuple[Code, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether it may be used without a look at it."""
        return self.percent >= 100


@dataclass(frozen=True, slots=True)
class Penalties:
    """What is taken off a match, in points of a hundred.

    Attributes:
        aligned: found by an aligner that was not sure of it.
        alternatives: there are several translations of the source.
        variant: another variant of the language (``en-GB`` for ``en-US``).
        substituted: a number or a variable was exchanged, beyond the point that makes it 99.
        origins: of files whose names fit a pattern (``old/*``); of several patterns the greatest counts, of
            several files the least, for one good witness is enough.
    """

    aligned: int = 0
    alternatives: int = 0
    variant: int = 0
    substituted: int = 0
    origins: tuple[tuple[str, int], ...] = ()


NONE = Penalties()
USUAL = Penalties(aligned=5, alternatives=1, variant=1)
"""Where nobody looks at the matches before they are used."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit in which the words of a concordance stand.

    ``source_spans`` and ``target_spans`` are where, in characters.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    source_spans: tuple[tuple[int, int], ...]
    target_spans: tuple[tuple[int, int], ...]
    origins: tuple[str, ...] = ()
    date: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Added:
    """What became of units on their way into a memory.

    Attributes:
        new: translations the memory did not have.
        known: those it had; where they were met is noted.
        skipped: units with an empty side.
    """

    new: int = 0
    known: int = 0
    skipped: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(self.new + other.new, self.known + other.known, self.skipped + other.skipped)


@dataclass(frozen=True, slots=True)
class Pair:
    """How much a memory has of two languages."""

    source_language: str
    target_language: str
    translations: int
