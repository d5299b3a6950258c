"""What people say about an alignment is respected exactly."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolkit.align import Options, align
from toolkit.align.fixed import delimited
from toolkit.errors import UsageError
from toolkit.model import Bead, Bitext, Document

ENGLISH = [f"The {word} costs {k} dollars in the market of the old town." for k, word in enumerate(
    "bread rice fish salt tea coffee sugar milk honey pepper oil wine beer meat soup cake".split(), 11
)]  # fmt: skip
VIETNAMESE = [f"{word} có giá {k} đô la ở chợ phố cổ." for k, word in enumerate(
    "Bánh_mì Gạo Cá Muối Trà Cà_phê Đường Sữa Mật_ong Tiêu Dầu Rượu Bia Thịt Canh Bánh".split(), 11
)]  # fmt: skip
SOURCE, TARGET = Document.of_lines(ENGLISH, "en"), Document.of_lines(VIETNAMESE, "vi")


def pairs(bitext: Bitext) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {(bead.source, bead.target) for bead in bitext.beads}


def is_whole(bitext: Bitext) -> bool:
    left = sorted(i for bead in bitext.beads for i in bead.source)
    right = sorted(j for bead in bitext.beads for j in bead.target)
    return left == list(range(len(bitext.source))) and right == list(range(len(bitext.target)))


def test_kept_beads_stay_and_the_rest_is_aligned_around_them() -> None:
    keep = (Bead((3, 4), (3,)), Bead((9,), ()), Bead((), (4,)))
    made = align(SOURCE, TARGET, options=Options(keep=keep))
    assert is_whole(made)
    assert {(bead.source, bead.target) for bead in keep} <= pairs(made)
    assert ((0,), (0,)) in pairs(made) and ((15,), (15,)) in pairs(made)
    assert [bead.confidence for bead in made.beads if bead.source == (3, 4)] == [1.0]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
@example(642)  # a bead of two segments between which kept ones stand
def test_any_beads_can_be_kept(seed: int) -> None:
    chance = random.Random(seed)
    left, right = list(range(16)), list(range(16))
    keep = []
    for _ in range(chance.randrange(1, 8)):
        source = tuple(sorted(chance.sample(left, min(len(left), chance.randrange(0, 3)))))
        target = tuple(sorted(chance.sample(right, min(len(right), chance.randrange(0, 3)))))
        if source or target:
            keep.append(Bead(source, target))
            left = [i for i in left if i not in source]
            right = [j for j in right if j not in target]
    made = align(SOURCE, TARGET, options=Options(keep=tuple(keep)))
    assert is_whole(made)
    assert {(bead.source, bead.target) for bead in keep} <= pairs(made)


def test_everything_may_be_kept() -> None:
    keep = tuple(Bead((k,), (15 - k,)) for k in range(16))
    assert pairs(align(SOURCE, TARGET, options=Options(keep=keep))) == {((k,), (15 - k,)) for k in range(16)}


def test_no_bead_spans_an_anchor() -> None:
    made = align(SOURCE, TARGET, options=Options(anchors=((8, 7), (12, 13))))
    assert is_whole(made)
    for bead in made.beads:
        for i, j in ((8, 7), (12, 13)):
            sides = {place >= i for place in bead.source} | {place >= j for place in bead.target}
            assert len(sides) == 1


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (Options(keep=(Bead((0,), (99,)),)), r"\[0\]:\[99\] names target segment 99"),
        (Options(keep=(Bead((0,), (0,)), Bead((0, 1), (1,)))), "source segment 0 is in"),
        (Options(anchors=((5, 9), (7, 8))), "cross"),
        (Options(anchors=((5, 99),)), "target segment 99"),
        (Options(keep=(Bead((5,), (5,)),), anchors=((3, 8),)), "crosses"),
    ],
)
def test_what_does_not_fit_is_refused(options: Options, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        align(SOURCE, TARGET, options=options)


def test_delimiters() -> None:
    left = Document.of_lines(["Article 1. Name", "a", "", "Article 2. Seat", "b"], "en")
    right = Document.of_lines(["Điều 1. Tên", "a", "", "Điều 2. Trụ sở", "b", "c"], "vi")
    assert delimited(left, right, "blank") == ((2, 2),)
    assert delimited(left, right, "numbers") == ((0, 0), (3, 3))
    assert delimited(left, right, "^(Article|Điều) 2") == ((3, 3),)
    with pytest.raises(UsageError, match="2 delimiters in the source and 3"):
        delimited(left, right, "^[ab]$|^c$")
    with pytest.raises(UsageError, match="no delimiter"):
        delimited(left, right, "zzz")
    with pytest.raises(UsageError, match="not a regular expression"):
        delimited(left, right, "(")


def test_passages_that_changed_places_are_reported() -> None:
    swapped = Document.of_lines([*ENGLISH[10:], *ENGLISH[:10]], "en")
    made = align(swapped, TARGET)
    assert is_whole(made)
    (moved,) = made.moved
    assert moved.source == (0, 5) and moved.target == (10, 15)
    assert align(SOURCE, TARGET).moved == ()
