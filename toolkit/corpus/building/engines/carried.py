"""Files for workers on other machines: by a shared folder where there is one, else through Ray.

Whether a folder is shared is found out by each worker for itself, by a landmark: a file in it whose content
no other folder has. What lies below a folder that a worker does not see is read and written for it by a
courier, an actor on the machine where the command was started. So the work folder, with all that is done, is
always in one place; a shared file system only makes the way shorter.
"""

from __future__ import annotations

import hashlib
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from toolkit.corpus.building.disk import Disk, LocalDisk
from toolkit.corpus.building.engines.contract import Landmark

_THREADS = 8
"""Files that a courier has in hand at once."""


class Courier:
    """Reads and writes files for others; what goes wrong is given back, not raised."""

    def __init__(self) -> None:
        self.disk = LocalDisk()

    def read(self, path: str) -> bytes | OSError:
        """The bytes of a file."""
        try:
            return self.disk.read(Path(path))
        except OSError as error:
            return error

    def write(self, path: str, data: bytes) -> OSError | None:
        """A file put in its place."""
        try:
            self.disk.write(Path(path), data)
        except OSError as error:
            return error
        return None


@dataclass(frozen=True, slots=True)
class _Known:
    """A landmark, as another machine can compare it."""

    folder: Path
    file: Path
    digest: bytes


class CarriedDisk:
    """The files of the machine where the command was started, from any node.

    Args:
        known: folders and their landmarks.
        courier: the name of the actor.
    """

    def __init__(self, known: Sequence[_Known], courier: str) -> None:
        # A folder in a folder is looked for first.
        self._known = tuple(sorted(known, key=lambda each: -len(each.folder.parts)))
        self._courier = courier
        self._local = LocalDisk()

    def shares(self, path: Path) -> bool:
        """Whether this process sees the folder that ``path`` lies in."""
        for each in self._known:
            if path == each.folder or each.folder in path.parents:
                return _seen(each)
        return False

    def read(self, path: Path) -> bytes:
        """See :class:`~toolkit.corpus.building.disk.Disk`."""
        if self.shares(path):
            return self._local.read(path)
        answer = self._ask("read", str(path))
        if isinstance(answer, OSError):
            raise answer
        data: bytes = answer
        return data

    def write(self, path: Path, data: bytes) -> None:
        """See :class:`~toolkit.corpus.building.disk.Disk`."""
        if self.shares(path):
            self._local.write(path, data)
            return
        problem = self._ask("write", str(path), data)
        if problem is not None:
            raise problem

    @contextmanager
    def workshop(self, folder: Path) -> Iterator[Path]:
        """See :class:`~toolkit.corpus.building.disk.Disk`."""
        if self.shares(folder):
            with self._local.workshop(folder) as made:
                yield made
            return
        with tempfile.TemporaryDirectory(prefix="bitext-") as name:
            yield Path(name)

    def move(self, made: Path, place: Path) -> None:
        """See :class:`~toolkit.corpus.building.disk.Disk`."""
        if self.shares(place):
            self._local.move(made, place)
        else:
            self.write(place, made.read_bytes())

    def _ask(self, method: str, *arguments: object) -> Any:
        return import_module("ray").get(getattr(_actor(self._courier), method).remote(*arguments))


@lru_cache(maxsize=8)
def _actor(name: str) -> Any:
    return import_module("ray").get_actor(name)


@lru_cache(maxsize=1024)
def _seen(known: _Known) -> bool:
    return _digest(known.file) == known.digest


def _digest(path: Path) -> bytes:
    """Of a file; "" where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        return b""


@contextmanager
def carrying(ray: Any, landmarks: Sequence[Landmark]) -> Iterator[Disk]:
    """How workers on other machines reach the folders of this one.

    Args:
        ray: the module, connected.
        landmarks: the folders.
    """
    name = f"bitext-courier-{secrets.token_hex(8)}"
    known = [_Known(each.folder, each.file, _digest(each.file)) for each in landmarks]
    known = [each for each in known if each.digest]
    pin = import_module("ray.util.scheduling_strategies").NodeAffinitySchedulingStrategy
    here = pin(ray.get_runtime_context().get_node_id(), soft=False)
    actor = (
        ray.remote(Courier)
        .options(
            name=name,
            num_cpus=0,
            max_restarts=-1,
            max_task_retries=-1,
            max_concurrency=_THREADS,
            scheduling_strategy=here,
        )
        .remote()
    )
    try:
        yield CarriedDisk(known, name)
    finally:
        with suppress(Exception):  # the cluster may be gone, and the actor with it
            ray.kill(actor)
