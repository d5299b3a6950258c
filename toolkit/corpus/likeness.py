"""How like the documents of one side are to those of the other, for the pairs that may come into question.

Likeness is the cosine of two bags, in which words that few documents have count most (inverse document
frequency), less for lengths that do not fit. Of thousands of documents on each side not all pairs are looked
at: an index leads from the rarest words of a document (its numbers, dates, names) to those that share them,
and only the most promising are compared in full. Time and memory grow with the number of documents.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from toolkit.corpus.bags import Bags, Floats, Ints

_ALONE = 0.3
"""Weight of a word that the other side has nowhere: lexicons have gaps."""
_COMMON = 0.5
"""Share of the documents from which on a word tells nothing."""
_SPREAD = 0.5
"""Standard deviation of the log ratio of lengths of a document and its translation, in documents at large."""
_LOOKUPS = 30_000
"""Entries of the index that are looked up for one document, the rarest words first."""
_PROMISING = 64
"""Documents that are compared with one in full."""
_LEAST = 1e-9


def likenesses(left: Bags, right: Bags, words: int) -> list[list[tuple[int, float]]]:
    """For each source the targets that come into question and their likeness, the most like first.

    Args:
        left: the sources.
        right: the targets.
        words: size of the vocabulary.
    """
    if not len(left) or not len(right):
        return [[] for _ in range(len(left))]
    ours, theirs = _weighed(left, right, words)
    index = _Index.of(theirs, words)
    usual = float(np.median(np.log(right.lengths)) - np.median(np.log(left.lengths)))
    heights = np.log(right.lengths) - usual
    dense = np.zeros(words)
    found: list[list[tuple[int, float]]] = []
    for row in range(len(left)):
        columns, values = ours.of(row)
        scores, whole = index.look_up(columns, values, len(right))
        targets = np.flatnonzero(scores)
        fitting = np.exp(-0.5 * ((heights[targets] - np.log(left.lengths[row])) / _SPREAD) ** 2)
        like = scores[targets] * fitting
        if len(targets) > _PROMISING:
            best = np.sort(np.argpartition(-like, _PROMISING)[:_PROMISING])
            targets, like, fitting = targets[best], like[best], fitting[best]
        if not whole:
            like = theirs.products(targets, columns, values, dense) * fitting
        order = np.lexsort((targets, -like))
        pairs = zip(targets[order].tolist(), like[order].tolist(), strict=True)
        found.append([(target, value) for target, value in pairs if value > _LEAST])
    return found


@dataclass(frozen=True, slots=True)
class _Rows:
    """Bags whose entries are weighed: of length 1, but for words that are left out. See :class:`Bags`."""

    starts: Ints
    columns: Ints
    values: Floats

    def of(self, row: int) -> tuple[Ints, Floats]:
        """The words of a document and their weights."""
        here = slice(self.starts[row], self.starts[row + 1])
        return self.columns[here], self.values[here]

    def products(self, rows: Ints, columns: Ints, values: Floats, dense: Floats) -> Floats:
        """The cosines of some documents with another one; ``dense`` is zeros [words], and is again after."""
        dense[columns] = values
        sizes = self.starts[rows + 1] - self.starts[rows]
        places = _runs(self.starts[rows], sizes)
        owner = np.repeat(np.arange(len(rows)), sizes)
        weights = self.values[places] * dense[self.columns[places]]
        dense[columns] = 0.0
        return np.bincount(owner, weights, minlength=len(rows)).astype(np.float64)


@dataclass(frozen=True, slots=True)
class _Index:
    """Which documents have a word: entries by word, of word ``w`` from ``starts[w]`` on."""

    starts: Ints
    rows: Ints
    values: Floats

    @classmethod
    def of(cls, bags: _Rows, words: int) -> _Index:
        owner = np.repeat(np.arange(len(bags.starts) - 1), np.diff(bags.starts))
        order = np.argsort(bags.columns, kind="stable")
        counts = np.bincount(bags.columns, minlength=words)
        starts = np.concatenate(([0], np.cumsum(counts)))
        return cls(starts, owner[order], bags.values[order])

    def look_up(self, columns: Ints, values: Floats, documents: int) -> tuple[Floats, bool]:
        """What each document has in common with one, and whether all its words were looked up."""
        sizes = self.starts[columns + 1] - self.starts[columns]
        order = np.argsort(sizes, kind="stable")
        taken = order[: max(1, int(np.searchsorted(np.cumsum(sizes[order]), _LOOKUPS, side="right")))]
        places = _runs(self.starts[columns[taken]], sizes[taken])
        weights = self.values[places] * np.repeat(values[taken], sizes[taken])
        scores = np.bincount(self.rows[places], weights, minlength=documents).astype(np.float64)
        return scores, len(taken) == len(columns)


def _runs(starts: Ints, sizes: Ints) -> Ints:
    """The numbers from each start on, as many as its size says, one run after the other."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    runs: Ints = np.repeat(starts - (ends - sizes), sizes) + np.arange(total)
    return runs


def _weighed(left: Bags, right: Bags, words: int) -> tuple[_Rows, _Rows]:
    """Entries times how few documents have the word, documents of length 1; words both sides have."""
    counts = [np.bincount(side.columns, minlength=words) for side in (left, right)]
    limit = [max(2.0, _COMMON * len(side)) for side in (left, right)]
    shared = (counts[0] > 0) & (counts[1] > 0) & ((counts[0] <= limit[0]) | (counts[1] <= limit[1]))
    # The commoner side decides: a word in one document here and in all there tells nothing.
    share = np.maximum(counts[0] / len(left), counts[1] / len(right))
    rarity = np.zeros(words)
    rarity[shared] = np.log(1 / share[shared]) + 0.1
    made = []
    for side, mine in zip((left, right), counts, strict=True):
        alone = ~shared & (mine > 0)
        weight = rarity.copy()
        weight[alone] = _ALONE * np.log(len(side) / mine[alone])
        weighed = side.values * weight[side.columns]
        owner = np.repeat(np.arange(len(side)), np.diff(side.starts))
        length = np.sqrt(np.bincount(owner, weighed**2, minlength=len(side)))
        length[length == 0] = 1.0
        kept = shared[side.columns]
        sizes = np.bincount(owner[kept], minlength=len(side))
        made.append(
            _Rows(
                np.concatenate(([0], np.cumsum(sizes))),
                side.columns[kept],
                (weighed / length[owner])[kept],
            )
        )
    return made[0], made[1]
