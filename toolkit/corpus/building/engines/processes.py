"""The work done in several processes on this machine."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

from toolkit.corpus.building.disk import Disk, LocalDisk
from toolkit.corpus.building.engines.contract import Landmark

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 8
"""Items for each worker that are on their way at once: enough to keep it busy, few enough to hold."""
_ATTEMPTS = 2
"""Chances of an item that was on its way when a process died: the death may not have been its doing."""
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class ProcessPool:
    """Several processes on this machine, started anew (spawn), each with one thread.

    A process that dies (killed for its memory, a crash in a library) takes the pool with it. What was on its
    way is then done again item by item in a process of its own; an item that does not survive that is lost,
    and the work goes on with the others.

    Args:
        jobs: processes; as many as this process may use cores if 0.
    """

    def __init__(self, jobs: int = 0) -> None:
        self.jobs = jobs or cores()

    def session(
        self, landmarks: Sequence[Landmark], packages: Sequence[str] = ()
    ) -> AbstractContextManager[Disk]:
        """See :class:`~toolkit.corpus.building.engines.contract.Engine`."""
        del landmarks, packages
        return nullcontext(LocalDisk())

    def map(self, function: Callable[[T], R], items: Iterable[T], lost: Callable[[T], R]) -> Iterator[R]:
        """See :class:`~toolkit.corpus.building.engines.contract.Engine`."""
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


def cores() -> int:
    """How many this process may use."""
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
