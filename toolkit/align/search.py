"""The best monotone path through bead scores, and the probability of every bead, within a band.

A *node* ``(i, j)`` stands after ``i`` source and ``j`` target segments; a bead leads from one node to
another, and a run of left-out segments is one event: dear to open, cheap to go on with (affine gaps, Gotoh
1982). Work goes row by row (a row is an ``i``), all columns of a row at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from toolkit.align.profile import Floats, Ints

BeadType = tuple[int, int]
Step = tuple[int, int, int, int]
"""Source from, to; target from, to (ends exclusive)."""

_NEVER = -1e30
"""Log-probability of the impossible; finite, so that differences stay numbers."""


@dataclass(frozen=True, slots=True)
class Band:
    """The nodes that are looked at: row ``i`` has columns ``least[i]`` to ``most[i]``, both included.

    Neither border ever falls. Arrays over the nodes have the same width in all rows: place ``w`` of row ``i``
    stands for column ``low[i] + w``, which need not be one of the row's nodes.

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

    def transposed(self) -> Band:
        """The same nodes with the sides changed over."""
        columns = np.arange(self.columns + 1)
        least = np.searchsorted(self.most, columns)
        most = np.searchsorted(self.least, columns, side="right") - 1
        return Band.around(least, most, self.rows)


@dataclass(frozen=True, slots=True)
class Gap:
    """Log-probabilities of a left-out run: of its first segment and of each further one."""

    open: float
    extend: float


@dataclass(frozen=True, slots=True)
class Posterior:
    """How probable each event is, given everything.

    Attributes:
        beads: of a bead of each type ending at each node [types, n + 1, width].
        source_gap: of source segment ``i - 1`` left out at a node of row ``i`` [n + 1, width].
        target_gap: of target segment ``j - 1`` left out at a node of column ``j`` [n + 1, width].
        total: log-probability of all paths together.
    """

    beads: Floats
    source_gap: Floats
    target_gap: Floats
    total: float


class Lattice:
    """Bead scores over the nodes of a band.

    Args:
        band: the nodes.
        types: bead types, both sides at least 1.
        scores: log-score of a bead of each type that ends at each node [types, n + 1, width].
        gap: scores of left-out runs.
    """

    def __init__(
        self, band: Band, types: tuple[BeadType, ...], scores: npt.NDArray[np.floating], gap: Gap
    ) -> None:
        self.band, self.types, self.scores, self.gap = band, types, scores, gap
        deepest = max(a for a, _ in types)
        widest = max(b for _, b in types)
        before = np.maximum(np.arange(band.rows + 1) - deepest, 0)
        self._pad = int((band.low - band.low[before]).max()) + widest
        self._deepest = deepest
        self._stride = band.width + 2 * self._pad
        a = np.array([a for a, _ in types])
        b = np.array([b for _, b in types])
        rows = np.arange(band.rows + 1)[:, None]
        source = np.maximum(rows - a, -1)
        shift = band.low[:, None] - band.low[np.maximum(source, 0)] - b
        # Rows are stored after ``deepest`` empty ones, to which beads that would begin too early lead.
        stored = np.where(rows >= a, rows - a + deepest, 0)
        self._from = stored * self._stride + self._pad + np.where(rows >= a, shift, 0)
        self._span = np.arange(band.width)
        grid = band.grid()
        self._outside = (grid < band.least[:, None]) | (grid > band.most[:, None])

    def _padded(self) -> Floats:
        return np.full((self.band.rows + 1 + self._deepest, self._stride), _NEVER)

    def _row(self, array: Floats, row: int) -> Floats:
        start = self._pad
        return array[row + self._deepest, start : start + self.band.width]

    def _above(self, array: Floats, row: int) -> Floats:
        """Row ``row - 1`` of a padded array at the columns of row ``row``."""
        start = self._pad + int(self.band.low[row] - self.band.low[row - 1])
        return array[row - 1 + self._deepest, start : start + self.band.width]

    def best(self, source_gap: Floats, target_gap: Floats) -> list[Step]:
        """The path with the highest sum of scores, in order.

        Args:
            source_gap: score of leaving out source segment ``i - 1`` at each node of row ``i``
                [n + 1, width].
            target_gap: score of leaving out target segment ``j - 1`` at each node of column ``j``, likewise.
        """
        band, span = self.band, self._span
        whole, kept = self._padded(), self._padded()
        choice = np.zeros((band.rows + 1, band.width), dtype=np.uint8)
        left_out = len(self.types)
        flat = whole.reshape(-1)
        for row in range(band.rows + 1):
            mine = self._row(kept, row)
            if row:
                scores = flat[self._from[row][:, None] + span] + self.scores[:, row]
                picked = scores.argmax(axis=0)
                mine[:] = scores[picked, span]
                skipped = self._above(whole, row) + source_gap[row]
                choice[row] = np.where(skipped > mine, left_out, picked)
                np.maximum(mine, skipped, out=mine)
                mine[self._outside[row]] = _NEVER
            else:
                mine[0 - band.low[0]] = 0.0
            run = np.cumsum(target_gap[row])
            best = np.maximum.accumulate(mine - run) + run
            # Rounding must not turn a node that was reached by a bead into one reached by a run.
            reached = np.where(best > mine + 1e-9, best, mine)
            reached[self._outside[row]] = _NEVER
            self._row(whole, row)[:] = reached
        return self._trace(whole, kept, choice)

    def _trace(self, whole: Floats, kept: Floats, choice: npt.NDArray[np.uint8]) -> list[Step]:
        steps: list[Step] = []
        i, j = self.band.rows, self.band.columns
        while i or j:
            column = j - int(self.band.low[i])
            place = i + self._deepest, self._pad + column
            if whole[place] > kept[place]:
                steps.append((i, i, j - 1, j))
                j -= 1
            elif choice[i, column] == len(self.types):
                steps.append((i - 1, i, j, j))
                i -= 1
            else:
                a, b = self.types[choice[i, column]]
                steps.append((i - a, i, j - b, j))
                i, j = i - a, j - b
        return steps[::-1]

    def posterior(self) -> Posterior:
        """Probabilities of all beads and gaps by the forward-backward algorithm."""
        band, span = self.band, self._span
        whole, source_gap, target_gap = self._forward()
        later_bead, later_source, later_target = self._backward()
        end = (band.rows + self._deepest, self._pad + band.columns - band.low[band.rows])
        total = float(whole[end])
        beads = np.zeros(self.scores.shape)
        flat = whole.reshape(-1)
        for row in range(1, band.rows + 1):
            before = flat[self._from[row][:, None] + span]
            beads[:, row] = before + self.scores[:, row] + later_bead[row] - total
        np.exp(np.minimum(beads, 0.0, out=beads), out=beads)
        beads[:, 0] = 0.0
        inner = slice(self._pad, self._pad + band.width)
        left = source_gap[self._deepest :, inner] + later_source - total
        right = target_gap[self._deepest :, inner] + later_target - total
        return Posterior(beads, np.exp(np.minimum(left, 0.0)), np.exp(np.minimum(right, 0.0)), total)

    def _forward(self) -> tuple[Floats, Floats, Floats]:
        band, gap, span = self.band, self.gap, self._span
        whole, bead, source_gap, target_gap = (self._padded() for _ in range(4))
        flat = whole.reshape(-1)
        run = gap.extend * span
        for row in range(band.rows + 1):
            mine, left_out = self._row(bead, row), self._row(source_gap, row)
            if row:
                mine[:] = _log_sum(flat[self._from[row][:, None] + span] + self.scores[:, row])
                np.logaddexp(
                    self._above(bead, row) + gap.open,
                    self._above(source_gap, row) + gap.extend,
                    out=left_out,
                )
                mine[self._outside[row]] = _NEVER
                left_out[self._outside[row]] = _NEVER
            else:
                mine[0 - band.low[0]] = 0.0
            either = np.logaddexp(mine, left_out)
            insert = self._row(target_gap, row)
            insert[1:] = np.logaddexp.accumulate(either - run)[:-1] + run[:-1] + gap.open
            insert[self._outside[row]] = _NEVER
            np.logaddexp(either, insert, out=self._row(whole, row))
        return whole, source_gap, target_gap

    def _backward(self) -> tuple[Floats, Floats, Floats]:
        """Log-probability of what follows a bead, a source gap, a target gap ending at each node."""
        band, gap, span = self.band, self.gap, self._span
        width, rows = band.width, band.rows
        after_bead, after_source, after_target = (np.full((rows + 1, width), _NEVER) for _ in range(3))
        values = np.full(self.scores.shape, _NEVER)
        flat = values.reshape(-1)
        a = np.array([a for a, _ in self.types])
        b = np.array([b for _, b in self.types])
        planes = np.arange(len(self.types)) * (rows + 1) * width
        run = gap.extend * span
        for row in range(rows, -1, -1):
            below = np.minimum(row + a, rows)
            shift = band.low[row] + b - band.low[below]
            column = shift[:, None] + span
            valid = (column >= 0) & (column < width) & (row + a <= rows)[:, None]
            index = (planes + below * width)[:, None] + np.clip(column, 0, width - 1)
            start = _log_sum(np.where(valid, flat[index], _NEVER))
            if row == rows:
                start[band.columns - band.low[rows]] = 0.0
            start[self._outside[row]] = _NEVER
            # A target run that goes on to column k and then ends: extend once for every column crossed.
            target = np.logaddexp.accumulate((start + run)[::-1])[::-1] - run
            after_target[row] = target
            opening = np.full(width, _NEVER)
            opening[:-1] = gap.open + target[1:]
            delete = np.full(width, _NEVER)
            if row < rows:
                shift_down = int(band.low[row + 1] - band.low[row])
                if shift_down < width:
                    delete[shift_down:] = after_source[row + 1, : width - shift_down]
            base = np.logaddexp(start, opening)
            after_source[row] = np.logaddexp(base, delete + gap.extend)
            after_bead[row] = np.logaddexp(base, delete + gap.open)
            values[:, row] = self.scores[:, row] + after_bead[row]
        return after_bead, after_source, after_target


def _log_sum(scores: Floats) -> Floats:
    """Log of the sum of exponentials over the first axis."""
    top = scores.max(axis=0)
    result: Floats = top + np.log(np.exp(scores - top).sum(axis=0))
    return result
