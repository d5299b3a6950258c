"""What a check is: a name, a place in the MQM typology, a severity, and a function over one unit.

A check is one file in :mod:`toolkit.quality.checks` with a module-level ``CHECK``. Its function gets a unit
and a :class:`Context`, in which everything parsed from the two strings is computed once and shared by all
checks, and yields :class:`Observation` objects; the frame adds the check's name, category and severity and
makes findings of them. So a check holds one idea and nothing about running, selecting or printing.

MQM: Burchardt (2013), "Multidimensional quality metrics"; the categories are its top dimensions.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from functools import wraps
from itertools import pairwise
from operator import attrgetter
from typing import Generic, Protocol, TypeVar, overload

from toolkit.languages import Language
from toolkit.model import Severity, Span, Unit
from toolkit.quality.equivalents import Equivalents, vocabularies
from toolkit.quality.glossary import Glossary
from toolkit.text.clocks import Clock, clocks
from toolkit.text.dates import Date, dates
from toolkit.text.numbers import Form, Number, numbers
from toolkit.text.placeholders import ENTITY, Placeholder, masked, placeholders, tags
from toolkit.text.placeholders import links as find_links
from toolkit.text.words import FOLDED, NAME_KEYS, Word, words

_Owner = TypeVar("_Owner")
_Value = TypeVar("_Value")
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"[.!?…。！？]{1,4}[\"'”’»)\]]{0,3}(?=\s|$)")
_HYPHENATED = re.compile(r"(?<![\w-])(?!\w*[\d_])[^\W\d_a-z]\w*-\w")
_SUBSCRIPT = re.compile("[\u2080-\u2089]")
_LOWERED = {0x2080 + digit: str(digit) for digit in range(10)}
_START = attrgetter("start")
_FLOOR = 12.0
"""Characters; the spread of the length ratio grows as segments get shorter, as with this many more."""
_LEAST_DEVIATION = 0.12


class once(Generic[_Owner, _Value]):  # noqa: N801 - a decorator
    """A property computed when first asked for, and then an attribute.

    As :class:`functools.cached_property`, without the lock that costs more than most of what is computed.
    """

    def __init__(self, compute: Callable[[_Owner], _Value]) -> None:
        self._compute = compute
        self._name = compute.__name__
        self.__doc__ = compute.__doc__

    @overload
    def __get__(self, owner: None, kind: type[_Owner]) -> once[_Owner, _Value]: ...
    @overload
    def __get__(self, owner: _Owner, kind: type[_Owner]) -> _Value: ...
    def __get__(self, owner: _Owner | None, kind: type[_Owner]) -> once[_Owner, _Value] | _Value:
        if owner is None:
            return self
        value = owner.__dict__[self._name] = self._compute(owner)
        return value


def shared(compute: Callable[[_Owner], _Value]) -> Callable[[_Owner], _Value]:
    """A function of a :class:`Side` or :class:`Context` that several checks ask: computed once."""
    name = f"{compute.__module__}.{compute.__qualname__}"

    @wraps(compute)
    def recalled(owner: _Owner) -> _Value:
        known = owner.__dict__
        if name in known:
            value: _Value = known[name]
        else:
            value = known[name] = compute(owner)
        return value

    return recalled


class Side:
    """One string of a unit and what can be read from it, each part computed when first asked for."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language = language

    @once
    def words(self) -> list[Word]:
        """All words of the string, those of addresses and placeholders included."""
        return words(self.text)

    @once
    def prose(self) -> str:
        """The string with tags, placeholders and addresses blanked out, offsets kept."""
        text = self.text
        spans = [(p.start, p.end) for p in (*self.links, *self.tags, *self.placeholders)]
        if "&" in text:
            spans += [match.span() for match in ENTITY.finditer(text)]
        if spans:
            text = masked(text, spans)
        if text.isascii() or not _SUBSCRIPT.search(text):
            return text
        return text.translate(_LOWERED)  # H₂O is H2O

    @once
    def prose_words(self) -> list[Word]:
        """The words of :attr:`prose`."""
        return self.words if self.prose is self.text else words(self.prose)

    @once
    def written(self) -> list[str]:
        """The words of :attr:`prose` as they are written, without their places."""
        return [word[0] for word in self.prose_words]

    @once
    def lowered(self) -> list[str]:
        """The words of :attr:`prose` in lower case."""
        return [word.lower() for word in self.written]

    @once
    def distinct(self) -> frozenset[str]:
        """The different ones of :attr:`lowered`, for asking quickly whether any of many words is there."""
        return frozenset(self.lowered)

    @once
    def lower_prose(self) -> str:
        """:attr:`prose` in lower case, which may be longer or shorter."""
        return self.prose.lower()

    @once
    def folded(self) -> frozenset[str]:
        """All :attr:`words` without case and diacritics."""
        return frozenset(map(FOLDED.__getitem__, self._all_written))

    @once
    def name_keys(self) -> frozenset[str]:
        """All :attr:`words` as names are compared."""
        return frozenset(map(NAME_KEYS.__getitem__, self._all_written))

    @once
    def _all_written(self) -> list[str]:
        return self.written if self.prose is self.text else [word[0] for word in self.words]

    @once
    def hyphenated(self) -> bool:
        """Whether a capitalised word is written in pieces, as transliterated names are: Mát-xcơ-va."""
        return _HYPHENATED.search(self.text) is not None

    @once
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences, as first and last (exclusive) of :attr:`prose_words`; only those with a word."""
        words = self.prose_words
        found: list[tuple[int, int]] = []
        first = 0
        for match in _SENTENCE.finditer(self.prose):
            cut = match.end()
            last = (
                len(words) if words and words[-1].start < cut else bisect_left(words, cut, first, key=_START)
            )
            if last > first:
                found.append((first, last))
            first = last
        if first < len(words):
            found.append((first, len(words)))
        return found

    @once
    def placeholders(self) -> list[Placeholder]:
        """Variables of format strings, of all families."""
        return placeholders(self.text)

    @once
    def tags(self) -> list[Placeholder]:
        """Inline tags of HTML and XML."""
        return tags(self.text)

    @once
    def links(self) -> list[Placeholder]:
        """Web and mail addresses."""
        return find_links(self.text)

    @once
    def has_digits(self) -> bool:
        """Whether there is a figure anywhere."""
        return _DIGIT.search(self.text) is not None

    @once
    def capital_places(self) -> list[int]:
        """Which of :attr:`prose_words` begin with a capital."""
        return [at for at, word in enumerate(self.written) if word[0].isupper()]

    @once
    def capitals(self) -> list[Word]:
        """Words of :attr:`prose` that begin with a capital."""
        return [self.prose_words[at] for at in self.capital_places]

    @once
    def dates(self) -> list[Date]:
        """Dates, however they are written."""
        return dates(self.prose, self.language)

    @once
    def clocks(self) -> list[Clock]:
        """Times of day."""
        return clocks(self.prose, self.language, self.numbers, self.prose_words)

    @once
    def numbers(self) -> list[Number]:
        """Numbers by value, in digits and in words."""
        return numbers(self.prose, self.language, self.prose_words)

    @once
    def values(self) -> frozenset[Decimal]:
        """All readings of all numbers, and years said in two halves ("nineteen eighty-four")."""
        said = {value for number in self.numbers for value in number.values}
        for century, rest in pairwise(self.numbers):
            if century.form is rest.form is Form.WORDS and 11 <= century.values[0] <= 20:
                said.add(century.values[0] * 100 + rest.values[0])
        return frozenset(said)

    @once
    def codes(self) -> frozenset[str]:
        """Digits inside names and codes, and the parts that points divide them into."""
        found = [number.text for number in self.numbers if number.form is Form.CODE]
        return frozenset(found).union(*(text.split(".") for text in found))


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long targets of this bitext are against their sources: mean and spread of the log ratio."""

    mean: float
    deviation: float


class Context:
    """What a check may look at besides the unit: both sides parsed, and facts about the whole bitext."""

    def __init__(
        self,
        unit: Unit,
        source: Language,
        target: Language,
        lengths: Lengths,
        glossary: Glossary | None = None,
        tone_marks: str = "",
    ) -> None:
        self.glossary = glossary
        self.tone_marks = tone_marks
        self.source = Side(unit.source, source)
        self.target = Side(unit.target, target)
        self.lengths = lengths

    def turned(self) -> Context:
        """The same pair seen from the other side, as if its target were the source."""
        other = copy(self)
        other.__dict__ = {"glossary": self.glossary, "tone_marks": self.tone_marks}
        other.source, other.target = self.target, self.source
        other.lengths = Lengths(-self.lengths.mean, self.lengths.deviation)
        return other

    @once
    def equivalents(self) -> Equivalents | None:
        """What the shipped lexicon knows of the words of both sides; ``None`` where there is none."""
        known = vocabularies(self.source.language.code, self.target.language.code)
        return Equivalents(self.source.lowered, self.target.lowered, known) if known else None

    @once
    def stretch(self) -> float:
        """How much longer the target is than this bitext's own ratio lets expect, in standard deviations."""
        ours, theirs = len(self.source.text.strip()), len(self.target.text.strip())
        if not ours or not theirs:
            return 0.0
        spread = max(self.lengths.deviation, _LEAST_DEVIATION) * math.sqrt(1 + 4 * _FLOOR / ours)
        return (math.log(theirs / ours) - self.lengths.mean) / spread


@dataclass(frozen=True, slots=True)
class Observation:
    """What a check saw. ``severity`` only where it differs from the check's own.

    Spans are character offsets into the unit's strings; ``fix`` is a whole new target, given only where it
    is certain.
    """

    message: str
    source_span: Span | None = None
    target_span: Span | None = None
    values: tuple[str, ...] = ()
    fix: str | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A check of one unit at a time.

    Attributes:
        name: how it is selected and reported, in lower case with hyphens.
        category: MQM dimension: accuracy, fluency, locale, style, terminology, markup.
        severity: of its findings, unless an observation says otherwise.
        about: one line for the list of checks.
        run: the function.
        both_sides: skip units of which either side is blank (they are the business of the check for that).
        default: run unless left out; otherwise only where selected by name.
        spoils: what it finds concerns the target as a whole, so that no repair of a part is certain.
    """

    name: str
    category: str
    severity: Severity
    about: str
    run: Callable[[Unit, Context], Iterator[Observation]]
    both_sides: bool = True
    default: bool = True
    spoils: bool = False


class Survey(Protocol):
    """The memory of a check that needs to see all units before it can speak."""

    def see(self, unit: Unit, context: Context) -> None:
        """Take note of one unit."""

    def report(self) -> Iterable[tuple[str, Observation]]:
        """What came of it, as (unit id, observation), once all units were seen."""


@dataclass(frozen=True, slots=True)
class CorpusCheck:
    """A check across units; ``begin`` gives a fresh :class:`Survey` for each run. The rest as in Check."""

    name: str
    category: str
    severity: Severity
    about: str
    begin: Callable[[], Survey]
    both_sides: bool = True
    default: bool = True


AnyCheck = Check | CorpusCheck
