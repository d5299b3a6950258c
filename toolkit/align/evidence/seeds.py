"""What can be known before anything was learned: same words, same numbers, same marks, and look-alikes.

A :class:`Seed` says how likely a token is to be rendered by another, from their form alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np

from toolkit.align.evidence.translation import Table
from toolkit.align.options import Evidence
from toolkit.align.vocabulary import Floats, Ints, Vocabulary
from toolkit.text.tokens import TokenKind
from toolkit.text.words import fold

# How often the same form on the other side is a rendering, by what it is. Short words in small letters that
# happen to look the same ("to", "an", "do" are words of English and of Vietnamese) rarely are.
_SAME_LONG = 0.8
_SAME_SHORT = 0.15
_SAME_NUMBER = 0.8
_SAME_MARK = 0.6
_SAME_GRAM = 0.5
_SHORT = 3
"""Letters up to which a word is short."""

_LOOKS_ALIKE = 0.5
"""How often a word that looks alike enough is a rendering."""
_ALIKE = 0.7
"""Similarity (share of letters in common, in order) from which two words look alike."""
_EXPECTED = 0.8
"""How far a token of one side is missed where its like on the other side is not in the bead."""
_COGNATE_LETTERS = 4
"""Fewest letters of a word that can be recognised by its look."""


def seed(
    source: Vocabulary,
    target: Vocabulary,
    evidence: Collection[Evidence],
    known: Iterable[tuple[int, int, float]] = (),
) -> tuple[Table, Table]:
    """Translation tables from forms alone, source to target and back.

    Args:
        source: the distinct tokens of one side.
        target: the distinct tokens of the other.
        evidence: which kinds of likeness count.
        known: further pairs that translate each other, and how often the source token is rendered so.
    """
    forth: dict[tuple[int, int], float] = {}
    places = {key: place for place, key in enumerate(target.keys)}
    for s, key in enumerate(source.keys):
        t = places.get(key)
        if t is not None and (probability := _same(source, s, evidence)):
            forth[s, t] = probability
    if Evidence.COGNATES in evidence:
        forth.update(((s, t), _LOOKS_ALIKE) for s, t in _cognates(source, target))
    back = dict(forth)
    entries = list(known)
    shares = np.bincount([t for _, t, _ in entries], [p for _, _, p in entries], len(target))
    for s, t, probability in entries:
        forth[s, t] = max(forth.get((s, t), 0.0), probability)
        back[s, t] = max(back.get((s, t), 0.0), probability / max(1.0, float(shares[t])))
    pairs = np.array(list(forth), dtype=np.int64).reshape(-1, 2)
    left, right = pairs[:, 0], pairs[:, 1]
    there = np.array(list(forth.values()), dtype=np.float64)
    here = np.array([back[pair] for pair in forth], dtype=np.float64)
    return _table(len(source), len(target), left, right, there), _table(
        len(target), len(source), right, left, here
    )


def _table(rows: int, columns: int, given: Ints, made: Ints, probabilities: Floats) -> Table:
    caused = np.zeros(columns)
    np.maximum.at(caused, made, _EXPECTED * probabilities)
    return Table.of(rows, given, made, probabilities, caused)


def _same(source: Vocabulary, s: int, evidence: Collection[Evidence]) -> float:
    kind = source.kinds[s]
    key = source.keys[s]
    if kind == TokenKind.NUMBER:
        return _SAME_NUMBER if Evidence.NUMBERS in evidence else 0.0
    if kind == TokenKind.MARK:
        return _SAME_MARK if Evidence.MARKS in evidence else 0.0
    if Evidence.IDENTITY not in evidence:
        return 0.0
    if kind == TokenKind.GRAM:
        return _SAME_GRAM
    if kind == TokenKind.CODE or len(key) > _SHORT:
        return _SAME_LONG
    return _SAME_SHORT


def _cognates(source: Vocabulary, target: Vocabulary) -> list[tuple[int, int]]:
    """Pairs of different words that look alike, found among those with the same first two letters."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    shelves = _shelves(target)
    pairs: list[tuple[int, int]] = []
    for letters, (words, places) in _shelves(source).items():
        if letters not in shelves:
            continue
        others, there = shelves[letters]
        alike = cdist(words, others, scorer=Indel.normalized_similarity, score_cutoff=_ALIKE)
        rows, columns = np.nonzero(alike >= _ALIKE)
        found = zip(rows.tolist(), columns.tolist(), strict=True)
        alike_pairs = ((places[row], there[column]) for row, column in found)
        pairs.extend((s, t) for s, t in alike_pairs if source.keys[s] != target.keys[t])
    return pairs


def _shelves(side: Vocabulary) -> dict[str, tuple[list[str], list[int]]]:
    """The words that can be told by their look, folded, and their places, by their first two letters."""
    shelves: dict[str, tuple[list[str], list[int]]] = {}
    for place, (key, kind) in enumerate(zip(side.keys, side.kinds.tolist(), strict=True)):
        if len(key) >= _COGNATE_LETTERS and kind == TokenKind.WORD:
            folded = fold(key)
            words, places = shelves.setdefault(folded[:2], ([], []))
            words.append(folded)
            places.append(place)
    return shelves
