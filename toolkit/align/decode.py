"""From probabilities of beads to beads."""

from __future__ import annotations

import numpy as np

from toolkit.align.profile import Floats
from toolkit.align.search import Band, BeadType, Gap, Lattice, Posterior, Step


def likeliest(band: Band, types: tuple[BeadType, ...], posterior: Posterior) -> tuple[list[Step], Floats]:
    """The alignment with the most segments to be expected in their right bead, and each step's probability.

    Not the likeliest alignment as a whole, which may be unlikely in every part (Goodman 1996).
    """
    sizes = np.array([0.5 * (a + b) for a, b in types])
    lattice = Lattice(band, types, posterior.beads * sizes[:, None, None], Gap(0.0, 0.0))
    steps = lattice.best(0.5 * posterior.source_gap, 0.5 * posterior.target_gap)
    planes = {pair: plane for plane, pair in enumerate(types)}
    trust = np.empty(len(steps))
    for k, (i0, i, j0, j) in enumerate(steps):
        if i == i0:
            trust[k] = posterior.target_gap[i, j - band.low[i]]
        elif j == j0:
            trust[k] = posterior.source_gap[i, j - band.low[i]]
        else:
            trust[k] = posterior.beads[planes[i - i0, j - j0], i, j - band.low[i]]
    return steps, trust
