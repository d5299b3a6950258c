"""Known translations, whatever they come from, ready to be asked for one message or a similar one.

Units of a bitext, of a translation memory or of an alignment, and entries of other catalogs become
:class:`Candidate` objects. Of several translations of one text the most frequent counts, then the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from toolkit.catalog.catalog import Catalog
from toolkit.catalog.matching import Memory
from toolkit.catalog.model import Entry, State
from toolkit.errors import LanguageError, UsageError
from toolkit.languages import identifiable, identify_many, language, normalise_code
from toolkit.model import Unit, Units
from toolkit.translations import _

_SAMPLE = 200  # units, to see what languages they are in
_SURE = 0.9


class Candidate(NamedTuple):
    """A text and its translation.

    Attributes:
        entry: both, as an entry.
        origin: the file it is from, for people.
        in_catalog: it is from a catalog, so that its context and its plural forms are known.
        confidence: how sure the alignment it is from is, 0 to 1; ``None`` where a person made it.
    """

    entry: Entry
    origin: str = ""
    in_catalog: bool = False
    confidence: float | None = None


class Choice(NamedTuple):
    """The best of several candidates, and how many different translations there were."""

    candidate: Candidate
    alternatives: int = 1


class Candidates:
    """All known translations of one pair of languages.

    Args:
        source_language: of the msgids, BCP 47.
    """

    def __init__(self, source_language: str = "en") -> None:
        self.source_language = source_language
        self._by_source: dict[str, list[Candidate]] = {}
        self._indices: dict[Callable[[str], str], dict[str, list[Candidate]]] = {}
        self._memory: Memory | None = None
        self._of_entry: dict[int, Candidate] = {}

    def __iter__(self) -> Iterator[Candidate]:
        return (candidate for candidates in self._by_source.values() for candidate in candidates)

    def __len__(self) -> int:
        return sum(map(len, self._by_source.values()))

    def add_units(self, units: Iterable[Unit], origin: str = "") -> None:
        """Take units; those with one side empty are passed over."""
        for unit in units:
            if unit.source.strip() and unit.target.strip():
                entry = Entry(unit.source, (unit.target,))
                self.add(Candidate(entry, origin, confidence=unit.confidence))

    def add_catalog(self, catalog: Catalog, origin: str = "") -> None:
        """Take the translated entries of a catalog, and after them the obsolete ones; no fuzzy ones."""
        for state in (State.TRANSLATED, State.OBSOLETE):
            for entry in catalog:
                if entry.state is state and entry.msgid and all(entry.msgstr) and not entry.fuzzy:
                    self.add(Candidate(entry, origin, in_catalog=True))

    def exact(self, source: str) -> list[Candidate]:
        """All candidates with this text, in the order they were taken."""
        return self._by_source.get(source, [])

    def alike(self, text: str, form: Callable[[str], str]) -> list[Candidate]:
        """All candidates whose text is the same once a function took from it what does not count."""
        index = self._indices.get(form)
        if index is None:
            index = self._indices[form] = {}
            for candidate in self:
                index.setdefault(form(candidate.entry.msgid), []).append(candidate)
        return index.get(form(text), [])

    def nearest(self, text: str, threshold: float) -> tuple[Candidate, float] | None:
        """The most similar candidate with the same variables, numbers and negations, and its similarity."""
        if self._memory is None:
            chosen = [best(candidates).candidate for candidates in self._by_source.values()]
            self._of_entry = {id(candidate.entry): candidate for candidate in chosen}
            self._memory = Memory((candidate.entry for candidate in chosen), self.source_language)
        found = self._memory.nearest(text, threshold)
        return (self._of_entry[id(found.entry)], found.similarity) if found is not None else None

    def add(self, candidate: Candidate) -> None:
        """Take one more."""
        self._by_source.setdefault(candidate.entry.msgid, []).append(candidate)
        self._indices.clear()
        self._memory = None


def best(candidates: Iterable[Candidate]) -> Choice:
    """The candidate with the most frequent translation, the first of those, and of its like the surest."""
    held = list(candidates)
    counts = Counter(candidate.entry.msgstr for candidate in held)
    most = max(counts.values())
    forms = next(candidate.entry.msgstr for candidate in held if counts[candidate.entry.msgstr] == most)
    same = [candidate for candidate in held if candidate.entry.msgstr == forms]
    sure = max(same, key=lambda each: 1.0 if each.confidence is None else each.confidence)
    return Choice(sure, len(counts))


def oriented(units: Units, source_language: str, target_language: str, path: object = "") -> Iterable[Unit]:
    """Units with the language of the msgids as their source; those the other way round are turned.

    Args:
        units: where their languages are not known, their texts decide; those that tell nothing stay.
        source_language: of the msgids, BCP 47.
        target_language: of the translations, ``und`` where the catalog does not say.
        path: for messages.

    Raises:
        UsageError: units of another pair of languages.
    """
    have = units.source_language, units.target_language
    if "und" in have and target_language != "und":
        units = units.held()
        have = _read(units, (source_language, target_language))
    if _fit(have[0], source_language) and _fit(have[1], target_language):
        return units
    if _fit(have[1], source_language) and _fit(have[0], target_language):
        return (_turned(unit) for unit in units)
    raise UsageError(
        _(
            "{source}–{target}, but the catalog is {source_wanted}–{target_wanted}",
            source=_named(have[0]),
            target=_named(have[1]),
            source_wanted=_named(source_language),
            target_wanted=_named(target_language),
        ),
        _("name the languages with --source-lang and --target-lang"),
        path=path,
    )


def language_of(catalog: Catalog) -> str:
    """BCP 47 code of a catalog's translations, ``und`` where its header tells none."""
    name = catalog.fields.get("Language", "").partition(".")[0].partition("@")[0]
    try:
        return normalise_code(name) if name else "und"
    except LanguageError:
        return "und"


def _read(units: Units, expected: tuple[str, str]) -> tuple[str, str]:
    """The languages units are written in, as far as that is plain."""
    held = list(units)[:_SAMPLE]
    have = units.source_language, units.target_language
    if not held or not all(identifiable(code) for code in expected):
        return have
    sides = [unit.source for unit in held], [unit.target for unit in held]
    guesses = [identify_many(side, expected) for side in sides]
    if guesses[0].language == guesses[1].language or min(each.confidence for each in guesses) < _SURE:
        return have
    return guesses[0].language, guesses[1].language


def _fit(one: str, other: str) -> bool:
    return "und" in (one, other) or one.partition("-")[0] == other.partition("-")[0]


def _named(code: str) -> str:
    return language(code).name if code != "und" else _("unknown")


def _turned(unit: Unit) -> Unit:
    return Unit(unit.id, unit.target, unit.source, confidence=unit.confidence, note=unit.note)
