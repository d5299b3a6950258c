"""What a team has agreed on: ``bitext.toml``, or ``[tool.bitext]`` in ``pyproject.toml``.

The nearest such file counts, from the working folder upwards; beside each other, ``bitext.toml``. ::

    [segment]
    abbreviations = ["approx", "n.d"]   # never end a sentence, besides those of the language
    quotations = "whole"
    soft_split = 200
    max_length = 400
    srx = "rules.srx"                   # relative to this file

    [check]
    select = ["number", "date"]         # only these; without it, those that run by default
    extend_select = ["consistency"]     # these too
    ignore = ["capitals"]
    glossary = ["terms.tbx"]            # relative to this file
    tone_marks = "old"                  # hòa; "new" is hoà

    [check.severity]
    end-punctuation = "info"

    [check.paths."drafts/**"]           # for files of this pattern, relative to this file
    ignore = ["omission"]
    severity = { number = "warning" }

In ``pyproject.toml`` the same stands in ``[tool.bitext.segment]`` and ``[tool.bitext.check]``. An option on
the command line wins over the file. What the checks are called, the room of the checks knows: it asks
:meth:`Project.text` where a name it cannot find stands.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from toolkit.files import read_toml
from toolkit.globs import matches
from toolkit.model import Severity
from toolkit.settings_text import SettingsText, Table
from toolkit.translations import _

NAME = "bitext.toml"
SHARED = "pyproject.toml"
_ROOT = ("tool", "bitext")


@dataclass(frozen=True, slots=True)
class SegmentSettings:
    """The ``[segment]`` table; see :class:`toolkit.segment.Options` for what they mean."""

    abbreviations: tuple[str, ...] = ()
    quotations: str = "split"
    soft_split: int | None = None
    max_length: int | None = None
    srx: str = ""


@dataclass(frozen=True, slots=True)
class CheckRules:
    """Which checks run and how bad their findings are.

    Attributes:
        select: only these; ``None`` for those that run by default.
        extend_select: these too.
        ignore: these not.
        severity: of the findings of a check, whatever the check itself says.
        table: where they stand in the file.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    table: Table = ("check",)


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """The ``[check]`` table.

    Attributes:
        rules: for all files.
        paths: patterns of paths and what is otherwise there, in the order of the file.
        glossary: files of terms.
        tone_marks: the style of tone marks, ``old`` or ``new``; "" for whichever a text has most.
    """

    rules: CheckRules = CheckRules()
    paths: tuple[tuple[str, CheckRules], ...] = ()
    glossary: tuple[str, ...] = ()
    tone_marks: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """A project's settings; ``path`` is the file, ``None`` where there is none and all is as usual."""

    path: Path | None = None
    segment: SegmentSettings = SegmentSettings()
    check: CheckSettings = CheckSettings()
    text: SettingsText = field(default=SettingsText(), repr=False)

    def beside(self, name: str) -> Path:
        """A file named in the settings, relative to them."""
        return (self.path.parent if self.path else Path()) / name

    def rules(self, path: str | os.PathLike[str]) -> tuple[CheckRules, ...]:
        """The rules for a file: those for all, then those of every pattern it has, the last to count most."""
        name = os.fspath(path)
        if self.path is not None:
            full, folder = Path(name).absolute(), self.path.parent
            name = (
                full.relative_to(folder).as_posix() if full.is_relative_to(folder) else Path(name).as_posix()
            )
        return (self.check.rules, *(rules for glob, rules in self.check.paths if matches(glob, name)))


def find(start: Path | None = None) -> Project:
    """The settings of the nearest file, in a folder or those above it.

    Raises:
        FormatError: not TOML, a key misspelt, a value of the wrong kind; with the line.
    """
    folder = (start or Path.cwd()).resolve()
    for place in (folder, *folder.parents):
        if (place / NAME).is_file():
            return load(place / NAME)
        if _has_table(place / SHARED):
            return load(place / SHARED)
    return Project()


def load(path: Path) -> Project:
    """The settings in a file.

    Raises:
        InputError: missing, unreadable.
        FormatError: as for :func:`find`.
    """
    values, written = read_toml(path)
    text = SettingsText(path, written, _ROOT if path.name == SHARED else ())
    for depth, key in enumerate(text.root):
        values = SettingsText(path, written).table(values, key, text.root[:depth])
    text.known(values, ("segment", "check"), ())
    return Project(
        path,
        _segment(text.table(values, "segment", ()), text),
        _check(text.table(values, "check", ()), text),
        text,
    )


def _has_table(path: Path) -> bool:
    """Whether a ``pyproject.toml`` speaks of the toolkit; one that is broken is for others to complain of."""
    try:
        data = path.read_bytes()
        return b"bitext" in data and "bitext" in tomllib.loads(data.decode("utf-8-sig")).get("tool", {})
    except (OSError, ValueError, TypeError, AttributeError):
        return False


def _segment(values: dict[str, Any], text: SettingsText) -> SegmentSettings:
    table = ("segment",)
    text.known(values, tuple(f.name for f in fields(SegmentSettings)), table)
    made: dict[str, Any] = {}
    for key, value in values.items():
        if key == "abbreviations":
            made[key] = tuple(each.removesuffix(".") for each in text.strings(values, key, table))
        elif key == "quotations":
            made[key] = text.choice(value, ("split", "whole"), key, table)
        elif key == "srx":
            if not isinstance(value, str):
                raise text.error(_("'srx' must be the name of a file"), table, key)
            made[key] = value
        elif isinstance(value, int) and not isinstance(value, bool) and value >= 20:
            made[key] = value
        else:
            problem = _("'{key}' must be a number of characters, 20 or more", key=key)
            raise text.error(problem, table, key)
    return SegmentSettings(**made)


_RULES = ("select", "extend_select", "ignore", "severity")


def _check(values: dict[str, Any], text: SettingsText) -> CheckSettings:
    table = ("check",)
    text.known(values, (*_RULES, "paths", "glossary", "tone_marks"), table)
    paths = []
    for pattern in text.table(values, "paths", table):
        inside = (*table, "paths", pattern)
        own = text.table(values["paths"], pattern, inside[:-1])
        text.known(own, _RULES, inside)
        paths.append((pattern, _rules(own, text, inside)))
    glossary = values.get("glossary", [])
    if isinstance(glossary, str) and glossary.strip():
        values = {**values, "glossary": [glossary]}
    style = values.get("tone_marks", "")
    return CheckSettings(
        _rules(values, text, table),
        tuple(paths),
        text.strings(values, "glossary", table),
        text.choice(style, ("old", "new"), "tone_marks", table) if style != "" else "",
    )


def _rules(values: dict[str, Any], text: SettingsText, table: Table) -> CheckRules:
    severities = text.table(values, "severity", table)
    inside = (*table, "severity")
    return CheckRules(
        text.strings(values, "select", table) if "select" in values else None,
        text.strings(values, "extend_select", table),
        text.strings(values, "ignore", table),
        tuple(
            (name, Severity(text.choice(value, tuple(map(str, Severity)), name, inside)))
            for name, value in severities.items()
        ),
        table,
    )
