"""Length: a long passage has a long translation.

After Gale and Church (1993), with the parameters of the pair estimated from the two documents themselves, as
a likelihood ratio against lengths drawn independently, and with tails that do not let one free translation
outweigh everything else.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from toolkit.align.profile import Floats, Ints, Profile
from toolkit.align.search import Band, BeadType, Step

_START_VARIANCE = 3.0
"""Variance a character before the documents have told: a standard deviation of 17 in 100 characters."""
_STRETCH = 0.1
"""Part of the standard deviation that grows with the length itself: translators who explain or condense."""
_FREE = 0.01
"""Share of translations whose length says nothing."""
_TRUSTED = 20.0
"""How many beads the starting variance is worth when it is estimated anew."""


@dataclass(frozen=True, slots=True)
class LengthModel:
    """Lengths of one pair of documents; source lengths are scaled to target characters throughout.

    Attributes:
        ratio: target characters for a source character.
        variance: of a translation's length, for each character of it.
        mean: mean of the logarithm of a segment's length.
        spread: standard deviation of the same.
    """

    ratio: float
    variance: float
    mean: float
    spread: float

    @classmethod
    def of(cls, source: Profile, target: Profile) -> LengthModel:
        """A first estimate, from the totals alone."""
        ratio = _median_ratio(source.lengths, target.lengths)
        logs = np.log(np.concatenate((source.lengths * ratio, target.lengths)))
        return cls(ratio, _START_VARIANCE, float(logs.mean()), max(0.3, float(logs.std())))

    def refined(self, source: Profile, target: Profile, steps: list[Step], trust: Floats) -> LengthModel:
        """Ratio and variance from beads, each counted by how far it is trusted [steps]."""
        paired = [(k, s) for k, s in enumerate(steps) if s[1] > s[0] and s[3] > s[2]]
        if not paired:
            return self
        weights = trust[[k for k, _ in paired]]
        left = np.array([source.lengths[s[0] : s[1]].sum() for _, s in paired])
        right = np.array([target.lengths[s[2] : s[3]].sum() for _, s in paired])
        prior = _TRUSTED * float(np.exp(self.mean))
        ratio = ((weights * right).sum() + prior * self.ratio) / ((weights * left).sum() + prior)
        size = (left * ratio + right) / 2
        off = (right - left * ratio) ** 2 - (_STRETCH * size) ** 2
        # Beads that are far off are the wrong ones: each may speak for four standard deviations at most.
        each = np.clip(off / size, 0.0, 16 * self.variance)
        variance = ((weights * each).sum() + _TRUSTED * _START_VARIANCE) / (weights.sum() + _TRUSTED)
        return replace(self, ratio=float(ratio), variance=float(np.clip(variance, 0.3, 12.0)))

    def scores(self, band: Band, types: tuple[BeadType, ...], source: Profile, target: Profile) -> Floats:
        """Log-likelihood ratio of each bead type ending at each node [types, n + 1, width]."""
        left_lengths = source.lengths * self.ratio
        left = np.concatenate(([0.0], np.cumsum(left_lengths)))
        right = np.concatenate(([0.0], np.cumsum(target.lengths)))
        left_alone = np.concatenate(([0.0], np.cumsum(self._log_density(left_lengths, 1))))
        right_alone = np.concatenate(([0.0], np.cumsum(self._log_density(target.lengths, 1))))
        columns = np.minimum(band.grid(), band.columns)
        rows = np.arange(band.rows + 1)
        out = np.empty((len(types), band.rows + 1, band.width))
        for plane, (a, b) in enumerate(types):
            above = np.maximum(rows - a, 0)
            before = np.maximum(columns - b, 0)
            mine = (left - left[above])[:, None] + 1e-9
            theirs = right[columns] - right[before] + 1e-9
            size = (mine + theirs) / 2
            together = self._log_density(size, max(a, b))
            variance = self.variance * size + (_STRETCH * size) ** 2
            normal = -0.5 * ((theirs - mine) ** 2 / variance + np.log(2 * math.pi * variance))
            agree = np.logaddexp(math.log(1 - _FREE) + normal, math.log(_FREE) + together)
            cut = _log_cut(mine, a) + _log_cut(theirs, b)
            alone = (left_alone - left_alone[above])[:, None] + right_alone[columns] - right_alone[before]
            out[plane] = together + agree + cut - alone
        return out

    def _log_density(self, length: Floats, segments: int) -> Floats:
        """Log-density of the length of so many segments together (log-normal)."""
        log = np.log(length)
        score = (log - self.mean - math.log(segments)) / self.spread
        density: Floats = -0.5 * score * score - log - math.log(self.spread * math.sqrt(2 * math.pi))
        return density


def _log_cut(length: Floats, parts: int) -> Floats:
    """Log-density of cutting a length into parts anywhere."""
    density: Floats = math.lgamma(parts) - (parts - 1) * np.log(length)
    return density


def _median_ratio(left: Floats, right: Floats) -> float:
    """Ratio of the totals; where the counts of segments differ much, of the medians, which gaps sway less."""
    counts: Ints = np.array([len(left), len(right)])
    if counts.max() <= 1.2 * counts.min():
        return float(right.sum() / left.sum())
    return float(np.sqrt(right.sum() / left.sum() * np.median(right) / np.median(left)))
