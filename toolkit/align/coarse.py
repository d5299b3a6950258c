"""Large documents: first align passages of many segments, then look closer only where those may meet.

Each level takes together so many segments as keeps the number of passages small, finds how probable every
node is, and leaves the next finer level a band around the probable ones; time and memory grow with the length
of the documents, not with its square.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from toolkit.align.band import Band
from toolkit.align.profile import FREELY, Profile

_SMALL = 40_000
"""Nodes up to which all are looked at."""
_PASSAGES = 100
"""Passages of the longer side at the coarsest level, about."""
_STEP = 4
"""How many times finer each level is."""
MARGIN = 1
"""Passages added at either side of the probable nodes."""
UNLIKELY = 1e-8
"""Probability of a node that the next level does without."""
LARGEST = 2
"""Most passages in a bead of a coarse level."""


def levels(rows: int, columns: int) -> list[int]:
    """Segments in a passage, coarsest level first; empty where the documents are small."""
    if (rows + 1) * (columns + 1) <= _SMALL:
        return []
    sizes = [_STEP]
    while max(rows, columns) / sizes[-1] > 2 * _PASSAGES:
        sizes.append(sizes[-1] * _STEP)
    return sizes[::-1]


def trust(size: int) -> float:
    """How far evidence counts between passages of so many segments, which overlap more than they match."""
    return min(1.0, 16 / size)


def pooled(side: Profile, size: int) -> Profile:
    """The profile with every ``size`` segments taken together; layout is forgotten."""
    firsts = np.arange(0, len(side), size)
    return replace(
        side,
        places=side.places[firsts],
        lengths=np.add.reduceat(side.lengths, firsts),
        starts=np.append(side.starts[firsts], side.starts[-1]),
        kinds=np.zeros(len(firsts), dtype=np.int64),
        ends=np.zeros(len(firsts), dtype=np.bool_),
        closings=np.zeros(len(firsts), dtype=np.int64),
        joins=np.full(len(firsts) - 1, FREELY, dtype=np.int64),
        has_blocks=False,
        single=False,
    )


def refined(band: Band, coarse: int, fine: int, rows: int, columns: int) -> Band:
    """The band for the next level that a band around the probable nodes of this level leaves.

    Args:
        band: around the nodes that are probable at this level.
        coarse: segments in a passage of this level.
        fine: the same of the next.
        rows: passages of the source at the next level.
        columns: passages of the target there.
    """
    ratio = coarse // fine
    at = np.minimum(np.arange(band.rows + 1) * ratio, rows)
    wanted = np.arange(rows + 1)
    low = np.interp(wanted, at, band.least * ratio)
    high = np.interp(wanted, at, np.minimum(band.most * ratio, columns))
    low[0], high[-1] = 0, columns
    return Band.around(np.floor(low).astype(np.int64), np.ceil(high).astype(np.int64), columns)
