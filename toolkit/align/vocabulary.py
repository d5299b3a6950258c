"""The words of one side of an alignment, as numbers.

A document of a million words is read at the cost of its distinct ones: its text falls into pieces, each
distinct piece is understood once, and all that follows is done with arrays of numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
import numpy.typing as npt

from toolkit.languages import Language
from toolkit.text.tokens import Token, TokenKind, pieces, read

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The distinct tokens of one side; a token's id is its place here.

    Attributes:
        keys: what is compared.
        kinds: a :class:`toolkit.text.tokens.TokenKind` each.
        weights: the share of a word each stands for.
        counts: occurrences in the document.
    """

    keys: tuple[str, ...]
    kinds: Ints
    weights: Floats
    counts: Floats

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words that are written as several tokens.

    Attributes:
        beginnings: for the key of a first token, the further ones of every phrase that begins with it. A
            short text is read without going over all there are.
    """

    beginnings: Mapping[str, Sequence[tuple[str, ...]]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, words: Iterable[str]) -> Phrases:
        """From keys of tokens, joined by spaces; those of a single token are left aside."""
        beginnings: dict[str, list[tuple[str, ...]]] = {}
        for word in dict.fromkeys([word for word in words if " " in word]):
            first, *further = word.split(" ")
            beginnings.setdefault(first, []).append(tuple(further))
        return cls(beginnings)


NO_PHRASES = Phrases()


@dataclass(frozen=True, slots=True)
class Numbered:
    """The tokens of some texts.

    Attributes:
        starts: token ``k`` belongs to text ``i`` if ``starts[i] <= k < starts[i + 1]`` [texts + 1].
        ids: all tokens, one text after the other [tokens].
        vocabulary: the distinct tokens.
    """

    starts: Ints
    ids: Ints
    vocabulary: Vocabulary


def numbered(
    texts: Sequence[str], lang: Language, *, phrases: Phrases = NO_PHRASES, cut: bool = True
) -> Numbered:
    """The tokens of some texts, with those of one word taken together, the longest word first.

    Args:
        texts: of one language.
        lang: that language.
        phrases: words of several tokens.
        cut: words are cut to what hardly inflects.
    """
    found = [pieces(text) for text in texts]
    sizes = np.array([len(each) for each in found], dtype=np.int64)
    every = list(chain.from_iterable(found))
    distinct = {piece: number for number, piece in enumerate(dict.fromkeys(every))}
    occurrences = np.fromiter(map(distinct.__getitem__, every), dtype=np.int64, count=len(every))
    numbers: dict[str, int] = {}
    tokens: list[Token] = []
    meanings: list[int] = []
    counts: list[int] = []
    for piece in distinct:
        understood = read(piece, lang, cut=cut)
        counts.append(len(understood))
        for token in understood:
            number = numbers.get(token.key)
            if number is None:
                number = numbers[token.key] = len(tokens)
                tokens.append(token)
            meanings.append(number)
    each = np.array(counts, dtype=np.int64)
    if len(meanings) == len(counts) and bool((each == 1).all()):
        ids = np.array(meanings, dtype=np.int64)[occurrences]
    else:
        ids = _spread(np.array(meanings, dtype=np.int64), each, occurrences)
    before = np.concatenate(([0], np.cumsum(each[occurrences]))).astype(np.int64)
    starts = before[np.concatenate(([0], np.cumsum(sizes)))]
    if phrases.beginnings:
        ids, starts, joined = _joined(ids, starts, numbers, phrases)
        tokens += [Token(key, TokenKind.WORD) for key in joined]
    return _compact(starts, ids, tokens)


def _spread(meanings: Ints, counts: Ints, occurrences: Ints) -> Ints:
    """The tokens of every occurrence, each piece of which has ``counts`` of the ``meanings``."""
    begins = np.concatenate(([0], np.cumsum(counts)))[:-1]
    sizes = counts[occurrences]
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    places = np.repeat(begins[occurrences] - (ends - sizes), sizes) + np.arange(total)
    spread: Ints = meanings[places]
    return spread


def _joined(
    ids: Ints, starts: Ints, numbers: dict[str, int], phrases: Phrases
) -> tuple[Ints, Ints, list[str]]:
    """Ids and starts with the tokens of a phrase made one, and the keys of the new tokens.

    All beginnings of phrases are numbered, and an array says which of them has been read at each place; so
    the text is gone over once for every length of a phrase, not for every phrase.
    """
    lengths, found, keys = _readings(ids, starts, numbers, phrases)
    places = np.flatnonzero(lengths)
    chosen: list[int] = []
    end = 0
    for place, length in zip(places.tolist(), lengths[places].tolist(), strict=True):
        if place >= end:
            chosen.append(place)
            end = place + length
    first = np.array(chosen, dtype=np.int64)
    kept = np.ones(len(ids) + 1, dtype=np.bool_)
    for further in range(1, int(lengths.max(initial=1))):
        kept[first[lengths[first] > further] + further] = False
    made = ids.copy()
    made[first] = found[first]
    before = np.concatenate(([0], np.cumsum(kept[:-1]))).astype(np.int64)
    return made[kept[:-1]], before[starts], keys


def _readings(
    ids: Ints, starts: Ints, numbers: dict[str, int], phrases: Phrases
) -> tuple[Ints, Ints, list[str]]:
    """For each place the tokens of the longest phrase that begins there (or 0) and its id; all new keys."""
    states: dict[tuple[int, int], int] = {}
    words: dict[int, str] = {}
    for key, first in numbers.items():
        for further in phrases.beginnings.get(key, ()):
            if further[0] not in numbers or not all(map(numbers.__contains__, further)):
                continue
            state = first
            for each in further:
                state = states.setdefault((state, numbers[each]), len(numbers) + len(states))
            words[state] = " ".join((key, *further))
    lengths = np.zeros(len(ids), dtype=np.int64)
    found = np.zeros(len(ids), dtype=np.int64)
    if not words:
        return lengths, found, []
    size = len(numbers) + len(states)
    steps = np.array([(a * size + b, state) for (a, b), state in states.items()], dtype=np.int64)
    steps = steps[np.argsort(steps[:, 0])]
    ends = np.zeros(size, dtype=np.bool_)
    ends[list(words)] = True
    text = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    where, at = np.arange(len(ids)), ids
    length = 1
    while len(where):
        length += 1
        inside = where + length - 1 < len(ids)
        where, at = where[inside], at[inside]
        inside = text[where] == text[where + length - 1]
        where, at = where[inside], at[inside]
        step = at * size + ids[where + length - 1]
        place = np.minimum(np.searchsorted(steps[:, 0], step), len(steps) - 1)
        known = steps[place, 0] == step
        where, at = where[known], steps[place[known], 1]
        whole = ends[at]
        lengths[where[whole]] = length
        found[where[whole]] = at[whole]
    used, new = np.unique(found[lengths > 0], return_inverse=True)
    found[lengths > 0] = len(numbers) + new
    return lengths, found, [words[state] for state in used.tolist()]


def _compact(starts: Ints, ids: Ints, tokens: list[Token]) -> Numbered:
    """Without the tokens that no longer occur."""
    counts = np.bincount(ids, minlength=len(tokens))
    used = np.flatnonzero(counts)
    places = np.zeros(len(tokens), dtype=np.int64)
    places[used] = np.arange(len(used))
    kept = [tokens[place] for place in used.tolist()]
    vocabulary = Vocabulary(
        keys=tuple(token.key for token in kept),
        kinds=np.array([token.kind for token in kept], dtype=np.int64),
        weights=np.array([token.weight for token in kept], dtype=np.float64),
        counts=counts[used].astype(np.float64),
    )
    return Numbered(starts, places[ids], vocabulary)
