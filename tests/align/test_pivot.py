"""Several alignments with one text in common."""

from __future__ import annotations

import pytest

from toolkit.align.pivot import joined
from toolkit.errors import UsageError
from toolkit.model import Bead, Bitext, Document


def bitext(source: int, target: int, *beads: tuple[tuple[int, ...], tuple[int, ...]]) -> Bitext:
    texts = Document.of_lines(["a"] * source, "en"), Document.of_lines(["b"] * target, "vi")
    return Bitext(*texts, tuple(Bead(*bead) for bead in beads))


def test_units_are_the_smallest_groups_no_bead_crosses() -> None:
    one = bitext(3, 3, ((0,), (0,)), ((1,), (1,)), ((2,), (2,)))
    other = bitext(3, 2, ((0, 1), (0,)), ((2,), (1,)))
    assert joined([one, other]) == [((0, 1), (0, 1), (0,)), ((2,), (2,), (1,))]


def test_what_has_no_counterpart_stands_where_it_stood() -> None:
    one = bitext(2, 2, ((0,), ()), ((), (0,)), ((1,), (1,)))
    other = bitext(2, 2, ((), (0,)), ((0,), (1,)), ((1,), ()))
    assert joined([one, other]) == [
        ((), (), (0,)), ((0,), (), (1,)), ((), (0,), ()), ((1,), (1,), ()),
    ]  # fmt: skip


def test_alignments_of_different_texts_cannot_be_joined() -> None:
    with pytest.raises(UsageError):
        joined([bitext(1, 1, ((0,), (0,))), bitext(2, 1, ((0, 1), (0,)))])
