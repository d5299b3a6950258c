"""Clusters of units that are the same, found on disk.

First every unit's text goes into one file and its keys into buckets by their first bits. Then each bucket is
sorted by itself: units with a key in common are held against each other, and those that are alike are joined
in a forest, which is a file too. A unit is joined to the earliest one it is like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from toolkit.corpus.duplicates.likeness import Likeness
from toolkit.corpus.duplicates.minhash import band_keys, exact_keys
from toolkit.files import output_error
from toolkit.model import Unit

_BATCH = 2000
"""Units whose keys are made at once."""
_BUCKETS = 256
_LEADERS = 4
"""Units of one key that a further one is held against, so that a key of very many costs no square of them."""
_ROW = np.dtype([("key", "<u8"), ("unit", "<u8")])

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Clusters:
    """Which units are the same.

    Attributes:
        first: for each unit the number of the first one of its cluster, its own if it is that [units].
    """

    first: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.first)


def find(
    units: Iterable[Unit], likeness: Likeness, folder: Path, progress: Progress | None = None
) -> Clusters:
    """The clusters of some units; a chain of units each like the next is one.

    Args:
        units: run through once.
        likeness: what counts as the same.
        folder: an empty one, which is needed as long as the clusters are.
        progress: called with buckets done and buckets in all.

    Raises:
        OutputError: the folder takes no more.
    """
    try:
        count = _spool(units, likeness, folder)
        return _joined(count, likeness, folder, progress)
    except OSError as error:
        raise output_error(folder, error) from None


def _spool(units: Iterable[Unit], likeness: Likeness, folder: Path) -> int:
    stream = iter(units)
    keys_of = band_keys if likeness.level == "near" else exact_keys
    buckets = _Buckets(folder)
    count = at = 0
    try:
        with (folder / "texts").open("wb") as texts, (folder / "ends").open("wb") as ends:
            while batch := [likeness.text(unit) for unit in islice(stream, _BATCH)]:
                data = [text.encode("utf-8", "surrogatepass") for text in batch]
                texts.write(b"".join(data))
                lengths = np.array([len(each) for each in data], dtype=np.int64)
                ends.write((at + np.cumsum(lengths)).astype("<i8").tobytes())
                at += int(lengths.sum())
                buckets.keep(keys_of(batch), count)
                count += len(batch)
    finally:
        buckets.close()
    return count


class _Buckets:
    """Files of (key, unit), one for all keys of the same first bits."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.streams: dict[int, IO[bytes]] = {}

    def keep(self, keys: npt.NDArray[np.uint64], first: int) -> None:
        """The keys of some units, of which the first has the number ``first`` [units, keys]."""
        rows = np.empty(keys.size, dtype=_ROW)
        rows["key"] = keys.ravel()
        rows["unit"] = np.repeat(np.arange(first, first + len(keys)), keys.shape[1])
        places = (rows["key"] >> np.uint64(56)).astype(np.int64)
        order = np.argsort(places, kind="stable")
        rows = rows[order]
        borders = np.searchsorted(places[order], np.arange(_BUCKETS + 1))
        for number in np.flatnonzero(np.diff(borders)).tolist():
            if number not in self.streams:
                self.streams[number] = _bucket(self.folder, number).open("wb")
            self.streams[number].write(rows[borders[number] : borders[number + 1]].tobytes())

    def close(self) -> None:
        for stream in self.streams.values():
            stream.close()


def _bucket(folder: Path, number: int) -> Path:
    return folder / f"bucket-{number:03}"


def _joined(count: int, likeness: Likeness, folder: Path, progress: Progress | None) -> Clusters:
    if not count:
        return Clusters(np.zeros(0, dtype=np.int64))
    forest = np.memmap(folder / "forest", dtype="<i8", mode="w+", shape=(count,))
    for begin in range(0, count, 1 << 20):
        end = min(count, begin + (1 << 20))
        forest[begin:end] = np.arange(begin, end)
    texts = _Texts(folder)
    with texts.stream:
        for number in range(_BUCKETS):
            path = _bucket(folder, number)
            if path.exists():
                for group in _groups(np.fromfile(path, dtype=_ROW)):
                    _join(group, forest, texts, likeness)
                path.unlink()
            if progress is not None:
                progress(number + 1, _BUCKETS)
    for begin in range(0, count, 1 << 20):
        # Roots are the smallest of their trees, so every tree is flat once its members ask in order.
        part = forest[begin : begin + (1 << 20)]
        while not np.array_equal(further := forest[part], part):
            part[:] = further
    return Clusters(forest)


def _groups(rows: npt.NDArray[np.void]) -> Iterator[list[int]]:
    """Units that share a key, ascending, for each key that several have."""
    rows = rows[np.lexsort((rows["unit"], rows["key"]))]
    keys = rows["key"]
    begins = (
        np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.zeros(0, int)
    )
    sizes = np.diff(np.concatenate((begins, [len(keys)])))
    for begin, size in zip(begins[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        yield rows["unit"][begin : begin + size].tolist()


def _join(group: list[int], forest: npt.NDArray[np.int64], texts: _Texts, likeness: Likeness) -> None:
    leaders: list[tuple[int, str]] = []
    for unit in group:
        root = _root(forest, unit)
        if any(_root(forest, leader) == root for leader, _text in leaders):
            continue
        text = texts[unit]
        for leader, other in leaders:
            if likeness.same(other, text):
                mine, theirs = _root(forest, unit), _root(forest, leader)
                forest[max(mine, theirs)] = min(mine, theirs)
                break
        else:
            if len(leaders) < _LEADERS:
                leaders.append((unit, text))


def _root(forest: npt.NDArray[np.int64], unit: int) -> int:
    while (parent := int(forest[unit])) != unit:
        forest[unit] = forest[parent]
        unit = parent
    return unit


class _Texts:
    """The texts of all units, read where they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.ends = np.memmap(folder / "ends", dtype="<i8", mode="r")
        self.stream = (folder / "texts").open("rb")

    def __getitem__(self, unit: int) -> str:
        start = int(self.ends[unit - 1]) if unit else 0
        self.stream.seek(start)
        return self.stream.read(int(self.ends[unit]) - start).decode("utf-8", "surrogatepass")
