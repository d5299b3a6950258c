"""How much of new documents a memory knows already: the analysis that agencies quote and invoice by.

Every segment is in one band: what the memory has in its context (101 %) or exactly (100 %), else repetitions
of a segment that came before in the same documents, else the best similar unit by its score, else new. Words
are counted as by ``bitext catalog stats``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from toolkit.catalog import State
from toolkit.catalog.statistics import size
from toolkit.formats import FORMATS, Context, opened
from toolkit.memory.memory import Memory
from toolkit.memory.model import NONE, Match, Penalties
from toolkit.memory.sources import is_catalog, read_catalog
from toolkit.memory.texts import kept
from toolkit.readers import read


class Band(StrEnum):
    """What is paid alike."""

    CONTEXT = "101"
    EXACT = "100"
    REPETITION = "repetitions"
    HIGH = "95-99"
    GOOD = "85-94"
    FAIR = "75-84"
    NEW = "no match"


@dataclass(frozen=True, slots=True)
class Amount:
    """Segments, and how much text they are."""

    segments: int = 0
    words: int = 0
    characters: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(
            self.segments + other.segments, self.words + other.words, self.characters + other.characters
        )


@dataclass(frozen=True, slots=True)
class Leverage:
    """Documents by bands.

    ``weighted`` is the words times what is paid for a word of their band.
    """

    bands: dict[Band, Amount]
    rates: dict[Band, float]

    @property
    def total(self) -> Amount:
        """All bands together."""
        return sum(self.bands.values(), Amount())

    @property
    def weighted(self) -> float:
        """Words, each counted by the rate of its band."""
        return sum(amount.words * self.rates[band] for band, amount in self.bands.items())


FULL_RATES: dict[Band, float] = dict.fromkeys(Band, 1.0)


def leverage(
    memory: Memory,
    documents: Iterable[Sequence[str]],
    source_language: str,
    target_language: str,
    *,
    rates: dict[Band, float] | None = None,
    penalties: Penalties = NONE,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Leverage:
    """Documents against a memory.

    Args:
        memory: an open memory.
        documents: the segments of each, in order.
        source_language: BCP 47.
        target_language: likewise.
        rates: what of a word of each band is paid, 1 for all of it.
        penalties: what counts against a match.
        progress: called with segments done and in all.
    """
    held = [[kept(text) for text in document] for document in documents]
    bands = dict.fromkeys(Band, Amount())
    seen: dict[str, Band] = {}
    total, done = sum(map(len, held)), 0
    for document in held:
        for number, text in enumerate(document):
            done += 1
            progress(done, total)
            if not text.strip():
                continue
            known = seen.get(text)
            if known is None or known is Band.EXACT:  # which may be in its context here
                before = document[number - 1] if number else ""
                after = document[number + 1] if number + 1 < len(document) else ""
                found = memory.search(
                    text, source_language, target_language, limit=1, before=before, after=after,
                    penalties=penalties, threshold=0.75 if known is None else 1.0,
                )  # fmt: skip
                band = _band(found)
                seen[text] = Band.EXACT if band is Band.CONTEXT else band
            else:
                band = Band.REPETITION
            words = size(text)
            bands[band] += Amount(1, words.words, words.characters)
    return Leverage(bands, {**FULL_RATES, **(rates or {})})


def _band(found: list[Match]) -> Band:
    if not found:
        return Band.NEW
    percent = found[0].percent
    for least, band in ((101, Band.CONTEXT), (100, Band.EXACT), (95, Band.HIGH), (85, Band.GOOD)):
        if percent >= least:
            return band
    return Band.FAIR if percent >= 75 else Band.NEW


def segments(path: str | os.PathLike[str], language: str, *, everything: bool = False) -> list[str]:
    """The segments of a document to translate; of a file with translations, those that lack one.

    Args:
        path: a text, Markdown or HTML file, a catalog, an exchange format.
        language: of it, BCP 47.
        everything: what is translated, too.

    Raises:
        InputError: the file cannot be read or understood.
    """
    suffix = PurePath(path).suffix.lower()
    if is_catalog(path):
        return [
            text
            for entry in read_catalog(path)
            if not entry.obsolete
            and not entry.is_header
            and (everything or entry.state is not State.TRANSLATED)
            for text in (entry.msgid, entry.msgid_plural)
            if text
        ]
    if any(suffix in format_.extensions for format_ in FORMATS.values()):
        with opened(path, context=Context(language, whole=True)) as units:
            return [unit.source for unit in units if everything or not unit.target.strip()]
    from toolkit.segment import segment

    return segment(read(path, language)).strings()
