"""Grouping agrees with numpy."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from toolkit.align.grouping import distinct, grouped


@given(st.lists(st.integers(0, 2**40), max_size=50))
def test_grouping_is_numpys_unique(keys: list[int]) -> None:
    array = np.array(keys, dtype=np.int64)
    expected, places = np.unique(array, return_inverse=True)
    found, where = grouped(array)
    np.testing.assert_array_equal(found, expected)
    np.testing.assert_array_equal(where, places)
    np.testing.assert_array_equal(distinct(array), expected)
