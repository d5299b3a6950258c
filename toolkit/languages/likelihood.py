"""How well the words of a text fit each of several languages."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from operator import add
from typing import NamedTuple

from toolkit.languages.data import language
from toolkit.languages.profiles import Profile, normal, profile, profiles_for
from toolkit.languages.prose import without_diacritics
from toolkit.languages.syllables import Syllables, syllables_of
from toolkit.recalled import Recalled

# Share of running text that the listed frequent words are taken to make up.
_FREQUENT = 0.3
# Share of texts, in a language with diacritics, taken to be typed without them; and share of the words
# without any in an ordinary text.
_BARE = math.log(0.1)
_BARE_WORDS = math.log(0.1)
# A word that breaks the syllable grammar is a foreign one: one word in twenty, however it is spelt.
_FOREIGN = math.log(0.05)
# No single word may say more than this (natural logarithm of odds): names and quotations are in any text.
_MOST = 5.0
# Words remembered with each language.
_WORDS = 5_000
# … but a word with a letter that no other language in question has may say this much.
_MOST_OWN = 8.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A language the text may be in, with what there is to tell it by.

    ``language`` is the code as it was asked for. ``profiles`` are alternatives, at least one.
    """

    language: str
    profiles: tuple[Profile, ...]
    frequent: Mapping[str, float]
    """Natural logarithms of the probabilities of frequent words."""
    letters: frozenset[str]
    """Letters that only this language has."""
    syllables: Syllables | None
    _known: dict[str, Chance] = field(default_factory=dict, repr=False, compare=False)

    def word(self, word: str) -> Chance:
        """How likely a lower-case word is; of those met lately, remembered."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _WORDS:
                self._known.clear()
            found = self._known[word] = self._word(word)
        return found

    def _word(self, word: str) -> Chance:
        written = normal(word)
        chance = max(p.word(written) for p in self.profiles)
        usual = self.frequent.get(word)
        if self.syllables is None:
            chance = chance if usual is None else _sum(chance, usual)
            return Chance(chance, chance, True)
        bare = without_diacritics(word)
        syllable = self.syllables.word(bare)
        if syllable is None:
            return Chance(chance, chance, False)
        if bare != word:
            chance = chance if usual is None else _sum(chance, usual)
            return Chance(chance, chance, True)
        usual = self.frequent.get(bare)
        if usual is not None:
            syllable = _sum(syllable, usual)
        return Chance(_sum(chance, syllable + _BARE_WORDS), _sum(chance, syllable), True)


class Chance(NamedTuple):
    """Natural logarithms of the probability of a word in an ordinary text and in one without diacritics.

    ``native`` is false where it cannot be a word of the language.
    """

    ordinary: float
    bare: float
    native: bool


def _sum(first: float, second: float) -> float:
    """Logarithm of the sum of two probabilities given by their logarithms."""
    high, low = max(first, second), min(first, second)
    return high + math.log1p(math.exp(low - high))


@cache
def candidate(code: str) -> Candidate | None:
    """The candidate for a BCP 47 code; ``None`` where no profile can tell it."""
    names = profiles_for(code)
    if not names:
        return None
    facts = language(code)
    syllables = syllables_of(code)
    grammar = facts.grammar
    dates = (name for names in (*grammar.months, *grammar.weekdays) for name in names.lower().split("|"))
    others = sorted({*grammar.function_words, *dates}.difference(facts.identification.frequent))
    listed = (*facts.identification.frequent, *others)
    frequent = _zipf(listed)
    if syllables:
        bare = _zipf([without_diacritics(word) for word in listed])
        frequent = {**bare, **frequent}
    return Candidate(
        language=code,
        profiles=tuple(profile(name) for name in names),
        frequent=frequent,
        letters=frozenset(facts.writing.letters),
        syllables=syllables,
    )


def _zipf(listed: Sequence[str]) -> dict[str, float]:
    """Logarithms of probabilities that fall with the rank; words that coincide add up."""
    shares: defaultdict[str, float] = defaultdict(float)
    for rank, word in enumerate(listed):
        shares[word] += 1 / (rank + 3)
    total = sum(shares.values())
    return {word: math.log(_FREQUENT * share / total) for word, share in shares.items()}


@dataclass(slots=True)
class Fit:
    """How the words of a text fit one language.

    ``score`` is the logarithm of the odds against the languages that fit best, word by word: at most 0.
    """

    score: float = 0.0
    own_letters: int = 0
    """Words with a letter that only this language has."""
    native: int = 0
    """Words that the syllable grammar allows."""


def fits(words: Iterable[str], candidates: Sequence[Candidate]) -> list[Fit]:
    """The fit of each candidate to the words, in the order of the candidates."""
    evidence = _evidence(tuple(one.language for one in candidates))
    ordinary, bare = [0.0] * len(candidates), [_BARE] * len(candidates)
    met = Counter(words)
    own, native = [0] * len(candidates), [met.total()] * len(candidates)
    for word, times in met.items():
        said = evidence[word]
        if times == 1:  # as most are: the four rows are added in one call each
            ordinary, bare = list(map(add, ordinary, said.ordinary)), list(map(add, bare, said.bare))
        else:
            ordinary = [sum_ + times * odds for sum_, odds in zip(ordinary, said.ordinary, strict=True)]
            bare = [sum_ + times * odds for sum_, odds in zip(bare, said.bare, strict=True)]
        for index in said.own:
            own[index] += times
        for index in said.foreign:
            native[index] -= times
    rows = zip(ordinary, bare, own, native, strict=True)
    return [Fit(max(usual, without), mine, allowed) for usual, without, mine, allowed in rows]


class _Evidence(NamedTuple):
    """What one word says of each of several languages, against the one that it fits best.

    Attributes:
        ordinary: logarithm of the odds in an ordinary text, for each language.
        bare: the same in a text without diacritics.
        own: places of the languages whose own letters it has.
        foreign: places of those in which it cannot be a word.
    """

    ordinary: tuple[float, ...]
    bare: tuple[float, ...]
    own: tuple[int, ...]
    foreign: tuple[int, ...]


@lru_cache(maxsize=16)
def _evidence(codes: tuple[str, ...]) -> Recalled[str, _Evidence]:
    """What lower-case words say of some languages; of those met lately, remembered."""
    candidates = [one for code in codes if (one := candidate(code)) is not None]
    owned = _owned(codes)
    letters = frozenset[str]().union(*owned)
    pieced = [index for index, one in enumerate(candidates) if one.syllables is not None]

    def weighed(word: str) -> _Evidence:
        chances = [one.word(word) for one in candidates]
        most = max(_MOST, float(len(word)))
        strange = [index for index in pieced if not chances[index].native]
        own = [] if letters.isdisjoint(word) else [at for at, a in enumerate(owned) if not a.isdisjoint(word)]
        if own:
            most = max(most, _MOST_OWN)
        foreign = set(strange).difference(own)
        if foreign and len(foreign) < len(candidates):
            others = max(chance.bare for at, chance in enumerate(chances) if at not in foreign) + _FOREIGN
            for index in foreign:
                chances[index] = Chance(others, others, False)
        best = max([chance.bare for chance in chances])
        return _Evidence(
            tuple([max(chance.ordinary - best, -most) for chance in chances]),
            tuple([max(chance.bare - best, -most) for chance in chances]),
            tuple(own),
            tuple(strange),
        )

    return Recalled(weighed, _WORDS)


@cache
def _owned(codes: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """For each of some languages the letters that no other of them has, by the profiles of those."""
    candidates = [one for code in codes if (one := candidate(code)) is not None]
    return tuple(_own_letters(one, candidates) for one in candidates)


def _own_letters(one: Candidate, candidates: Sequence[Candidate]) -> frozenset[str]:
    if not one.letters:
        return one.letters
    profiles = [p for other in candidates if other is not one for p in other.profiles]
    return frozenset(letter for letter in one.letters if not any(p.has(normal(letter)) for p in profiles))
