"""Rows of unit length."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from toolkit.align.embedding.vectors import unit
from toolkit.errors import InputError


@given(
    arrays(
        np.float32, array_shapes(min_dims=2, max_dims=2), elements=st.floats(-(2.0**100), 2.0**100, width=32)
    )
)
def test_every_row_has_length_one_or_zero(rows: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> None:
    lengths = np.linalg.norm(unit(rows).astype(np.float64), axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-5) | (lengths == 0))
    assert unit(rows).dtype == np.float32


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_number_that_is_none_is_named_by_its_row(bad: float) -> None:
    with pytest.raises(InputError, match="vector 1 holds a number that is not finite"):
        unit([[1.0, 0.0], [bad, 0.0]])


def test_one_vector_is_no_table() -> None:
    with pytest.raises(InputError, match="rows of a table"):
        unit([1.0, 2.0])


def test_no_rows_keep_their_width() -> None:
    assert unit(np.zeros((0, 5))).shape == (0, 5)
