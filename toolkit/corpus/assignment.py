"""The best one-to-one assignment: the pairs of rows and columns with the greatest sum.

Source: Kuhn (1955), "The Hungarian method", in the form with shortest augmenting paths (Jonker and Volgenant
1987): each row takes its place along the cheapest path of exchanges. Time grows with rows² × columns.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def assign(scores: Floats) -> list[tuple[int, int]]:
    """Pairs (row, column), each row and column at most once, as many as the shorter side has, by row.

    Args:
        scores: how well a row and a column fit, the more the better [rows, columns].
    """
    if scores.size == 0:
        return []
    if scores.shape[0] > scores.shape[1]:
        return sorted((row, column) for column, row in assign(scores.T))
    costs = scores.max() - scores
    rows, columns = costs.shape
    owner = np.full(columns, -1, dtype=np.int64)
    row_price, column_price = np.zeros(rows), np.zeros(columns)
    for start in range(rows):
        least = np.full(columns, np.inf)
        before = np.full(columns, -1, dtype=np.int64)
        done = np.zeros(columns, dtype=np.bool_)
        row, column = start, -1
        reached = 0.0
        visited = [start]
        while True:
            through = reached + costs[row] - row_price[row] - column_price
            better = ~done & (through < least)
            least[better] = through[better]
            before[better] = column
            open_ = np.where(done, np.inf, least)
            column = int(open_.argmin())
            reached = float(open_[column])
            if owner[column] < 0:
                break
            done[column] = True
            row = int(owner[column])
            visited.append(row)
        # Prices move so that all pairs that are taken stay the cheapest for both.
        row_price[start] += reached
        taken = np.flatnonzero(done)
        row_price[owner[taken]] += reached - least[taken]
        column_price[taken] -= reached - least[taken]
        while column >= 0:
            previous = int(before[column])
            owner[column] = start if previous < 0 else owner[previous]
            column = previous
    return sorted((int(row), column) for column, row in enumerate(owner.tolist()) if row >= 0)
