"""N-grams counted in bulk, held against sacrebleu's own counts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.quality.against_sacrebleu import MAKERS, test_sets
from toolkit.quality import ngrams
from toolkit.quality.ngrams import bleu_statistics, chrf_statistics

COUNTERS = {"bleu": bleu_statistics, "chrf": chrf_statistics, "chrf++": chrf_statistics}


def expected(name: str, lines: list[str], references: list[list[str]]) -> list[list[int]]:
    made: list[list[int]] = MAKERS[name]()._extract_corpus_statistics(lines, references)
    return made


@pytest.mark.parametrize("name", COUNTERS)
@settings(max_examples=100)
@given(texts=test_sets(systems=2))
def test_the_counts_of_words_are_those_of_sacrebleu(
    name: str, texts: tuple[list[list[str]], list[list[str]]]
) -> None:
    systems, references = texts
    made = COUNTERS[name](MAKERS[name](), systems, references)
    assert [table.tolist() for table in made] == [expected(name, lines, references) for lines in systems]


@pytest.mark.parametrize("name", COUNTERS)
@settings(max_examples=60)
@given(pairs=st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), min_size=1, max_size=5))
def test_the_counts_of_any_text_are_those_of_sacrebleu(name: str, pairs: list[tuple[str, str]]) -> None:
    lines, reference = ([pair[side] for pair in pairs] for side in (0, 1))
    (made,) = COUNTERS[name](MAKERS[name](), [lines], [reference])
    assert made.tolist() == expected(name, lines, [reference])


@pytest.mark.parametrize("name", COUNTERS)
def test_keys_that_outgrow_one_number_take_several(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(3)
    lines, reference = (
        ["".join(chance.choice(list("abcd éđ中。"), size=40)) for _ in range(30)] for _ in range(2)
    )
    monkeypatch.setattr(ngrams, "_ROOM", 20)
    (made,) = COUNTERS[name](MAKERS[name](), [lines], [reference])
    assert made.tolist() == expected(name, lines, [reference])
