"""N-grams that translations and references have in common, counted for many segments at once.

sacrebleu makes a dictionary of the n-grams of every segment, and most of the time of BLEU and chrF goes
there. Here characters or words become numbers, and every place in every segment one key: the segment, the
longest n-gram that begins at the place, and the stream it is of. Sorted once, the keys bring equal n-grams
of every length together, since a shorter one is the beginning of a longer one. What is counted is the same;
metrics and scores stay those of sacrebleu.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.quality.resampling import Statistics
from toolkit.quality.words import split

_Numbers = NDArray[np.int64]
_Counts = NDArray[np.int32]
_Column = _Numbers | _Counts
_ROOM = 62
"""Bits of a number that can be sorted."""


class Tokens(NamedTuple):
    """The tokens of one stream, all segments one after the other, as numbers; and how many each has."""

    numbers: _Numbers
    lengths: _Numbers


class Grams(NamedTuple):
    """The different n-grams of one length, segment after segment.

    Attributes:
        counts: of each stream how often each n-gram occurs in the segment.
        bounds: where the n-grams of each segment begin, and where those of the last one end.
    """

    counts: list[_Counts]
    bounds: NDArray[np.intp]

    def common(self, left: int, *right: int) -> _Counts:
        """In each segment, how many n-grams of a stream others have, too: the one that has it most often."""
        most = self.counts[right[0]]
        for other in right[1:]:
            most = np.maximum(most, self.counts[other])
        summed = np.zeros(len(most) + 1, dtype=np.int32)
        np.cumsum(np.minimum(self.counts[left], most), out=summed[1:])
        return np.diff(summed[self.bounds])


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
    """Words, of streams that are to be compared; the numbers say which are equal within a segment."""
    numbers: list[list[int]] = [[] for _stream in streams]
    for alternatives in zip(*streams, strict=True):
        names: defaultdict[str, int] = defaultdict(count().__next__)
        for own, line in zip(numbers, alternatives, strict=True):
            own.extend(map(names.__getitem__, line))
    return [
        Tokens(np.array(own, dtype=np.int64), np.array([len(line) for line in stream], dtype=np.int64))
        for own, stream in zip(numbers, streams, strict=True)
    ]


def orders(streams: Sequence[Tokens], longest: int) -> Iterator[Grams]:
    """The n-grams of streams of as many segments, for n from 1 to the longest."""
    if not longest:
        return
    segments = len(streams[0].lengths)
    tokens = max((int(each.numbers.max()) + 1 for each in streams if len(each.numbers)), default=1)
    home, numbers, owner, real = _laid_out(streams, longest, tokens)
    width = (tokens + len(streams)).bit_length()
    size = len(home)
    fields = [(home, segments.bit_length())]
    fields += [(numbers[place : place + size], width) for place in range(longest)]
    fields.append((owner, len(streams).bit_length()))
    words, places = _packed(fields)
    words = [word[real] for word in words]
    if len(words) == 1:
        words[0].sort()
    else:
        order = np.lexsort(words[::-1])
        words = [word[order] for word in words]
    firsts = np.searchsorted(words[0] >> places[0][1], np.arange(segments + 1))
    owners = words[-1] & ((1 << fields[-1][1]) - 1)
    sums = np.zeros((len(streams), len(owners) + 1), dtype=np.int32)
    for stream, own in enumerate(sums):
        np.cumsum(owners == stream, out=own[1:])
    # Of each key and the one before it, the bits in which they differ.
    differing = [word[1:] ^ word[:-1] for word in words]
    for number, shift in places[1:-1]:
        new = differing[number] >= 1 << shift
        for word in differing[:number]:
            new |= word != 0
        starts = np.flatnonzero(np.concatenate(([len(owners) > 0], new)))
        ends = np.append(starts, len(owners))
        yield Grams([np.diff(own[ends]) for own in sums], np.searchsorted(starts, firsts))


def _laid_out(
    streams: Sequence[Tokens], longest: int, tokens: int
) -> tuple[_Numbers, _Numbers, _Numbers, NDArray[np.intp]]:
    """All segments of all streams in one row, each followed by what fills up the n-grams at its end.

    That differs from stream to stream, so that such n-grams have nothing in common.

    Returns:
        The segment of each place, the tokens (which go on for as long as one more n-gram), the stream of each
        place, and the places where a token stands.
    """
    room = longest - 1
    homes, numbers, owners, real, start = [], [], [], [], 0
    for number, (own, lengths) in enumerate(streams):
        home = np.repeat(np.arange(len(lengths)), lengths + room)
        places = np.arange(len(own)) + np.repeat(np.arange(len(lengths)) * room, lengths)
        row = np.full(len(home), tokens + number, dtype=np.int64)
        row[places] = own
        homes.append(home)
        numbers.append(row)
        owners.append(np.full(len(home), number, dtype=np.int64))
        real.append(places + start)
        start += len(home)
    numbers.append(np.zeros(room, dtype=np.int64))
    return np.concatenate(homes), np.concatenate(numbers), np.concatenate(owners), np.concatenate(real)


def _packed(fields: Sequence[tuple[_Numbers, int]]) -> tuple[list[_Numbers], list[tuple[int, int]]]:
    """Fields of some bits each, from the most significant on, packed into as few numbers as hold them.

    Returns:
        The numbers; and of each field in which of them it is, and how many bits come after it.
    """
    words: list[_Numbers] = []
    used: list[int] = []
    ends = []
    for values, width in fields:
        if not words or used[-1] + width > _ROOM:
            words.append(values.copy())
            used.append(width)
        else:
            words[-1] <<= width
            words[-1] |= values
            used[-1] += width
        ends.append((len(words) - 1, used[-1]))
    return words, [(number, used[number] - end) for number, end in ends]


def bleu_statistics(
    metric: Any, systems: Sequence[Sequence[str]], references: Sequence[Sequence[str | None]]
) -> list[Statistics]:
    """What sacrebleu's BLEU counts [n, 2 + 2 · 4]: lengths, then matches and totals of each order.

    Args:
        metric: sacrebleu's BLEU.
        systems: the translations.
        references: streams of references, each as long; ``None`` where one has none for a segment.

    Returns:
        A table a system.
    """
    tokens = of_words([split(metric, stream) for stream in (*systems, *_filled(references))])
    others = np.stack([each.lengths for each in tokens[len(systems) :]])
    # Of several references the nearest in length counts, of equally near ones the shorter.
    others[_missing(references)] = np.iinfo(np.int64).max // 2
    others.sort(axis=0)
    columns: list[list[_Column]] = [[] for _system in systems]
    right = range(len(systems), len(tokens))
    for grams in orders(tokens, metric.max_ngram_order):
        for number, own in enumerate(columns):
            own.append(grams.common(number, *right))
    tables = []
    for (_, lengths), matches in zip(tokens, columns, strict=False):
        nearest = np.take_along_axis(others, np.abs(others - lengths).argmin(axis=0)[None], axis=0)[0]
        totals = [_totals(lengths, n) for n in range(1, len(matches) + 1)]
        tables.append(np.stack([lengths, nearest, *matches, *totals], axis=1).astype(np.float64))
    return tables


def chrf_statistics(
    metric: Any, systems: Sequence[Sequence[str]], references: Sequence[Sequence[str | None]]
) -> list[Statistics]:
    """What sacrebleu's chrF counts [n, 3 · orders]: n-grams of hypothesis and reference, and matches.

    Of several references the one that gives a segment the highest score counts, as sacrebleu has it.

    Args:
        metric: sacrebleu's chrF or chrF++.
        systems: the translations.
        references: streams of references, each as long; ``None`` where one has none for a segment.

    Returns:
        A table a system.
    """
    streams = [
        [metric._preprocess_segment(line) for line in stream] for stream in (*systems, *_filled(references))
    ]
    pairs = [[(left, right) for right in range(len(systems), len(streams))] for left in range(len(systems))]
    columns: dict[tuple[int, int], list[_Column]] = {pair: [] for row in pairs for pair in row}
    kinds = [(of_characters(streams, whitespace=metric.whitespace), metric.char_order)]
    if metric.word_order:
        words = [[metric._remove_punctuation(line) for line in stream] for stream in streams]
        kinds.append((of_words(words), metric.word_order))
    for tokens, longest in kinds:
        for n, grams in enumerate(orders(tokens, longest), 1):
            totals = [_totals(each.lengths, n) for each in tokens]
            for (left, right), own in columns.items():
                # Where the reference is too short for an order, that order does not count.
                own += [np.where(totals[right] > 0, totals[left], 0), totals[right]]
                own.append(grams.common(left, right))
    missing = _missing(references)
    return [
        _best(metric, [np.stack(columns[pair], axis=1).astype(np.float64) for pair in row], missing)
        for row in pairs
    ]


def _best(metric: Any, tables: Sequence[Statistics], missing: NDArray[np.bool_]) -> Statistics:
    """Of each segment the row of the reference that scores highest."""
    if len(tables) == 1:
        return tables[0]
    rows = zip(*(table.tolist() for table in tables), strict=True)
    # The first of equally good references, as the metric takes it.
    return np.array(
        [
            max(
                (row for row, gone in zip(alternatives, away, strict=True) if not gone),
                key=metric._compute_f_score,
            )
            for alternatives, away in zip(rows, missing.T.tolist(), strict=True)
        ]
    )


def _totals(lengths: _Numbers, n: int) -> _Numbers:
    """How many n-grams segments of these lengths have."""
    return np.maximum(lengths - n + 1, 0)


def _filled(references: Sequence[Sequence[str | None]]) -> list[list[str]]:
    return [[line or "" for line in stream] for stream in references]


def _missing(references: Sequence[Sequence[str | None]]) -> NDArray[np.bool_]:
    return np.array([[line is None for line in stream] for stream in references])
