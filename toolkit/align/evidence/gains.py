"""What the words of a run of segments gain by what calls for them, summed along the other side.

Three ways to the same sums, each for what it is quick at: the words of segments one by one, of which few are
called for; the words of whole passages by a product of matrices; and the words that stand there again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from toolkit.align.band import Band
from toolkit.align.profile import Floats, Ints, Profile

_COMMON = 200
"""A word is common if one in so many tokens is that word."""


class Gains(NamedTuple):
    """What the words near some rows gain: ``worth * log(rest + call * inverse)`` where called for."""

    worth: Floats
    rest: Floats
    inverse: Floats


class Reached:
    """The columns, and the tokens between them, that some consecutive rows of a band reach.

    Attributes:
        columns: for each place of each row, those before and beyond the row's own included [rows, places].
        tokens: in all rows.
    """

    def __init__(self, ends: Ints, band: Band, made: Profile, most: int) -> None:
        low = band.low[ends] - most
        first, last = np.maximum(band.least[ends] - most, 0), band.most[ends]
        self.columns = np.clip(low[:, None] + np.arange(band.width + most), first[:, None], last[:, None])
        self.borders = made.starts[self.columns]
        self.counts = self.borders[:, -1] - self.borders[:, 0]
        self.tokens = int(self.counts.sum())


class Singly:
    """Gains of single tokens, summed: of the words near a row few are in its reach, and fewer called for."""

    def __init__(self, reached: Reached, made: Profile, numbers: Ints, gains: Gains) -> None:
        counts, borders = reached.counts, reached.borders
        before = np.cumsum(counts) - counts
        rows = np.repeat(np.arange(len(counts)), counts)
        places = np.arange(reached.tokens) + np.repeat(borders[:, 0] - before, counts)
        self._rows, self._ids = rows, numbers[made.ids[places]]
        self._cells = rows * len(gains.worth) + self._ids
        between = np.diff(borders, axis=1)
        self._slots = np.repeat(np.arange(between.size), between.ravel())
        self._shape = between.shape
        self._gains = gains
        self._uncalled = gains.worth * np.log(gains.rest)
        alone = np.bincount(self._slots, weights=self._uncalled[self._ids], minlength=between.size)
        self._alone = alone.astype(np.float64)

    def sums(self, run: Floats, share: Floats) -> Floats:
        """Sums of gains before each column of each row; only differences matter.

        Args:
            run: how strongly the segments before each row call for each word [rows, words].
            share: what one of so many causes counts [rows].
        """
        calls = run.ravel()[self._cells]
        called = np.flatnonzero(calls > 0)
        ids = self._ids[called]
        gain = calls[called]
        gain *= share[self._rows[called]]
        gain *= self._gains.inverse[ids]
        gain += self._gains.rest[ids]
        np.log(gain, out=gain)
        gain *= self._gains.worth[ids]
        gain -= self._uncalled[ids]
        each = np.bincount(self._slots[called], weights=gain, minlength=len(self._alone)) + self._alone
        found = np.zeros((self._shape[0], self._shape[1] + 1))
        np.cumsum(each.reshape(self._shape), axis=1, out=found[:, 1:])
        return found


@dataclass(frozen=True, slots=True)
class Repetitions:
    """Tokens whose word stands a few segments before as well, by how many; common words are left aside.

    Attributes:
        ids: of the tokens, those of the same distance one after the other.
        starts: for each distance, where each segment's tokens begin in ``ids`` [distances, segments + 1].
    """

    ids: Ints
    starts: Ints

    @classmethod
    def of(cls, made: Profile, distances: int) -> Repetitions:
        """The repetitions in one side."""
        counts = made.vocabulary.counts
        rare = counts * _COMMON < counts.sum()
        segment = np.repeat(np.arange(len(made)), np.diff(made.starts))
        order = np.argsort(made.ids, kind="stable")
        same = np.flatnonzero((np.diff(made.ids[order]) == 0) & rare[made.ids[order[1:]]])
        later, earlier = order[same + 1], order[same]
        apart = segment[later] - segment[earlier]
        ids, starts, total = [], [], 0
        for distance in range(distances):
            here = np.sort(later[apart == distance])
            counted = np.bincount(segment[here], minlength=len(made))
            starts.append(total + np.concatenate(([0], np.cumsum(counted))))
            ids.append(made.ids[here])
            total += len(here)
        return cls(np.concatenate(ids), np.array(starts, dtype=np.int64))


class Again:
    """Gains of repeated words of which the run has one cause only."""

    def __init__(self, repetitions: Repetitions, columns: Ints, numbers: Ints, gains: Gains) -> None:
        borders = repetitions.starts[:, columns]
        counts = (borders[..., -1] - borders[..., 0]).ravel()
        first = borders[..., 0].ravel()
        places = np.arange(int(counts.sum())) + np.repeat(first - np.cumsum(counts) + counts, counts)
        self._ids = numbers[repetitions.ids[places]]
        self._rows = np.repeat(np.tile(np.arange(len(columns)), len(borders)), counts)
        self._cells = self._rows * len(gains.worth) + self._ids
        between = np.diff(borders, axis=-1)
        self._shape = between.shape
        self._slots = np.repeat(np.arange(between.size), between.ravel())
        self._gains = gains

    def sums(self, run: Floats, calling: Floats, share: Floats) -> Floats:
        """Sums of what is gained again before each column of each row, by distance [distances, rows, places].

        Args:
            run: how strongly the segments before each row call for each word [rows, words].
            calling: how many of their tokens do so [rows, words].
            share: what one of so many causes counts [rows].
        """
        alone = np.flatnonzero(calling.ravel()[self._cells] == 1)
        ids, gains = self._ids[alone], self._gains
        calls = run.ravel()[self._cells[alone]] * share[self._rows[alone]]
        gain = gains.worth[ids] * np.log1p(calls * gains.inverse[ids] / gains.rest[ids])
        size = int(np.prod(self._shape))
        each = np.bincount(self._slots[alone], weights=gain, minlength=size).reshape(self._shape)
        found = np.zeros((*self._shape[:2], self._shape[2] + 1))
        np.cumsum(each, axis=2, out=found[..., 1:])
        return found


class Together:
    """Gains of words, times how often each stands in each segment: for what reaches most words near it."""

    def __init__(self, reached: Reached, made: Profile, numbers: Ints, gains: Gains) -> None:
        columns = reached.columns
        first, last = int(columns.min()), int(columns.max())
        self._columns = columns - first
        start, stop = made.starts[first], made.starts[last]
        segments = np.repeat(np.arange(last - first), np.diff(made.starts[first : last + 1]))
        words = len(gains.worth)
        cells = segments * words + numbers[made.ids[start:stop]]
        counts = np.bincount(cells, minlength=(last - first) * words).astype(np.float64)
        self._worth = counts.reshape(last - first, words) * gains.worth
        self._gains = gains

    def sums(self, run: Floats, share: Floats) -> Floats:
        """As for single tokens."""
        logs = run * self._gains.inverse
        logs *= share[:, None]
        logs += self._gains.rest
        np.log(logs, out=logs)
        running = np.zeros((len(run), len(self._worth) + 1))
        np.cumsum(logs @ self._worth.T, axis=1, out=running[:, 1:])
        found: Floats = np.take_along_axis(running, self._columns, axis=1)
        return found
