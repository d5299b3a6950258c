"""From probabilities of beads to beads."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np

from toolkit.align.likely import Likely
from toolkit.align.profile import Floats, Ints
from toolkit.align.search import Step


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
    chain = useful[_heaviest(likely.source[useful], likely.target[useful], weights[useful])]
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
    return steps, np.array(trust)


def _heaviest(source: Ints, target: Ints, weights: Floats) -> list[int]:
    """Places of the heaviest chain in which every bead begins where the one before has ended, or later."""
    firsts, lasts = source.T.tolist() if len(source) else ([], [])
    starts, stops = target.T.tolist() if len(target) else ([], [])
    amounts = weights.tolist()
    by_end = sorted(range(len(amounts)), key=lasts.__getitem__)
    best = [0.0] * len(amounts)
    before = [-1] * len(amounts)
    # The best chains so far by the column they end at: a later end only where it pays.
    columns, worth, tails = [0], [0.0], [-1]
    closed = 0
    for k in sorted(range(len(amounts)), key=firsts.__getitem__):
        while closed < len(by_end) and lasts[by_end[closed]] <= firsts[k]:
            tail = by_end[closed]
            closed += 1
            place = bisect_right(columns, stops[tail])
            if worth[place - 1] >= best[tail]:
                continue
            end = place
            while end < len(worth) and worth[end] <= best[tail]:
                end += 1
            if columns[place - 1] == stops[tail]:
                place -= 1
            columns[place:end], worth[place:end], tails[place:end] = [stops[tail]], [best[tail]], [tail]
        place = bisect_right(columns, starts[k]) - 1
        best[k], before[k] = worth[place] + amounts[k], tails[place]
    chain: list[int] = []
    k = max(range(len(best)), key=best.__getitem__, default=-1)
    while k >= 0:
        chain.append(k)
        k = before[k]
    return chain[::-1]
