"""Length: a long passage has a long translation.

After Gale and Church (1993), with the parameters of the pair estimated from the two documents themselves, as
a likelihood ratio against lengths drawn independently, and with tails that do not let one free translation
outweigh everything else.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from toolkit.align.band import Band
from toolkit.align.likely import Likely
from toolkit.align.profile import Floats, Ints, Profile
from toolkit.align.search import BeadType

_START_VARIANCE = 3.0
"""Variance a character before the documents have told: a standard deviation of 17 in 100 characters."""
_STRETCH = 0.1
"""Part of the standard deviation that grows with the length itself: translators who explain or condense."""
_FREE = 0.01
"""Share of translations whose length says nothing."""
LARGEST = 4
"""Most segments of a bead on one side."""
_TRUSTED = 20.0
"""How many beads the starting variance is worth when it is estimated anew."""


@dataclass(frozen=True, slots=True)
class LengthModel:
    """Lengths of one pair of documents; source lengths are scaled to target characters throughout.

    Attributes:
        ratio: target characters for a source character.
        variance: of a translation's length, for each character of it.
        means: mean of the logarithm of the length of a run of one, two, three … segments.
        spreads: standard deviation of the same.
    """

    ratio: float
    variance: float
    means: tuple[float, ...]
    spreads: tuple[float, ...]

    @classmethod
    def of(cls, source: Profile, target: Profile) -> LengthModel:
        """A first estimate, from the totals alone."""
        ratio = _median_ratio(source.lengths, target.lengths)
        means, spreads = [], []
        for number in range(1, LARGEST + 1):
            logs = np.log(
                np.concatenate((_sums(source.lengths * ratio, number), _sums(target.lengths, number)))
            )
            means.append(float(logs.mean()))
            spreads.append(max(0.3, float(logs.std())))
        return cls(ratio, _START_VARIANCE, tuple(means), tuple(spreads))

    def refined(self, source: Profile, target: Profile, likely: Likely) -> LengthModel:
        """Ratio and variance from likely beads, each counted by how likely it is."""
        weights = likely.probability
        if not len(weights):
            return self
        left = np.diff(np.concatenate(([0.0], np.cumsum(source.lengths)))[likely.source])[:, 0]
        right = np.diff(np.concatenate(([0.0], np.cumsum(target.lengths)))[likely.target])[:, 0]
        prior = _TRUSTED * float(np.exp(self.means[0]))
        ratio = ((weights * right).sum() + prior * self.ratio) / ((weights * left).sum() + prior)
        size = (left * ratio + right) / 2
        off = (right - left * ratio) ** 2 - (_STRETCH * size) ** 2
        # Beads that are far off are the wrong ones: each may speak for four standard deviations at most.
        each = np.clip(off / size, 0.0, 16 * self.variance)
        variance = ((weights * each).sum() + _TRUSTED * _START_VARIANCE) / (weights.sum() + _TRUSTED)
        return replace(self, ratio=float(ratio), variance=float(np.clip(variance, 0.3, 12.0)))

    def scores(self, band: Band, types: tuple[BeadType, ...], source: Profile, target: Profile) -> Floats:
        """Log-likelihood ratio of each bead type ending at each node [types, n + 1, width]."""
        left = np.concatenate(([0.0], np.cumsum(source.lengths * self.ratio)))
        right = np.concatenate(([0.0], np.cumsum(target.lengths)))
        columns = np.minimum(band.grid(), band.columns)
        rows = np.arange(band.rows + 1)
        out = np.empty((len(types), band.rows + 1, band.width))
        above = {a: (left - left[np.maximum(rows - a, 0)])[:, None] + 1e-9 for a, _ in types}
        before = {b: right[columns] - right[np.maximum(columns - b, 0)] + 1e-9 for _, b in types}
        chance = [
            {number: self._log_density(length, number) for number, length in side.items()}
            for side in (above, before)
        ]
        for plane, (a, b) in enumerate(types):
            mine, theirs = above[a], before[b]
            size = (mine + theirs) / 2
            together = self._log_density(size, max(a, b))
            variance = self.variance * size + (_STRETCH * size) ** 2
            normal = -0.5 * ((theirs - mine) ** 2 / variance + np.log(2 * math.pi * variance))
            agree = np.logaddexp(math.log(1 - _FREE) + normal, math.log(_FREE) + together)
            out[plane] = together + agree - chance[0][a] - chance[1][b]
        return out

    def _log_density(self, length: Floats, segments: int) -> Floats:
        """Log-density of the length of so many segments together (log-normal)."""
        log = np.log(length)
        mean, spread = self.means[segments - 1], self.spreads[segments - 1]
        score = (log - mean) / spread
        density: Floats = -0.5 * score * score - log - math.log(spread * math.sqrt(2 * math.pi))
        return density


def _sums(lengths: Floats, number: int) -> Floats:
    """Lengths of all runs of so many segments; of what there is where there are too few."""
    number = min(number, len(lengths))
    sums = np.concatenate(([0.0], np.cumsum(lengths)))
    runs: Floats = sums[number:] - sums[:-number]
    return runs


def _median_ratio(left: Floats, right: Floats) -> float:
    """Ratio of the totals; where the counts of segments differ much, of the medians, which gaps sway less."""
    counts: Ints = np.array([len(left), len(right)])
    if counts.max() <= 1.2 * counts.min():
        return float(right.sum() / left.sum())
    return float(np.sqrt(right.sum() / left.sum() * np.median(right) / np.median(left)))
