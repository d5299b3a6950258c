"""Vectors in one file that only grows, found again by the key of their text.

Layout: a head of 12 bytes (magic with the format's number, dimension), then records of one size::

    key (32 bytes) · vector (dimension half-precision numbers) · check (8 bytes)

A record is believed only if its key is the one looked for and its check is that of its bytes, so a file cut
short, overwritten in places or half written by a killed process loses vectors and never gives a wrong one.
Whoever appends holds a lock and first removes a damaged end; readers need no lock, for whole records stay as
and where they are.
"""

from __future__ import annotations

import contextlib
import os
import struct
import sys
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from toolkit.align.embedding.vectors import Vectors, unit
from toolkit.errors import InputError
from toolkit.translations import _

KEY = 32
"""Bytes of a key."""

Halves = NDArray[np.float16]

_HEAD = struct.Struct("<8sI")
_MAGIC = b"BITEXTV1"
_CHECK = 8
_WIDEST = 1 << 16
"""A head that names more numbers a vector than this is damaged."""
_TOGETHER = 1 << 22
"""Bytes read in one go."""


def halved(rows: Vectors) -> Halves:
    """Rows as they are kept: half the precision, which moves a similarity by some 0.00001."""
    kept: Halves = rows.astype("<f2")
    return kept


def restored(kept: Halves) -> Vectors:
    """Rows of unit length out of those kept."""
    return unit(kept.astype(np.float32))


class Store:
    """The vectors of one model.

    Args:
        path: the file; it and its folder are made when first needed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._forget()

    def find(self, keys: Sequence[bytes]) -> tuple[list[int], Halves | None]:
        """Which of the keys are here, by place in ``keys``, and their vectors [found, d].

        A file that cannot be read is an empty one. The vectors are None when nothing was found.
        """
        try:
            with self.path.open("rb") as stream:
                self._catch_up(stream)
                wanted = ((self._records.get(key), number) for number, key in enumerate(keys))
                rows = sorted((record, number) for record, number in wanted if record is not None)
                return self._read(stream, keys, rows)
        except OSError:
            self._forget()
            return [], None

    def add(self, keys: Sequence[bytes], rows: Halves) -> None:
        """Append vectors; all of them are there afterwards, or a reader finds fewer.

        Raises:
            OSError: the file cannot be written, or not be locked.
            InputError: it holds vectors of another dimension.
        """
        dimension = int(rows.shape[1])
        self._agree(self._dimension or dimension, dimension)
        records = np.empty(len(keys), dtype=_record(dimension))
        records["key"] = np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(len(keys), KEY)
        records["row"] = rows
        for record in records:
            record["check"] = np.frombuffer(_check(record), dtype=np.uint8)
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Vectors tell about the texts they stand for, so nobody else may read them.
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "r+b") as stream, _locked(stream):
            end = self._sound_end(stream, dimension)
            stream.truncate(end)
            stream.seek(end)
            try:
                if not end:
                    stream.write(_HEAD.pack(_MAGIC, dimension))
                stream.write(records.tobytes())
                stream.flush()
            except OSError:
                with contextlib.suppress(OSError):
                    stream.truncate(end)
                raise

    def _forget(self) -> None:
        self._dimension = 0
        self._end = 0
        self._records: dict[bytes, int] = {}

    def _catch_up(self, stream: IO[bytes]) -> None:
        """Learn the keys of records that were added since the last look."""
        dimension, size = _head(stream), _size(stream)
        if dimension != self._dimension or size < self._end:
            self._forget()
        if not dimension:
            return
        self._dimension = dimension
        self._end = max(self._end, _HEAD.size)
        layout = _record(dimension)
        step = max(1, _TOGETHER // layout.itemsize)
        stream.seek(self._end)
        while (left := (size - self._end) // layout.itemsize) > 0:
            data = stream.read(min(step, left) * layout.itemsize)
            count = len(data) // layout.itemsize
            if not count:
                return
            first = (self._end - _HEAD.size) // layout.itemsize
            keys = np.frombuffer(data, dtype=layout, count=count)["key"].tobytes()
            for number in range(count):
                self._records[keys[number * KEY : (number + 1) * KEY]] = first + number
            self._end += count * layout.itemsize

    def _read(
        self, stream: IO[bytes], keys: Sequence[bytes], rows: list[tuple[int, int]]
    ) -> tuple[list[int], Halves | None]:
        """Records in the order of the file, neighbours in one go; those that are not sound are left out."""
        if not rows:
            return [], None
        layout = _record(self._dimension)
        found: list[int] = []
        vectors: Halves = np.empty((len(rows), self._dimension), dtype="<f2")
        for first, stop in _stretches(rows, max(1, _TOGETHER // layout.itemsize)):
            begin = rows[first][0]
            stream.seek(_HEAD.size + begin * layout.itemsize)
            data = stream.read((rows[stop - 1][0] - begin + 1) * layout.itemsize)
            records = np.frombuffer(data, dtype=layout, count=len(data) // layout.itemsize)
            for record, number in rows[first:stop]:
                if record - begin < len(records) and _sound(records[record - begin], keys[number]):
                    vectors[len(found)] = records[record - begin]["row"]
                    found.append(number)
                else:
                    self._records.pop(keys[number], None)
        return found, vectors[: len(found)]

    def _sound_end(self, stream: IO[bytes], dimension: int) -> int:
        """Where whole records end; 0 for a file that is empty or has a damaged head."""
        found = _head(stream)
        if not found:
            return 0
        self._agree(found, dimension)
        size = _record(dimension).itemsize
        return _HEAD.size + (_size(stream) - _HEAD.size) // size * size

    def _agree(self, here: int, made: int) -> None:
        if here != made:
            problem = _("holds vectors of {here} numbers, the model now makes {made}", here=here, made=made)
            raise InputError(problem, _("delete the file"), path=self.path)


def _record(dimension: int) -> np.dtype[np.void]:
    return np.dtype([("key", "u1", (KEY,)), ("row", "<f2", (dimension,)), ("check", "u1", (_CHECK,))])


def _check(record: Any) -> bytes:
    return blake2b(record.tobytes()[:-_CHECK], digest_size=_CHECK).digest()


def _sound(record: Any, key: bytes) -> bool:
    return bool(record["key"].tobytes() == key and record["check"].tobytes() == _check(record))


def _stretches(rows: list[tuple[int, int]], longest: int) -> Iterator[tuple[int, int]]:
    """Slices of ``rows`` whose records follow one another in the file."""
    first = 0
    for stop in range(1, len(rows) + 1):
        if (
            stop == len(rows)
            or rows[stop][0] > rows[stop - 1][0] + 1
            or rows[stop][0] - rows[first][0] >= longest
        ):
            yield first, stop
            first = stop


def _head(stream: IO[bytes]) -> int:
    """The dimension that the head names; 0 if there is no sound head."""
    stream.seek(0)
    data = stream.read(_HEAD.size)
    if len(data) < _HEAD.size:
        return 0
    magic, dimension = _HEAD.unpack(data)
    return int(dimension) if magic == _MAGIC and 0 < dimension <= _WIDEST else 0


def _size(stream: IO[bytes]) -> int:
    return os.fstat(stream.fileno()).st_size


if sys.platform == "win32":
    import msvcrt

    @contextlib.contextmanager
    def _locked(stream: IO[bytes]) -> Iterator[None]:
        """One process at a time; a byte far beyond the end is locked, since readers may not be kept out."""
        stream.seek(1 << 62)
        msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)
        try:
            yield
        finally:
            stream.seek(1 << 62)
            msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    @contextlib.contextmanager
    def _locked(stream: IO[bytes]) -> Iterator[None]:
        """One process at a time; closing the file, and being killed, ends it too."""
        fcntl.flock(stream, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(stream, fcntl.LOCK_UN)
