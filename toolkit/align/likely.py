"""What a look at the whole document found likely: few beads for every segment, whatever its length."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from toolkit.align.band import Band
from toolkit.align.profile import Bools, Floats, Ints
from toolkit.align.search import BeadType, Extent, Posterior

_LEAST = 1e-3
"""Probability of a bead that is worth remembering."""


@dataclass(frozen=True, slots=True)
class Likely:
    """The beads that are not unlikely, and how far probable alignments reach.

    Attributes:
        source: segments of each bead, from and to (exclusive) [beads, 2].
        target: the same on the other side [beads, 2].
        probability: of each bead [beads].
        least: first column that a probable alignment passes, by row [n + 1].
        most: last such column [n + 1].
    """

    source: Ints
    target: Ints
    probability: Floats
    least: Ints
    most: Ints

    @classmethod
    def found(
        cls,
        band: Band,
        types: tuple[BeadType, ...],
        posterior: Posterior,
        extent: Extent,
        unlikely: float,
        corner: tuple[int, int],
    ) -> Likely:
        """What a search of one part of a document found.

        Args:
            band: of that part.
            types: the types of beads looked for.
            posterior: for the rows of ``extent``.
            extent: the rows asked for.
            unlikely: probability of a node that may be done without.
            corner: row and column of the document where the part begins.
        """
        kind, row, place = np.nonzero(posterior.beads > _LEAST)
        order = np.lexsort((kind, place, row))
        kind, row, place = kind[order], row[order], place[order]
        sides = np.array(types)[kind]
        low = band.low[extent.first : extent.last]
        ends = np.stack((row + extent.first + corner[0], low[row] + place + corner[1]), axis=1)
        starts = ends - sides
        least, most = _reach(low + corner[1], posterior.nodes > unlikely)
        return cls(
            np.stack((starts[:, 0], ends[:, 0]), axis=1),
            np.stack((starts[:, 1], ends[:, 1]), axis=1),
            posterior.beads[kind, row, place],
            least,
            most,
        )

    @classmethod
    def joined(cls, parts: list[Likely]) -> Likely:
        """The whole from its parts in order."""
        return cls(
            np.concatenate([part.source for part in parts]),
            np.concatenate([part.target for part in parts]),
            np.concatenate([part.probability for part in parts]),
            np.concatenate([part.least for part in parts]),
            np.concatenate([part.most for part in parts]),
        )

    def likelier(self, than: float) -> Likely:
        """Only the beads that are likelier than so much."""
        kept = self.probability > than
        return replace(
            self, source=self.source[kept], target=self.target[kept], probability=self.probability[kept]
        )

    def change(self, before: Likely) -> float:
        """The most by which the probability of a bead differs from what an earlier look found."""
        mine, theirs = (np.concatenate((each.source, each.target), axis=1) for each in (self, before))
        _, places = np.unique(np.concatenate((mine, theirs)), axis=0, return_inverse=True)
        weights = np.concatenate((self.probability, -before.probability))
        return float(np.abs(np.bincount(places.ravel(), weights=weights)).max(initial=0.0))

    def sizes(self) -> Ints:
        """Segments on either side of each bead [beads, 2]."""
        return np.stack((np.diff(self.source)[:, 0], np.diff(self.target)[:, 0]), axis=1)

    def left_out(self, rows: int, columns: int) -> tuple[Floats, Floats]:
        """How probable it is that each segment has no counterpart [rows], [columns]."""
        return (
            _uncovered(self.source, self.probability, rows),
            _uncovered(self.target, self.probability, columns),
        )

    def narrowed(self, columns: int, margin: int) -> Band:
        """A band around the nodes that any likely alignment passes."""
        rows = np.arange(len(self.least))
        # A row that only lies within beads is reached from the rows around it.
        known = self.most >= 0
        known[[0, -1]] = True
        least, most = self.least.copy(), self.most.copy()
        least[0], most[-1] = 0, columns
        where = np.flatnonzero(known)
        least = np.floor(np.interp(rows, where, least[known])).astype(np.int64)
        most = np.ceil(np.interp(rows, where, most[known])).astype(np.int64)
        return Band.around(least - margin, most + margin, columns)


def _reach(low: Ints, likely: Bools) -> tuple[Ints, Ints]:
    """First and last likely column of each row; -1 where there is none."""
    some = likely.any(axis=1)
    width = likely.shape[1]
    least = np.where(some, low + likely.argmax(axis=1), -1)
    most = np.where(some, low + width - 1 - likely[:, ::-1].argmax(axis=1), -1)
    return least, most


def _uncovered(ranges: Ints, probability: Floats, segments: int) -> Floats:
    change = np.zeros(segments + 1)
    np.add.at(change, ranges[:, 0], probability)
    np.subtract.at(change, ranges[:, 1], probability)
    left: Floats = np.clip(1.0 - np.cumsum(change)[:segments], 0.0, 1.0)
    return left
