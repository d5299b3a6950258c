"""Statistics remembered from one run to the next, in the folder for caches."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

import numpy as np

from toolkit.quality.resampling import Statistics

_LIMIT = 256 << 20
"""Bytes; what was used longest ago is dropped above that."""


def default_folder() -> Path | None:
    """Where statistics are kept: beside the toolkit's other caches; ``None`` for a user without a home."""
    home = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if not home.is_absolute():
        try:
            home = Path.home() / ".cache"
        except RuntimeError:
            return None
    return home / "bitext-toolkit" / "statistics"


class Kept:
    """Tables by the hash of what they were made of, a file each.

    A folder that cannot be read or written, a file cut short or damaged costs time, nothing else.

    Args:
        folder: where; made when the first table is kept.
        limit: bytes of all tables together.
    """

    def __init__(self, folder: Path, limit: int = _LIMIT) -> None:
        self._folder = folder
        self._limit = limit

    def find(self, key: str) -> Statistics | None:
        """The table kept under this key, if there is one."""
        path = self._path(key)
        try:
            table: Statistics = np.load(path, allow_pickle=False)
            os.utime(path)
        except (OSError, ValueError, EOFError):
            return None
        return table if table.ndim == 2 and table.dtype == np.float64 else None

    def keep(self, key: str, table: Statistics) -> None:
        """Remember a table; others that were not used for long make room."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".tmp")
            try:
                with os.fdopen(handle, "wb") as file:
                    np.save(file, table, allow_pickle=False)
                Path(name).replace(self._path(key))
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
            self._make_room()

    def _make_room(self) -> None:
        states = sorted(
            (path.stat().st_mtime, path.stat().st_size, path) for path in self._folder.glob("*.npy")
        )
        total = sum(size for _, size, _ in states)
        for _, size, path in states:
            if total <= self._limit:
                break
            path.unlink(missing_ok=True)
            total -= size

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.npy"
