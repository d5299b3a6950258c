"""How common each type of bead is, before looking at any text and after a first look at this one."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from toolkit.align.likely import Likely
from toolkit.align.profile import Floats
from toolkit.align.search import BeadType, Gap

# Relative frequencies of the types in translated documents of many kinds. The counts for 1-1, 1-2 and 2-1 and
# 2-2 follow Gale and Church (1993); what they did not count goes down by about a factor of four a segment.
_TYPE = {
    (1, 1): 0.88,
    (1, 2): 0.04,
    (2, 1): 0.04,
    (2, 2): 0.006,
    (1, 3): 0.006,
    (3, 1): 0.006,
    (2, 3): 0.002,
    (3, 2): 0.002,
    (1, 4): 0.0015,
    (4, 1): 0.0015,
    (3, 3): 0.0005,
    (2, 4): 0.0005,
    (4, 2): 0.0005,
    (3, 4): 0.0002,
    (4, 3): 0.0002,
    (4, 4): 0.0001,
}
_GAP_OPEN = 0.01
"""Probability that a run of left-out segments begins, per side."""
_GAP_GOES_ON = 0.85
"""Probability that one more is left out after one that was."""
_WORTH = 60.0
"""Beads that these priors are worth when a document's own beads are counted."""


@dataclass(frozen=True, slots=True)
class Priors:
    """Log-probabilities of bead types [types] and of left-out runs."""

    types: tuple[BeadType, ...]
    beads: Floats
    gap: Gap

    @classmethod
    def standard(cls, largest: int) -> Priors:
        """The priors for a document nothing is known of, with types up to ``largest`` segments a side."""
        types = tuple(pair for pair in _TYPE if max(pair) <= largest)
        return cls(
            types, np.log([_TYPE[pair] for pair in types]), Gap(math.log(_GAP_OPEN), math.log(_GAP_GOES_ON))
        )

    def refined(self, likely: Likely, rows: int, columns: int) -> Priors:
        """The priors after a look at this document, each bead counted by how likely it is."""
        sizes = likely.sizes()
        counts = {
            (a, b): _WORTH * _TYPE[a, b]
            + float(likely.probability[(sizes[:, 0] == a) & (sizes[:, 1] == b)].sum())
            for a, b in self.types
        }
        opened, went_on = 2 * _WORTH * _GAP_OPEN, 2 * _WORTH * _GAP_OPEN * _GAP_GOES_ON / (1 - _GAP_GOES_ON)
        for left_out in likely.left_out(rows, columns):
            # A run begins where leaving out becomes likelier than it was a segment before.
            begun = float(np.maximum(np.diff(left_out, prepend=0.0), 0.0).sum())
            opened += begun
            went_on += float(left_out.sum()) - begun
        total = sum(counts.values()) + opened
        return Priors(
            self.types,
            np.log([counts[pair] / total for pair in self.types]),
            Gap(math.log(0.5 * opened / total), math.log(went_on / (went_on + opened))),
        )
