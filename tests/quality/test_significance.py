from __future__ import annotations

import pytest

from toolkit.errors import InputError
from toolkit.quality import compare, score

REFERENCE = [f"The committee met on day {n} to discuss item {n * 7} of the plan." for n in range(40)]
GOOD = [line.replace("discuss", "debate") for line in REFERENCE]
POOR = [line.replace("to discuss item", "about the thing") for line in REFERENCE]
METRICS = ("bleu", "chrf", "chrf++", "ter")


def test_a_clearly_better_translation_is_said_to_be_better_by_every_metric() -> None:
    for found, alone in zip(
        compare(GOOD, POOR, [REFERENCE], METRICS, samples=200), score(GOOD, [REFERENCE], METRICS), strict=True
    ):
        assert found.metric == alone.metric
        assert found.value == alone.value
        assert found.p < 0.05
        assert found.verdict == "better than the baseline"


def test_the_comparison_turned_round_is_worse() -> None:
    assert {c.verdict for c in compare(POOR, GOOD, [REFERENCE], METRICS, samples=200)} == {
        "worse than the baseline"
    }


def test_a_system_beside_itself_does_not_differ() -> None:
    (same,) = compare(GOOD, GOOD, [REFERENCE], ("chrf",), samples=100)
    assert same.verdict == "no reliable difference"


def test_a_baseline_of_another_length_is_refused() -> None:
    with pytest.raises(InputError, match="39 lines"):
        compare(GOOD, POOR[:-1], [REFERENCE], ("chrf",))
