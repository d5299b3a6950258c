"""The work folder: results of stages under the hash of all they depend on.

An entry is written beside its place and renamed, and carries its own digest: one that a stopped machine left
torn is no entry, and is made again. Nothing is ever changed, so any number of processes may write at once.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.corpus.building.disk import Disk, LocalDisk
from toolkit.errors import OutputError
from toolkit.files import output_error
from toolkit.translations import _

_LEVEL = 1
"""Of compression: texts become a third, at a cost that does not show beside that of the alignment."""
_DIGEST = 16
_LOCK = "lock"


def key(stage: str, *parts: object) -> str:
    """The name of a stage's result: a hash of everything it depends on."""
    said = json.dumps([stage, *parts], ensure_ascii=True, sort_keys=True, default=list)
    return hashlib.sha256(said.encode("ascii")).hexdigest()


class Used:
    """Keys of entries that are needed: eight bytes of each, for what looks like one of them is just kept."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._heads = array("Q")
        self._sorted = False
        self.add(names)

    def add(self, names: Iterable[str]) -> None:
        """Further keys."""
        self._heads.extend(int(name[:16], 16) for name in names)
        self._sorted = False

    def __contains__(self, name: str) -> bool:
        if not self._sorted and self._heads:
            import numpy as np

            np.frombuffer(self._heads, dtype=np.uint64).sort()  # in place
            self._sorted = True
        try:
            head = int(name[:16], 16)
        except ValueError:  # the part of a file
            return False
        at = bisect_left(self._heads, head)
        return at < len(self._heads) and self._heads[at] == head


class Store:
    """Results of stages by their keys.

    Args:
        folder: is made where it is missing.
        disk: how to reach it; as any folder if ``None``.
    """

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        self.folder, self.disk = folder, disk or LocalDisk()

    def place(self, stage: str, name: str) -> Path:
        """The file of an entry."""
        return self.folder / stage / name[:2] / name[2:]

    def has(self, stage: str, name: str) -> bool:
        """Whether there seems to be an entry; only :meth:`get` knows whether it is whole."""
        return self.place(stage, name).is_file()

    def get(self, stage: str, name: str) -> bytes | None:
        """An entry, ``None`` if it is missing or not whole."""
        try:
            data = self.disk.read(self.place(stage, name))
        except OSError:
            return None
        digest, packed = data[:_DIGEST], data[_DIGEST:]
        if hashlib.sha256(packed).digest()[:_DIGEST] != digest:
            return None
        return zlib.decompress(packed)

    def put(self, stage: str, name: str, data: bytes) -> bytes:
        """Keep an entry, and give it back.

        Raises:
            OutputError: the folder takes no more.
        """
        packed = zlib.compress(data, _LEVEL)
        entry = hashlib.sha256(packed).digest()[:_DIGEST] + packed
        try:
            self.disk.write(self.place(stage, name), entry)
        except OSError as error:
            raise stopped(self.folder, error) from None
        return data

    def tidy(self, used: Used) -> int:
        """Remove entries that are not among the ``used`` and parts that were left; how many."""
        removed = 0
        for path in self.folder.glob("*/??/*"):
            if path.parts[-2] + path.parts[-1] not in used:
                path.unlink(missing_ok=True)
                removed += 1
        return removed

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other builds out of the folder; the system lets go of it when this process ends, however.

        Raises:
            OutputError: another build is at work here, or the folder cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            stream = (self.folder / _LOCK).open("w")
        except OSError as error:
            raise output_error(self.folder, error) from None
        with stream:
            try:
                import fcntl
            except ImportError:  # Windows: nothing to hold it by; entries are safe all the same
                yield
                return
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise OutputError(
                    _("another build is at work here"),
                    _("wait for it, or name another --work"),
                    path=self.folder,
                ) from None
            yield


def stopped(folder: Path, error: OSError) -> OutputError:
    """The one line for a folder that takes no more in the middle of a build."""
    made = output_error(folder, error)
    return OutputError(
        made.problem, _("what is done is kept: make room and start the same command again"), path=folder
    )
