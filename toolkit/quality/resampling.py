"""Drawing test sets anew: sums of statistics over bootstrap samples, and over shuffled pairs of systems.

sacrebleu gathers the statistics of every drawn segment, which for 100,000 segments and 1,000 samples takes
gigabytes. Here the draws of a sample are counted, and counts times statistics gives the same sums, some
samples at a time, for all systems and metrics at once; of few columns, such as those of TER, several are
packed into one whole number and gathered together. The draws are sacrebleu's own random stream, and the sums
have its precision: it adds in single precision, one segment after the other, which is exact as long as the
sums are whole numbers below 2²⁴; columns for which that fails are added just so.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.errors import UsageError
from toolkit.translations import _

Statistics = NDArray[np.float64]
"""A row a segment, a column a statistic [n, k]."""
Sums = NDArray[np.float32] | NDArray[np.float64]
"""A row a sample, a column a statistic."""

_SEED = 12345
_PIECE = 64 << 20
"""Bytes of draws held at once."""
_WHOLE = 256 << 20
"""Bytes up to which fractions are multiplied in one piece, as sacrebleu does."""
_EXACT = 2.0**24
"""From here on single precision no longer holds every whole number."""
_BLOCK = 64
"""Samples, rows and columns multiplied at once: too few to be shared out to threads, which on a busy machine
spend ten times as much waiting for each other."""
_BITS = 63
"""Of a number into which columns are packed."""
_FEW = 3
"""Packed numbers a segment, up to which gathering them is quicker than counting draws."""


def seed() -> int | None:
    """Where the random stream begins: ``$SACREBLEU_SEED`` as sacrebleu reads it, else 12345.

    Returns:
        ``None`` for ``none``: another stream every time.

    Raises:
        UsageError: not a number.
    """
    given = os.environ.get("SACREBLEU_SEED", str(_SEED)).strip()
    if given.lower() == "none":
        return None
    try:
        return int(given)
    except ValueError:
        raise UsageError(
            _("SACREBLEU_SEED is '{given}'", given=given), _("set it to a whole number, or to none")
        ) from None


def bootstrap(
    tables: Sequence[Statistics],
    samples: int,
    generator: np.random.Generator,
    single: Sequence[bool] = (),
) -> list[Sums]:
    """Sums over samples drawn with replacement; all tables are drawn alike.

    Args:
        tables: statistics [n, k] of systems and metrics, none negative, all of the same segments.
        samples: how many samples of n segments.
        generator: left as sacrebleu leaves it.
        single: of each table, whether its sums are wanted in sacrebleu's single precision (so if not given)
            or in double precision.

    Returns:
        For each table its sums [samples, k]; those in single precision as sacrebleu has them to the last bit.
    """
    wanted = list(single) or [True] * len(tables)
    together = np.concatenate(tables, axis=1)
    as_single = together.astype(np.float32)
    asked = np.repeat(wanted, [table.shape[1] for table in tables])
    whole = (together == np.floor(together)).all(axis=0) & (together < _EXACT).all(axis=0)
    count, width = together.shape
    sums = np.empty((samples, width), dtype=np.float64)
    added = _adder(together, whole & asked)
    for first, last in _pieces(samples, count, 16):
        draws = generator.choice(count, size=(last - first, count), replace=True)
        piece = sums[first:last]
        added(draws, piece)
        # Statistics are never negative: where the sum is small enough, so was every sum on the way.
        rounded = np.flatnonzero(asked & (~whole | (piece >= _EXACT).any(axis=0)))
        if len(rounded):
            own = _beside(as_single, rounded)
            for row, drawn in zip(piece, draws, strict=True):
                row[rounded] = own[drawn].sum(0)[: len(rounded)]
    return [
        part.astype(np.float32) if low else part
        for part, low in zip(_split(sums, tables), wanted, strict=True)
    ]


_Adder = Callable[[NDArray[np.int64], NDArray[np.float64]], None]
"""Adds up the rows drawn for each sample [samples, n] into the sums of each [samples, k]."""


def _adder(table: Statistics, whole: NDArray[np.bool_]) -> _Adder:
    """The quickest way to add rows of a table; columns not marked as whole must be added to the last bit."""
    packed = _packed(table) if whole.all() else []
    return _gathering(table, packed) if 0 < len(packed) <= _FEW else _counting(table, exact=bool(whole.all()))


def _counting(table: Statistics, *, exact: bool) -> _Adder:
    """Counts how often each row was drawn; in single precision where that says all there is to say."""
    # A sum from 2²⁴ on comes out as 2²⁴ or more, and is then added anew.
    weighted = _weighing(table, np.float32 if exact else np.float64)

    def add(draws: NDArray[np.int64], sums: NDArray[np.float64]) -> None:
        weighted((np.bincount(drawn, minlength=len(table)) for drawn in draws), sums)

    return add


def _weighing(
    table: Statistics, kind: type[np.float32 | np.float64]
) -> Callable[[Iterable[NDArray[Any]], NDArray[np.float64]], None]:
    """Adds up the rows of a table, each as often as it is told, once for each row of the sums."""
    count, width = table.shape
    blocks = -(-count // _BLOCK)
    padded = np.zeros((blocks * _BLOCK, width), dtype=kind)
    padded[:count] = table
    columns = range(0, width, _BLOCK)
    rights = [np.ascontiguousarray(padded[:, at : at + _BLOCK]).reshape(blocks, _BLOCK, -1) for at in columns]
    held = np.zeros((_BLOCK, len(padded)), dtype=kind)

    def add(weights: Iterable[NDArray[Any]], sums: NDArray[np.float64]) -> None:
        rows = iter(weights)
        for first in range(0, len(sums), _BLOCK):
            some = sums[first : first + _BLOCK]
            for row, own in zip(held[: len(some)], rows, strict=False):
                row[:count] = own
            left = held[: len(some)].reshape(len(some), blocks, _BLOCK).transpose(1, 0, 2)
            for at, right in zip(columns, rights, strict=True):
                some[:, at : at + _BLOCK] = (left @ right).sum(axis=0)

    return add


def _packed(table: Statistics) -> list[list[tuple[int, int]]]:
    """Which columns fit together into whole numbers: for each number its columns, and where they begin in it.

    A column has the bits that as many rows of its largest figure need, so that none runs over into the next.
    """
    words: list[list[tuple[int, int]]] = []
    end = _BITS
    for column, largest in enumerate(table.max(axis=0, initial=0)):
        bits = max(1, (int(largest) * len(table)).bit_length())
        if bits > _BITS:
            return []
        if end + bits > _BITS:
            words.append([])
            end = 0
        words[-1].append((column, end))
        end += bits
    return words


def _gathering(table: Statistics, words: Sequence[Sequence[tuple[int, int]]]) -> _Adder:
    """Adds up packed columns of the rows drawn, which are few enough to be looked up one by one."""
    whole = table.astype(np.int64)
    packed = [np.sum([whole[:, column] << begin for column, begin in word], axis=0) for word in words]
    held = np.empty(len(table), dtype=np.int64)

    def add(draws: NDArray[np.int64], sums: NDArray[np.float64]) -> None:
        for drawn, row in zip(draws, sums, strict=True):
            for numbers, word in zip(packed, words, strict=True):
                # The draws lie within the table: "clip" only saves the check, and the copy it needs.
                total = int(numbers.take(drawn, out=held, mode="clip").sum())
                for column, begin in reversed(word):
                    row[column] = total >> begin
                    total &= (1 << begin) - 1

    return add


def _beside(table: NDArray[np.float32], columns: NDArray[np.intp]) -> NDArray[np.float32]:
    """These columns of a table, at least two: numpy adds a lone column pairwise, several row after row."""
    chosen = np.append(columns, columns[0]) if len(columns) == 1 else columns
    return np.ascontiguousarray(table[:, chosen])


def randomise(
    baseline: Sequence[Statistics],
    system: Sequence[Statistics],
    trials: int,
    generator: np.random.Generator,
) -> list[tuple[Statistics, Statistics]]:
    """Sums over two pseudo-systems that each take half of the segments of either system, by chance.

    Args:
        baseline: statistics [n, k] of the baseline, a table a metric.
        system: those of the system, likewise.
        trials: how many times the segments are dealt out.
        generator: left as sacrebleu leaves it.

    Returns:
        For each metric the sums of both pseudo-systems, [trials, k] each.
    """
    found = [(np.empty((trials, table.shape[1])), np.empty((trials, table.shape[1]))) for table in baseline]
    if any((table != np.floor(table)).any() for table in (*baseline, *system)):
        # In one piece, too, unless that is too large.
        deal, in_one = _dealing(baseline, system), trials * len(baseline[0]) * 8 <= _WHOLE
    else:
        deal, in_one = _dealing_whole(baseline, system), False
    for first, last in [(0, trials)] if in_one else _pieces(trials, len(baseline[0]), 18):
        chosen = generator.integers(2, size=(last - first, len(baseline[0])), dtype=bool)
        for (left, right), (ours, theirs) in zip(found, deal(chosen), strict=True):
            left[first:last], right[first:last] = ours, theirs
    return found


_Dealer = Callable[[NDArray[np.bool_]], Iterator[tuple[Statistics, Statistics]]]
"""From segments chosen for the first pseudo-system [trials, n] to the sums of both, metric by metric."""


def _dealing(baseline: Sequence[Statistics], system: Sequence[Statistics]) -> _Dealer:
    """Fractions: how they round depends on the shapes that are multiplied, which are those of sacrebleu."""

    def deal(chosen: NDArray[np.bool_]) -> Iterator[tuple[Statistics, Statistics]]:
        others = ~chosen
        for ours, theirs in zip(baseline, system, strict=True):
            yield chosen @ ours + others @ theirs, others @ ours + chosen @ theirs

    return deal


def _dealing_whole(baseline: Sequence[Statistics], system: Sequence[Statistics]) -> _Dealer:
    """Whole numbers: what one pseudo-system was not given, the other has."""
    together = np.concatenate((*baseline, *system), axis=1)
    totals = together.sum(axis=0)
    weighted = _weighing(together, np.float32 if (totals < _EXACT).all() else np.float64)
    half = together.shape[1] // 2

    def deal(chosen: NDArray[np.bool_]) -> Iterator[tuple[Statistics, Statistics]]:
        given = np.empty((len(chosen), together.shape[1]))
        weighted(chosen, given)
        left = given[:, :half] + (totals - given)[:, half:]
        yield from zip(
            _split(left, baseline), _split(totals[:half] + totals[half:] - left, baseline), strict=True
        )

    return deal


def _pieces(rows: int, width: int, size: int) -> Iterator[tuple[int, int]]:
    """Rows that take about :data:`_PIECE` bytes together, from first to last (exclusive).

    Every piece but the last has a multiple of 32 rows: booleans are dealt out from words of 32 bits, and what
    is left of a word at the end of one call is not there in the next.
    """
    step = max(32, _PIECE // max(1, width * size) // 32 * 32)
    return ((first, min(rows, first + step)) for first in range(0, rows, step))


def _split(sums: NDArray[np.float64], tables: Sequence[Statistics]) -> Iterator[NDArray[np.float64]]:
    start = 0
    for table in tables:
        yield sums[:, start : start + table.shape[1]]
        start += table.shape[1]
