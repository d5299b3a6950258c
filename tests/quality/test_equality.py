"""Every figure of random cases is sacrebleu's; ``bench_score equal`` does the same with many more."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quality.equality import case, compared
from toolkit.quality import score


@settings(max_examples=30)
@given(st.integers(0, 2**40))
def test_every_figure_is_that_of_sacrebleu(number: int) -> None:
    figures, told = compared(case(number, small=True))
    assert figures > 3 and told == []


def test_cases_are_of_every_kind() -> None:
    cases = [case(number) for number in range(400)]
    kinds = Counter(each.recipe.split("|")[0] for each in cases)
    assert set(kinds) == {"bleu", "chrf", "ter"} and min(kinds.values()) > 40
    assert sum(None in stream for each in cases for stream in each.references) > 40
    assert any("" in stream for each in cases for stream in each.references)
    assert max(len(line) for each in cases for line in each.systems[0]) > 1000


def test_a_fraction_that_smooths_is_lost_in_the_randomisation_as_in_sacrebleu() -> None:
    # Whole numbers take no fraction: of add-k[0.5] nothing is left there.
    found = next(
        made for made in map(case, range(400)) if "add-k[0.5]" in made.recipe and len(made.systems) > 1
    )
    assert compared(found)[1] == []


def test_a_segment_may_lack_some_references() -> None:
    lines = ["a b c d e", "f g h i j"]
    (all_there,) = score(lines, [lines, ["x", "y"]], ("bleu",))
    (some,) = score(lines, [lines, [None, "y"]], ("bleu",))
    assert all_there.signature.startswith("nrefs:2|") and some.signature.startswith("nrefs:var|")
    (one_each,) = score(lines, [[lines[0], None], [None, "y"]], ("bleu",))
    assert one_each.signature.startswith("nrefs:1|")


@pytest.mark.parametrize("metric", ["bleu", "chrf", "ter"])
def test_a_missing_reference_is_not_an_empty_one(metric: str) -> None:
    (missing,) = score(["a b", "c"], [["a b x", "c"], [None, "c"]], (metric,))
    (alone,) = score(["a b", "c"], [["a b x", "c"]], (metric,))
    assert missing.value == pytest.approx(alone.value)
