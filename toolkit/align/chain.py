"""The heaviest chain of spans that do not cross."""

from __future__ import annotations

from bisect import bisect_right

from toolkit.align.profile import Floats, Ints


def heaviest(source: Ints, target: Ints, weights: Floats) -> list[int]:
    """Places of the heaviest chain in which every span begins where the one before has ended, or later.

    Args:
        source: from and to (exclusive) on the one side [spans, 2].
        target: the same on the other side [spans, 2].
        weights: more than 0 each [spans].
    """
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
