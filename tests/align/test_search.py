"""Probabilities, held against going through every path."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest

from toolkit.align import square
from toolkit.align.band import Band
from toolkit.align.profile import Floats
from toolkit.align.search import Extent, Gap, Lattice, Step

TYPES = ((1, 1), (1, 2), (2, 1), (2, 2))
GAP = Gap(-1.5, -0.4)


def paths(rows: int, columns: int) -> Iterator[list[Step]]:
    """All alignments; a source gap comes before the target gap beside it, as in the search."""

    def go(i: int, j: int, steps: list[Step]) -> Iterator[list[Step]]:
        if (i, j) == (rows, columns):
            yield steps
        for a, b in TYPES:
            if i + a <= rows and j + b <= columns:
                yield from go(i + a, j + b, [*steps, (i, i + a, j, j + b)])
        if i < rows and not (steps and steps[-1][0] == steps[-1][1]):
            yield from go(i + 1, j, [*steps, (i, i + 1, j, j)])
        if j < columns:
            yield from go(i, j + 1, [*steps, (i, i, j, j + 1)])

    return go(0, 0, [])


def score(steps: list[Step], scores: Floats) -> float:
    total, before = 0.0, ""
    for i0, i, j0, j in steps:
        now = "target" if i == i0 else "source" if j == j0 else ""
        if not now:
            total += float(scores[TYPES.index((i - i0, j - j0)), i, j])
        else:
            total += GAP.extend if now == before else GAP.open
        before = now
    return total


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (2, 3), (3, 2), (4, 4), (1, 4), (4, 1)])
@pytest.mark.parametrize("level", [1.5, 400.0])
@pytest.mark.parametrize("exact", [False, True])
def test_probabilities_are_those_of_all_paths(rows: int, columns: int, level: float, exact: bool) -> None:
    random = np.random.default_rng(rows * 10 + columns)
    scores = random.normal(0, level, (len(TYPES), rows + 1, columns + 1))
    windows = Lattice(Band.full(rows, columns), TYPES, scores, GAP)
    posterior = square.posterior(TYPES, scores, GAP) if exact else windows.posterior()
    every = list(paths(rows, columns))
    worth = np.array([score(steps, scores) for steps in every])
    weights = np.exp(worth - worth.max())
    beads, nodes = np.zeros_like(posterior.beads), np.zeros_like(posterior.nodes)
    for steps, weight in zip(every, weights / weights.sum(), strict=True):
        nodes[0, 0] += weight
        for i0, i, j0, j in steps:
            nodes[i, j] += weight
            if i > i0 and j > j0:
                beads[TYPES.index((i - i0, j - j0)), i, j] += weight
    np.testing.assert_allclose(posterior.beads, beads, atol=1e-9)
    np.testing.assert_allclose(posterior.nodes, nodes, atol=1e-9)


def likely_scores(rows: int) -> Floats:
    """A document in which nearly everything is one to one, as scores in a full square."""
    random = np.random.default_rng(7)
    scores = random.normal(-6, 2, (len(TYPES), rows + 1, rows + 1))
    diagonal = np.arange(1, rows + 1)
    scores[0, diagonal, diagonal] = random.normal(6, 3, rows)
    return scores


def test_windows_find_what_one_long_window_finds() -> None:
    rows = 150
    scores = likely_scores(rows)
    band = Band.around(np.arange(rows + 1) - 5, np.arange(rows + 1) + 5, rows)
    grid = np.minimum(band.grid(), rows)
    banded = np.stack([scores[:, i, grid[i]] for i in range(rows + 1)], axis=1)
    whole = Lattice(band, TYPES, banded, GAP, rows=rows + 1, around=20).posterior()
    dealt = Lattice(band, TYPES, banded, GAP, rows=40, around=20).posterior()
    np.testing.assert_allclose(dealt.beads, whole.beads, atol=1e-6)
    np.testing.assert_allclose(dealt.nodes, whole.nodes, atol=1e-6)
    # And so do parts of the document, each with some context.
    part = band.part(30, 109)
    first = int(band.least[30])
    grid = np.minimum(part.grid() + first, rows)
    cut = np.stack([scores[:, i + 30, grid[i]] for i in range(part.rows + 1)], axis=1)
    extent = Extent(20, 60, opens=False, closes=False)
    middle = Lattice(part, TYPES, cut, GAP, extent, rows=40, around=20).posterior()
    by_column = np.zeros((len(TYPES), 40, rows + 1))
    for row in range(40):
        inside = part.grid()[row + 20] + first <= rows
        by_column[:, row, (part.grid()[row + 20] + first)[inside]] = middle.beads[:, row, inside]
    expected = np.zeros_like(by_column)
    for row in range(40):
        inside = band.grid()[row + 50] <= rows
        expected[:, row, band.grid()[row + 50][inside]] = whole.beads[:, row + 50, inside]
    np.testing.assert_allclose(by_column, expected, atol=1e-6)


def test_a_band_that_holds_every_likely_node_changes_nothing() -> None:
    rows = 30
    scores = likely_scores(rows)
    full = Lattice(Band.full(rows, rows), TYPES, scores, GAP).posterior()
    band = Band.around(np.arange(rows + 1) - 6, np.arange(rows + 1) + 6, rows)
    grid = np.minimum(band.grid(), rows)
    banded = np.stack([scores[:, i, grid[i]] for i in range(rows + 1)], axis=1)
    narrow = Lattice(band, TYPES, banded, GAP).posterior()
    assert narrow.beads.sum() == pytest.approx(full.beads.sum(), rel=1e-3)


@pytest.mark.parametrize(("first", "last"), [(0, 31), (0, 12), (20, 31), (7, 9)])
def test_rows_asked_for_are_those_of_the_whole(first: int, last: int) -> None:
    scores = likely_scores(30)
    band = Band.full(30, 30)
    whole = Lattice(band, TYPES, scores, GAP).posterior()
    asked = Lattice(band, TYPES, scores, GAP, Extent(first, last)).posterior()
    np.testing.assert_allclose(asked.beads, whole.beads[:, first:last], atol=1e-9)
    np.testing.assert_allclose(asked.nodes, whole.nodes[first:last], atol=1e-9)


def test_a_document_through_which_no_way_leads_has_no_likely_beads() -> None:
    scores = np.full((len(TYPES), 4, 4), -np.inf)
    posterior = Lattice(Band.full(3, 3), TYPES, scores, Gap(-math.inf, -math.inf)).posterior()
    assert not posterior.beads.any()
    assert np.isfinite(posterior.nodes).all()


def test_what_loses_for_long_may_win_in_the_end() -> None:
    """The first half translates the second half, and the second, which is longer, the first."""
    rows, half = 60, 28
    scores = np.full((len(TYPES), rows + 1, rows + 1), -30.0)
    for row in range(1, rows + 1):
        column = row + rows - half if row <= half else row - half
        scores[0, row, column] = 40.0
    found = square.posterior(TYPES, scores, GAP).beads[0]
    assert found[half + 1 :].sum() == pytest.approx(rows - half)
