"""A language's data made ready for the scan: sets to look up and classes of marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from toolkit.languages import language
from toolkit.segment.options import Options

STOPS = ".!?…‥。．！？｡؟۔।॥։።၊။᙮᠃᠉⁇⁈⁉‼"
"""Marks that may end a sentence (Unicode's Sentence_Terminal, as far as living scripts use them)."""

UNSPACED_STOPS = frozenset("。．！？｡")
"""Stops after which the next sentence follows without a space."""

_CLOSING = "\"'”’»›)]}」』）】〉》〕］｝*_"
_OPENING = "“‘«‹([{「『（【〈《〔［｛„‚¿¡"
_SYMMETRIC = "\"'*_"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the rules ask about a language.

    Attributes:
        closing: marks that may close a quotation or a bracket.
        opening: marks that may open one; straight marks are in both.
        candidate: finds a run of stops with the closing marks among and after it, and the space that follows.
        quotes: pairs of quotation marks, opening and closing.
        abbreviations: all of them together.
        spaced: words are separated by spaces.
        speech_openings: where they are not, the speech verbs, to be looked for by their letters.
        lower_pronoun: finds a word in lower case that those who mind capitals always write with one.
        calendar: names of months, week days and time zones, which go on after "p.m." and the like.
    """

    never_end: frozenset[str]
    may_end: frozenset[str]
    before_number: frozenset[str]
    abbreviations: frozenset[str]
    after_number: frozenset[str]
    abbreviation_endings: tuple[str, ...]
    name_particles: frozenset[str]
    starters: frozenset[str]
    speech_verbs: frozenset[str]
    speech_openings: tuple[str, ...]
    labels: frozenset[str]
    letter_words: frozenset[str]
    capital_words: frozenset[str]
    lower_pronoun: re.Pattern[str] | None
    exclaiming_names: frozenset[str]
    calendar: frozenset[str]
    closing: frozenset[str]
    opening: frozenset[str]
    candidate: re.Pattern[str]
    quotes: tuple[tuple[str, str], ...]
    spaced: bool
    ordinal_stop: bool


@lru_cache(maxsize=64)
def knowledge(code: str, options: Options) -> Knowledge:
    """The data of a language with the user's own abbreviations.

    Raises:
        LanguageError: not a language code.
    """
    known = language(code)
    data, writing, grammar = known.segmentation, known.writing, known.grammar
    quotes = tuple((pair[0], pair[-1]) for pair in writing.quotes if pair)
    opens = {first for first, last in quotes if first != last}
    closes = {last for first, last in quotes if first != last}
    closing = (set(_CLOSING) - opens) | closes
    opening = (set(_OPENING) | set(_SYMMETRIC) | opens) - (closes - opens)
    return Knowledge(
        never_end=data.never_end | options.abbreviations,
        may_end=data.may_end - options.abbreviations,
        before_number=data.before_number - options.abbreviations,
        abbreviations=data.never_end
        | data.may_end
        | data.before_number
        | data.after_number
        | options.abbreviations,
        after_number=data.after_number - options.abbreviations,
        abbreviation_endings=data.abbreviation_endings,
        name_particles=data.name_particles,
        starters=data.starters,
        speech_verbs=data.speech_verbs,
        speech_openings=() if writing.spaces else tuple(sorted(data.speech_verbs)),
        labels=data.labels,
        letter_words=data.letter_words,
        capital_words=data.capital_words,
        lower_pronoun=_lower(data.capital_words),
        exclaiming_names=data.exclaiming_names,
        calendar=data.time_words.union(*(names.split("|") for names in (*grammar.months, *grammar.weekdays))),
        closing=frozenset(closing),
        opening=frozenset(opening),
        candidate=_candidate("".join(sorted(closing))),
        quotes=quotes,
        spaced=writing.spaces,
        ordinal_stop=data.ordinal_stop,
    )


def _candidate(closing: str) -> re.Pattern[str]:
    # Matches at every stop whatever follows, so that no stretch of text is looked at twice: time is linear.
    # "[3]" after a stop is the number of a note. Invisible characters go with the space.
    marks = re.escape(closing)
    return re.compile(rf"[{STOPS}][{STOPS}{marks}]*+(?:\[\d{{1,3}}\])?+([\s\u200b\u2060\ufeff]*+)")


def _lower(words: frozenset[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    named = "|".join(re.escape(word.lower()) for word in sorted(words))
    return re.compile(rf"(?<![\w.'’-])(?:{named})(?=[\s,])")
