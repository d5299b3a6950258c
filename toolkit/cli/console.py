"""Talking to the person: results to standard output, everything else to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from toolkit.translations import _, english

if TYPE_CHECKING:
    from toolkit.formats import Written


def complain(message: str) -> None:
    """One line about what went wrong."""
    print(f"bitext: {message}", file=sys.stderr)


def note(message: str) -> None:
    """One line that is not part of the result."""
    print(message, file=sys.stderr)


def emit(text: str) -> None:
    """A piece of the result, exactly as it is, in UTF-8 whatever the locale says."""
    emit_bytes(text.encode("utf-8", "surrogatepass"))


def emit_bytes(data: bytes) -> None:
    """A piece of the result in bytes."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def output_stream() -> IO[bytes]:
    """Standard output, for what is written piece by piece."""
    sys.stdout.flush()
    return sys.stdout.buffer


def said(path: object, written: Written) -> None:
    """What a format could not take, if anything."""
    if written.note:
        note(f"{path}: {written.note}")


def emit_json(value: Any) -> None:
    """The result for a machine."""
    emit(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def table(rows: Sequence[Sequence[object]], header: Sequence[str], *, right: Sequence[int] = ()) -> None:
    """A small table on standard output: drawn on a terminal, tab-separated in a pipe.

    Args:
        rows: the cells, made strings by ``str``; messages among them come out in English in a pipe.
        header: the names of the columns, marked by ``N_``; translated where the table is drawn.
        right: indices of the columns set flush right.
    """
    if not sys.stdout.isatty():
        emit("".join("\t".join(map(_plain, row)) + "\n" for row in [header, *rows]))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for index, name in enumerate(header):
        drawn.add_column(_(name), justify="right" if index in right else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(str(cell)) for cell in row))
    Console().print(drawn)


def _plain(cell: object) -> str:
    """A cell for programs, which read English."""
    return english(cell) if isinstance(cell, str) else str(cell)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar with its rate while long work goes on; silent unless standard error is a terminal.

    Yields:
        A function to call with (done, total).
    """
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
