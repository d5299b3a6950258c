"""The probability of every bead under all alignments that keep the order, within a band.

A bead leads from one node to another, and a run of left-out segments is one event: dear to open, cheap to go
on with (affine gaps, Gotoh 1982). The forward-backward algorithm goes row by row (a row is one more source
segment). So that a long document does not take a step for every row, its rows are dealt into *windows* that
go forward together; each has some rows of context on either side, in which what lies beyond is forgotten.

Sums are kept as numbers, not as logarithms; every row has a scale of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from toolkit.align.band import Band
from toolkit.align.profile import Floats, Ints

_Kind = TypeVar("_Kind", bound=np.generic)

BeadType = tuple[int, int]
Step = tuple[int, int, int, int]
"""Source from, to; target from, to (ends exclusive)."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Log-probabilities of a left-out run: of its first segment and of each further one."""

    open: float
    extend: float


@dataclass(frozen=True, slots=True)
class Posterior:
    """How probable each event is, given everything; for the rows asked for.

    Attributes:
        beads: of a bead of each type ending at each node [types, rows, width].
        nodes: of each node to be passed [rows, width].
    """

    beads: Floats
    nodes: Floats


@dataclass(frozen=True, slots=True)
class Extent:
    """Which rows of a band are asked for, and what lies beyond the band.

    Attributes:
        first: first row asked for.
        last: last row asked for, exclusive.
        opens: the document begins at row 0; else any node of row 0 may be where the band is entered.
        closes: the document ends with the last row; else any node there may be where the band is left.
    """

    first: int
    last: int
    opens: bool = True
    closes: bool = True


def context(width: int) -> int:
    """Rows after which a search within a band so wide has forgotten where it began."""
    return max(24, width)


def window(width: int) -> int:
    """Rows that a window of a band so wide has for its own."""
    return max(64, 2 * width)


class Lattice:
    """Bead scores over the nodes of a band.

    Args:
        band: the nodes.
        types: bead types, both sides at least 1.
        scores: log-score of a bead of each type that ends at each node [types, n + 1, width].
        gap: scores of left-out runs.
        extent: the rows asked for; all by default.
        rows: rows of a window, more than ``around``; by default as many as the band's width asks for.
        around: rows of context on either side of a window.
    """

    def __init__(
        self,
        band: Band,
        types: tuple[BeadType, ...],
        scores: Floats,
        gap: Gap,
        extent: Extent | None = None,
        *,
        rows: int = 0,
        around: int = 0,
    ) -> None:
        self.band, self.types = band, types
        self.extent = extent = extent or Extent(0, band.rows + 1)
        self.around = around or context(band.width)
        self.rows = min(rows or window(band.width), max(extent.last - extent.first, self.around + 1))
        if extent == Extent(0, band.rows + 1) and band.rows < self.rows:
            self.around, self.rows = 0, band.rows + 1  # nothing lies beyond a single window
        self.steps = self.rows + 2 * self.around
        self.number = -(-(extent.last - extent.first) // self.rows)
        self.open, self.extend = np.exp(gap.open), np.exp(gap.extend)
        self.sides = np.array(types)
        self.deepest, self.widest = self.sides.max(axis=0).tolist()
        # Row p of what follows is row p - front of the band.
        self.front = self.around - extent.first
        places = np.arange(band.width)
        power = places[None, :] - places[:, None]
        self.run = np.where(power >= 0, self.extend ** np.abs(power), 0.0)
        self.insert = np.where(power >= 1, self.open * self.extend ** np.abs(power - 1), 0.0)
        self._lay_out(scores)

    def _lay_out(self, scores: Floats) -> None:
        """The rows of every window, with empty rows where a window goes beyond the band."""
        band, front = self.band, self.front
        total = self.number * self.rows + 2 * self.around
        here = slice(front, front + band.rows + 1)
        grid = band.grid()
        nodes = (grid >= band.least[:, None]) & (grid <= band.most[:, None])
        masked = np.where(nodes, scores, -np.inf)
        for plane, (a, b) in enumerate(self.types):
            # Beads that would have to begin before everything.
            masked[plane, :a] = -np.inf
            masked[plane][grid < b] = -np.inf
        # Beads of the same depth share a scale in each row: no score is so high that it could not be told.
        tops = np.full((self.deepest + 1, band.rows + 1), -np.inf)
        for depth in range(1, self.deepest + 1):
            tops[depth] = masked[self.sides[:, 0] == depth].max(axis=(0, 2))
        level = np.where(np.isfinite(tops), tops, 0.0)[self.sides[:, 0]]
        weights = np.zeros((len(self.types), total, band.width))
        weights[:, here] = np.exp(masked - level[:, :, None])
        self.tops = self._windowed(_padded(tops, front, total, -np.inf))
        self.weights = np.lib.stride_tricks.sliding_window_view(weights, self.steps, axis=1)[:, :: self.rows]
        self.nodes = self._windowed(_padded(nodes.T, front, total, False))
        low = np.empty(total, dtype=np.int64)
        low[:front], low[here], low[front + band.rows + 1 :] = band.low[0], band.low, band.low[-1]
        self.low: Ints = self._windowed(low[None])[0]

    def _windowed(self, array: npt.NDArray[_Kind]) -> npt.NDArray[_Kind]:
        """From [..., rows] to [..., windows, steps]."""
        return np.lib.stride_tricks.sliding_window_view(array, self.steps, axis=-1)[..., :: self.rows, :]

    def posterior(self) -> Posterior:
        """Probabilities of beads and nodes by the forward-backward algorithm.

        A path is forgotten where it is less than e ** -700 times as probable as another one so far.
        """
        with np.errstate(divide="ignore", under="ignore"):
            return _Sweep(self).posterior()


class _Sweep:
    """One forward and one backward pass over all windows of a lattice at once.

    Arrays over the nodes of a row have ``pad`` zeros on either side of the row's places, so that whatever
    begins or ends beyond a row is found to be nothing.
    """

    def __init__(self, lattice: Lattice) -> None:
        self.of = lattice
        self.windows, self.width = lattice.number, lattice.band.width
        self.steps, self.around = lattice.steps, lattice.around
        self.pad = self.width + lattice.widest
        self.stride = self.width + 2 * self.pad
        self.ring = lattice.deepest + 1
        self.depth, self.breadth = lattice.sides.T
        self.span = np.arange(self.width)
        self.own = range(self.around, self.around + lattice.rows)
        self.inside = slice(self.pad, self.pad + self.width)
        self.at = np.arange(self.windows) * self.stride + self.pad

    def posterior(self) -> Posterior:
        lattice, types = self.of, len(self.of.types)
        shape = self.windows, lattice.rows, self.width
        beads = np.empty((types, *shape))
        nodes = np.empty((3, *shape))
        reference, scale = np.zeros(shape[:2]), np.zeros(shape[:2])
        total = self._forward(beads, nodes, reference, scale)
        # Of a window through which no path was found nothing is known.
        total[~np.isfinite(total)] = np.inf
        self._backward(beads, nodes, reference - total[:, None], scale - total[:, None])
        kept = lattice.extent.last - lattice.extent.first
        return Posterior(
            beads.reshape(types, -1, self.width)[:, :kept], nodes[0].reshape(-1, self.width)[:kept]
        )

    def _shifts(self, depths: Ints) -> Ints:
        """Columns by which each row begins after those ``depths`` rows before it, at most ``pad``.

        Returns [steps, depths, windows].
        """
        low = self.of.low.T
        steps = np.arange(self.steps)
        other = np.minimum(np.maximum(steps[:, None] - depths, 0), self.steps - 1)
        shift = low[:, None] - low[other]
        within: Ints = np.minimum(np.maximum(shift, -self.pad), self.pad - self.of.widest)
        return within

    def _forward(self, beads: Floats, nodes: Floats, reference: Floats, scale: Floats) -> Floats:
        """Fill in what leads to each event; the log of the sum over all paths of each window."""
        lattice = self.of
        whole = np.zeros((self.ring, self.windows, self.stride))
        flat = whole.reshape(-1)
        scales = np.full((self.ring, self.windows), -np.inf)
        skipping = np.zeros((self.windows, self.stride))
        starts, ends = self._starts(), self._ends()
        total = np.full(self.windows, -np.inf)
        depths = np.arange(1, self.ring)
        shifts = self._shifts(depths)
        for step in range(self.steps):
            shift = shifts[step]
            tops = lattice.tops[depths, :, step] + scales[(step - depths) % self.ring]
            before = scales[(step - 1) % self.ring]
            level = np.maximum(tops.max(axis=0), before)
            level[~np.isfinite(level)] = 0.0
            slots = (step - self.depth) % self.ring * (self.windows * self.stride)
            index = slots[:, None] + self.at + shift[self.depth - 1] - self.breadth[:, None]
            led = flat.take(index[:, :, None] + self.span)
            led *= lattice.weights[..., step]
            led *= np.exp(tops - level)[self.depth - 1][:, :, None]
            bead = led.sum(axis=0)
            left_out = skipping.reshape(-1).take((self.at + shift[0])[:, None] + self.span)
            left_out *= np.exp(before - level)[:, None]
            if step in starts:
                bead += starts[step]
            nodes_here = lattice.nodes[:, :, step].T
            left_out *= nodes_here
            either = bead + left_out
            inserted = either @ lattice.insert
            inserted *= nodes_here
            row = either + inserted
            most = row.max(axis=1)
            most[most <= 0] = 1.0
            if step in ends:
                # What comes to an end here; a window ends once only.
                closing = np.log((row * ends[step]).sum(axis=1)) + level
                total = np.where(ends[step].any(axis=1), closing, total)
            row /= most[:, None]
            slot = step % self.ring
            whole[slot, :, self.inside] = row
            scales[slot] = np.where(row.any(axis=1), level + np.log(most), -np.inf)
            skipping[:, self.inside] = lattice.open * bead + lattice.extend * left_out
            skipping /= most[:, None]
            if step in self.own:
                own = step - self.around
                beads[:, :, own], reference[:, own] = led, level
                nodes[0, :, own], nodes[1, :, own], nodes[2, :, own] = bead, left_out, inserted
                scale[:, own] = level
        return total

    def _backward(self, beads: Floats, nodes: Floats, reference: Floats, scale: Floats) -> None:
        """Turn what leads to each event into its probability."""
        lattice, types = self.of, len(self.of.types)
        after = np.zeros((self.ring, types, self.windows, self.stride))
        flat = after.reshape(-1)
        scales = np.full((self.ring, self.windows), -np.inf)
        skipping = np.zeros((self.windows, self.stride))
        ends = self._ends()
        planes = np.arange(types) * (self.windows * self.stride)
        depths = np.arange(1, self.ring)
        shifts = self._shifts(-depths)
        for step in range(self.steps - 1, -1, -1):
            shift = shifts[step]
            later = np.minimum(step + depths, self.steps - 1)
            tops = lattice.tops[depths, :, later] + scales[(step + depths) % self.ring]
            tops[step + depths >= self.steps] = -np.inf
            next_scale = scales[(step + 1) % self.ring]
            level = np.maximum(tops.max(axis=0), next_scale)
            level[~np.isfinite(level)] = 0.0
            slots = (step + self.depth) % self.ring * (types * self.windows * self.stride) + planes
            index = slots[:, None] + self.at + shift[self.depth - 1] + self.breadth[:, None]
            led = flat.take(index[:, :, None] + self.span)
            led *= np.exp(tops - level)[self.depth - 1][:, :, None]
            start = led.sum(axis=0)
            if step in ends:
                start += ends[step]
            start *= lattice.nodes[:, :, step].T
            target = start @ lattice.run.T
            base = start + start @ lattice.insert.T
            left_out = skipping.reshape(-1).take((self.at + shift[0])[:, None] + self.span)
            left_out *= np.exp(next_scale - level)[:, None]
            left_out *= lattice.nodes[:, :, step].T
            after_source = base + lattice.extend * left_out
            after_bead = base + lattice.open * left_out
            if step in self.own:
                own = step - self.around
                factor = np.exp(np.minimum(reference[:, own] + level, 700.0))[:, None]
                beads[:, :, own] *= after_bead * factor
                factor = np.exp(np.minimum(scale[:, own] + level, 700.0))[:, None]
                passed = nodes[0, :, own] * after_bead
                passed += nodes[1, :, own] * after_source + nodes[2, :, own] * target
                nodes[0, :, own] = passed * factor
            most = np.maximum(after_bead.max(axis=1), after_source.max(axis=1))
            some = most > 0
            most[~some] = 1.0
            slot = step % self.ring
            after[slot, :, :, self.inside] = lattice.weights[..., step] * (after_bead / most[:, None])
            scales[slot] = np.where(some, level + np.log(most), -np.inf)
            skipping[:, self.inside] = after_source / most[:, None]

    def _starts(self) -> dict[int, Floats]:
        """Where paths may begin: nodes of a row, by step [windows, width]."""
        lattice = self.of
        starts = {0: lattice.nodes[:, :, 0].T.astype(np.float64)}
        if lattice.extent.opens:
            # The document begins in the first window only: contexts are shorter than windows.
            starts[0][0] = 0.0
            first = starts.setdefault(lattice.front, np.zeros((self.windows, self.width)))
            first[0, 0 - lattice.band.low[0]] = 1.0
        return starts

    def _ends(self) -> dict[int, Floats]:
        """Where paths may end, likewise."""
        lattice, last = self.of, self.steps - 1
        ends = {last: lattice.nodes[:, :, last].T.astype(np.float64)}
        if lattice.extent.closes:
            end = lattice.front + lattice.band.rows
            for number in range(self.windows):
                step = end - number * lattice.rows
                if step <= last:
                    ends[last][number] = 0.0
                    mine = ends.setdefault(step, np.zeros((self.windows, self.width)))
                    mine[number, lattice.band.columns - lattice.band.low[-1]] = 1.0
        return ends


def _padded(array: npt.NDArray[_Kind], front: int, total: int, value: float) -> npt.NDArray[_Kind]:
    """[..., rows] with so many rows of a value before it and as many after it as make ``total``."""
    out = np.full((*array.shape[:-1], total), value, dtype=array.dtype)
    out[..., front : front + array.shape[-1]] = array
    return out
