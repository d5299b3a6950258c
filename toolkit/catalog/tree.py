"""Many catalogs at once: found in folders, worked through by several processes, reported in one order."""

from __future__ import annotations

import glob
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from toolkit.errors import BitextError, InputError
from toolkit.files import STDIN, input_error
from toolkit.translations import _

SUFFIXES = (".po", ".pot")
"""What a catalog in a folder is known by."""

_WORTHWHILE = 4_000_000  # bytes; below, starting processes takes longer than the work itself
_WILD = frozenset("*?[")

Result = TypeVar("Result")
Progress = Callable[[int, int], None]


def find_catalogs(paths: Sequence[Path]) -> list[Path]:
    """The catalogs that files, folders and patterns name, each once.

    A file is taken whatever its name, and whether it exists or not: who reads it will tell. A folder stands
    for the ``.po`` and ``.pot`` files in it and below it, hidden folders left out. A pattern (``po/**/*.po``)
    is for shells that do not expand it.

    Args:
        paths: in the order of the result; files of a folder or a pattern come sorted.

    Raises:
        InputError: a folder without catalogs, or that cannot be read; a pattern that fits nothing.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = list(_walk(path))
            if not inside:
                raise InputError(
                    _("no catalogs in this folder"), _("name a folder with .po files"), path=path
                )
        elif not path.exists() and _WILD & set(str(path)):
            inside = [Path(name) for name in sorted(glob.glob(str(path), recursive=True))]  # noqa: PTH207
            inside = [file for file in inside if file.is_file()]
            if not inside:
                raise InputError(
                    _("no file fits this pattern"), _("check its folder and extension"), path=path
                )
        else:
            inside = [path]
        found.update(dict.fromkeys(inside))
    return list(found)


def map_files(
    function: Callable[[Path], Result],
    paths: Sequence[Path],
    jobs: int | None = None,
    progress: Progress = lambda done, total: None,
) -> list[Result | InputError]:
    """What a function gives for each file, in the order of the files, whatever the number of processes.

    An :class:`InputError` (a file that is missing, or no catalog) takes the place of that file's result and
    does not stop the others; any other exception does.

    Args:
        function: of one path; it must be picklable, as its results: a function of a module, or a ``partial``.
        paths: ``-`` for standard input is read in this process.
        jobs: processes; ``None`` for as many as there are cores, or one where the files are few and small.
        progress: called with files done and files in all.

    Raises:
        BitextError: a process was ended from outside.
    """
    sizes = [_size(path) for path in paths]
    if jobs is None:
        jobs = _cores() if sum(sizes) >= _WORTHWHILE else 1
    jobs = min(jobs, len(paths))
    if jobs <= 1:
        results: list[Result | InputError] = []
        for path in paths:
            results.append(_one(function, path))
            progress(len(results), len(paths))
        return results
    return _in_processes(function, paths, sizes, jobs, progress)


def _in_processes(
    function: Callable[[Path], Result],
    paths: Sequence[Path],
    sizes: Sequence[int],
    jobs: int,
    progress: Progress,
) -> list[Result | InputError]:
    import multiprocessing
    from concurrent.futures import Future, ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    # Not forked: a progress bar has a thread, and a fork may copy its locks in the middle of something.
    context = multiprocessing.get_context("spawn")
    results: dict[int, Result | InputError] = {}
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_ignore_interrupts)
    try:
        pending: dict[Future[Result | InputError], int] = {}
        here = [index for index, path in enumerate(paths) if str(path) == STDIN]
        for index in sorted(range(len(paths)), key=lambda index: -sizes[index]):  # the longest first
            if index not in here:
                pending[pool.submit(_one, function, paths[index])] = index
        for index in here:
            results[index] = _one(function, paths[index])
        for future in as_completed(pending):
            results[pending[future]] = future.result()
            progress(len(results), len(paths))
    except BrokenProcessPool:
        raise BitextError(_("a process was ended from outside"), _("run it again with one job")) from None
    finally:
        pool.shutdown(cancel_futures=True)
    return [results[index] for index in range(len(paths))]


def _one(function: Callable[[Path], Result], path: Path) -> Result | InputError:
    try:
        return function(path)
    except InputError as error:
        return error


def _ignore_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal; the first one stops the others in good order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _walk(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise input_error(error.filename or folder, error) from None

    for here, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES):
                yield Path(here) / name


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
