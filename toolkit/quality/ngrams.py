"""N-grams that translations and references have in common, counted for many segments at once.

sacrebleu makes a dictionary of the n-grams of every segment, and most of the time of BLEU and chrF goes
there. Here characters or words become numbers, an n-gram one number made of several, and sorting brings equal
ones together. What is counted is the same; metrics, tokenizers and scores stay those of sacrebleu.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.quality.resampling import Statistics

_Numbers = NDArray[np.int64]
_ROOM = 2**62
"""Numbers up to here can be sorted."""


class Tokens(NamedTuple):
    """The tokens of one stream, all segments one after the other, as numbers; and how many each has."""

    numbers: _Numbers
    lengths: _Numbers


class _Counted(NamedTuple):
    """The different n-grams of a stream, segment by segment, in rising order; and how often each occurs."""

    keys: _Numbers
    counts: _Numbers


def of_characters(streams: Sequence[Sequence[str]], *, whitespace: bool = False) -> list[Tokens]:
    """Characters, without white space unless it is asked for, of streams that are to be compared."""
    bare = streams if whitespace else [["".join(line.split()) for line in stream] for stream in streams]
    made = []
    for stream in bare:
        data = "".join(stream).encode("utf-32-le", "surrogatepass")
        numbers = np.frombuffer(data, dtype="<u4").astype(np.int64)
        made.append(Tokens(numbers, np.array([len(line) for line in stream], dtype=np.int64)))
    largest = max((int(each.numbers.max()) for each in made if len(each.numbers)), default=0)
    used = np.zeros(largest + 1, dtype=bool)
    for each in made:
        used[each.numbers] = True
    rank = np.cumsum(used) - 1
    return [Tokens(rank[each.numbers], each.lengths) for each in made]


def of_words(streams: Sequence[Sequence[Sequence[str]]]) -> list[Tokens]:
    """Words, of streams that are to be compared."""
    names: dict[str, int] = {}
    made = []
    for stream in streams:
        numbers = [names.setdefault(word, len(names)) for line in stream for word in line]
        lengths = [len(line) for line in stream]
        made.append(Tokens(np.array(numbers, dtype=np.int64), np.array(lengths, dtype=np.int64)))
    return made


def orders(streams: Sequence[Tokens], longest: int) -> Iterator[tuple[list[_Counted], list[_Numbers], int]]:
    """The n-grams of streams of as many segments, for n from 1 on.

    Yields:
        For each n the different n-grams of each stream, how many each of its segments has in all, and by what
        the keys of a segment's n-grams are to be divided to give its number.
    """
    count = len(streams[0].lengths)
    homes = [np.repeat(np.arange(count), each.lengths) for each in streams]
    vocabulary = max((int(each.numbers.max()) + 1 for each in streams if len(each.numbers)), default=1)
    grams = [each.numbers for each in streams]
    different = vocabulary
    for n in range(1, longest + 1):
        if n > 1:
            if different * vocabulary * max(count, 1) >= _ROOM:
                grams, different = _renumbered(grams)
            grams = [
                gram[:-1] * vocabulary + each.numbers[n - 1 :] if len(gram) else gram
                for gram, each in zip(grams, streams, strict=True)
            ]
            different *= vocabulary
        counted = []
        for gram, home in zip(grams, homes, strict=True):
            # An n-gram begins and ends in one segment.
            inside = home[: len(gram)] == home[n - 1 :]
            counted.append(_count((home[: len(gram)] * different + gram)[inside]))
        yield counted, [np.maximum(each.lengths - n + 1, 0) for each in streams], different


def _renumbered(grams: list[_Numbers]) -> tuple[list[_Numbers], int]:
    known, numbers = np.unique(np.concatenate(grams), return_inverse=True)
    return np.split(numbers, np.cumsum([len(gram) for gram in grams])[:-1]), len(known)


def _count(keys: _Numbers) -> _Counted:
    ordered = np.sort(keys)
    first = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])) if len(ordered) else ordered
    return _Counted(ordered[first], np.diff(np.append(first, len(ordered))))


def _most(streams: Sequence[_Counted]) -> _Counted:
    """The n-grams of any of the streams, each as often as in the one that has it most often."""
    if len(streams) == 1:
        return streams[0]
    keys = np.concatenate([each.keys for each in streams])
    counts = np.concatenate([each.counts for each in streams])
    if not len(keys):
        return _Counted(keys, counts)
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], counts[order]
    first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    return _Counted(keys[first], np.maximum.reduceat(counts, first))


def _common(left: _Counted, right: _Counted, segments: int, divisor: int) -> _Numbers:
    """In each segment, how many n-grams of the one the other has, too."""
    if not len(right.keys):
        return np.zeros(segments, dtype=np.int64)
    place = np.minimum(np.searchsorted(right.keys, left.keys), len(right.keys) - 1)
    both = right.keys[place] == left.keys
    matched = np.minimum(left.counts[both], right.counts[place[both]])
    return np.bincount(left.keys[both] // divisor, weights=matched, minlength=segments).astype(np.int64)


def bleu_statistics(
    metric: Any, hypotheses: Sequence[str], references: Sequence[Sequence[str | None]]
) -> Statistics:
    """What sacrebleu's BLEU counts [n, 2 + 2 · 4]: lengths, then matches and totals of each order.

    Args:
        metric: sacrebleu's BLEU.
        hypotheses: the translation.
        references: streams of references, each as long; ``None`` where one has none for a segment.
    """
    words = [
        [metric._preprocess_segment(line).split() for line in stream]
        for stream in (hypotheses, *_filled(references))
    ]
    tokens = of_words(words)
    lengths = tokens[0].lengths
    # Of several references the nearest in length counts, of equally near ones the shorter.
    others = np.stack([each.lengths for each in tokens[1:]])
    others[_missing(references)] = _ROOM
    others.sort(axis=0)
    nearest = np.take_along_axis(others, np.abs(others - lengths).argmin(axis=0)[None], axis=0)[0]
    matches, totals = [], []
    for counted, in_all, divisor in orders(tokens, metric.max_ngram_order):
        matches.append(_common(counted[0], _most(counted[1:]), len(hypotheses), divisor))
        totals.append(in_all[0])
    return np.stack([lengths, nearest, *matches, *totals], axis=1).astype(np.float64)


def chrf_statistics(
    metric: Any, hypotheses: Sequence[str], references: Sequence[Sequence[str | None]]
) -> Statistics:
    """What sacrebleu's chrF counts [n, 3 · orders]: n-grams of hypothesis and reference, and matches.

    Of several references the one that gives a segment the highest score counts, as sacrebleu has it.

    Args:
        metric: sacrebleu's chrF or chrF++.
        hypotheses: the translation.
        references: streams of references, each as long; ``None`` where one has none for a segment.
    """
    streams = [
        [metric._preprocess_segment(line) for line in stream] for stream in (hypotheses, *_filled(references))
    ]
    columns: list[list[_Numbers]] = [[] for _reference in references]
    kinds = [(of_characters(streams, whitespace=metric.whitespace), metric.char_order)]
    if metric.word_order:
        words = [[metric._remove_punctuation(line) for line in stream] for stream in streams]
        kinds.append((of_words(words), metric.word_order))
    for tokens, longest in kinds:
        for counted, totals, divisor in orders(tokens, longest):
            for own, there, total in zip(columns, counted[1:], totals[1:], strict=True):
                # Where the reference is too short for an order, that order does not count.
                own += [np.where(total > 0, totals[0], 0), total]
                own.append(_common(counted[0], there, len(hypotheses), divisor))
    tables = [np.stack(own, axis=1).astype(np.float64) for own in columns]
    if len(tables) == 1:
        return tables[0]
    rows = zip(*(table.tolist() for table in tables), strict=True)
    # The first of equally good references, as the metric takes it.
    return np.array(
        [
            max(
                (row for row, gone in zip(alternatives, missing, strict=True) if not gone),
                key=metric._compute_f_score,
            )
            for alternatives, missing in zip(rows, _missing(references).T.tolist(), strict=True)
        ]
    )


def _filled(references: Sequence[Sequence[str | None]]) -> list[list[str]]:
    return [[line or "" for line in stream] for stream in references]


def _missing(references: Sequence[Sequence[str | None]]) -> NDArray[np.bool_]:
    return np.array([[line is None for line in stream] for stream in references])
