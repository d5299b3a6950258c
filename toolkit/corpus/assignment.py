"""The best one-to-one assignment: of some pairs of rows and columns those with the greatest sum.

Source: Kuhn (1955), "The Hungarian method", in the form with shortest augmenting paths (Jonker and Volgenant
1987) over the pairs there are, each row free to stay alone. Where most rows have a clear best column, time
grows with the number of pairs, not with rows × columns.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

_FAR = 3000
"""Columns looked at for one row. Beyond it, in a crowd of rows that are all alike, the best of these is good
enough: there is nothing to tell them apart by."""

Edges = Sequence[Sequence[tuple[int, float]]]
"""For each row the columns it may have and how well they fit, above 0, the more the better."""


def assign(edges: Edges, columns: int) -> list[tuple[int, int]]:
    """Pairs (row, column), each row and column at most once, by row.

    Args:
        edges: by row.
        columns: how many there are.
    """
    assignment = _Assignment(edges, columns)
    for row in range(len(edges)):
        assignment.place(row)
    return [(row, column) for row, column in enumerate(assignment.column_of) if column >= 0]


class _Assignment:
    """An assignment that is best for the rows placed so far.

    Prices keep it so: the cost of a pair (minus its score) is never below the price of its row and column,
    and equal for those that are taken; columns that are free cost nothing, rows that are alone neither.
    """

    def __init__(self, edges: Edges, columns: int) -> None:
        self._edges = edges
        self._row_price = [0.0] * len(edges)
        self._column_price = [0.0] * columns
        self.column_of = [-1] * len(edges)
        self._row_of = [-1] * columns

    def place(self, start: int) -> None:
        """Give a row its place along the cheapest path of exchanges."""
        price = self._column_price
        self._row_price[start] = min([0.0, *(-score - price[column] for column, score in self._edges[start])])
        reached: dict[int, float] = {start: 0.0}
        """Rows, and at what cost."""
        least: dict[int, float] = {}
        before: dict[int, int] = {}
        done: dict[int, float] = {}
        heap: list[tuple[float, int]] = []
        alone, at_most = start, -self._row_price[start]
        """The row that would best stay alone in the end, and the cost of the path to that."""
        row, cost = start, 0.0
        while True:
            base = cost - self._row_price[row]
            for column, score in self._edges[row]:
                through = base - score - price[column]
                if column not in done and through < least.get(column, float("inf")):
                    least[column], before[column] = through, row
                    heapq.heappush(heap, (through, column))
            while heap and (heap[0][1] in done or heap[0][0] > least[heap[0][1]]):
                heapq.heappop(heap)
            if not heap or heap[0][0] >= at_most or len(done) > _FAR:
                self._reprice(at_most, reached, done)
                self._exchange(-1, alone, before, start)
                return
            cost, column = heapq.heappop(heap)
            row = self._row_of[column]
            if row < 0:
                self._reprice(cost, reached, done)
                self._exchange(column, before[column], before, start)
                return
            done[column] = reached[row] = cost
            if cost - self._row_price[row] < at_most:
                alone, at_most = row, cost - self._row_price[row]

    def _reprice(self, total: float, reached: dict[int, float], done: dict[int, float]) -> None:
        for row, cost in reached.items():
            self._row_price[row] += max(0.0, total - cost)
        for column, cost in done.items():
            self._column_price[column] -= max(0.0, total - cost)

    def _exchange(self, column: int, row: int, before: dict[int, int], start: int) -> None:
        """Every row of the path moves on by one; the last one to ``column``, or to none."""
        while True:
            freed = self.column_of[row]
            self.column_of[row] = column
            if column >= 0:
                self._row_of[column] = row
            if row == start:
                return
            column = freed
            row = before[column]
