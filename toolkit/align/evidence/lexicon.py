"""Word translations learned from the two documents themselves.

IBM model 1 (Brown et al. 1993) by expectation maximisation over the beads of an earlier alignment, each
counted by how far it is trusted. From every expected count an absolute discount is taken off: two words that
met once only may have met by chance, and a lexicon that keeps such pairs finds again whatever alignment it
was learned from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from toolkit.align.evidence.translation import Table
from toolkit.align.grouping import grouped
from toolkit.align.likely import Likely
from toolkit.align.profile import Floats, Ints, Profile

_ENOUGH = 4_000
"""Beads that are learned from."""
_DISCOUNT = 0.9
_CAUSED = 0.8
"""Probability that a token is caused by the other side at all, while learning."""
_ITERATIONS = 5
_SEED_COUNT = 4.0
"""Occurrences that the form of a word is worth beside what was learned of it."""
_MOST_CAUSED = 0.9
"""No token always has a cause that the table knows."""
_LEAST = 0.01
"""Probabilities below this are dropped."""


def learn(
    source: Profile,
    target: Profile,
    likely: Likely,
    seeds: tuple[Table, Table],
    enough: int = _ENOUGH,
) -> tuple[Table, Table]:
    """Tables source to target and back, from an alignment and what was known before.

    Args:
        source: the one side.
        target: the other side.
        likely: beads of an earlier round.
        seeds: tables from forms alone.
        enough: beads that are learned from.
    """
    # What a very long document teaches, every so manieth of its beads teaches as well.
    beads = np.arange(0, len(likely.probability), max(1, -(-len(likely.probability) // enough)))
    weights = likely.probability[beads]
    one, other = _bags(source, likely.source[beads]), _bags(target, likely.target[beads])
    pairs = _Pairs.of(one, other, len(target.vocabulary))
    return (
        _one_way(one, other, pairs, weights, source, target, seeds[0]),
        _one_way(other, one, pairs.turned(), weights, target, source, seeds[1]),
    )


class _Bag:
    """Distinct tokens of each bead on one side: ids and counts, bead ``k`` at ``starts[k]:starts[k + 1]``."""

    def __init__(self, ids: Ints, counts: Floats, starts: Ints) -> None:
        self.ids, self.counts, self.starts = ids, counts, starts


def _bags(side: Profile, ranges: Ints) -> _Bag:
    words = max(1, len(side.vocabulary))
    first, last = side.starts[ranges[:, 0]], side.starts[ranges[:, 1]]
    sizes = last - first
    bead = np.repeat(np.arange(len(ranges)), sizes)
    place = np.arange(int(sizes.sum())) + np.repeat(
        first - np.concatenate(([0], np.cumsum(sizes)))[:-1], sizes
    )
    keys, kind = grouped(bead * words + side.ids[place])
    counts = np.bincount(kind, minlength=len(keys))
    starts = np.searchsorted(keys, np.arange(len(ranges) + 1) * words)
    return _Bag(keys % words, counts.astype(np.float64), starts)


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Every token of one side with every token of the other side of its bead.

    Attributes:
        cause: place in the one bag [pairs].
        effect: place in the other bag [pairs].
        kind: which words meet, as a number [pairs].
        row: the one side's word of each kind [kinds].
        column: the other side's word of each kind [kinds].
    """

    cause: Ints
    effect: Ints
    kind: Ints
    row: Ints
    column: Ints

    @classmethod
    def of(cls, one: _Bag, other: _Bag, words: int) -> _Pairs:
        """All pairs within each bead; ``words`` are the other side's."""
        bead = np.repeat(np.arange(len(other.starts) - 1), np.diff(other.starts))
        fan = np.diff(one.starts)[bead]
        effect = np.repeat(np.arange(len(bead)), fan)
        cause = np.arange(len(effect)) + np.repeat(one.starts[bead] - np.cumsum(fan) + fan, fan)
        keys, kind = grouped(one.ids[cause] * max(1, words) + other.ids[effect])
        return cls(cause, effect, kind, keys // max(1, words), keys % max(1, words))

    def turned(self) -> _Pairs:
        """The same seen from the other side."""
        return _Pairs(self.effect, self.cause, self.kind, self.column, self.row)


def _one_way(
    given: _Bag,
    made: _Bag,
    pairs: _Pairs,
    trust: Floats,
    causes: Profile,
    effects: Profile,
    seed: Table,
) -> Table:
    words = max(1, len(effects.vocabulary))
    row, column = pairs.row, pairs.column
    beads = np.arange(len(trust))
    worth = causes.vocabulary.weights[given.ids] * given.counts
    given_bead, made_bead = np.repeat(beads, np.diff(given.starts)), np.repeat(beads, np.diff(made.starts))
    total = np.bincount(given_bead, weights=worth, minlength=len(trust))
    pull = (_CAUSED * worth / np.maximum(total, 1e-9)[given_bead])[pairs.cause]
    weight = trust[made_bead] * made.counts
    frequency = effects.vocabulary.counts / max(1.0, float(effects.vocabulary.counts.sum()))
    alone = (1 - _CAUSED) * frequency[made.ids]
    probabilities = np.sqrt(frequency[column])
    counts = probabilities
    for _ in range(_ITERATIONS):
        share = pull * probabilities[pairs.kind]
        denominator = np.bincount(pairs.effect, weights=share, minlength=len(alone)) + alone
        share *= (weight / denominator)[pairs.effect]
        counts = np.bincount(pairs.kind, weights=share, minlength=len(row))
        totals = np.bincount(row, weights=counts, minlength=len(causes.vocabulary))
        probabilities = counts / np.maximum(totals[row], 1e-12)
    totals = np.bincount(row, weights=counts, minlength=len(causes.vocabulary))
    counts = np.maximum(counts - _DISCOUNT, 0.0).astype(np.float64)
    seen = np.bincount(made.ids, weights=weight, minlength=words)
    kept = np.bincount(column, weights=counts, minlength=words)
    caused = (kept + _SEED_COUNT * seed.caused) / (np.maximum(seen, kept) + _SEED_COUNT)
    left = counts > 0
    return _mixed(
        row[left],
        column[left],
        counts[left],
        totals.astype(np.float64),
        seed,
        np.minimum(caused, _MOST_CAUSED),
    )


def _mixed(row: Ints, column: Ints, counts: Floats, totals: Floats, seed: Table, caused: Floats) -> Table:
    """What was learned, with the seed as a prior worth a few occurrences."""
    words = max(1, len(caused))
    seeded = seed.given()
    all_rows = np.concatenate((row, seeded))
    all_columns = np.concatenate((column, seed.targets))
    amounts = np.concatenate((counts, _SEED_COUNT * seed.probabilities))
    keys, place = grouped(all_rows * words + all_columns)
    summed = np.bincount(place, weights=amounts, minlength=len(keys))
    rows = keys // words
    has_seed = np.bincount(seeded, minlength=len(totals)) > 0
    probabilities = summed / np.maximum(totals + _SEED_COUNT * has_seed, 1e-12)[rows]
    kept = probabilities > _LEAST
    return Table.of(len(totals), rows[kept], (keys % words)[kept], probabilities[kept], caused)
