"""Meaning: vectors of a passage and of its translation point the same way.

How near translations are to each other, and how near other passages are, differs from model to model and from
document to document; both are estimated from the two documents at hand. What counts is by how much two
passages are nearer to each other than to their nearest neighbours (a margin: Artetxe and Schwenk 2019), so a
sentence that resembles everything says nothing. Runs of segments are compared as wholes (Thompson and Koehn
2019).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from toolkit.align.band import Band
from toolkit.align.embedding.concatenations import Encoded
from toolkit.align.embedding.margin import banded, neighbourhoods
from toolkit.align.embedding.vectors import Vectors
from toolkit.align.profile import Floats, Ints
from toolkit.align.search import BeadType

_MOST = 10.0
"""Most that the vectors of one segment say, either way, as a logarithm of likelihoods."""
_SAMPLE = 2_000
"""Pairs from which it is learned how near passages are that have nothing to do with each other."""
_SHARE = 0.5
"""How much of it counts beside the words, which say much of the same."""
_LEAST_SPREAD = 0.02
_TRANSLATED = 0.45
"""How far above unrelated passages translations are taken to be where there are too few to tell."""
_WORTH = 10.0
"""Pairs that this is worth."""


@dataclass(frozen=True, slots=True)
class MeaningModel:
    """Vectors of both sides, and what their nearness means.

    Attributes:
        source: the runs of the source's segments.
        target: the runs of the target's segments.
        source_near: mean similarity of each segment to its nearest neighbours on the other side [n].
        target_near: the same for the target [m].
        related: mean and standard deviation of the margin of translations.
        unrelated: the same of passages that are none.
    """

    source: Encoded
    target: Encoded
    source_near: Floats
    target_near: Floats
    related: tuple[float, float]
    unrelated: tuple[float, float]

    @classmethod
    def of(cls, source: Encoded, target: Encoded) -> MeaningModel:
        """Learned from the vectors alone: segments that are nearest to each other are mostly translations."""
        source, target = source.centred(), target.centred()
        left, right = source.vectors[0], target.vectors[0]
        found_near = neighbourhoods(left, right)
        near = found_near[0].astype(np.float64), found_near[1].astype(np.float64)
        rows = np.arange(_SAMPLE) * 7919 % len(left)
        columns = np.arange(_SAMPLE) * 104_729 // 3 % len(right)
        chance = (left[rows] * right[columns]).sum(axis=1) - (near[0][rows] + near[1][columns]) / 2
        forth, best = _nearest(left, right)
        back, _ = _nearest(right, left)
        mutual = np.flatnonzero(back[forth] == np.arange(len(left)))
        found = best[mutual] - (near[0][mutual] + near[1][forth[mutual]]) / 2
        unrelated = float(chance.mean()), max(_LEAST_SPREAD, float(chance.std()))
        mean = (found.sum() + _WORTH * (unrelated[0] + _TRANSLATED)) / (len(found) + _WORTH)
        spread = max(unrelated[1], float(found.std()) if len(found) > 1 else 0.0)
        return cls(source, target, near[0], near[1], (float(mean), spread), unrelated)

    def scores(self, band: Band, types: tuple[BeadType, ...], corner: tuple[int, int]) -> Floats:
        """Log-likelihood ratio of each bead type ending at each node [types, n + 1, width].

        ``corner`` is the row and the column of the document at which the band begins.
        """
        out = np.zeros((len(types), band.rows + 1, band.width))
        rows = corner[0] + np.arange(band.rows + 1)
        near = (
            np.concatenate(([0.0], np.cumsum(self.source_near))),
            np.concatenate(([0.0], np.cumsum(self.target_near))),
        )
        columns = np.clip(corner[1] + band.grid(), 0, len(self.target))
        for plane, (a, b) in enumerate(types):
            if a > self.source.most or b > self.target.most:
                continue
            first = np.maximum(rows - a, 0)
            cosine = banded(
                self.source.vectors[a - 1][np.minimum(first, len(self.source) - 1)],
                self.target.vectors[b - 1],
                corner[1] + band.low - b,
                band.width,
            )
            mine = (near[0][rows] - near[0][first]) / a
            theirs = (near[1][columns] - near[1][np.maximum(columns - b, 0)]) / b
            margin = cosine - (mine[:, None] + theirs) / 2
            out[plane] = _SHARE * self._evidence(margin)
        return out

    def _evidence(self, margin: Floats) -> Floats:
        (mean, spread), (other, width) = self.related, self.unrelated
        # Nearer than translations are is no reason to doubt, nor is farther than strangers are.
        inside = np.clip(margin, other - 2 * width, mean + spread)
        ratio = ((inside - other) / width) ** 2 - ((inside - mean) / spread) ** 2
        evidence: Floats = np.clip(0.5 * ratio + np.log(width / spread), -_MOST, _MOST)
        return evidence


def _nearest(left: Vectors, right: Vectors, step: int = 1_000) -> tuple[Ints, Floats]:
    """The nearest row of ``right`` for each row of ``left``, and how near it is."""
    where, how = [], []
    for first in range(0, len(left), step):
        block = left[first : first + step] @ right.T
        where.append(block.argmax(axis=1))
        how.append(block.max(axis=1))
    return np.concatenate(where), np.concatenate(how).astype(np.float64)
