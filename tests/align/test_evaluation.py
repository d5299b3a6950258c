"""Counting agreement of beads."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.align import evaluate
from toolkit.model import Bead


def beads(*pairs: tuple[str, str]) -> list[Bead]:
    return [Bead(tuple(map(int, s.split())), tuple(map(int, t.split()))) for s, t in pairs]


def test_the_same_beads_agree_wholly() -> None:
    gold = beads(("0", "0"), ("1 2", "1"), ("", "2"))
    made = evaluate(gold, gold)
    assert made.strict.f1 == made.lax.f1 == 1
    assert not made.wrong
    assert not made.missed


def test_precision_counts_gaps_and_recall_does_not() -> None:
    gold = beads(("0", "0"), ("1", ""), ("2", ""))
    made = evaluate(beads(("0", "0"), ("1", ""), ("", "7")), gold)
    assert (made.strict.hits_precision, made.strict.total_precision) == (2, 3)
    assert (made.strict.hits_recall, made.strict.total_recall) == (1, 1)


def test_a_shared_link_is_a_lax_hit_and_no_strict_one() -> None:
    made = evaluate(beads(("0", "0"), ("1", "")), beads(("0 1", "0")))
    assert made.strict.f1 == 0
    assert (made.lax.hits_precision, made.lax.total_precision) == (1, 2)
    assert (made.lax.hits_recall, made.lax.total_recall) == (1, 1)


def test_types_wrong_and_missed_are_listed() -> None:
    made = evaluate(beads(("0", "0"), ("1", ""), ("", "1")), beads(("0", "0"), ("1", "1")))
    assert [bead.type for bead in made.wrong] == ["1-0", "0-1"]
    assert [(bead.source, bead.target) for bead in made.missed] == [((1,), (1,))]
    assert made.by_type["1-1"].precision == 1
    assert made.by_type["1-1"].recall == 0.5
    assert made.by_type["1-0"].precision == 0


def test_nothing_agrees_with_nothing() -> None:
    assert evaluate([], []).strict.f1 == 0
    assert evaluate([Bead((), ())], [Bead((), ())]).strict.total_precision == 0


side = st.lists(st.integers(0, 9), max_size=3, unique=True).map(lambda x: tuple(sorted(x)))
any_beads = st.lists(st.builds(Bead, side, side), max_size=12)


@given(any_beads, any_beads)
def test_strict_never_exceeds_lax(system: list[Bead], gold: list[Bead]) -> None:
    made = evaluate(system, gold)
    assert made.strict.hits_precision <= made.lax.hits_precision <= made.lax.total_precision
    assert made.strict.hits_recall <= made.lax.hits_recall <= made.lax.total_recall
    assert sum(each.total_precision for each in made.by_type.values()) == made.strict.total_precision
    assert len(made.wrong) == made.strict.total_precision - made.strict.hits_precision
