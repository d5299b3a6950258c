"""``bitext.toml``: what a team has agreed on, found from the working folder upwards.

::

    [segment]
    abbreviations = ["approx", "n.d"]   # never end a sentence, besides those of the language
    quotations = "whole"
    soft_split = 200
    max_length = 400
    srx = "rules.srx"                   # relative to this file

An option on the command line wins over the file.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from toolkit.errors import FormatError
from toolkit.files import read_toml
from toolkit.translations import _

NAME = "bitext.toml"


@dataclass(frozen=True, slots=True)
class SegmentSettings:
    """The ``[segment]`` table; see :class:`toolkit.segment.Options` for what they mean."""

    abbreviations: tuple[str, ...] = ()
    quotations: str = "split"
    soft_split: int | None = None
    max_length: int | None = None
    srx: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """A project's settings; ``path`` is the file, ``None`` where there is none and all is as usual."""

    path: Path | None = None
    segment: SegmentSettings = SegmentSettings()

    def beside(self, name: str) -> Path:
        """A file named in the settings, relative to them."""
        return (self.path.parent if self.path else Path()) / name


def find(start: Path | None = None) -> Project:
    """The settings of the nearest ``bitext.toml``, in a folder or those above it.

    Raises:
        FormatError: not TOML, a key misspelt, a value of the wrong kind; with the line.
    """
    folder = (start or Path.cwd()).resolve()
    for place in (folder, *folder.parents):
        if (place / NAME).is_file():
            return load(place / NAME)
    return Project()


def load(path: Path) -> Project:
    """The settings in a file.

    Raises:
        InputError: missing, unreadable.
        FormatError: as for :func:`find`.
    """
    table, text = read_toml(path)
    _known(table, ("segment",), _("the file"), text, path)
    section = table.get("segment", {})
    if not isinstance(section, dict):
        raise _error(_("'segment' must be a table, [segment]"), "segment", text, path)
    _known(section, tuple(f.name for f in fields(SegmentSettings)), "[segment]", text, path)
    return Project(path, SegmentSettings(**{key: _value(key, section[key], text, path) for key in section}))


def _value(key: str, value: Any, text: str, path: Path) -> Any:
    """A value of the kind its key wants."""
    if key == "abbreviations":
        if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
            return tuple(item.strip().removesuffix(".") for item in value)
        raise _error(_("'abbreviations' must be a list of strings"), key, text, path)
    if key == "quotations":
        if value in ("split", "whole"):
            return value
        raise _error(_('\'quotations\' must be "split" or "whole"'), key, text, path)
    if key == "srx":
        if isinstance(value, str):
            return value
        raise _error(_("'srx' must be the name of a file"), key, text, path)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 20:
        return value
    raise _error(_("'{key}' must be a number of characters, 20 or more", key=key), key, text, path)


def _known(table: dict[str, Any], known: tuple[str, ...], where: str, text: str, path: Path) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            remedy = (
                _("did you mean '{near}'?", near=near[0])
                if near
                else _("known are {known}", known=", ".join(known))
            )
            raise _error(_("unknown key '{key}' in {where}", key=key, where=where), key, text, path, remedy)


def _error(problem: str, key: str, text: str, path: Path, remedy: str = "") -> FormatError:
    lines = text.splitlines()
    line = next(
        (n for n, written in enumerate(lines, 1) if re.match(rf"\s*\[?\s*\"?{re.escape(key)}\b", written)),
        None,
    )
    return FormatError(problem, remedy, path=path, line=line)
