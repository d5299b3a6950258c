"""What one look at a document found, against another."""

from __future__ import annotations

import numpy as np
import pytest

from toolkit.align.likely import Likely


def likely(*beads: tuple[int, int, int, int, float]) -> Likely:
    """From beads (source from, to, target from, to, probability)."""
    rows = np.array([bead[:4] for bead in beads], dtype=np.int64).reshape(-1, 4)
    reach = np.zeros(3, dtype=np.int64)
    return Likely(rows[:, :2], rows[:, 2:], np.array([bead[4] for bead in beads]), reach, reach)


ONE, TWO, WIDE = (0, 1, 0, 1), (1, 2, 1, 2), (0, 2, 0, 2)


def test_change_is_that_of_the_bead_that_changed_most() -> None:
    before = likely((*ONE, 0.9), (*TWO, 0.5))
    assert likely((*ONE, 0.8), (*TWO, 0.52)).change(before) == pytest.approx(0.1)
    assert before.change(before) == 0.0


def test_a_bead_that_was_not_there_changed_by_all_it_is() -> None:
    before = likely((*ONE, 0.9))
    assert likely((*ONE, 0.9), (*WIDE, 0.3)).change(before) == pytest.approx(0.3)
    assert likely().change(before) == pytest.approx(0.9)
    assert likely().change(likely()) == 0.0
