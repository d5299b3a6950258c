"""Untranslated entries of a catalog, filled from translations that are known elsewhere.

Each takes the best of these, in this order: the same message; the same in another context or number, or from
an alignment that is not sure; the same but for white space, an accelerator, a closing mark, a number or a
variable, where the difference can be carried over with certainty; its sentences one by one; the most similar
message. All but the first are fuzzy. Nothing is filled in whose variables are not those of the message.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from toolkit.catalog.candidates import Candidate, Candidates, best, language_of
from toolkit.catalog.catalog import Catalog
from toolkit.catalog.checks.contract import Context, Options
from toolkit.catalog.checks.format_string import CHECK as FORMAT
from toolkit.catalog.checks.newline import CHECK as NEWLINE
from toolkit.catalog.checks.placeholder import CHECK as PLACEHOLDER
from toolkit.catalog.edit import Replacement, apply, replace_forms, replace_fuzzy
from toolkit.catalog.filled_comments import filled_comment
from toolkit.catalog.lexer import pieces
from toolkit.catalog.model import Entry, Key, Previous, State
from toolkit.catalog.sentences import joined
from toolkit.catalog.statistics import size
from toolkit.catalog.string_merging import laid
from toolkit.catalog.style import Style
from toolkit.catalog.transfer import Closings, core, dressed_alike, pattern, substituted
from toolkit.catalog.updating import THRESHOLD
from toolkit.errors import UsageError
from toolkit.model import Unit
from toolkit.text.placeholders import placeholders
from toolkit.translations import _

SURE = 0.95
"""Confidence of an alignment from which its pairs count as translations somebody made."""


class Kind(StrEnum):
    """How a translation was found."""

    EXACT = "exact"
    CONTEXT = "context"
    PLURAL = "plural"
    ALIGNED = "aligned"
    MARKS = "marks"
    NUMBERS = "numbers"
    JOINED = "joined"
    SIMILAR = "similar"


@dataclass(frozen=True, slots=True)
class Filled:
    """A translation that was filled in.

    Attributes:
        key: of the entry.
        forms: the translation, one string for each plural form.
        kind: how it was found.
        score: 0 to 1; 1 for the same message, times the confidence of the alignment.
        fuzzy: whether it has to be looked at.
        previous: the message it was made for, where that is another.
        origin: the file it is from.
        alternatives: different translations that were known.
    """

    key: Key
    forms: tuple[str, ...]
    kind: Kind
    score: float
    fuzzy: bool
    previous: Previous | None = None
    origin: str = ""
    alternatives: int = 1


@dataclass(frozen=True, slots=True)
class Filling:
    """A filled catalog and what became of its untranslated entries.

    Attributes:
        catalog: the result; the same object where nothing was filled.
        filled: in the order of the file.
        left: keys for which nothing was found.
        words: words of the messages by what became of them: ``exact``, ``fuzzy``, ``left``.
    """

    catalog: Catalog
    filled: tuple[Filled, ...]
    left: tuple[Key, ...]
    words: dict[str, int]


def fill(
    catalog: Catalog,
    known: Candidates | Iterable[Unit],
    *,
    threshold: float = THRESHOLD,
    sure: float = SURE,
    fuzzy_exact: bool = False,
    comments: bool = True,
    target_language: str = "und",
) -> Filling:
    """The catalog with translations where it has none.

    Args:
        catalog: the catalog; what is translated in it stays, plural entries with only some forms too.
        known: translations; units have the language of the msgids as their source.
        threshold: similarity from which the translation of another message is proposed, 0 to 1; above 1 none.
        sure: confidence from which a unit of an alignment counts as exact.
        fuzzy_exact: mark also exact ones as fuzzy.
        comments: note score and origin beside fuzzy ones.
        target_language: BCP 47 code; ``und`` to take the header's.

    Raises:
        UsageError: parts of the catalog were not understood; a character its charset lacks.
    """
    if catalog.problems:
        line = catalog.problems[0].line
        raise UsageError(_("has errors"), _("correct them first"), path=catalog.path, line=line)
    if not isinstance(known, Candidates):
        units, known = known, Candidates()
        known.add_units(units)
    language = target_language if target_language != "und" else language_of(catalog)
    finder = _Finder(catalog, known, threshold, sure, language)
    filled: list[Filled] = []
    left: list[Key] = []
    words = {"exact": 0, "fuzzy": 0, "left": 0}
    changes: list[Replacement] = []
    for entry in catalog:
        if entry.state is not State.UNTRANSLATED or any(entry.msgstr) or not entry.msgid.strip():
            continue
        found = finder.find(entry)
        count = size(entry.msgid).words
        if found is None:
            left.append(entry.key)
            words["left"] += count
            continue
        if fuzzy_exact and not found.fuzzy:
            found = replace(found, fuzzy=True)
        filled.append(found)
        words["fuzzy" if found.fuzzy else "exact"] += count
        changes += _changes(catalog, entry, found, comments)
    if changes:
        data = apply(catalog.to_bytes(), catalog.text, catalog.charset, changes, catalog.path)
        catalog = Catalog(data, catalog.path)
    return Filling(catalog, tuple(filled), tuple(left), words)


class _Finder:
    """The best known translation of one entry after the other."""

    def __init__(
        self, catalog: Catalog, known: Candidates, threshold: float, sure: float, language: str
    ) -> None:
        self._known = known
        self._threshold = threshold
        self._sure = sure
        self._language = language
        self._context = Context(catalog, Options(fuzzy=True))
        pairs = [(e.msgid, e.msgstr[0]) for e in catalog if e.state is State.TRANSLATED]
        pairs += [(each.entry.msgid, each.entry.msgstr[0]) for each in known]
        self._closings = Closings(pairs)

    def find(self, entry: Entry) -> Filled | None:
        """The first proposal that agrees with the message in variables and line breaks at its ends."""
        proposals = (
            self._exact(entry), self._plural(entry), self._dressed(entry), self._numbers(entry),
            self._joined(entry), self._similar(entry),
        )  # fmt: skip
        for found in (proposal for group in proposals for proposal in group):
            if self._agrees(entry, found.forms):
                return found
        return None

    def _exact(self, entry: Entry) -> Iterator[Filled]:
        """The same message, white space around it apart."""
        candidates = self._known.exact(entry.msgid) or self._known.alike(entry.msgid, str.strip)
        groups: dict[Kind, list[Candidate]] = {Kind.EXACT: [], Kind.ALIGNED: [], Kind.CONTEXT: []}
        for candidate in candidates:
            other = candidate.entry
            if other.plural != entry.plural or len(other.msgstr) != len(entry.msgstr):
                continue
            if candidate.in_catalog or entry.msgctxt is None:
                same = other.msgctxt == entry.msgctxt and other.msgid_plural == entry.msgid_plural
            else:
                same = False
            if not same:
                groups[Kind.CONTEXT].append(candidate)
            elif candidate.confidence is not None and candidate.confidence < self._sure:
                groups[Kind.ALIGNED].append(candidate)
            else:
                groups[Kind.EXACT].append(candidate)
        for kind, members in groups.items():
            if members:
                choice = best(members)
                other = choice.candidate.entry
                forms = tuple(_spaced(entry.msgid, form) for form in other.msgstr)
                previous = Previous(other.msgid, other.msgctxt, other.msgid_plural)
                yield Filled(
                    entry.key,
                    forms,
                    kind,
                    _confidence(choice.candidate),
                    kind is not Kind.EXACT,
                    previous if kind is Kind.CONTEXT else None,
                    choice.candidate.origin,
                    choice.alternatives,
                )

    def _plural(self, entry: Entry) -> Iterator[Filled]:
        """The same message, but with or without plural forms there."""
        candidates = self._known.exact(entry.msgid)
        size = len(entry.msgstr)
        if entry.msgid_plural is None:
            members = [candidate for candidate in candidates if candidate.entry.plural]
            if members:
                choice = best(members)
                yield self._fuzzy(entry, choice.candidate.entry.msgstr[:1], choice.candidate, Kind.PLURAL)
            return
        one = [candidate for candidate in candidates if not candidate.entry.plural]
        many = [each for each in self._known.exact(entry.msgid_plural) if not each.entry.plural]
        if one or many:
            first, rest = best(one or many).candidate, best(many or one).candidate
            forms = (first.entry.msgstr * (size > 1)) + rest.entry.msgstr * max(size - 1, 1)
            yield self._fuzzy(entry, forms, first if one else rest, Kind.PLURAL)

    def _dressed(self, entry: Entry) -> Iterator[Filled]:
        """The same message but for an accelerator or a closing mark."""
        if entry.plural or not core(entry.msgid):
            return
        for candidate in _ranked(self._known.alike(entry.msgid, core)):
            other = candidate.entry
            text = dressed_alike(entry.msgid, other.msgid, other.msgstr[0], self._closings)
            if text is not None and not other.plural:
                yield self._fuzzy(entry, (text,), candidate, Kind.MARKS)

    def _numbers(self, entry: Entry) -> Iterator[Filled]:
        """The same message but for a number or a variable."""
        if entry.plural or "\0" not in pattern(entry.msgid):
            return
        for candidate in _ranked(self._known.alike(entry.msgid, pattern)):
            other = candidate.entry
            text = substituted(entry.msgid, other.msgid, other.msgstr[0])
            if text is not None and not other.plural:
                yield self._fuzzy(entry, (text,), candidate, Kind.NUMBERS)

    def _joined(self, entry: Entry) -> Iterator[Filled]:
        """The message's sentences."""
        if entry.plural:
            return
        found = joined(entry.msgid, self._known, self._language)
        if found is not None:
            yield Filled(
                entry.key, (found.text,), Kind.JOINED, found.confidence, True,
                None, found.origin, found.alternatives,
            )  # fmt: skip

    def _similar(self, entry: Entry) -> Iterator[Filled]:
        """The most similar message."""
        if self._threshold > 1:
            return
        found = self._known.nearest(entry.msgid, self._threshold)
        if found is None:
            return
        candidate, similarity = found
        forms = candidate.entry.msgstr
        if not entry.plural:
            forms = forms[:1]
        elif len(forms) != len(entry.msgstr):
            forms = forms[:1] * len(entry.msgstr)
        yield self._fuzzy(
            entry, tuple(_spaced(entry.msgid, form) for form in forms), candidate, Kind.SIMILAR, similarity
        )

    def _fuzzy(
        self,
        entry: Entry,
        forms: Sequence[str],
        candidate: Candidate,
        kind: Kind,
        similarity: float | None = None,
    ) -> Filled:
        other = candidate.entry
        if similarity is None:
            similarity = _similarity(entry.msgid, other.msgid)
        count = len({each.entry.msgstr for each in self._known.exact(other.msgid)})
        previous = Previous(other.msgid, other.msgctxt, other.msgid_plural)
        score = similarity * _confidence(candidate)
        return Filled(entry.key, tuple(forms), kind, score, True, previous, candidate.origin, count)

    def _agrees(self, entry: Entry, forms: tuple[str, ...]) -> bool:
        """Whether a program could use the translation."""
        if not all(form.strip() for form in forms):
            return False
        if not placeholders(entry.msgid) and any(placeholders(form) for form in forms):
            return False
        made = replace(entry, msgstr=forms)
        checks = (FORMAT, PLACEHOLDER, NEWLINE)
        return not any(True for check in checks for _ in check.run(made, self._context))


def _spaced(message: str, translation: str) -> str:
    """A translation with the white space its message has at the ends."""
    body = message.strip()
    lead = message[: len(message) - len(message.lstrip())]
    return lead + translation.strip() + message[len(lead) + len(body) :]


def _ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The best candidate of each text, in the order of the texts."""
    by_text: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_text.setdefault(candidate.entry.msgid, []).append(candidate)
    return [best(members).candidate for members in by_text.values()]


def _confidence(candidate: Candidate) -> float:
    return 1.0 if candidate.confidence is None else candidate.confidence


def _similarity(one: str, other: str) -> float:
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(one, other))


def _changes(catalog: Catalog, entry: Entry, found: Filled, comments: bool) -> Iterator[Replacement]:
    """What fills one entry, as changes to the file's text."""
    text, ambiguous = catalog.text, catalog.charset.ambiguous_columns
    style = replace(catalog.style, width=None) if "no-wrap" in entry.flags else catalog.style
    if found.fuzzy:
        if comments:
            line = filled_comment(found.score, found.kind, found.origin, found.alternatives)
            at = _line_of(text, entry, after_notes=True)
            yield Replacement(at, at, line + style.newline)
        yield from replace_fuzzy(text, entry, True, style)
        if found.previous is not None and entry.previous is None:
            at = _line_of(text, entry)
            yield Replacement(at, at, _previous(found.previous, style, ambiguous))
    yield from replace_forms(text, entry, found.forms, style, ambiguous)


def _line_of(text: str, entry: Entry, *, after_notes: bool = False) -> int:
    """Where the line of an entry's first string begins, or the one after the translator's notes."""
    for _line, start, _end, _prefix, keyword, _index, comment in pieces(text, entry.start):
        if keyword != "#" or (after_notes and (comment or "")[1:2] in (".", ":", ",", "!")):
            return max(text.rfind("\n", 0, start) + 1, entry.start)
    return entry.start


def _previous(previous: Previous, style: Style, ambiguous: int) -> str:
    named = (
        ("#| msgctxt", previous.msgctxt),
        ("#| msgid", previous.msgid),
        ("#| msgid_plural", previous.msgid_plural),
    )
    lines = [laid(style, name, text, False, ambiguous) for name, text in named if text is not None]
    return "".join(line + style.newline for line in lines)
