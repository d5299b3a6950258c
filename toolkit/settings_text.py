"""A settings file as its author sees it.

Every mistake in it is told with its line and, where a known name is near, with what was probably meant.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import FormatError
from toolkit.translations import _

_HEADER = re.compile(r"\s*\[\[?([^\[\]]+)\]")
_KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
_PART = re.compile(r""""([^"]*)"|'([^']*)'|([\w-]+)""")

Table = tuple[str, ...]
"""The names of a table, outermost first: ``("check", "paths", "*.po")``."""


@dataclass(frozen=True, slots=True)
class SettingsText:
    """The text of a settings file.

    Attributes:
        path: the file; ``None`` where there is none.
        text: as it stands there.
        root: the table all settings stand in: none in ``bitext.toml``, ``tool.bitext`` in ``pyproject.toml``.
    """

    path: Path | None = None
    text: str = ""
    root: Table = ()

    def line(self, table: Table, key: str, value: str = "") -> int | None:
        """1-based line of a key of a table, or of a string in its value; ``None`` where it is not found."""
        wanted = (*self.root, *table, key)
        here: Table = ()
        found = None
        for number, line in enumerate(self.text.splitlines(), 1):
            header, assigned = _HEADER.match(line), _KEY.match(line)
            if header and found is None:
                here = _parts(header[1])
            named = here if header else (*here, *_parts(assigned[1])) if assigned else ()
            if found is None and named[: len(wanted)] == wanted:
                found = number
            if found is not None and (not value or re.search(rf"""["']{re.escape(value)}["']""", line)):
                return number
        # A table that is written inside its line has no lines of its own.
        return found if found is not None or not table else self.line(table[:-1], table[-1])

    def error(
        self, problem: str, table: Table, key: str, remedy: str = "", *, value: str = ""
    ) -> FormatError:
        """What to raise about a key of a table, or about a string in its value."""
        return FormatError(problem, remedy, path=self.path or "", line=self.line(table, key, value))

    def known(self, values: Mapping[str, Any], names: Sequence[str], table: Table) -> None:
        """Make sure that a table holds no other keys than some.

        Raises:
            FormatError: it does; with the nearest known one.
        """
        for key in values:
            if key not in names:
                where = f"[{'.'.join((*self.root, *table))}]" if (*self.root, *table) else _("the file")
                raise self.error(
                    _("unknown key '{key}' in {where}", key=key, where=where),
                    table,
                    key,
                    nearest(key, names) or _("known are {known}", known=", ".join(names)),
                )

    def table(self, values: Mapping[str, Any], key: str, table: Table) -> dict[str, Any]:
        """A table inside a table, empty where it is not there.

        Raises:
            FormatError: it is something else.
        """
        value = values.get(key, {})
        if not isinstance(value, dict):
            name = ".".join((*self.root, *table, key))
            raise self.error(_("'{key}' must be a table, [{name}]", key=key, name=name), table, key)
        return value

    def strings(self, values: Mapping[str, Any], key: str, table: Table) -> tuple[str, ...]:
        """A list of strings, empty where it is not there.

        Raises:
            FormatError: it is something else.
        """
        value = values.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
            return tuple(item.strip() for item in value)
        raise self.error(_("'{key}' must be a list of strings", key=key), table, key)

    def choice(self, value: object, choices: Sequence[str], key: str, table: Table) -> str:
        """One of some words.

        Raises:
            FormatError: it is something else.
        """
        if isinstance(value, str) and value in choices:
            return value
        listed = _(
            "{most} or {last}", most=", ".join(f'"{c}"' for c in choices[:-1]), last=f'"{choices[-1]}"'
        )
        raise self.error(_("'{key}' must be {choices}", key=key, choices=listed), table, key)


def nearest(name: str, known: Iterable[str]) -> str:
    """What to suggest for a name that is not known: the nearest that is, "" where none is near."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return _("did you mean '{near}'?", near=near[0]) if near else ""


def _parts(name: str) -> Table:
    return tuple(part[0] or part[1] or part[2] for part in _PART.findall(name))
