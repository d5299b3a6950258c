"""How whoever does the work reaches files: of this machine, or those of the one who asked for the work."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol


class Disk(Protocol):
    """Reads and writes whole files. It is sent to the workers along with the work, so it can be pickled.

    Raises:
        OSError: by every method, as by files themselves.
    """

    def read(self, path: Path) -> bytes:
        """All bytes of a file."""

    def write(self, path: Path, data: bytes) -> None:
        """Put a whole file in its place, with the folders above it: it is there with all its bytes or not."""

    @contextmanager
    def workshop(self, folder: Path) -> Iterator[Path]:
        """An empty folder to make files in that will be moved to ``folder``; afterwards it is gone."""

    def move(self, made: Path, place: Path) -> None:
        """Put a file that was made in the workshop in its place."""


class LocalDisk:
    """The files that this process sees."""

    def read(self, path: Path) -> bytes:
        """See :class:`Disk`."""
        return path.read_bytes()

    def write(self, path: Path, data: bytes) -> None:
        """See :class:`Disk`. The name it has meanwhile is taken by no other process on any machine."""
        part = path.with_name(f".{path.name[:16]}.{secrets.token_hex(8)}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(data)
            part.replace(path)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise

    @contextmanager
    def workshop(self, folder: Path) -> Iterator[Path]:
        """See :class:`Disk`. It lies in the folder itself, for moving to cost nothing."""
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".making-", dir=folder, ignore_cleanup_errors=True) as name:
            yield Path(name)

    def move(self, made: Path, place: Path) -> None:
        """See :class:`Disk`."""
        place.parent.mkdir(parents=True, exist_ok=True)
        made.replace(place)
