"""The edit distance along a band around the diagonal, as Tercom bounds it.

The band is 25 words to either side. Where no best path comes near its border, the plain edit distance and its
alignment are the same, and much faster found: :func:`is_within` says when that is certain.
"""

from __future__ import annotations

import math

WIDTH = 25
"""Words to either side of the diagonal."""

_NEVER = 1 << 60
_OUTSIDE = "x"


def is_within(distance: int, hypothesis: int, reference: int) -> bool:
    """Whether every best path of this (plain) edit distance stays within the band.

    A path that costs ``distance`` strays at most ``(distance + |difference of lengths|) / 2`` from the
    straight line between the corners; a short reference fits into the band as a whole.

    Args:
        distance: the plain edit distance.
        hypothesis: words of the translation.
        reference: words of the reference.
    """
    # The line is rounded down, and the band is one narrower above than below: two words are kept in hand.
    return reference < WIDTH or distance + abs(reference - hypothesis) <= 2 * (WIDTH - 2)


def banded(hypothesis: str, reference: str) -> tuple[int, str]:
    """The edit distance within the band, and the path that has it.

    Args:
        hypothesis: the translation, a character a word.
        reference: the reference likewise.

    Returns:
        The cost and, from the first word to the last, the steps: ``" "`` the same word, ``s`` another word,
        ``d`` a word of the hypothesis alone, ``i`` a word of the reference alone.
    """
    rows, columns = len(hypothesis), len(reference)
    ratio = columns / rows if rows else 1
    width = math.ceil(ratio / 2 + WIDTH) if ratio / 2 > WIDTH else WIDTH
    before = list(range(columns + 1))
    taken = ["i" * (columns + 1)]
    for row in range(1, rows + 1):
        word = hypothesis[row - 1]
        middle = math.floor(row * ratio)
        first = max(0, middle - width)
        last = columns + 1 if row == rows else min(columns + 1, middle + width)
        costs = [_NEVER] * (columns + 1)
        steps = [_OUTSIDE] * (columns + 1)
        left = _NEVER
        for column in range(first, last):
            if column == 0:
                left, step = before[0] + 1, "d"
            else:
                # In Tercom's order of preference: a later one must be cheaper, not as cheap.
                best, step = _NEVER, _OUTSIDE
                same = word == reference[column - 1]
                cost = before[column - 1] + (not same)
                if cost < best:
                    best, step = cost, " " if same else "s"
                if before[column] + 1 < best:
                    best, step = before[column] + 1, "d"
                if left + 1 < best:
                    best, step = left + 1, "i"
                left = best
            costs[column] = left
            steps[column] = step
        taken.append("".join(steps))
        before = costs
    return before[columns], _followed(taken, rows, columns)


def _followed(taken: list[str], row: int, column: int) -> str:
    path = []
    while row or column:
        step = taken[row][column]
        path.append(step)
        if step != "i":
            row -= 1
        if step != "d":
            column -= 1
    path.reverse()
    return "".join(path)
