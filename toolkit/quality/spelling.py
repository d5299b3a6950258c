"""Which spellings the shipped lexicon knows, and what a word without its marks may have been."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from toolkit.languages import language
from toolkit.recalled import Recalled
from toolkit.text.words import fold, words

_WORDS = 100_000
"""Words of whose shape is remembered before the memory is emptied."""


class Shape(dict[str, bool]):
    """Which words, in lower case, have the shape that a regular expression gives.

    Args:
        expression: of the whole word.
    """

    def __init__(self, expression: str) -> None:
        super().__init__()
        self._fullmatch = re.compile(expression).fullmatch

    def __missing__(self, word: str) -> bool:
        if len(self) >= _WORDS:
            self.clear()
        found = self[word] = self._fullmatch(word) is not None
        return found


@cache
def native(code: str) -> Shape | None:
    """The shape of every native word of a language; ``None`` where they have none in common."""
    expression = language(code).grammar.native_word
    return Shape(expression) if expression else None


@cache
def misspelt(code: str) -> Shape | None:
    """The shape of words that the orthography of a language rules out; ``None`` where none is known."""
    expression = language(code).grammar.misspelt_word
    return Shape(expression) if expression else None


class Spelling:
    """The words of a lexicon, to be asked about single syllables and pairs.

    Args:
        entries: words of one language, some of several written words.
        frequent: its most frequent words.
    """

    def __init__(self, entries: tuple[str, ...], frequent: tuple[str, ...]) -> None:
        self.frequent = frozenset(frequent)
        self.alone: set[str] = set()
        self.parts: set[str] = set(frequent)
        self.final: set[str] = set(frequent)
        self._pairs: set[tuple[str, str]] = set()
        self._marked: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        self._variants: defaultdict[str, set[str]] = defaultdict(set)
        self._asked = Recalled(self._marked_forms, _WORDS)
        self.doubtful = Recalled[str, bool](
            lambda word: word not in self.frequent and len(word) > 1 and bool(self.marked(word)), _WORDS
        )
        """Whether a word, unless it is a frequent one, may be another that lost marks."""
        for entry in entries:
            cut = [word.text.lower() for word in words(entry)]
            self.parts.update(cut)
            self.final.update(cut[-1:])
            if len(cut) == 1:
                self.alone.add(cut[0])
            for pair in pairwise(cut):
                self._pairs.add(pair)
                self._marked[fold(pair[0]), fold(pair[1])].add(pair)
        for part in self.parts:
            if not part.isascii():
                self._variants[fold(part)].add(part)

    def never_ends(self, word: str) -> bool:
        """Whether a word is only known as the beginning of others: ``hâm`` of ``hâm mộ``."""
        return word in self.parts and word not in self.final

    def pair(self, one: str, other: str) -> bool:
        """Whether two words stand side by side in an entry."""
        return (one, other) in self._pairs

    def marked(self, word: str) -> frozenset[str]:
        """Words with marks that lose some or all of them and become this one."""
        return self._asked[word]

    def _marked_forms(self, word: str) -> frozenset[str]:
        others = self._variants.get(fold(word), ())
        return frozenset(each for each in others if each != word and lost(each, word))

    def pairs(self, words: Sequence[str]) -> list[bool]:
        """Of each of some words but the last, whether it stands beside the next one in an entry."""
        return list(map(self._pairs.__contains__, pairwise(words)))

    def restored(self, one: str, other: str) -> set[tuple[str, str]]:
        """Known pairs from which some or all marks of words were lost to make this one."""
        here = (one, other)
        return {
            pair
            for pair in self._marked.get((fold(one), fold(other)), ())
            if pair != here and all(map(lost, pair, here))
        }


def lost(was: str, now: str) -> bool:
    """Whether a word is another, or what is left of it without some of its marks: ``chiên`` of ``chiến``."""
    if was == now:
        return True
    before, after = _marks(was), _marks(now)
    return len(before) == len(after) and all(
        a[0] == b[0] and set(a[1:]) <= set(b[1:]) for a, b in zip(after, before, strict=True)
    )


@lru_cache(maxsize=10_000)
def _marks(word: str) -> tuple[str, ...]:
    """The letters of a word, each with its marks after it; the stroke of ``đ`` is one."""
    letters: list[str] = []
    for character in unicodedata.normalize("NFD", word.replace("đ", "d\u0335")):
        if letters and unicodedata.combining(character):
            letters[-1] += character
        else:
            letters.append(character)
    return tuple(letters)


@cache
def spelling(code: str) -> Spelling | None:
    """The spelling of a language (a BCP 47 code), from whatever shipped lexicon has it."""
    from toolkit.lexicon import word_list

    entries = word_list(code)
    return Spelling(entries, language(code).identification.frequent) if entries else None
