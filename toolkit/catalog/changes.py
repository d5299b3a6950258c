"""Changes to many entries as a file: JSONL, one change a line.

::

    {"msgid": "Open", "msgstr": "Mở"}
    {"msgctxt": "menu", "msgid": "%d file", "msgstr": ["%d tệp"], "fuzzy": false}
    {"msgid": "%d row", "msgstr": "%d hàng", "index": 0}

``msgstr`` is one translation, or a list of all plural forms; without it only the flag changes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from toolkit.catalog.catalog import Change
from toolkit.catalog.model import Key
from toolkit.errors import DecodingError, FormatError
from toolkit.translations import N_, _


def _is_forms(value: object) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(form, str) for form in value)
    return isinstance(value, str)


def _is_index(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


_KEYS: dict[str, tuple[Callable[[object], bool], str]] = {
    "msgid": (_is_text, N_("a string")),
    "msgctxt": (_is_text, N_("a string")),
    "msgstr": (_is_forms, N_("a string, or a list of strings")),
    "index": (_is_index, N_("a whole number from 0")),
    "fuzzy": (_is_flag, N_("true or false")),
    "domain": (_is_text, N_("a string")),
}


def read_changes(data: bytes, path: object = "") -> list[Change]:
    """The changes in a JSONL file, in its order; blank lines are passed over, ``null`` is as absent.

    Args:
        data: the file, UTF-8.
        path: its name, for messages.

    Raises:
        DecodingError: bytes that are not UTF-8.
        FormatError: a line that is no change; with its number.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DecodingError(
            _("is not UTF-8"), _("save it as UTF-8"), path=path, line=line, offset=error.start
        ) from None
    return [_change(line, path, number) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _change(line: str, path: object, number: int) -> Change:
    try:
        row: Any = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        column = error.colno if isinstance(error, json.JSONDecodeError) else None
        problem = error.msg if isinstance(error, json.JSONDecodeError) else _("nested too deeply")
        raise FormatError(
            _("not JSON: {problem}", problem=problem), path=path, line=number, column=column
        ) from None
    if not isinstance(row, dict):
        raise FormatError(_("not an object"), _('write {"msgid": …, "msgstr": …}'), path=path, line=number)
    row = {name: value for name, value in row.items() if value is not None}
    for name, value in row.items():
        if name not in _KEYS:
            raise FormatError(
                _("unknown key {name!r}", name=name),
                _("known: {keys}", keys=", ".join(_KEYS)),
                path=path,
                line=number,
            )
        fits, wanted = _KEYS[name]
        if not fits(value):
            raise FormatError(
                _("{name!r} is not {wanted}", name=name, wanted=_(wanted)), path=path, line=number
            )
    if "msgid" not in row:
        raise FormatError(_("no 'msgid'"), _("name the entry"), path=path, line=number)
    if "msgstr" not in row and "fuzzy" not in row:
        raise FormatError(_("neither 'msgstr' nor 'fuzzy'"), _("say what to change"), path=path, line=number)
    key = Key(row.get("msgctxt"), row["msgid"], row.get("domain", "messages"))
    return Change(key, row.get("msgstr"), row.get("index"), row.get("fuzzy"))
