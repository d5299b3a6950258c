"""What an engine is.

An engine has one duty: to apply a function to many items and to give the results back in the order of the
items. What comes out does not depend on which engine it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar, runtime_checkable

from toolkit.corpus.building.disk import Disk

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Landmark:
    """A folder that the work is about, and a file by which one knows it again from another machine.

    Attributes:
        folder: all below it is meant.
        file: lies in it, and no other folder has one of the same content.
    """

    folder: Path
    file: Path


class Engine(Protocol):
    """Applies a function to items, in order, without running far ahead of whoever takes the results."""

    def session(
        self, landmarks: Sequence[Landmark], packages: Sequence[str] = ()
    ) -> AbstractContextManager[Disk]:
        """What the engine needs is there while this is open: ask for :meth:`map` inside.

        Args:
            landmarks: the folders that the work reads and writes.
            packages: whose versions the result depends on.

        Returns:
            How workers reach those folders.

        Raises:
            UsageError: the place where the work is to be done cannot be reached, or is not fit for it.
        """

    def map(self, function: Callable[[T], R], items: Iterable[T], lost: Callable[[T], R]) -> Iterator[R]:
        """``function(item)`` for each item, in the order of the items.

        Args:
            function: can be pickled.
            items: can be pickled.
            lost: what to give for an item that the process at work on it did not survive.
        """


@runtime_checkable
class Prepared(Protocol):
    """A function that holds something heavy, a model say, which should be loaded once a worker."""

    def prepare(self) -> None:
        """Load it."""
