"""The part of the search space that is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from toolkit.align.profile import Ints


@dataclass(frozen=True, slots=True)
class Band:
    """The nodes that are looked at: row ``i`` has columns ``least[i]`` to ``most[i]``, both included.

    A *node* ``(i, j)`` stands after ``i`` source and ``j`` target segments. Neither border ever falls. Arrays
    over the nodes have the same width in all rows: place ``w`` of row ``i`` stands for column
    ``low[i] + w``, which need not be one of the row's nodes.

    Attributes:
        least: first column of each row [n + 1].
        most: last column of each row [n + 1].
        columns: number of target segments.
        low: the column at place 0 of each row [n + 1].
        width: places in a row.
    """

    least: Ints
    most: Ints
    columns: int
    low: Ints
    width: int

    @property
    def rows(self) -> int:
        """Number of source segments."""
        return len(self.low) - 1

    @property
    def whole(self) -> bool:
        """Whether it holds every node there is."""
        return not self.least.any() and bool((self.most == self.columns).all())

    def grid(self) -> Ints:
        """The column of every place [n + 1, width]."""
        return self.low[:, None] + np.arange(self.width)

    @classmethod
    def full(cls, rows: int, columns: int) -> Band:
        """Every node there is."""
        return cls.around(np.zeros(rows + 1, dtype=np.int64), np.full(rows + 1, columns), columns)

    @classmethod
    def around(cls, least: Ints, most: Ints, columns: int) -> Band:
        """The narrowest band that has columns ``least[i]`` to ``most[i]`` in each row ``i``."""
        least = np.minimum.accumulate(np.clip(least, 0, columns)[::-1])[::-1]
        most = np.maximum.accumulate(np.clip(most, 0, columns))
        width = int((most - least).max()) + 1
        return cls(least, most, columns, np.minimum(least, columns + 1 - width), width)

    def through(self, pins: Sequence[tuple[int, int]]) -> Band:
        """The nodes from which, and to which, a way through some nodes leads; these are in order.

        Where the band misses a pin, all nodes between that pin and its neighbours are looked at.
        """
        if not pins:
            return self
        lowest = np.zeros(self.rows + 1, dtype=np.int64)
        highest = np.full(self.rows + 1, self.columns)
        for row, column in pins:
            lowest[row:] = np.maximum(lowest[row:], column)
            highest[: row + 1] = np.minimum(highest[: row + 1], column)
        missed = (self.least > highest) | (self.most < lowest)
        rows = sorted({0, self.rows, *(row for row, _ in pins)})
        for top, bottom in pairwise(rows):
            missed[top : bottom + 1] |= missed[top : bottom + 1].any()
        least = np.where(missed, lowest, np.clip(self.least, lowest, highest))
        most = np.where(missed, highest, np.clip(self.most, lowest, highest))
        return Band.around(least, most, self.columns)

    def transposed(self) -> Band:
        """The same nodes with the sides changed over."""
        columns = np.arange(self.columns + 1)
        least = np.searchsorted(self.most, columns)
        most = np.searchsorted(self.least, columns, side="right") - 1
        return Band.around(least, most, self.rows)

    def part(self, top: int, bottom: int) -> Band:
        """Rows ``top`` to ``bottom``, both included, with the columns they reach counted from the first."""
        rows = slice(top, bottom + 1)
        first = int(self.least[top])
        return Band.around(self.least[rows] - first, self.most[rows] - first, int(self.most[bottom]) - first)


@dataclass(frozen=True, slots=True)
class Part:
    """Rows ``top`` to ``bottom`` of a band, of which rows ``first`` up to ``last`` (exclusive) are its own.

    The other rows are context; they are some other part's own.
    """

    top: int
    bottom: int
    first: int
    last: int


def parts(rows: int, size: int, context: int) -> Iterator[Part]:
    """Rows 0 to ``rows`` cut into parts of at most ``size`` own rows."""
    for first in range(0, rows + 1, size):
        last = min(first + size, rows + 1)
        yield Part(max(0, first - context), min(rows, last - 1 + context), first, last)
