"""From likely beads to an alignment."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.align.decode import decode
from toolkit.align.likely import Likely

_Bead = tuple[int, int, int, int, float]


def likely(*beads: _Bead) -> Likely:
    source = np.array([bead[:2] for bead in beads], dtype=np.int64).reshape(-1, 2)
    target = np.array([bead[2:4] for bead in beads], dtype=np.int64).reshape(-1, 2)
    none = np.zeros(0, dtype=np.int64)
    return Likely(source, target, np.array([bead[4] for bead in beads]), none, none)


def test_what_is_likely_is_taken_and_the_rest_left_out() -> None:
    steps, trust = decode(likely((0, 1, 0, 1, 0.9), (2, 4, 1, 2, 0.8)), 4, 3)
    assert steps == [(0, 1, 0, 1), (1, 2, 1, 1), (2, 4, 1, 2), (4, 4, 2, 3)]
    # Confidences keep their order, and are a little less sure than what was counted.
    assert trust[1] == trust[3] == pytest.approx(1.0, abs=1e-6)
    assert 0.9 > trust[0] > trust[2] > 0.5


def test_many_segments_in_a_likely_bead_outweigh_one_in_a_likelier() -> None:
    steps, _ = decode(likely((0, 2, 0, 1, 0.55), (0, 1, 0, 1, 0.4)), 2, 1)
    assert steps == [(0, 2, 0, 1)]


def test_nothing_likely_leaves_everything_out() -> None:
    steps, trust = decode(likely(), 1, 2)
    assert steps == [(0, 1, 0, 0), (1, 1, 0, 1), (1, 1, 1, 2)]
    assert trust.tolist() == pytest.approx([1.0, 1.0, 1.0], abs=1e-6)


bead = st.tuples(
    st.integers(0, 5), st.integers(1, 2), st.integers(0, 5), st.integers(1, 2), st.floats(0.01, 0.3)
).map(lambda b: (b[0], b[0] + b[1], b[2], b[2] + b[3], b[4]))


@given(st.lists(bead, max_size=7, unique_by=lambda b: b[:4]))
def test_no_chain_is_heavier(beads: list[_Bead]) -> None:
    found = likely(*beads)
    out = found.left_out(7, 7)

    def weight(bead: _Bead) -> float:
        i0, i, j0, j, p = bead
        return (i - i0 + j - j0) * p - float(out[0][i0:i].sum()) - float(out[1][j0:j].sum())

    def crosses(one: _Bead, other: _Bead) -> bool:
        return not (
            (one[1] <= other[0] and one[3] <= other[2]) or (other[1] <= one[0] and other[3] <= one[2])
        )

    best = max(
        sum(map(weight, chain))
        for size in range(len(beads) + 1)
        for chain in combinations(beads, size)
        if not any(crosses(a, b) for a, b in combinations(chain, 2))
    )
    steps, _ = decode(found, 7, 7)
    by_span = {b[:4]: b for b in beads}
    total = sum(weight(by_span[step]) for step in steps if step[1] > step[0] and step[3] > step[2])
    assert abs(total - max(0.0, best)) < 1e-9
    # Every segment is in one step, in order.
    assert [k for s in steps for k in range(s[0], s[1])] == list(range(7))
    assert [k for s in steps for k in range(s[2], s[3])] == list(range(7))
