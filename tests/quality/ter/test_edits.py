"""The number of edits, held against sacrebleu's own count."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics.lib_ter import BeamEditDistance, translation_edit_rate

from toolkit.quality.ter import edits
from toolkit.quality.ter.beam import banded, is_within
from toolkit.quality.ter.trace import traced

_LETTERS = st.text(alphabet="abcd", max_size=14)


def sentences(seed: int, longest: int) -> tuple[list[str], list[str]]:
    """A made-up reference, and a hypothesis that is it with runs moved, cut, put in, or something else."""
    chance = random.Random(seed)
    vocabulary = [str(n) for n in range(chance.choice((2, 3, 5, 10, 30, 200)))]
    reference = chance.choices(vocabulary, k=chance.randrange(longest))
    if chance.random() < 0.3:
        return chance.choices(vocabulary, k=chance.randrange(longest)), reference
    hypothesis = list(reference)
    for _ in range(chance.randrange(9)):
        place, length = chance.randrange(len(hypothesis) + 1), chance.randrange(1, 13)
        run = hypothesis[place : place + length]
        del hypothesis[place : place + length]
        if chance.random() < 0.6:
            place = chance.randrange(len(hypothesis) + 1)
            hypothesis[place:place] = run
        elif chance.random() < 0.6:
            hypothesis[place:place] = chance.choices(vocabulary, k=length)
    return hypothesis, reference


@settings(max_examples=400)
@given(_LETTERS, _LETTERS)
def test_short_segments_of_few_words_count_as_in_sacrebleu(hypothesis: str, reference: str) -> None:
    assert (
        edits(list(hypothesis), list(reference))
        == translation_edit_rate(list(hypothesis), list(reference))[0]
    )


@pytest.mark.parametrize(("longest", "count"), [(12, 200), (30, 60), (60, 12)])
def test_segments_count_as_in_sacrebleu(longest: int, count: int) -> None:
    for seed in range(count):
        hypothesis, reference = sentences(seed, longest)
        assert edits(hypothesis, reference) == translation_edit_rate(hypothesis, reference)[0], seed


def test_long_segments_that_leave_the_band_count_as_in_sacrebleu() -> None:
    chance = random.Random(1)
    apart = 0
    for _ in range(2):
        reference = chance.choices("abcdefghijklmnopqrstuvwxyz", k=70)
        hypothesis = reference[45:] + chance.choices("abcdefghijklmnopqrstuvwxyz", k=20) + reference[:25]
        apart += not is_within(55, len(hypothesis), len(reference))
        assert edits(hypothesis, reference) == translation_edit_rate(hypothesis, reference)[0]
    assert apart


def test_a_search_that_ends_at_its_limit_of_candidates() -> None:
    hypothesis, reference = list("abcde" * 9), list("edcba" * 9)
    assert edits(hypothesis, reference) == translation_edit_rate(hypothesis, reference)[0]


@given(_LETTERS, _LETTERS)
def test_the_trace_is_that_of_the_whole_matrix(hypothesis: str, reference: str) -> None:
    distance, path = banded(hypothesis, reference)  # short: the band is the matrix
    assert traced(hypothesis, reference) == path
    assert distance == len(path) - path.count(" ")


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_the_band_is_that_of_sacrebleu(seed: int) -> None:
    hypothesis, reference = (
        "".join(chr(97 + int(word) % 26) for word in side) for side in sentences(seed, 80)
    )
    if reference:
        assert banded(hypothesis, reference) == BeamEditDistance(list(reference))(list(hypothesis))


def test_by_hand() -> None:
    assert edits("a b c".split(), "a b c".split()) == 0
    assert edits("a x c".split(), "a b c".split()) == 1
    assert edits("c d a b".split(), "a b c d".split()) == 1  # one shift
    assert edits([], ["a", "b"]) == 2
    assert edits(["a", "b"], []) == 2
