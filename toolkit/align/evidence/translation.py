"""Words: a passage and its translation hold words that translate each other.

Every token of a bead's one side was either written because of a token of the other side, each of which is as
likely to have caused it (IBM model 1, Brown et al. 1993), or for no reason seen there. What such a reading
gains over chance is the evidence; it is taken in both directions and averaged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from toolkit.align.band import Band
from toolkit.align.evidence.gains import Again, Gains, Reached, Repetitions, Singly, Together
from toolkit.align.grouping import distinct
from toolkit.align.profile import Floats, Ints, Profile
from toolkit.align.search import BeadType


@dataclass(frozen=True, slots=True)
class Table:
    """Translation probabilities from the tokens of one side to those of the other, row by row.

    Row ``s`` is ``targets[starts[s]:starts[s + 1]]`` with ``probabilities`` alike.

    Attributes:
        caused: how often each token of the other side has a cause that the table knows. A token that has one
            as a rule counts against a bead without it; one of which the table knows nothing does not.
    """

    starts: Ints
    targets: Ints
    probabilities: Floats
    caused: Floats

    @classmethod
    def of(cls, rows: int, given: Ints, made: Ints, probabilities: Floats, caused: Floats) -> Table:
        """From parallel arrays in any order, one entry a pair."""
        order = np.lexsort((made, given))
        counts = np.bincount(given, minlength=rows)
        starts = np.concatenate(([0], np.cumsum(counts)))
        return cls(starts, made[order], probabilities[order], caused)

    def given(self) -> Ints:
        """The row of every entry."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


_CAUSED = 0.5
"""Probability that a token with a cause in sight was written because of it."""
_CROWD = 0.7
"""How a cause weakens with the size of the passage it stands in, as a power of that size.

Model 1 takes
every word of a passage for as likely a cause (power 1); but passages are translated from front to back, so
that a word's cause is not to be sought among all words of a long bead, only among those of about its place
(power 0).
"""
_ELSEWHERE = 100.0
"""Words of other texts that stand beside those of the document: in a text of ten words none is common."""
_ROWS = 48
"""Fewest rows taken together."""
_TOKENS = 8_000_000
"""Tokens that all rows taken together may reach."""
_CHUNK = 400_000
"""Cells of a working array."""


def scores(
    band: Band,
    types: tuple[BeadType, ...],
    source: Profile,
    target: Profile,
    forth: Table,
    back: Table,
) -> Floats:
    """Log-likelihood ratio of each bead type ending at each node [types, n + 1, width]."""
    most = max(max(pair) for pair in types)
    there, there_again = _gains(band, source, target, forth, most)
    turned = band.transposed()
    here, here_again = _gains(turned, target, source, back, most)
    grid = band.grid()
    columns = np.minimum(grid, band.columns)
    rows = np.arange(band.rows + 1)[:, None]
    place = np.clip(rows - turned.low[columns] + most, 0, turned.width + most - 1)
    out = np.empty((len(types), band.rows + 1, band.width))
    width = band.width
    for plane, (a, b) in enumerate(types):
        out[plane] = there[a - 1, :, most:] - there[a - 1, :, most - b : most - b + width]
        out[plane] += here[b - 1, columns, place] - here[b - 1, columns, np.maximum(place - a, 0)]
        for apart in range(b if len(there_again) else 0):
            again, begun = there_again[apart, a - 1], most - b + apart
            out[plane] -= again[:, most:] - again[:, begun : begun + width]
        for apart in range(a if len(here_again) else 0):
            again = here_again[apart, b - 1]
            out[plane] -= again[columns, place] - again[columns, np.maximum(place - a + apart, 0)]
    out *= 0.5
    return out


def _gains(band: Band, given: Profile, made: Profile, table: Table, most: int) -> tuple[Floats, Floats]:
    """What the tokens of ``made`` gain by a run of ``given`` segments, summed from the left.

    Entry ``[a - 1, i, w]`` is for the ``a`` segments of ``given`` before row ``i`` and all segments of
    ``made`` before column ``low[i] + w - most``; only differences within a row mean anything
    [most, n + 1, width + most].

    The second array has what words gain once more: a word is the translation of one word, not of one here and
    of the same one again in the next segment. Entry ``[d, a - 1, i, w]`` is for words that stand ``d``
    segments before as well; there is none where passages are looked at, which repeat most words.
    """
    words = len(made.vocabulary)
    out = np.zeros((most, band.rows + 1, band.width + most))
    again = np.zeros((most if made.single else 0, most, band.rows + 1, band.width + most))
    if not words or not len(given.vocabulary):
        return out, again
    made = _spoken_of(made, table)
    repetitions = Repetitions.of(made, most) if made.single else None
    weights = given.vocabulary.weights[given.ids]
    sizes = np.concatenate(([0.0], np.cumsum(weights)))[given.starts]
    worth = made.vocabulary.counts * made.vocabulary.weights
    chance = worth / (_ELSEWHERE + float(worth.sum()))
    all_worth, all_rest, all_inverse = made.vocabulary.weights, 1 - table.caused, _CAUSED / chance
    mean = max(1e-9, float(sizes[-1]) / len(given))
    # Where a band is wide, as at the coarsest look at a long document, a row reaches very many tokens.
    reached = max(1, len(made.ids) * (band.width + most) // max(1, band.columns))
    step = max(1, min(max(_ROWS, _CHUNK // (words * most)), _TOKENS // reached))
    # Only the words that stand near the rows looked at are of interest; they are numbered anew for them.
    numbers = np.full(words, -1, dtype=np.int64)
    for top in range(0, band.rows, step):
        bottom = min(band.rows, top + step)
        ends = np.arange(top + 1, bottom + 1)
        near = _near(ends, band, made, most)
        numbers[near] = np.arange(len(near))
        reach = max(0, top + 1 - most)
        causes, plain = _causes(given, table, weights, numbers, len(near), reach, bottom)
        gains = Gains(all_worth[near], all_rest[near], all_inverse[near])
        within = Reached(ends, band, made, most)
        # Passages hold most words many times, segments hold each of them once at most.
        seen = Together if within.tokens > len(ends) * len(near) else Singly
        view = seen(within, made, numbers, gains)
        twice = Again(repetitions, within.columns, numbers, gains) if repetitions is not None else None
        run, calling = np.zeros((len(ends), len(near))), np.zeros((len(ends), len(near)))
        for a in range(1, most + 1):
            # Rows too near the top have no run of so many segments; what they get is never looked at.
            run += causes[np.maximum(ends - a - reach, 0)]
            size = sizes[ends] - sizes[np.maximum(ends - a, 0)]
            crowd = np.maximum(size, 1e-9) ** _CROWD * mean ** (1 - _CROWD)
            out[a - 1, ends] = view.sums(run, 1 / crowd)
            if twice is not None:
                calling += plain[np.maximum(ends - a - reach, 0)]
                again[:, a - 1, ends] = twice.sums(run, calling, 1 / crowd)
        numbers[near] = -1
    return out, again


def _spoken_of(made: Profile, table: Table) -> Profile:
    """The profile without the tokens of which the table knows nothing: they gain nothing anywhere."""
    live = table.caused > 0
    live[table.targets] = True
    kept = live[made.ids]
    before = np.concatenate(([0], np.cumsum(kept)))
    return replace(made, ids=made.ids[kept], starts=before[made.starts])


def _near(ends: Ints, band: Band, made: Profile, most: int) -> Ints:
    """The words of ``made`` that some rows of a band reach, ascending."""
    first, last = max(0, int(band.least[ends].min()) - most), int(band.most[ends].max())
    return distinct(made.ids[made.starts[first] : made.starts[last]])


def _causes(
    given: Profile, table: Table, weights: Floats, numbers: Ints, words: int, top: int, bottom: int
) -> tuple[Floats, Floats]:
    """For segments ``top`` to ``bottom``: how strongly they call for each word, and with how many tokens.

    ``numbers`` has the place of each word there, -1 for those of no interest.
    """
    start, stop = given.starts[top], given.starts[bottom]
    ids = given.ids[start:stop]
    segment = np.repeat(np.arange(bottom - top), np.diff(given.starts[top : bottom + 1]))
    counts = table.starts[ids + 1] - table.starts[ids]
    offset = np.repeat(table.starts[ids] - np.concatenate(([0], np.cumsum(counts)))[:-1], counts)
    entries = offset + np.arange(int(counts.sum()))
    column = numbers[table.targets[entries]]
    kept = column >= 0
    cells = (np.repeat(segment * words, counts) + column)[kept]
    values = (table.probabilities[entries] * np.repeat(weights[start:stop], counts))[kept]
    found = np.bincount(cells, weights=values, minlength=(bottom - top) * words).astype(np.float64)
    plain = np.bincount(cells, minlength=(bottom - top) * words).astype(np.float64)
    return found.reshape(bottom - top, words), plain.reshape(bottom - top, words)
