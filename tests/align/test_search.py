"""Search and probabilities, held against going through every path."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest

from toolkit.align.search import Band, Gap, Lattice, Step

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


def score(steps: list[Step], scores: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> float:
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
def test_probabilities_are_those_of_all_paths(rows: int, columns: int) -> None:
    random = np.random.default_rng(rows * 10 + columns)
    scores = random.normal(0, 1.5, (len(TYPES), rows + 1, columns + 1))
    posterior = Lattice(Band.full(rows, columns), TYPES, scores, GAP).posterior()
    every = list(paths(rows, columns))
    weights = np.array([math.exp(score(steps, scores)) for steps in every])
    assert posterior.total == pytest.approx(math.log(weights.sum()))
    beads = np.zeros_like(posterior.beads)
    source_gap, target_gap = np.zeros_like(posterior.source_gap), np.zeros_like(posterior.target_gap)
    for steps, weight in zip(every, weights / weights.sum(), strict=True):
        for i0, i, j0, j in steps:
            if i == i0:
                target_gap[i, j] += weight
            elif j == j0:
                source_gap[i, j] += weight
            else:
                beads[TYPES.index((i - i0, j - j0)), i, j] += weight
    np.testing.assert_allclose(posterior.beads, beads, atol=1e-9)
    np.testing.assert_allclose(posterior.source_gap, source_gap, atol=1e-9)
    np.testing.assert_allclose(posterior.target_gap, target_gap, atol=1e-9)


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (2, 3), (4, 4), (1, 4), (4, 1)])
def test_the_best_path_is_the_best_of_all(rows: int, columns: int) -> None:
    random = np.random.default_rng(rows + columns)
    scores = random.random((len(TYPES), rows + 1, columns + 1))
    source_gap, target_gap = random.random((2, rows + 1, columns + 1)) * 0.6

    def worth(steps: list[Step]) -> float:
        return sum(
            float(target_gap[i, j])
            if i == i0
            else float(source_gap[i, j])
            if j == j0
            else float(scores[TYPES.index((i - i0, j - j0)), i, j])
            for i0, i, j0, j in steps
        )

    steps = Lattice(Band.full(rows, columns), TYPES, scores, GAP).best(source_gap, target_gap)
    # Either order of neighbouring gaps may be worth more here, so every order is gone through.
    assert worth(steps) >= max(map(worth, paths(rows, columns))) - 1e-9
    assert [s[0] for s in steps] == [0, *(s[1] for s in steps)][:-1]
    assert [s[2] for s in steps] == [0, *(s[3] for s in steps)][:-1]
    assert (steps[-1][1], steps[-1][3]) == (rows, columns)


def test_a_band_that_holds_every_node_changes_nothing() -> None:
    rows, columns = 6, 7
    random = np.random.default_rng(5)
    scores = random.normal(0, 1, (len(TYPES), rows + 1, columns + 1))
    full = Lattice(Band.full(rows, columns), TYPES, scores, GAP).posterior()
    # A diagonal band, and scores that allow nothing beyond it.
    band = Band.around(np.arange(rows + 1) - 2, np.arange(rows + 1) + 3, columns)
    inside = np.full_like(scores, -1e9)
    grid = np.minimum(band.grid(), columns)
    for i in range(rows + 1):
        inside[:, i, grid[i]] = scores[:, i, grid[i]]
    banded = np.stack([scores[:, i, grid[i]] for i in range(rows + 1)], axis=1)
    narrow = Lattice(band, TYPES, banded, GAP).posterior()
    whole = Lattice(Band.full(rows, columns), TYPES, inside, GAP).posterior()
    assert narrow.total <= full.total + 1e-9
    assert narrow.beads.sum() == pytest.approx(whole.beads.sum(), rel=0.05)


def test_bands_hold_what_they_are_asked_to_hold() -> None:
    least, most = np.array([0, 0, 5, 5, 9]), np.array([0, 3, 7, 7, 12])
    band = Band.around(least, most, 12)
    assert (band.least <= least).all() and (band.most >= most).all()
    assert (band.low <= band.least).all() and (band.low + band.width - 1 >= band.most).all()
    assert (np.diff(band.low) >= 0).all()
    turned = band.transposed()
    for i in range(band.rows + 1):
        for j in range(band.least[i], band.most[i] + 1):
            assert turned.least[j] <= i <= turned.most[j]
