"""Which words keep company, counted in little memory."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.languages import language
from toolkit.quality import company
from toolkit.quality.company import Company, Words, _counted

PAIRS = [("the red house", "das rote Haus"), ("the red car", "das rote Auto"), ("a house", "ein Haus")] * 3


def learned() -> tuple[Words, Words, Company]:
    sides = Words(language("en")), Words(language("de"))
    pairs = [(sides[0].learn(source), sides[1].learn(target)) for source, target in PAIRS]
    return *sides, Company(pairs, (len(sides[0]), len(sides[1])))


@given(st.lists(st.integers(0, 40)), st.sampled_from([np.uint32, np.uint64]), st.integers(1, 9))
def test_keys_are_counted_in_their_own_place(keys: list[int], kind: type, block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(company, "_BLOCK", block)
        found, met = _counted(np.array(keys, dtype=kind))
    wanted = sorted(set(keys))
    assert found.dtype == kind
    assert found.tolist() == wanted and met.tolist() == [keys.count(key) for key in wanted]


def test_words_of_one_pair_fit_better_than_others() -> None:
    ours, theirs, made = learned()
    right = made.fit(ours.known("red house"), theirs.known("rote Haus"))
    wrong = made.fit(ours.known("car"), theirs.known("ein"))
    assert right.source > wrong.source and right.target > wrong.target


def test_an_association_is_how_much_oftener_than_by_chance() -> None:
    ours, theirs, made = learned()
    fit = made.fit(ours.known("car"), theirs.known("Auto"))
    assert fit.source == pytest.approx(math.log((3 + 0.5) / (3 * 3 / 9 + 0.5)))


def test_what_a_pair_said_itself_is_taken_out() -> None:
    ours, theirs = Words(language("en")), Words(language("de"))
    pairs = [(ours.learn(s), theirs.learn(t)) for s, t in (("car", "Auto"), ("house car", "Haus Auto"))]
    made = Company(pairs, (len(ours), len(theirs)))
    assert made.fit(*pairs[1], learned=True).words == 2  # "house" and "Haus" stand nowhere else


def test_words_met_once_go_with_nothing() -> None:
    ours, theirs = Words(language("en")), Words(language("de"))
    made = Company([(ours.learn("one two"), theirs.learn("eins zwei"))], (len(ours), len(theirs)))
    fit = made.fit(ours.known("one"), theirs.known("eins"))
    assert (fit.source, fit.target) == (0.0, 0.0)


def test_texts_that_are_not_learned_from_leave_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(company, "_REMEMBERED", 10)
    ours, _theirs, _made = learned()
    before = ours.known("the red house").tolist()
    for number in range(500):
        assert ours.known(f"house w{number} x{number}").tolist() == ours.known("house").tolist()
        assert len(ours._others) <= 10
    assert ours.known("the red house").tolist() == before
