"""A file's untranslated units from a memory: filled where it is certain, proposed where it is likely.

Catalogs go through the catalog room, which changes no other line and lets nothing in whose variables are not
those of the message. In other formats a proposal is told by its confidence (the score) and by a note; in
XLIFF also by the state, as its versions have it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from toolkit.catalog import Catalog, Entry, State
from toolkit.catalog.candidates import Candidate, Candidates
from toolkit.catalog.filling import fill
from toolkit.catalog.statistics import size
from toolkit.details import Details, Variant
from toolkit.memory.codes import carried
from toolkit.memory.memory import Memory
from toolkit.memory.model import USUAL, Kind, Match, Penalties
from toolkit.memory.searching import SURE, clause
from toolkit.model import Document, Unit, Units
from toolkit.text.placeholders import placeholders
from toolkit.translations import _

_CHOICE = 5  # matches the catalog room may choose from

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Pretranslated:
    """What became of the units of a file; the counts grow while it is written.

    Attributes:
        exact: filled, to be used as they are.
        fuzzy: filled, to be looked at.
        left: nothing was found.
        words: of the sources, by the same names.
    """

    exact: int = 0
    fuzzy: int = 0
    left: int = 0
    words: Counter[str] = field(default_factory=Counter)

    def count(self, what: str, text: str) -> None:
        """Note a unit."""
        setattr(self, what, getattr(self, what) + 1)
        self.words[what] += size(text).words


@dataclass(frozen=True, slots=True)
class Settings:
    """How to pretranslate.

    Attributes:
        source_language: BCP 47.
        target_language: likewise.
        threshold: similarity from which another text's translation is proposed, 0 to 1.
        penalties: what counts against a match.
    """

    source_language: str
    target_language: str
    threshold: float = 0.75
    penalties: Penalties = USUAL


def pretranslated_catalog(
    memory: Memory, catalog: Catalog, settings: Settings, progress: Progress = lambda done, total: None
) -> tuple[Catalog, Pretranslated]:
    """A catalog with translations where it has none.

    Fuzzy ones have the previous msgid and a comment with the score, as ``bitext catalog fill`` writes them.

    Raises:
        UsageError: parts of the catalog were not understood.
    """
    known = Candidates(settings.source_language)
    offer(memory, known, catalog, settings, progress)
    done = fill(
        catalog, known, threshold=settings.threshold, sure=1.0, target_language=settings.target_language
    )
    counts = Pretranslated(
        sum(not found.fuzzy for found in done.filled),
        sum(found.fuzzy for found in done.filled),
        len(done.left),
    )
    counts.words.update(done.words)
    return done.catalog, counts


def offer(
    memory: Memory,
    known: Candidates,
    catalog: Catalog,
    settings: Settings,
    progress: Progress = lambda done, total: None,
) -> None:
    """Add to known translations what a memory has for the untranslated entries of a catalog, and no more."""
    wanted = [entry for entry in catalog if entry.state is State.UNTRANSLATED and entry.msgid.strip()]
    used = [entry for entry in catalog if not entry.obsolete and not entry.is_header]
    places = {entry.key: number for number, entry in enumerate(used)}
    for number, entry in enumerate(wanted):
        place = places[entry.key]
        before = used[place - 1].msgid if place else ""
        after = used[place + 1].msgid if place + 1 < len(used) else ""
        _gather(memory, known, entry, settings, (before, after))
        progress(number + 1, len(wanted))


def _gather(
    memory: Memory, known: Candidates, entry: Entry, settings: Settings, around: tuple[str, str]
) -> None:
    """What the memory has for an entry, its plural and its sentences."""
    texts = [(entry.msgid, settings.threshold)]
    if entry.msgid_plural:
        texts.append((entry.msgid_plural, settings.threshold))
    texts += [(sentence, 1.0) for sentence in _sentences(entry.msgid, settings.source_language)]
    for text, threshold in texts:
        found = memory.search(
            text.strip(),
            settings.source_language,
            settings.target_language,
            threshold=threshold,
            limit=_CHOICE,
            before=around[0] if text is entry.msgid else None,
            after=around[1] if text is entry.msgid else None,
            context=entry.msgctxt or "",
            penalties=settings.penalties,
        )
        for match in found:
            _take(known, entry, match)


def _take(known: Candidates, entry: Entry, match: Match) -> None:
    """Offer a match to the catalog room: what is certain has no confidence, all else less than 1."""
    ideal = 1.0 if match.kind in (Kind.CONTEXT, Kind.EXACT) else min(match.similarity, 0.99)
    if match.kind is Kind.SUBSTITUTED:
        ideal = 0.99
    off = max(round(ideal * 100) - min(match.percent, 100), 0) / 100
    sure = match.confidence is None or match.confidence >= SURE
    confidence = None if sure and off < 0.01 else 1.0 - off if off >= 0.01 else match.confidence
    in_context = match.kind is Kind.CONTEXT and bool(entry.msgctxt) and confidence is None
    source = entry.msgid if match.source == entry.msgid.strip() and in_context else match.source
    made = Entry(source, (match.recorded,), entry.msgctxt if in_context else None)
    origin = match.origins[0] if match.origins else ""
    known.add(Candidate(made, origin, in_context, confidence))


def _sentences(text: str, language: str) -> list[str]:
    """The sentences of a text of several, and the runs of them that might be one unit."""
    from toolkit.segment import segment

    body = text.strip()
    spans = [part.span for part in segment(Document(body, language)).segments] if " " in body else []
    if not 2 <= len(spans) <= 8:
        return []
    return [
        body[spans[first].start : spans[last].end]
        for first in range(len(spans))
        for last in range(first, len(spans))
        if last - first + 1 < len(spans)
    ]


def pretranslated_units(
    memory: Memory, units: Units, settings: Settings, progress: Progress = lambda done, total: None
) -> tuple[Units, Pretranslated]:
    """Units with a target where they had none, lazily, and the counts, right once all ran through."""
    counts = Pretranslated()
    held = units.held()
    total = len(tuple(held.units))

    def run() -> Iterator[Unit]:
        rows = tuple(held)
        for number, unit in enumerate(rows):
            if unit.target.strip() or not unit.source.strip():
                yield unit
            else:
                before = rows[number - 1].source if number else ""
                after = rows[number + 1].source if number + 1 < total else ""
                found = memory.search(
                    unit.source,
                    settings.source_language,
                    settings.target_language,
                    threshold=settings.threshold,
                    limit=1,
                    before=before,
                    after=after,
                    penalties=settings.penalties,
                )
                yield _filled(unit, found[0], settings, counts) if found else _left(unit, counts)
            progress(number + 1, total)

    return Units(
        run(),
        units.source_language if units.source_language != "und" else settings.source_language,
        units.target_language if units.target_language != "und" else settings.target_language,
        units.source_name,
        units.target_name,
        units.properties,
        units.header,
    ), counts


def _left(unit: Unit, counts: Pretranslated) -> Unit:
    counts.count("left", unit.source)
    return unit


def _filled(unit: Unit, match: Match, settings: Settings, counts: Pretranslated) -> Unit:
    codes, placed = carried(unit.source_codes, unit.source, match)
    same = _variables(unit.source) == _variables(match.target)
    certain = match.certain and placed and same
    counts.count("exact" if certain else "fuzzy", unit.source)
    percent = min(match.percent, 100 if certain else 99)
    said = [unit.note] if unit.note else []
    if not certain:
        reasons = [_("inline codes to be placed")] * (not placed) + [_("other variables")] * (not same)
        said.append("; ".join([clause(replace(match, percent=percent)), *reasons]))
    filled = replace(
        unit,
        target=match.target,
        target_codes=codes,
        confidence=percent / 100,
        note="\n".join(said),
        bead="" if unit.bead == "1-0" else unit.bead,
    )
    if unit.details is None:
        return filled
    return replace(filled, details=_stated(unit.details, settings.target_language, certain, percent))


def _variables(text: str) -> list[str]:
    return sorted(found.name for found in placeholders(text))


def _stated(details: Details, language: str, certain: bool, percent: int) -> Details:
    """What a file says of a unit, with the state of its new target.

    XLIFF 1.2, section 2.3 (``state``, ``state-qualifier``); XLIFF 2.1, section 4.3.1.28 (``state``) and
    4.3.1.30 (``subState``).
    """
    variants = list(details.variants)
    if not any(variant.side == "target" for variant in variants):
        variants.append(Variant(language, "target"))
    elements = list(details.elements)
    if details.family == "xliff1":
        said = {
            "state": "translated" if certain else "needs-review-translation",
            "state-qualifier": "exact-match" if certain else "fuzzy-match",
        }
        variants = [
            replace(variant, attributes=tuple((dict(variant.attributes) | said).items()))
            if variant.side == "target"
            else variant
            for variant in variants
        ]
    elif details.family == "xliff2":
        said = {
            "state": "translated" if certain else "initial",
            "subState": f"bitext:{'exact' if certain else 'fuzzy'}-{percent}",
        }
        for index, element in enumerate(elements):
            if element.name == "segment":
                attributes = tuple((dict(element.attributes) | said).items())
                elements[index] = replace(element, attributes=attributes)
    return replace(details, elements=tuple(elements), variants=tuple(variants))


def pretranslates_catalogs(path: str | os.PathLike[str]) -> bool:
    """Whether a file is one for :func:`pretranslated_catalog`."""
    return os.fspath(path).lower().endswith((".po", ".pot"))
