"""From probabilities of beads to beads."""

from __future__ import annotations

import numpy as np

from toolkit.align.chain import heaviest
from toolkit.align.likely import Likely
from toolkit.align.profile import Floats
from toolkit.align.search import Step

_SHRINK = 0.8
"""What the logarithm of the odds comes down to: the kinds of evidence are not as independent as they count.

Fitted to 5,000 beads of five pairs of languages; the reliability table of the benchmark shows what it makes.
"""


def decode(likely: Likely, rows: int, columns: int) -> tuple[list[Step], Floats]:
    """The alignment with the most segments to be expected in their right bead, and each step's probability.

    Not the likeliest alignment as a whole, which may be unlikely in every part (Goodman 1996). It is the
    heaviest chain of beads that do not cross, a bead weighing the segments that are expected to be right
    in it, less those expected to be right left out.
    """
    source_out, target_out = likely.left_out(rows, columns)
    sizes = likely.sizes()
    left = np.concatenate(([0.0], np.cumsum(source_out)))
    right = np.concatenate(([0.0], np.cumsum(target_out)))
    lost = np.diff(left[likely.source])[:, 0] + np.diff(right[likely.target])[:, 0]
    weights = sizes.sum(axis=1) * likely.probability - lost
    useful = np.flatnonzero(weights > 0)
    chain = useful[heaviest(likely.source[useful], likely.target[useful], weights[useful])]
    steps: list[Step] = []
    trust: list[float] = []
    i = j = 0

    def leave_out(row: int, column: int) -> None:
        steps.extend((k, k + 1, j, j) for k in range(i, row))
        trust.extend(source_out[i:row].tolist())
        steps.extend((row, row, k, k + 1) for k in range(j, column))
        trust.extend(target_out[j:column].tolist())

    beads = zip(
        likely.source[chain].tolist(),
        likely.target[chain].tolist(),
        likely.probability[chain].tolist(),
        strict=True,
    )
    for (first, last), (start, stop), probability in beads:
        leave_out(first, start)
        steps.append((first, last, start, stop))
        trust.append(probability)
        i, j = last, stop
    leave_out(rows, columns)
    return steps, _calibrated(np.array(trust))


def _calibrated(probability: Floats) -> Floats:
    """How often what was found so probable is right."""
    inside = np.clip(probability, 1e-9, 1 - 1e-9)
    shrunk: Floats = 1 / (1 + (1 / inside - 1) ** _SHRINK)
    return shrunk
