from __future__ import annotations

import pytest

from toolkit.errors import UsageError
from toolkit.model import Score
from toolkit.quality import gates

SCORES = [Score("chrF", 61.2, "s"), Score("TER", 40.0, "s", higher_is_better=False)]


def test_a_score_must_reach_the_bar_and_an_error_rate_must_not_exceed_it() -> None:
    low, high, strict_rate, loose_rate = gates(
        ["chrf=61.2", "chrF=70", "ter=39", " TER =40"], ("chrf", "ter")
    )
    assert low.met(SCORES) and not high.met(SCORES)
    assert not strict_rate.met(SCORES) and loose_rate.met(SCORES)
    assert high.complaint(SCORES) == "chrF 61.20 is below 70"
    assert strict_rate.complaint(SCORES) == "TER 40.00 is above 39"


def test_a_gate_on_chrf_with_words_is_told_from_the_plain_one() -> None:
    (gate,) = gates(["chrf++=50"], ("chrf++",))
    assert gate.met([Score("chrF", 10.0, "s"), Score("chrF++", 55.0, "s")])


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("chrf", "metric=number"),
        ("chrf=high", "metric=number"),
        ("chrf=nan", "metric=number"),
        ("chrf=inf", "metric=number"),
        ("chrff=50", "did you mean 'chrf'"),
        ("ter=50", "--metric ter"),
    ],
)
def test_what_is_not_a_gate_is_refused(written: str, remedy: str) -> None:
    with pytest.raises(UsageError, match=remedy):
        gates([written], ("chrf",))
