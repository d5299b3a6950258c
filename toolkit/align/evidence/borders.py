"""Borders inside a bead: after which mark two segments are taken together.

Two sentences become one more often than a title and the sentence below it, and the pieces of a sentence that
somebody cut in two always do. Which of these a document has is learned from the alignment itself: segments
that end in no mark may be titles here and pieces there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from toolkit.align.band import Band
from toolkit.align.likely import Likely
from toolkit.align.profile import Floats, Ints, Profile
from toolkit.align.search import BeadType
from toolkit.text.closing import CLASSES

_BARE = 0.25
"""How often a border after no mark is joined over, beside a border after a mark, as a rule."""
_WORTH = 25.0
"""Joined borders that this belief is worth beside those seen."""


@dataclass(frozen=True, slots=True)
class BorderModel:
    """How freely a bead goes over a border, by the class of the mark before it.

    Attributes:
        borders: how many there are of each class on both sides [classes].
        joined: how many of them are expected to lie inside beads; the belief included [classes].
    """

    borders: Floats
    joined: Floats

    @classmethod
    def of(cls, source: Profile, target: Profile) -> BorderModel:
        """A first belief, from how often each mark occurs."""
        marks = np.concatenate((source.closings[:-1], target.closings[:-1]))
        borders = np.bincount(marks, minlength=CLASSES) + 1e-3
        freely = np.ones(CLASSES)
        freely[0] = _BARE
        expected = borders * freely
        return cls(borders.astype(np.float64), _WORTH * expected / expected.sum())

    def refined(self, source: Profile, target: Profile, likely: Likely) -> BorderModel:
        """The belief and what likely beads show."""
        joined = BorderModel.of(source, target).joined
        for side, ranges in ((source, likely.source), (target, likely.target)):
            for inner in range(1, int(np.diff(ranges).max(initial=1))):
                longer = ranges[:, 1] - ranges[:, 0] > inner
                marks = side.closings[ranges[longer, 0] + inner - 1]
                joined += np.bincount(marks, weights=likely.probability[longer], minlength=CLASSES)
        return replace(self, joined=joined)

    def scores(self, band: Band, types: tuple[BeadType, ...], source: Profile, target: Profile) -> Floats:
        """Log-probability ratio of the borders inside each bead type [types, n + 1, width]."""
        freely = np.log(self.joined / self.joined.sum() / (self.borders / self.borders.sum()))
        left, right = (np.concatenate(([0.0], np.cumsum(freely[side.closings]))) for side in (source, target))
        rows, columns = np.arange(band.rows + 1), np.minimum(band.grid(), band.columns)
        out = np.zeros((len(types), band.rows + 1, band.width))
        for plane, (a, b) in enumerate(types):
            out[plane] += _inside(left, rows, a)[:, None]
            out[plane] += _inside(right, columns, b)
        return out


def _inside(summed: Floats, ends: Ints, segments: int) -> Floats:
    """What is summed over the borders inside so many segments before each end."""
    inside: Floats = summed[np.maximum(ends - 1, 0)] - summed[np.maximum(ends - segments, 0)]
    return inside
