from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quality.against_sacrebleu import paired, test_sets
from toolkit.errors import InputError, UsageError
from toolkit.quality import METRICS, Scoring, System, Test, assess, compare, score
from toolkit.quality.significance import holm

REFERENCE = [f"The committee met on day {n} to discuss item {n * 7} of the plan." for n in range(40)]
GOOD = [line.replace("discuss", "debate") for line in REFERENCE]
POOR = [line.replace("to discuss item", "about the thing") for line in REFERENCE]


@settings(max_examples=40)
@given(test_sets(systems=3))
def test_the_paired_bootstrap_is_that_of_sacrebleu(texts: tuple[list[list[str]], list[list[str]]]) -> None:
    systems, references = texts
    named = [System(str(number), lines) for number, lines in enumerate(systems)]
    made = assess(named, references, Scoring(METRICS, samples=45), compared=True).comparisons
    for place, (signature, results) in enumerate(paired(systems, references, METRICS, "bs", 45)):
        for system in (1, 2):
            ours = made[(system - 1) * len(METRICS) + place]
            assert (ours.system, ours.signature) == (str(system), signature)
            assert (ours.baseline, ours.value, ours.p) == (
                results[0].score,
                results[system].score,
                results[system].p_value,
            )
            assert (ours.mean, ours.half) == (float(results[system].mean), float(results[system].ci))


@settings(max_examples=40)
@given(test_sets(systems=2))
def test_the_randomisation_is_that_of_sacrebleu(texts: tuple[list[list[str]], list[list[str]]]) -> None:
    systems, references = texts
    named = [System(str(number), lines) for number, lines in enumerate(systems)]
    scoring = Scoring(METRICS, test=Test.RANDOMISATION, samples=60)
    made = assess(named, references, scoring, compared=True).comparisons
    for ours, (signature, results) in zip(made, paired(systems, references, METRICS, "ar", 60), strict=True):
        assert (ours.value, ours.p, ours.signature) == (results[1].score, results[1].p_value, signature)


@pytest.mark.parametrize("test", Test)
def test_a_clearly_better_translation_is_said_to_be_better_by_every_metric(test: Test) -> None:
    for found, alone in zip(
        compare(GOOD, POOR, [REFERENCE], METRICS, samples=200, test=test),
        score(GOOD, [REFERENCE], METRICS),
        strict=True,
    ):
        assert (found.metric, found.value) == (alone.metric, alone.value)
        assert found.p < found.p_corrected < 0.05
        assert found.verdict == "better than the baseline"
        assert found.effect.delta == 1
        assert found.effect.words == "better in 100% of the segments, worse in 0%: a large effect"


def test_the_comparison_turned_round_is_worse() -> None:
    made = compare(POOR, GOOD, [REFERENCE], METRICS, samples=200)
    assert {(c.verdict, c.effect.delta) for c in made} == {("worse than the baseline", -1.0)}


def test_a_system_beside_itself_does_not_differ() -> None:
    (same,) = compare(GOOD, GOOD, [REFERENCE], ("chrf",), samples=100)
    assert same.p_corrected == 1
    assert same.verdict == "the same score"


def test_a_difference_that_may_be_luck_is_called_unsure() -> None:
    ours = [POOR[0], *GOOD[1:]]
    theirs = [*GOOD[:-1], REFERENCE[-1][:20]]
    (found,) = compare(ours, theirs, [REFERENCE], ("chrf",), samples=200)
    assert found.value != found.baseline
    assert found.better is None and found.verdict == "no reliable difference"


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.9, 0.8]) == [1.0, 1.0]


@given(st.lists(st.floats(0.001, 1), min_size=1, max_size=12))
def test_holm_never_lowers_keeps_the_order_and_stays_within_bonferroni(values: list[float]) -> None:
    corrected = holm(values)
    for p, q in zip(values, corrected, strict=True):
        assert p <= q <= min(1, p * len(values)) or q == max(corrected)
    ranked = [q for _, q in sorted(zip(values, corrected, strict=True))]
    assert ranked == sorted(ranked)


def test_bad_input() -> None:
    with pytest.raises(InputError, match="39 lines"):
        compare(GOOD, POOR[:-1], [REFERENCE], ("chrf",))
    with pytest.raises(UsageError):
        compare(GOOD, POOR, [REFERENCE], ("chrf",), samples=1)
