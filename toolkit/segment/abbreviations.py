"""A user's own abbreviations: a text file, one a line."""

from __future__ import annotations

import os

from toolkit.errors import DecodingError, FormatError
from toolkit.files import read_bytes

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
            f"byte 0x{data[error.start]:02X} is not valid utf-8 here",
            "save the list of abbreviations as UTF-8",
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
        problem = _problem(abbreviation)
        if problem:
            shown = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
            remedy = "write one abbreviation a line, such as 'approx.'"
            raise FormatError(f"'{shown}' {problem}", remedy, path=path, line=number)
        found.add(abbreviation)
    return frozenset(found)


def _problem(abbreviation: str) -> str:
    if not any(character.isalpha() for character in abbreviation):
        return "has no letter"
    if len(abbreviation) > _LONGEST:
        return f"is longer than {_LONGEST} characters"
    if any(character.isspace() for character in abbreviation):
        return "has a space in it"
    return ""
