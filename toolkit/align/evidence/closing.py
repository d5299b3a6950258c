"""The last mark: questions translate questions; what ends in no mark (a label, a title) translates its like.

How often which mark meets which is learned from the alignment itself, since languages differ: some write no
full stops at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from toolkit.align.band import Band
from toolkit.align.likely import Likely
from toolkit.align.profile import Floats, Profile
from toolkit.text.closing import CLASSES

_KEPT = 0.75
"""How often a translation closes with the like mark, as far as both sides have it equally often."""
_WORTH = 30.0
"""Beads that this belief is worth beside those seen."""


@dataclass(frozen=True, slots=True)
class ClosingModel:
    """How marks at the end of segments meet.

    Attributes:
        counts: beads expected with each source and target mark, standing for the belief [classes, classes].
        chance: the same if marks met by chance.
    """

    counts: Floats
    chance: Floats

    @classmethod
    def of(cls, source: Profile, target: Profile) -> ClosingModel:
        """A first belief, from how often each side uses each mark."""
        left, right = _shares(source), _shares(target)
        chance = np.outer(left, right)
        common = np.minimum(left, right)
        left_rest, right_rest = left - common, right - common
        rest = 1 - common.sum()
        like = np.diag(common) + (np.outer(left_rest, right_rest) / rest if rest > 1e-9 else 0.0)
        return cls(_WORTH * (_KEPT * like + (1 - _KEPT) * chance), chance)

    def refined(self, source: Profile, target: Profile, likely: Likely) -> ClosingModel:
        """The belief and what likely beads show."""
        first = ClosingModel.of(source, target)
        counts = first.counts.copy()
        pairs = source.closings[likely.source[:, 1] - 1], target.closings[likely.target[:, 1] - 1]
        np.add.at(counts, pairs, likely.probability)
        return replace(first, counts=counts)

    def scores(self, band: Band, source: Profile, target: Profile) -> Floats:
        """Log-likelihood ratio of a bead that ends at each node [n + 1, width]."""
        table = np.log(self.counts / self.counts.sum() / self.chance)
        ends = np.clip(np.minimum(band.grid(), band.columns) - 1, 0, None)
        rows = np.maximum(np.arange(band.rows + 1) - 1, 0)
        out: Floats = table[source.closings[rows][:, None], target.closings[ends]]
        return out


def _shares(side: Profile) -> Floats:
    counts = np.bincount(side.closings, minlength=CLASSES) + 0.5
    shares: Floats = counts / counts.sum()
    return shares
