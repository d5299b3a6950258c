"""Word translations known beforehand: from the shipped lexicon, the user's own, one learned from a corpus.

A dictionary also says what is one word although it is written as several (``phát triển``, ``according to``):
such words are taken together before anything is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from toolkit.align.vocabulary import Phrases, Vocabulary
from toolkit.languages import Language, language
from toolkit.lexicon import Lexicon, word_list
from toolkit.lexicon.core import shipped_text
from toolkit.lexicon.tsv import falling
from toolkit.text.tokens import STEM, TokenKind, cut_keys, joined_keys

_KNOWN = 0.7
"""How often a word is rendered by an equivalent that the dictionary has, if it has the word at all."""
_SHORTEST = 2
"""Fewest letters of a word without its ending."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What is known of one pair of languages, by the keys of tokens.

    Attributes:
        equivalents: for each source key, target keys and how much each weighs.
        made: all target keys among them.
        source: source words that are written as several.
        target: target words that are written as several.
        inflections: endings of source words, and what stands for them in a headword.
    """

    equivalents: dict[str, list[tuple[str, float]]]
    made: frozenset[str]
    source: Phrases
    target: Phrases
    source_inflections: tuple[tuple[str, str], ...] = ()
    target_inflections: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(
        cls, lexicons: Iterable[Lexicon], source: Language, target: Language, *, shipped: bool
    ) -> Dictionary:
        """A dictionary from some lexicons of this pair and, if ``shipped``, what comes with the package."""
        given = tuple(lexicons)
        if shipped and not given:
            # Documents of a corpus need no other, and making it takes longer than aligning a short one.
            return _shipped(source.code, target.code)
        return cls._of(given, source, target, shipped=shipped)

    @classmethod
    def _of(
        cls, lexicons: Iterable[Lexicon], source: Language, target: Language, *, shipped: bool
    ) -> Dictionary:
        equivalents: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        if shipped:
            _add_shipped(equivalents, source, target)
        for lexicon in lexicons:
            left = joined_keys([entry.source for entry in lexicon.entries], source)
            right = joined_keys([entry.target for entry in lexicon.entries], target)
            for word, equivalent, entry in zip(left, right, lexicon.entries, strict=True):
                if word and equivalent:
                    equivalents[word].append((equivalent, entry.weight))
        words: Iterable[str] = equivalents
        others: Iterable[str] = [equivalent for made in equivalents.values() for equivalent, _ in made]
        targets = frozenset(others)
        if shipped and not equivalents:
            # A list made for another pair still says what is one word.
            words = joined_keys(word_list(source.code), source)
            others = joined_keys(word_list(target.code), target)
        return cls(
            equivalents,
            targets,
            Phrases.of(words),
            Phrases.of(others),
            _inflections(source),
            _inflections(target),
        )

    def pairs(self, source: Vocabulary, target: Vocabulary) -> Iterator[tuple[int, int, float]]:
        """Ids of words that translate each other, and how often the source word is rendered so."""
        if not self.equivalents:
            return
        right: dict[str, list[int]] = {}
        for t, headword in _headwords(target, self.made, self.target_inflections):
            right.setdefault(headword, []).append(t)
        for s, headword in _headwords(source, self.equivalents, self.source_inflections):
            entries = self.equivalents[headword]
            if not any(key in right for key, _ in entries):
                continue
            known = _KNOWN / max(1.0, sum([weight for _, weight in entries]))
            found: dict[int, float] = {}
            for key, weight in entries:
                for t in right.get(key, ()):
                    found[t] = found.get(t, 0.0) + weight * known
            for t, share in found.items():
                yield s, t, share


@lru_cache(maxsize=2)
def _shipped(source: str, target: str) -> Dictionary:
    return Dictionary._of((), language(source), language(target), shipped=True)


def _add_shipped(
    equivalents: defaultdict[str, list[tuple[str, float]]], source: Language, target: Language
) -> None:
    """The entries of the shipped lexicon by their keys: its file is so plain that it is cut up as a whole."""
    text, turned = shipped_text(source.code, target.code)
    for line in cut_keys(text).split("\n"):
        word, _, rest = line.partition("\t")
        if not rest or line.startswith("#"):
            continue
        made = rest.split("; ")
        weights = falling(len(made))
        if turned:
            for equivalent, weight in zip(made, weights, strict=True):
                equivalents[equivalent].append((word, weight))
        else:
            equivalents[word] += zip(made, weights, strict=True)


def _inflections(lang: Language) -> tuple[tuple[str, str], ...]:
    rules = (rule.partition(":") for rule in lang.grammar.inflections)
    return tuple((ending, instead) for ending, _, instead in rules)


def _headwords(
    vocabulary: Vocabulary, known: Collection[str], inflections: tuple[tuple[str, str], ...]
) -> Iterator[tuple[int, str]]:
    """The words of a vocabulary that a dictionary has, and how it spells them."""
    kinds = vocabulary.kinds.tolist()
    for number, key in enumerate(vocabulary.keys):
        if key in known:
            yield number, key
        elif inflections and kinds[number] == TokenKind.WORD:
            headword = _stripped(key, known, inflections)
            if headword:
                yield number, headword


def _stripped(key: str, known: Collection[str], inflections: tuple[tuple[str, str], ...]) -> str:
    """The headword of an inflected form, "" if none is known."""
    for ending, instead in inflections:
        # A key that was cut may have lost part of the ending.
        least = 1 if len(key) == STEM else len(ending)
        for length in range(len(ending), least - 1, -1):
            if not key.endswith(ending[:length]) or len(key) - length < _SHORTEST:
                continue
            stem = key[: len(key) - length]
            for candidate in (stem + instead, stem[:-1] if stem[-1:] == stem[-2:-1] else ""):
                if candidate in known:
                    return candidate
    return ""
