"""Sums over resampled segments, held against the plain way: gather what was drawn, and add it up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import UsageError
from toolkit.quality import resampling
from toolkit.quality.resampling import bootstrap, randomise, seed


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces so small that any test has several."""
    monkeypatch.setattr(resampling, "_PIECE", 1)


def table(rows: int, columns: int, largest: float, *, fractions: bool = False) -> resampling.Statistics:
    numbers = np.random.default_rng(rows * columns).random((rows, columns)) * largest
    return numbers if fractions else np.floor(numbers)


def gathered(statistics: resampling.Statistics, samples: int) -> resampling.Sums:
    drawn = np.random.default_rng(7).choice(len(statistics), size=(samples, len(statistics)), replace=True)
    return np.array([rows.sum(0) for rows in statistics.astype(np.float32)[drawn]])


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("columns", [1, 2, 5, 40, 150])
@pytest.mark.parametrize(("largest", "fractions"), [(9, False), (9, True), (1e6, False), (2**26, False)])
def test_samples_are_those_of_one_large_draw(columns: int, largest: float, fractions: bool) -> None:
    statistics = table(333, columns, largest, fractions=fractions)
    generator = np.random.default_rng(7)
    if columns == 1:
        # Gathering would add a lone column in another order; no metric has only one.
        expected = gathered(np.repeat(statistics, 2, axis=1), 101)[:, :1]
    else:
        expected = gathered(statistics, 101)
    (sums,) = bootstrap([statistics], 101, generator)
    assert sums.dtype == np.float32 and (sums == expected).all()


def test_sums_that_single_precision_rounds_are_rounded_alike() -> None:
    statistics = table(20_000, 3, 3000)
    (sums,) = bootstrap([statistics], 3, np.random.default_rng(7))
    assert (sums >= 2**24).all()
    assert (sums == gathered(statistics, 3)).all()


@settings(max_examples=30)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.integers(1, 50))
def test_all_tables_are_drawn_alike(widths: list[int], rows: int) -> None:
    tables = [table(rows, width + 1, 50) for width in widths]
    for statistics, sums in zip(tables, bootstrap(tables, 5, np.random.default_rng(7)), strict=True):
        assert (sums == gathered(statistics, 5)).all()


def test_double_precision_where_it_is_asked_for() -> None:
    statistics = table(1000, 2, 1, fractions=True)
    low, high = bootstrap([statistics, statistics], 4, np.random.default_rng(7), [True, False])
    assert [str(sums.dtype) for sums in (low, high)] == ["float32", "float64"]
    assert np.allclose(low, high, rtol=1e-4) and not (low == high).all()


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("fractions", [False, True])
@pytest.mark.parametrize("rows", [1, 7, 333])
def test_segments_are_dealt_out_as_in_one_piece(rows: int, fractions: bool) -> None:
    ours, theirs = table(rows, 3, 9, fractions=fractions), table(rows, 3, 5, fractions=fractions)
    chosen = np.random.default_rng(7).integers(2, size=(70, rows), dtype=bool)
    ((first, second),) = randomise([ours], [theirs], 70, np.random.default_rng(7))
    assert (first == chosen @ ours + ~chosen @ theirs).all()
    assert (second == ~chosen @ ours + chosen @ theirs).all()


@pytest.mark.parametrize("largest", [9, 2**20])
def test_all_metrics_are_dealt_out_alike(largest: float) -> None:
    ours, theirs = ([table(333, columns, largest + more) for columns in (3, 70)] for more in (0, 5))
    chosen = np.random.default_rng(7).integers(2, size=(70, 333), dtype=bool)
    made = randomise(ours, theirs, 70, np.random.default_rng(7))
    for left, right, (first, second) in zip(ours, theirs, made, strict=True):
        assert (first == chosen @ left + ~chosen @ right).all()
        assert (second == ~chosen @ left + chosen @ right).all()


def test_the_seed_is_that_of_sacrebleu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SACREBLEU_SEED", raising=False)
    assert seed() == 12345
    monkeypatch.setenv("SACREBLEU_SEED", "99")
    assert seed() == 99
    monkeypatch.setenv("SACREBLEU_SEED", "None")
    assert seed() is None
    monkeypatch.setenv("SACREBLEU_SEED", "often")
    with pytest.raises(UsageError, match="SACREBLEU_SEED"):
        seed()
