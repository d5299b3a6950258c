"""Runs of segments and their vectors."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.align.embedding.fakes import Letters
from toolkit.align.embedding.concatenations import Encoded, place, spans


def test_all_runs_shorter_first() -> None:
    assert spans(["A.", " B. ", "C."], 2) == ["A.", "B.", "C.", "A. B.", "B. C."]


def test_scripts_without_spaces() -> None:
    assert spans(["好。", "早。"], 2, joiner="") == ["好。", "早。", "好。早。"]


def test_segments_without_text_leave_no_gap() -> None:
    assert spans(["A", " ", "B"], 3) == ["A", "", "B", "A", "B", "A B"]


@pytest.mark.parametrize("most", [1, 2, 5])
def test_no_run_is_longer_than_the_document(most: int) -> None:
    assert spans([], most) == []
    assert spans(["A"], most) == ["A"]


@given(st.integers(0, 8), st.integers(1, 10))
def test_place_finds_each_run(count: int, most: int) -> None:
    texts = [str(number) for number in range(count)]
    runs = spans(texts, most)
    places = []
    for size in range(1, min(most, count) + 1):
        for start in range(count - size + 1):
            places.append(place(count, start, size))
            assert runs[places[-1]] == " ".join(texts[start : start + size])
    assert places == list(range(len(runs)))


@given(st.lists(st.text("abc ", max_size=3), max_size=6), st.integers(1, 4))
def test_each_run_has_the_vector_of_its_text(texts: list[str], most: int) -> None:
    model = Letters()
    encoded = Encoded.of(model, texts, most)
    assert encoded.vectors.shape == (most, len(texts), 6)
    assert (encoded.most, len(encoded), encoded.dimension) == (most, len(texts), 6)
    for size in range(1, most + 1):
        for start in range(len(texts)):
            run = texts[start : start + size]
            text = " ".join(part.strip() for part in run if part.strip())
            expected = model.encode([text])[0] if text and len(run) == size else np.zeros(6)
            assert np.allclose(encoded.vectors[size - 1, start], expected, atol=1e-6)


def test_a_run_by_its_ends() -> None:
    encoded = Encoded.of(Letters(), ["a", "b", "c"], 2)
    assert np.array_equal(encoded.run(1, 3), encoded.vectors[1, 1])


def test_sums_ask_the_model_for_single_segments_only() -> None:
    model = Letters()
    texts = ["ab", "b", "", "cccc"]
    encoded = Encoded.of(model, texts, 3, each=False)
    assert model.asked == texts
    assert np.allclose(encoded.vectors[0, [0, 1, 3]], model.encode(["ab", "b", "cccc"]), atol=1e-6)
    assert np.allclose(encoded.run(1, 3), encoded.run(1, 2), atol=1e-6)
    assert not encoded.vectors[2, 2:].any()


@given(st.integers(0, 7), st.integers(1, 9))
def test_a_sum_is_that_of_its_segments_and_of_unit_length(count: int, most: int) -> None:
    rows = np.random.default_rng(count).normal(size=(count, 4))
    weights = np.arange(1, count + 1)
    encoded = Encoded.summed(rows, most, weights)
    single = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    for size in range(1, most + 1):
        for start in range(count):
            total = (single * weights[:, None])[start : start + size].sum(0)
            expected = total / np.linalg.norm(total) if start + size <= count else np.zeros(4)
            assert np.allclose(encoded.vectors[size - 1, start], expected, atol=1e-5)


def test_centred_runs_lose_what_all_segments_share() -> None:
    own = np.random.default_rng(5).normal(size=(40, 8))
    near = Encoded.summed(own + 9, 2)
    apart = near.centred()
    strangers = ~np.eye(40, dtype=bool)
    assert (near.vectors[0] @ near.vectors[0].T)[strangers].min() > 0.9
    assert abs((apart.vectors[0] @ apart.vectors[0].T)[strangers].mean()) < 0.1
    assert np.allclose(np.linalg.norm(apart.vectors[0], axis=1), 1)
    assert apart.vectors[1, :39].any(axis=1).all()
    assert not apart.vectors[1, 39].any()


def test_one_segment_alone_is_not_centred_away() -> None:
    alone = Encoded.summed([[0.6, 0.8], [0.0, 0.0]], 1).centred()
    assert np.allclose(alone.vectors[0], np.array([[0.6, 0.8], [0.0, 0.0]]))
    assert Encoded.summed(np.zeros((0, 3)), 2).centred().vectors.shape == (2, 0, 3)
