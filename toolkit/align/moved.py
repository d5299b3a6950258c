"""Passages that translate each other although they stand in another order.

An alignment that keeps the order has to leave such passages out on both sides. What was left out in long runs
is therefore held against what was left out elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from toolkit.align.profile import Bools
from toolkit.align.search import Step

FEWEST = 4
"""Left-out segments in a run that may be a passage."""
MOST = 40
"""Longest runs of each side that are looked at."""
FIT = 0.8
"""Share of two passages' segments that are in beads with good evidence if they translate each other."""
GAIN = 3.0
"""Log-likelihood ratio of a bead for which there is good evidence."""
_INTERRUPTIONS = 2
"""Segments in beads that a run of left-out ones may hold in a row: lone look-alikes."""


def runs(left_out: Bools) -> list[tuple[int, int]]:
    """The longest runs of left-out segments, from and to (exclusive), in order."""
    places = np.flatnonzero(left_out)
    if not len(places):
        return []
    cuts = np.flatnonzero(np.diff(places) > _INTERRUPTIONS + 1) + 1
    found = [(int(run[0]), int(run[-1]) + 1, len(run)) for run in np.split(places, cuts)]
    found = sorted((run for run in found if run[2] >= FEWEST), key=lambda run: (-run[2], run[0]))[:MOST]
    return sorted(run[:2] for run in found)


def left_out(steps: list[Step], rows: int, columns: int) -> tuple[Bools, Bools]:
    """Which segments of either side have no counterpart in an alignment."""
    source, target = np.zeros(rows, dtype=np.bool_), np.zeros(columns, dtype=np.bool_)
    for i0, i, j0, j in steps:
        if i == i0:
            target[j0:j] = True
        elif j == j0:
            source[i0:i] = True
    return source, target


def pairs(source: list[tuple[int, int]], target: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs that are long enough for each other, by their places in the lists."""
    for s, (first, last) in enumerate(source):
        for t, (start, stop) in enumerate(target):
            if max(last - first, stop - start) <= 4 * min(last - first, stop - start):
                yield s, t
