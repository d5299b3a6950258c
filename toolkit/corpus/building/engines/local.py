"""The work done in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

from toolkit.corpus.building.disk import Disk, LocalDisk
from toolkit.corpus.building.engines.contract import Landmark

T = TypeVar("T")
R = TypeVar("R")


class InProcess:
    """One after the other, here."""

    def session(
        self, landmarks: Sequence[Landmark], packages: Sequence[str] = ()
    ) -> AbstractContextManager[Disk]:
        """See :class:`~toolkit.corpus.building.engines.contract.Engine`."""
        del landmarks, packages
        return nullcontext(LocalDisk())

    def map(self, function: Callable[[T], R], items: Iterable[T], lost: Callable[[T], R]) -> Iterator[R]:
        """See :class:`~toolkit.corpus.building.engines.contract.Engine`."""
        del lost
        return map(function, items)
