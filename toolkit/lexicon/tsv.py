"""Word lists as TSV files."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from functools import cache

from toolkit.errors import FormatError, InputError
from toolkit.files import read_bytes
from toolkit.lexicon.model import Entry, Lexicon
from toolkit.translations import _

_FALL = 0.5
"""Where no weight is given, every further equivalent of a word is taken to be so many times as frequent."""


def read(path: str | os.PathLike[str], source: str = "und", target: str = "und") -> Lexicon:
    """A word list from a file.

    Args:
        path: the file.
        source: language of the first column.
        target: language of the second.

    Raises:
        InputError: missing, a directory, unreadable; no entry in it.
        FormatError: not UTF-8; a line that is no entry, with its number.
    """
    name = os.fspath(path)
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(_("is not UTF-8"), _("save it as UTF-8"), path=name, offset=error.start) from None
    entries = tuple(parse(text, name))
    if not entries:
        raise InputError(_("the lexicon has no entries"), _("a line is: word, tab, equivalent"), path=name)
    return Lexicon(entries, source, target, name)


def parse(text: str, name: str = "") -> Iterator[Entry]:
    """The entries in the text of a file, in order.

    Raises:
        FormatError: a line that is no entry, with its number.
    """
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.removesuffix("\r")
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) not in (2, 3):
            problem = (
                _("no tab between word and equivalent") if len(fields) < 2 else _("more than three columns")
            )
            raise FormatError(problem, _("a line is: word, tab, equivalent"), path=name, line=number)
        word = fields[0].strip()
        equivalents = [each.strip() for each in fields[1].split(";") if each.strip()]
        if not word or not equivalents:
            missing = _("the equivalent is empty") if word else _("the word is empty")
            raise FormatError(
                missing,
                _("fill it in or delete the line"),
                path=name,
                line=number,
            )
        if len(fields) == 3:
            weight = _weight(fields[2], name, number)
            yield from (Entry(word, each, weight / len(equivalents)) for each in equivalents)
        else:
            for each, weight in zip(equivalents, falling(len(equivalents)), strict=True):
                yield Entry(word, each, weight)


@cache
def falling(number: int) -> tuple[float, ...]:
    """Weights of so many equivalents of a word, the commonest first, where none are given."""
    whole = sum(_FALL**place for place in range(number))
    return tuple(_FALL**place / whole for place in range(number))


def _weight(field: str, name: str, line: int) -> float:
    try:
        weight = float(field)
    except ValueError:
        weight = -1.0
    if not 0 < weight <= 1:
        problem = _("'{text}' is not a weight", text=field.strip())
        raise FormatError(problem, _("a number over 0, at most 1"), path=name, line=line)
    return weight


def render(lexicon: Lexicon) -> str:
    """The text of a file with an entry a line, weights included, in the order of the lexicon."""
    lines = [f"{entry.source}\t{entry.target}\t{entry.weight:.4g}\n" for entry in lexicon.entries]
    return "".join(lines)
