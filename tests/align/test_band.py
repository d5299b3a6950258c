"""Bands hold what they are asked to hold."""

from __future__ import annotations

import numpy as np
import pytest

from toolkit.align.band import Band, parts


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


def test_a_part_holds_the_same_nodes_counted_from_its_corner() -> None:
    band = Band.around(np.arange(20) - 3, np.arange(20) + 3, 19)
    part = band.part(5, 12)
    assert part.rows == 7
    np.testing.assert_array_equal(part.least + band.least[5], band.least[5:13])
    np.testing.assert_array_equal(part.most + band.least[5], band.most[5:13])


@pytest.mark.parametrize(("rows", "size", "context"), [(0, 10, 3), (9, 10, 3), (10, 10, 3), (47, 10, 3)])
def test_every_row_is_some_parts_own_once(rows: int, size: int, context: int) -> None:
    own = [row for part in parts(rows, size, context) for row in range(part.first, part.last)]
    assert own == list(range(rows + 1))
    for part in parts(rows, size, context):
        assert part.top == max(0, part.first - context)
        assert part.bottom == min(rows, part.last - 1 + context)
