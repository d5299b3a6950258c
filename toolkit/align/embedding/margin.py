"""How much nearer two passages are than their neighbours: the ratio margin.

Some passages lie near everything in the space of a model, some near nothing, so that a similarity says little
by itself. It is divided by the mean similarity of both to their nearest neighbours on the other side:
Artetxe and Schwenk, *Margin-based Parallel Corpus Mining with Multilingual Sentence Embeddings* (ACL 2019),
section 3.2, https://aclanthology.org/P19-1309.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.align.embedding.vectors import Vectors

NEIGHBOURS = 4
"""Neighbours that a passage is held against, as in the paper."""

CELLS = 4_000_000
"""Numbers of a working array (16 MB)."""

_LEAST = 1e-6
"""Neighbours less similar than this are none; a ratio to them means nothing."""

Ints = NDArray[np.int64]


def neighbourhoods(
    left: Vectors, right: Vectors, neighbours: int = NEIGHBOURS, cells: int = CELLS
) -> tuple[Vectors, Vectors]:
    """Mean similarity of every row to its nearest on the other side, [n] and [m].

    Takes n·m·d multiplications; memory is bounded by ``cells`` numbers, but for ``neighbours`` a row.

    Args:
        left: rows of unit length [n, d].
        right: rows of unit length [m, d].
        neighbours: how many, at least 1; all there are where there are fewer. Where there are none, the mean
            is 0.
        cells: numbers of a working array.
    """
    count, others = len(left), len(right)
    if not count or not others:
        return np.zeros(count, dtype=np.float32), np.zeros(others, dtype=np.float32)
    wanted = max(1, neighbours)
    across, down = min(wanted, others), min(wanted, count)
    forth = np.empty(count, dtype=np.float32)
    nearest = np.full((down, others), -np.inf, dtype=np.float32)
    step = max(1, cells // others)
    for first in range(0, count, step):
        block = left[first : first + step] @ right.T
        forth[first : first + step] = np.partition(block, others - across, axis=1)[:, others - across :].mean(
            1
        )
        pool = np.concatenate((nearest, block))
        nearest = np.partition(pool, len(pool) - down, axis=0)[len(pool) - down :]
    return forth, nearest.mean(0)


def banded(left: Vectors, right: Vectors, low: Ints, width: int, cells: int = CELLS) -> Vectors:
    """Similarity of row ``i`` of ``left`` to rows ``low[i]`` to ``low[i] + width - 1`` of ``right``.

    Args:
        left: rows of unit length [n, d].
        right: rows of unit length [m, d].
        low: the first row looked at, for each row of ``left`` [n]; need not be a row there is.
        width: rows looked at.
        cells: numbers of a working array.

    Returns:
        Cosines, 0 where ``right`` has no such row [n, width].
    """
    out = np.zeros((len(left), width), dtype=np.float32)
    if not len(right):
        return out
    reach = np.arange(width)
    first = 0
    while first < len(left):
        last = _together(low, first, width, cells)
        columns = low[first:last, None] + reach
        there = (columns >= 0) & (columns < len(right))
        start = int(np.clip(low[first:last].min(), 0, len(right)))
        stop = int(np.clip(low[first:last].max() + width, start, len(right)))
        if stop > start:
            block = left[first:last] @ right[start:stop].T
            found = np.take_along_axis(block, np.clip(columns - start, 0, stop - start - 1), axis=1)
            out[first:last] = np.where(there, found, 0.0)
        first = last
    return out


def _together(low: Ints, first: int, width: int, cells: int) -> int:
    """Up to which row (exclusive) one matrix product serves: few columns of it beside the band."""
    most = max(1, min(len(low) - first, cells // max(1, 2 * width)))
    stretch = low[first : first + most]
    spread = np.maximum.accumulate(stretch) - np.minimum.accumulate(stretch)
    return first + max(1, int(np.searchsorted(spread, width, side="right")))


@dataclass(frozen=True, slots=True)
class Margins:
    """Ratio margins between the rows of two sides, for the pairs that are asked for.

    About 1 for passages no nearer than others are, above it for translations; 0 where a neighbourhood is
    empty.

    Attributes:
        left: rows of unit length [n, d].
        right: rows of unit length [m, d].
        left_mean: mean similarity of each left row to its neighbours [n].
        right_mean: mean similarity of each right row to its neighbours [m].
    """

    left: Vectors
    right: Vectors
    left_mean: Vectors
    right_mean: Vectors

    def rows(self, start: int, stop: int) -> Vectors:
        """Margins of left rows ``start`` up to ``stop`` to all right rows [stop - start, m]."""
        cosines = self.left[start:stop] @ self.right.T
        return _ratio(cosines, self.left_mean[start:stop, None], self.right_mean[None, :])

    def pairs(self, rows: Ints, columns: Ints, cells: int = CELLS) -> Vectors:
        """Margins of left row ``rows[k]`` and right row ``columns[k]`` [k]."""
        cosines = np.empty(len(rows), dtype=np.float32)
        step = max(1, cells // max(1, self.left.shape[1]))
        for first in range(0, len(rows), step):
            part = slice(first, first + step)
            cosines[part] = np.einsum("kd,kd->k", self.left[rows[part]], self.right[columns[part]])
        return _ratio(cosines, self.left_mean[rows], self.right_mean[columns])

    def band(self, low: Ints, width: int) -> Vectors:
        """Margins of left row ``i`` to right rows ``low[i]`` to ``low[i] + width - 1`` [n, width].

        0 where there is no such row.
        """
        if not len(self.right):
            return np.zeros((len(self.left), width), dtype=np.float32)
        columns = np.clip(low[:, None] + np.arange(width), 0, len(self.right) - 1)
        cosines = banded(self.left, self.right, low, width)
        return _ratio(cosines, self.left_mean[:, None], self.right_mean[columns])


def margins(left: Vectors, right: Vectors, neighbours: int = NEIGHBOURS, cells: int = CELLS) -> Margins:
    """Ratio margins between two sides; see :func:`neighbourhoods` for the arguments."""
    return Margins(left, right, *neighbourhoods(left, right, neighbours, cells))


def _ratio(cosines: Vectors, left: Vectors, right: Vectors) -> Vectors:
    mean = (left + right) / 2
    ratio: Vectors = np.where(mean > _LEAST, cosines / np.maximum(mean, _LEAST), 0.0).astype(np.float32)
    return ratio
