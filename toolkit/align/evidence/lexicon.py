"""Word translations learned from the two documents themselves.

IBM model 1 (Brown et al. 1993) by expectation maximisation over the beads of an earlier alignment, each
counted by how far it is trusted. From every expected count an absolute discount is taken off: two words that
met once only may have met by chance, and a lexicon that keeps such pairs finds again whatever alignment it
was learned from.
"""

from __future__ import annotations

import numpy as np

from toolkit.align.evidence.translation import Table
from toolkit.align.profile import Floats, Ints, Profile
from toolkit.align.search import Step

_ENOUGH = 8_000
"""Beads that are learned from."""
_DISCOUNT = 0.9
_CAUSED = 0.8
"""Probability that a token is caused by the other side at all, while learning."""
_ITERATIONS = 5
_SEED_COUNT = 2.0
"""Occurrences that the form of a word is worth beside what was learned of it."""
_MOST_CAUSED = 0.9
"""No token always has a cause that the table knows."""
_LEAST = 0.01
"""Probabilities below this are dropped."""


def learn(
    source: Profile, target: Profile, steps: list[Step], trust: Floats, seeds: tuple[Table, Table]
) -> tuple[Table, Table]:
    """Tables source to target and back, from an alignment and what was known before.

    Args:
        source: the side ``steps`` count first.
        target: the other side.
        steps: an alignment.
        trust: how probable each of its beads is [steps].
        seeds: tables from forms alone.
    """
    beads = [
        (k, step)
        for k, step in enumerate(steps)
        if step[1] > step[0] and step[3] > step[2] and trust[k] > 0.05
    ]
    # What a very long document teaches, every so manieth of its beads teaches as well.
    beads = beads[:: -(-len(beads) // _ENOUGH)] if beads else beads
    weights = np.array([trust[k] for k, _ in beads])
    left = np.array([(s[0], s[1]) for _, s in beads], dtype=np.int64).reshape(-1, 2)
    right = np.array([(s[2], s[3]) for _, s in beads], dtype=np.int64).reshape(-1, 2)
    one, other = _bags(source, left), _bags(target, right)
    return (
        _one_way(one, other, weights, source, target, seeds[0]),
        _one_way(other, one, weights, target, source, seeds[1]),
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
    keys, counts = np.unique(bead * words + side.ids[place], return_counts=True)
    starts = np.searchsorted(keys, np.arange(len(ranges) + 1) * words)
    return _Bag(keys % words, counts.astype(np.float64), starts)


def _one_way(given: _Bag, made: _Bag, trust: Floats, causes: Profile, effects: Profile, seed: Table) -> Table:
    words = max(1, len(effects.vocabulary))
    sizes = np.diff(given.starts)
    # Every effect of a bead with every cause in it, effect by effect.
    bead = np.repeat(np.arange(len(trust)), np.diff(made.starts))
    fan = sizes[bead]
    effect = np.repeat(np.arange(len(bead)), fan)
    within = np.arange(len(effect)) - np.repeat(np.concatenate(([0], np.cumsum(fan)))[:-1], fan)
    cause = given.starts[bead][effect] + within
    keys, pair = np.unique(given.ids[cause] * words + made.ids[effect], return_inverse=True)
    row, column = keys // words, keys % words
    worth = causes.vocabulary.weights[given.ids] * given.counts
    total = np.bincount(np.repeat(np.arange(len(trust)), sizes), weights=worth, minlength=len(trust))
    pull = _CAUSED * worth[cause] / total[bead][effect]
    weight = trust[bead] * made.counts
    frequency = effects.vocabulary.counts / max(1.0, float(effects.vocabulary.counts.sum()))
    alone = (1 - _CAUSED) * frequency[made.ids]
    probabilities = np.sqrt(frequency[column])
    counts = probabilities
    for _ in range(_ITERATIONS):
        share = pull * probabilities[pair]
        denominator = np.bincount(effect, weights=share, minlength=len(alone)) + alone
        counts = np.bincount(pair, weights=share * (weight / denominator)[effect], minlength=len(keys))
        totals = np.bincount(row, weights=counts, minlength=len(causes.vocabulary))
        probabilities = counts / np.maximum(totals[row], 1e-12)
    totals = np.bincount(row, weights=counts, minlength=len(causes.vocabulary))
    counts = np.maximum(counts - _DISCOUNT, 0.0).astype(np.float64)
    seen = np.bincount(made.ids, weights=weight, minlength=words)
    kept = np.bincount(column, weights=counts, minlength=words)
    caused = (kept + _SEED_COUNT * seed.caused) / (np.maximum(seen, kept) + _SEED_COUNT)
    return _mixed(row, column, counts, totals.astype(np.float64), seed, np.minimum(caused, _MOST_CAUSED))


def _mixed(row: Ints, column: Ints, counts: Floats, totals: Floats, seed: Table, caused: Floats) -> Table:
    """What was learned, with the seed as a prior worth a few occurrences."""
    words = max(1, len(caused))
    seeded = seed.given()
    all_rows = np.concatenate((row, seeded))
    all_columns = np.concatenate((column, seed.targets))
    amounts = np.concatenate((counts, _SEED_COUNT * seed.probabilities))
    keys, place = np.unique(all_rows * words + all_columns, return_inverse=True)
    summed = np.bincount(place, weights=amounts, minlength=len(keys))
    rows = keys // words
    has_seed = np.bincount(seeded, minlength=len(totals)) > 0
    probabilities = summed / np.maximum(totals + _SEED_COUNT * has_seed, 1e-12)[rows]
    kept = probabilities > _LEAST
    return Table.of(len(totals), rows[kept], (keys % words)[kept], probabilities[kept], caused)
