"""What a validator has to remember of a whole file: names that were there, references to look up at the end.

A few stay in memory; beyond, they go into a temporary database, so that memory stays the same whatever the
size of the file, and every name is still compared with every other as it is written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

HELD = 20_000
"""Names, and references, that are held in memory."""


class Reference(NamedTuple):
    """A reference to a name of a space: as it is written, and where.

    ``section`` is the one that the specification has on it.
    """

    space: str
    name: str
    written: str
    line: int
    column: int
    section: str


class Ledger:
    """Names and references of one file. A space is what a name is unique in.

    Raises:
        sqlite3.Error: there is no room for a temporary file.
    """

    def __init__(self) -> None:
        self._names: set[tuple[str, str]] = set()
        self._references: list[Reference] = []
        self._rest: sqlite3.Connection | None = None

    def enter(self, space: str, name: str) -> bool:
        """Remember a name; whether it was new."""
        if self.has(space, name):
            return False
        if len(self._names) < HELD:
            self._names.add((space, name))
        else:
            self._database().execute("INSERT INTO names VALUES (?, ?)", (space, name))
        return True

    def has(self, space: str, name: str) -> bool:
        """Whether a name was there."""
        if (space, name) in self._names:
            return True
        if self._rest is None:
            return False
        found = self._rest.execute("SELECT 1 FROM names WHERE space = ? AND name = ?", (space, name))
        return found.fetchone() is not None

    def refer(self, reference: Reference) -> None:
        """A name that shall be there by the end of the file."""
        if self.has(reference.space, reference.name):
            return
        if len(self._references) < HELD:
            self._references.append(reference)
        else:
            self._database().execute("INSERT INTO later VALUES (?, ?, ?, ?, ?, ?)", reference)

    def unmet(self) -> Iterator[Reference]:
        """References to what was never there."""
        stored = self._rest.execute("SELECT * FROM later ORDER BY rowid") if self._rest is not None else ()
        for references in (self._references, map(Reference._make, stored)):
            for reference in references:
                if not self.has(reference.space, reference.name):
                    yield reference

    def _database(self) -> sqlite3.Connection:
        if self._rest is None:
            # Without a name it is a file of its own, gone when it is closed: nothing has to survive in it.
            self._rest = sqlite3.connect("", isolation_level=None)
            self._rest.executescript(
                "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA cache_size = -4096;"
                "CREATE TABLE names (space TEXT, name TEXT, PRIMARY KEY (space, name)) WITHOUT ROWID;"
                "CREATE TABLE later (space, name, written, line INT, column INT, section);"
                "BEGIN"
            )
        return self._rest
