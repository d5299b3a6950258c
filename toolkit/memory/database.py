"""The file: opening it, its version, transactions, and what SQLite's errors mean to a person.

The log is written ahead (WAL), so that who reads is not held up by who writes; a write waits for another one
to end. Whatever happens to a process, the file holds all its transactions but the one that was open.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.errors import BitextError, InputError, OutputError
from toolkit.memory.schema import STEPS
from toolkit.translations import _

APPLICATION = 0x4254544D
"""``PRAGMA application_id`` of a memory: "BTTM"."""

PATIENCE = 30.0
"""Seconds to wait for another process that writes."""

_MAGIC = b"SQLite format 3\0"


class Database:
    """An open memory file.

    Args:
        path: of the file.
        create: make it where it does not exist, or is empty.
        patience: seconds to wait for others.

    Raises:
        InputError: missing, a directory, no memory, of a newer version, damaged.
        OutputError: a place that cannot be written.
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool, patience: float = PATIENCE) -> None:
        self.path = Path(path)
        self._patience = patience
        _look(self.path, create)
        self.writable = os.access(self.path if self.path.exists() else self.path.parent, os.W_OK)
        if create and not self.writable:
            raise OutputError(_("may not be written"), _("check its permissions"), path=path)
        with self.told():
            self.connection = self._connect()
            try:
                self._prepare()
            except BaseException:
                self.connection.close()
                raise

    def _connect(self) -> sqlite3.Connection:
        name = self.path.absolute().as_uri()
        # A file in a folder that may not be written can be read if nobody writes to it at the same time.
        mode = "rwc" if self.writable else "ro&immutable=1"
        return sqlite3.connect(f"{name}?mode={mode}", uri=True, timeout=self._patience, isolation_level=None)

    def _prepare(self) -> None:
        run = self.connection.execute
        run("PRAGMA cache_size = -65536")  # KiB
        run("PRAGMA mmap_size = 1073741824")
        version, application = self._version()
        tables = run("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if application != APPLICATION and (tables or version or application):
            raise InputError(
                _("is an SQLite file, but no translation memory"), _("name another file"), path=self.path
            )
        if version > len(STEPS):
            raise InputError(
                _(
                    "is of a newer version than this program knows (version {version}, known: {known})",
                    version=version,
                    known=len(STEPS),
                ),
                _("update bitext-toolkit"),
                path=self.path,
            )
        if version < len(STEPS) and not self.writable:
            raise InputError(
                _("is of an older version and may not be written"),
                _("make it writable once, so that it can be brought up to date"),
                path=self.path,
            )
        if self.writable:
            self._set_journal()
            run("PRAGMA synchronous = FULL")
            if version < len(STEPS):
                self._migrate()

    def _version(self) -> tuple[int, int]:
        run = self.connection.execute
        return run("PRAGMA user_version").fetchone()[0], run("PRAGMA application_id").fetchone()[0]

    def _set_journal(self) -> None:
        """Write ahead; SQLite does not wait here for others as it does elsewhere."""
        end = time.monotonic() + self._patience
        while True:
            try:
                self.connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def _migrate(self) -> None:
        """Bring the file to the present version, in one transaction; another process may have been first."""
        with self.writing() as run:
            version, _application = self._version()
            for step in STEPS[version:]:
                for statement in step.split(";\n"):
                    if statement.strip():
                        run.execute(statement)
            run.execute(f"PRAGMA application_id = {APPLICATION}")
            run.execute(f"PRAGMA user_version = {max(version, len(STEPS))}")

    @contextmanager
    def told(self) -> Iterator[None]:
        """Errors of SQLite, as the one line they mean.

        Raises:
            InputError: no database, damaged.
            OutputError: no space left, not writable.
            BitextError: another process went on writing for too long.
        """
        try:
            yield
        except sqlite3.Error as error:
            raise self._meaning(error) from None

    def _meaning(self, error: sqlite3.Error) -> BitextError:
        said = str(error)
        if "locked" in said or "busy" in said:
            return BitextError(
                _("another process has been writing to it for {seconds:.0f} s", seconds=self._patience),
                _("try again when it has ended"),
                path=self.path,
            )
        if "full" in said or "disk I/O" in said:
            return OutputError(
                _("no space left on the disk"),
                _("what was written before is kept; free some and run again"),
                path=self.path,
            )
        if "readonly" in said or "unable to open" in said:
            return OutputError(
                _("may not be written"), _("check its permissions and its folder's"), path=self.path
            )
        if "not a database" in said:
            return _no_memory(self.path)
        if "malformed" in said or "corrupt" in said:
            return InputError(
                _("is damaged"), _("take a backup, or save what can be read: memory export"), path=self.path
            )
        if "no such module" in said:
            return BitextError(
                _("this Python's SQLite has no full-text search (FTS5)"), _("use another build of Python")
            )
        return InputError(_("cannot be used as a memory ({said})", said=said), path=self.path)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, kept whole or not at all; other processes that want to write wait for its end."""
        with self.told():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


def is_memory(path: str | os.PathLike[str]) -> bool:
    """Whether a file says of itself that it is a translation memory."""
    try:
        with Path(path).open("rb") as file:
            head = file.read(72)
    except OSError:
        return False
    return head.startswith(_MAGIC) and head[68:72] == APPLICATION.to_bytes(4, "big")


def _look(path: Path, create: bool) -> None:
    """What can be told of a file without opening it as a database."""
    if path.is_dir():
        raise InputError(_("is a directory"), _("name a file in it"), path=path)
    if not path.exists():
        if not create:
            raise InputError(_("no such memory"), _("make it: bitext memory add"), path=path)
        if not path.absolute().parent.is_dir():
            raise OutputError(_("its folder does not exist"), _("make it first"), path=path)
        return
    if not path.is_file() or not os.access(path, os.R_OK):
        raise InputError(_("may not be read"), _("check its permissions"), path=path)
    with path.open("rb") as file:
        head = file.read(len(_MAGIC))
    if head and head != _MAGIC:
        raise _no_memory(path)
    if not head and not create:
        raise InputError(_("is empty"), _("add something first: bitext memory add"), path=path)


def _no_memory(path: Path) -> InputError:
    return InputError(
        _("is no translation memory"),
        _("name a memory first, then the files; other formats go in by: bitext memory add"),
        path=path,
    )
