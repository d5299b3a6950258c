"""Where the work of a build is done: in this process, or in several.

An engine has one duty: to apply a function to many items and to give the results back in the order of the
items. What comes out does not depend on which engine it was.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import MappingProxyType
from typing import Protocol, TypeVar

from toolkit.errors import UsageError
from toolkit.translations import _

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 8
"""Items for each worker that are on their way at once: enough to keep it busy, few enough to hold."""
_ATTEMPTS = 2
"""Chances of an item that was on its way when a process died: the death may not have been its doing."""
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Engine(Protocol):
    """Applies a function to items, in order, without running far ahead of whoever takes the results."""

    def map(self, function: Callable[[T], R], items: Iterable[T], lost: Callable[[T], R]) -> Iterator[R]:
        """``function(item)`` for each item, in the order of the items.

        Args:
            function: can be pickled.
            items: can be pickled.
            lost: what to give for an item that the process at work on it did not survive.
        """


class InProcess:
    """One after the other, here."""

    def __init__(self, jobs: int = 1) -> None:
        del jobs

    def map(self, function: Callable[[T], R], items: Iterable[T], lost: Callable[[T], R]) -> Iterator[R]:
        """See :class:`Engine`."""
        del lost
        return map(function, items)


class ProcessPool:
    """Several processes on this machine, started anew (spawn), each with one thread.

    A process that dies (killed for its memory, a crash in a library) takes the pool with it. What was on its
    way is then done again item by item in a process of its own; an item that does not survive that is lost,
    and the work goes on with the others.

    Args:
        jobs: processes; as many as this process may use cores if 0.
    """

    def __init__(self, jobs: int = 0) -> None:
        self.jobs = jobs or _cores()

    def map(self, function: Callable[[T], R], items: Iterable[T], lost: Callable[[T], R]) -> Iterator[R]:
        """See :class:`Engine`."""
        stream = iter(items)
        waiting: deque[tuple[T, Future[R]]] = deque()
        more = True
        while more or waiting:
            pool = self._pool(self.jobs)
            try:
                while True:
                    while more and len(waiting) < _AHEAD * self.jobs:
                        try:
                            item = next(stream)
                        except StopIteration:
                            more = False
                            break
                        waiting.append((item, _submitted(pool, function, item)))
                    if not waiting:
                        break
                    result = waiting[0][1].result()
                    waiting.popleft()
                    yield result
                pool.shutdown()
            except BrokenProcessPool:
                yield from self._again(function, waiting, lost)
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def _again(
        self, function: Callable[[T], R], waiting: deque[tuple[T, Future[R]]], lost: Callable[[T], R]
    ) -> Iterator[R]:
        """Results of what was on its way when a process died; what has none is done again, one by one."""
        pool = self._pool(1)
        try:
            while waiting:
                item, future = waiting.popleft()
                if future.done() and not future.cancelled() and future.exception() is None:
                    yield future.result()
                    continue
                for attempt in range(_ATTEMPTS):
                    try:
                        result = pool.submit(function, item).result()
                        break
                    except BrokenProcessPool:
                        pool.shutdown(wait=False)
                        pool = self._pool(1)
                        if attempt == _ATTEMPTS - 1:
                            result = lost(item)
                yield result
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _pool(self, jobs: int) -> ProcessPoolExecutor:
        from multiprocessing import get_context

        return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)


def _submitted(pool: ProcessPoolExecutor, function: Callable[[T], R], item: T) -> Future[R]:
    """The future of an item; where the pool is broken, one that says so, for the item must not be lost."""
    try:
        return pool.submit(function, item)
    except BrokenProcessPool as error:
        future: Future[R] = Future()
        future.set_exception(error)
        return future


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin() -> None:
    """Prepare a worker: one thread, no say in an interrupt, and no life after its parent."""
    from multiprocessing import connection, parent_process

    for name in _THREADS:
        os.environ[name] = "1"  # numpy, which reads these, is not loaded yet
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is None:
        return

    def follow() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


ENGINES: Mapping[str, Callable[[int], Engine]] = MappingProxyType(
    {"process": ProcessPool, "local": InProcess}
)
"""All engines by name: called with the number of workers."""


def engine(name: str, jobs: int) -> Engine:
    """The engine called ``name``.

    Raises:
        UsageError: there is none.
    """
    if name not in ENGINES:
        raise UsageError(
            _("there is no engine '{name}'", name=name), _("known are {known}", known=", ".join(ENGINES))
        )
    return ENGINES[name](jobs)
