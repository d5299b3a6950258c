"""A user's own abbreviations: a text file, one a line."""

from __future__ import annotations

import os

from toolkit.errors import DecodingError, FormatError
from toolkit.files import read_bytes
from toolkit.translations import _

_LONGEST = 30


def load(path: str | os.PathLike[str]) -> frozenset[str]:
    """Abbreviations from a file: one a line, with or without the full stop; ``#`` begins a comment.

    Raises:
        InputError: missing, unreadable.
        DecodingError: not UTF-8, with the offset.
        FormatError: a line that is no abbreviation, with its number.
    """
    data = read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DecodingError(
            _("byte 0x{byte:02X} is not valid utf-8 here", byte=data[error.start]),
            _("save the list of abbreviations as UTF-8"),
            path=path,
            line=data.count(b"\n", 0, error.start) + 1,
            offset=error.start,
        ) from None
    found = set()
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.partition("#")[0].strip()
        if not line:
            continue
        abbreviation = line.removesuffix(".")
        problem = _problem(line, abbreviation)
        if problem:
            remedy = _("write one abbreviation a line, such as 'approx.'")
            raise FormatError(problem, remedy, path=path, line=number)
        found.add(abbreviation)
    return frozenset(found)


def _problem(line: str, abbreviation: str) -> str:
    shown = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
    if not any(character.isalpha() for character in abbreviation):
        return _("'{text}' has no letter", text=shown)
    if len(abbreviation) > _LONGEST:
        return _("'{text}' is longer than {most} characters", text=shown, most=_LONGEST)
    if any(character.isspace() for character in abbreviation):
        return _("'{text}' has a space in it", text=shown)
    return ""
