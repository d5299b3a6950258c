"""Ratio margins, held against their definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.align.embedding.margin import banded, margins, neighbourhoods
from toolkit.align.embedding.vectors import Vectors, unit


def sides(rows: int, columns: int, dimension: int = 5) -> tuple[Vectors, Vectors]:
    random = np.random.default_rng(rows * 100 + columns)
    # A common part makes all similarities positive, as they are in sentence models.
    left, right = (random.normal(size=(count, dimension)) + 1.5 for count in (rows, columns))
    return unit(left.reshape(rows, dimension)), unit(right.reshape(columns, dimension))


def defined(left: Vectors, right: Vectors, neighbours: int) -> tuple[Vectors, Vectors, Vectors]:
    cosines = left @ right.T
    forth = np.array([np.sort(row)[-neighbours:].mean() for row in cosines], dtype=np.float32)
    back = np.array([np.sort(row)[-neighbours:].mean() for row in cosines.T], dtype=np.float32)
    return forth, back, (cosines / ((forth[:, None] + back) / 2)).astype(np.float32)


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 12), st.integers(1, 40))
def test_margins_are_those_of_the_paper_whatever_the_working_array(
    rows: int, columns: int, neighbours: int, cells: int
) -> None:
    left, right = sides(rows, columns)
    forth, back, ratio = defined(left, right, neighbours)
    found = margins(left, right, neighbours, cells)
    assert np.allclose(found.left_mean, forth, atol=1e-5)
    assert np.allclose(found.right_mean, back, atol=1e-5)
    assert np.allclose(found.rows(0, rows), ratio, atol=1e-4)
    assert np.allclose(found.rows(rows - 1, rows), ratio[-1:], atol=1e-4)
    grid = np.indices((rows, columns)).reshape(2, -1)
    assert np.allclose(found.pairs(grid[0], grid[1], cells), ratio.ravel(), atol=1e-4)


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 6), st.integers(1, 60), st.integers(-4, 9))
def test_a_band_is_cut_out_of_all_pairs(rows: int, columns: int, width: int, cells: int, shift: int) -> None:
    left, right = sides(rows, columns)
    low = np.arange(rows) * columns // rows + shift - 2
    cosines, ratio = left @ right.T, margins(left, right).rows(0, rows)
    band, margin = banded(left, right, low, width, cells), margins(left, right).band(low, width)
    assert band.shape == margin.shape == (rows, width)
    for i in range(rows):
        for place in range(width):
            j = int(low[i]) + place
            there = 0 <= j < columns
            assert band[i, place] == pytest.approx(cosines[i, j] if there else 0, abs=1e-5)
            assert margin[i, place] == pytest.approx(ratio[i, j] if there else 0, abs=1e-4)


def test_a_passage_near_everything_is_no_translation_of_anything() -> None:
    hub = [0.6, 0.6, 0.53]
    left = unit([[1, 0, 0.1], [0, 1, 0.1]])
    right = unit([[1, 0, -0.2], [0, 1, -0.2], hub])
    found = margins(left, right, 2).rows(0, 2)
    assert found[0, 0] > found[0, 2]
    assert found[1, 1] > found[1, 2]


@pytest.mark.parametrize(("rows", "columns"), [(0, 0), (0, 3), (3, 0)])
def test_a_side_without_rows(rows: int, columns: int) -> None:
    left, right = sides(rows, columns)
    found = margins(left, right)
    assert found.rows(0, rows).shape == (rows, columns)
    assert found.band(np.zeros(rows, dtype=np.int64), 4).shape == (rows, 4)
    assert [mean.tolist() for mean in neighbourhoods(left, right)] == [[0.0] * rows, [0.0] * columns]


def test_nothing_is_like_nothing() -> None:
    zeros = np.zeros((2, 3), dtype=np.float32)
    assert margins(zeros, zeros).rows(0, 2).tolist() == [[0.0, 0.0], [0.0, 0.0]]
