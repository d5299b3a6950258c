"""How far long work is, how fast it goes and how long it will take: a line on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from toolkit.translations import _

_TERMINAL, _LOG = 0.2, 10.0
"""Seconds between two lines: on a terminal, where each takes the place of the last, and elsewhere."""


class _Line:
    def __init__(self, what: str) -> None:
        self.what = what
        self.begun = self.shown = time.monotonic()
        self.terminal = sys.stderr.isatty()
        self.open = False

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.shown < (_TERMINAL if self.terminal else _LOG):
            return
        self.shown = now
        rate = done / (now - self.begun)
        left = _clock((total - done) / rate) if rate and total else "?"
        said = _(
            "{what}: {done:,} of {total:,}, {rate:.1f}/s, {left} left",
            what=self.what,
            done=done,
            total=total,
            rate=rate,
            left=left,
        )
        if self.terminal:
            sys.stderr.write(f"\r\x1b[K{said}")
            self.open = True
        else:
            sys.stderr.write(said + "\n")
        sys.stderr.flush()

    def close(self) -> None:
        if self.open:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


@contextmanager
def rate(what: str) -> Iterator[_Line]:
    """A function to call with (done, total) while the work goes on."""
    line = _Line(what)
    try:
        yield line
    finally:
        line.close()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
