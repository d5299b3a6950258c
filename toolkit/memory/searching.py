"""The units of a memory that are like a text, and how good each is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from toolkit.catalog.transfer import substituted
from toolkit.memory.database import Database
from toolkit.memory.model import NONE, Kind, Match, Penalties
from toolkit.memory.profiles import Profiles
from toolkit.memory.similar import Similar, similar
from toolkit.memory.texts import codes_kept, hashed, kept, shape
from toolkit.translations import _

SURE = 0.95
"""Confidence of an alignment from which its pairs count as translations somebody made."""

_SPARE = 10  # more than asked for, since some have no translation into the language
_SHAPES = 50  # texts of one shape that are looked at

_FORTH = """
SELECT t.id, t.confidence, t.codes, s.text, s.language FROM translation t JOIN segment s ON s.id = t.target
WHERE t.source = ?
"""
_BACK = """
SELECT t.id, t.confidence, t.codes, s.text, s.language FROM translation t JOIN segment s ON s.id = t.source
WHERE t.target = ?
"""


@dataclass(frozen=True, slots=True)
class Question:
    """A text to be looked for.

    Attributes:
        text: the text.
        threshold: similarity from which others are wanted, 0 to 1.
        limit: so many.
        before: the text before it, "" at the beginning; ``None`` if it is not known.
        after: likewise.
        context: the key that tells it from others of the same text (``msgctxt``), "" for none.
        penalties: what counts against a match.
    """

    text: str
    threshold: float = 0.75
    limit: int = 5
    before: str | None = None
    after: str | None = None
    context: str = ""
    penalties: Penalties = NONE


@dataclass(frozen=True, slots=True)
class Met:
    """Where a translation was met, in sum."""

    origins: tuple[str, ...]
    date: str
    count: int
    contexts: frozenset[tuple[str, int, int]]


class Searcher:
    """Looks for texts in a memory.

    Args:
        database: an open memory.
        profiles: its texts by length.
        codes: language codes by their ids.
    """

    def __init__(self, database: Database, profiles: Profiles, codes: dict[int, str]) -> None:
        self._run = database.connection.execute
        self._profiles = profiles
        self._codes = codes

    def search(
        self, question: Question, sources: Sequence[int], targets: Sequence[int], wanted: str
    ) -> list[Match]:
        """The best matches, the best first.

        Args:
            question: what to look for.
            sources: ids of the languages of the text, variants included.
            targets: ids of the languages of the translation.
            wanted: code of the source language, by which variants are told.
        """
        text = kept(question.text)
        found: list[Match] = []
        for language in sources:
            matches = self._exact(question, text, language, targets, wanted)
            matches += self._substituted(question, text, language, targets, wanted)
            if question.threshold < 1 and (question.limit > 1 or not any(m.certain for m in matches)):
                matches += self._fuzzy(question, text, language, targets, wanted)
            found += matches
        best: dict[int, Match] = {}
        for match in sorted(found, key=_rank):
            best.setdefault(match.unit, match)
        least = math.floor(question.threshold * 100 + 1e-9)
        return [match for match in best.values() if match.percent >= least][: question.limit]

    def _exact(
        self, question: Question, text: str, language: int, targets: Sequence[int], wanted: str
    ) -> list[Match]:
        row = self._run(
            "SELECT id FROM segment WHERE hash = ? AND language = ? AND text = ?",
            (hashed(text), language, text),
        ).fetchone()
        return (
            []
            if row is None
            else self._matches(question, Similar(row[0], text, 1.0), language, targets, wanted)
        )

    def _substituted(
        self, question: Question, text: str, language: int, targets: Sequence[int], wanted: str
    ) -> list[Match]:
        """Texts that differ in numbers and variables alone."""
        form = shape(text)
        if form is None:
            return []
        rows = self._run(
            "SELECT id, text FROM segment WHERE shape = ? AND language = ? AND text <> ? "
            "ORDER BY id DESC LIMIT ?",
            (form, language, text, _SHAPES),
        ).fetchall()
        from rapidfuzz.distance import Indel

        found: list[Match] = []
        for id_, other in rows:
            near = Similar(id_, other, float(Indel.normalized_similarity(text, other)))
            found += self._matches(question, near, language, targets, wanted, text)
        return found

    def _fuzzy(
        self, question: Question, text: str, language: int, targets: Sequence[int], wanted: str
    ) -> list[Match]:
        enough: int | None = question.limit + _SPARE
        while True:
            near = similar(self._run, self._profiles, language, text, question.threshold, enough)
            matches = [
                match
                for each in near
                if each.similarity < 1
                for match in self._matches(question, each, language, targets, wanted)
            ]
            if enough is None or len(near) < enough or len(matches) >= question.limit:
                return matches
            enough = None

    def _matches(
        self,
        question: Question,
        near: Similar,
        language: int,
        targets: Sequence[int],
        wanted: str,
        message: str | None = None,
    ) -> list[Match]:
        """The translations of a text of the memory; with ``message``, made into those of it."""
        rows = [(*row, True) for row in self._run(_FORTH, (near.segment,))]
        rows += [(*row, False) for row in self._run(_BACK, (near.segment,))]
        rows = [row for row in rows if row[4] in targets]
        found = []
        for id_, confidence, kept_codes, target, spoken, forth in rows:
            text: str | None = target
            kind = Kind.EXACT if near.similarity == 1 else Kind.FUZZY
            if message is not None:
                text, kind = substituted(message, near.text, target), Kind.SUBSTITUTED
            if text is None:
                continue
            met = self.met(id_)
            if kind is Kind.EXACT and forth and _same_context(question, met.contexts):
                kind = Kind.CONTEXT
            percent = _percent(kind, near.similarity)
            codes = self._codes[language], self._codes[spoken]
            percent -= _penalty(question.penalties, kind, confidence, len(rows), codes[0] != wanted, met)
            sides = codes_kept(kept_codes)
            found.append(
                Match(
                    near.text,
                    text,
                    max(percent, 0),
                    near.similarity,
                    kind,
                    *codes,
                    met.origins,
                    met.date,
                    met.count,
                    confidence,
                    len(rows),
                    target,
                    id_,
                    *(sides if forth else reversed(sides)),
                )
            )
        return found

    def met(self, translation: int) -> Met:
        """Where a translation was met."""
        rows = self._run(
            "SELECT g.name, o.context, o.before, o.after, o.date, o.count FROM occurrence o "
            "JOIN origin g ON g.id = o.origin WHERE o.translation = ?",
            (translation,),
        ).fetchall()
        origins = tuple(sorted({row[0] for row in rows if row[0]}))
        date = max((row[4] for row in rows), default="")
        return Met(origins, date, sum(row[5] for row in rows), frozenset(row[1:4] for row in rows))


def _percent(kind: Kind, similarity: float) -> int:
    if kind is Kind.CONTEXT:
        return 101
    if kind is Kind.EXACT:
        return 100
    return 99 if kind is Kind.SUBSTITUTED else min(99, math.floor(similarity * 100 + 1e-9))


def _same_context(question: Question, contexts: frozenset[tuple[str, int, int]]) -> bool:
    """Whether the text stands where the memory met it: under the same key, or between the same texts."""
    before, after = question.before, question.after
    around = None
    if before is not None and after is not None and (before or after):
        around = hashed(kept(before)), hashed(kept(after))
    return any(
        (bool(key) and key == question.context)
        or (around is not None and key == question.context and (left, right) == around)
        for key, left, right in contexts
    )


def _penalty(
    penalties: Penalties, kind: Kind, confidence: float | None, alternatives: int, variant: bool, met: Met
) -> int:
    """Points to take off; a match in context is the one that was meant, whatever others there are."""
    points = 0
    if confidence is not None and confidence < SURE:
        points += penalties.aligned
    if alternatives > 1 and kind is not Kind.CONTEXT:
        points += penalties.alternatives
    if variant:
        points += penalties.variant
    if kind is Kind.SUBSTITUTED:
        points += penalties.substituted
    if penalties.origins:
        points += min(
            max((off for pattern, off in penalties.origins if fnmatchcase(name, pattern)), default=0)
            for name in met.origins or ("",)
        )
    return points


def _rank(match: Match) -> tuple[object, ...]:
    """The best first: of equals the more similar, the surer, the more frequent, the newer."""
    sure = 1.0 if match.confidence is None else match.confidence
    newest = "".join(chr(0x10FFFF - ord(letter)) for letter in match.date)
    return (-match.percent, -match.similarity, -sure, -match.count, newest, match.source, match.target)


def clause(match: Match) -> str:
    """A match in a few words, for notes and comments: ``82 % fuzzy, vi.tmx``."""
    origin = f", {match.origins[0]}" if match.origins else ""
    return _("{percent} % {kind}{origin}", percent=match.percent, kind=match.kind.value, origin=origin)
