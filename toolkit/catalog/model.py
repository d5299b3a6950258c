"""An entry of a catalog and what its comments say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

_ITEM = re.compile(r"\u2068([^\u2069\n]*)\u2069(?::([0-9]+))?|\S+")
_FLAG = re.compile(r"range:[ \t]*[0-9]+\.\.[0-9]+|[^\s,]+")


class State(StrEnum):
    """Where the translation of an entry stands."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    UNTRANSLATED = "untranslated"
    OBSOLETE = "obsolete"


class Key(NamedTuple):
    """What makes an entry unique in a catalog; ``msgctxt`` is ``None`` where there is no context."""

    msgctxt: str | None
    msgid: str
    domain: str = "messages"


class Reference(NamedTuple):
    """A place in the program's source; ``line`` is ``None`` where only a file is named."""

    file: str
    line: int | None = None


class Previous(NamedTuple):
    """The msgid an entry had before the translation became fuzzy."""

    msgid: str
    msgctxt: str | None = None
    msgid_plural: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A message and its translations.

    Attributes:
        msgid: the message, escapes resolved; "" for the header.
        msgstr: one translation, or one for each plural form.
        head: the comment lines above, as they are in the file, each with its line break but the last.
        line: 1-based line of the keyword ``msgctxt``, or ``msgid`` where there is none.
        start: character offset of the entry's first line in the file's text.
        obsolete: the entry is commented out with ``#~``.
        domain: of the ``domain`` directive above it.
    """

    msgid: str
    msgstr: tuple[str, ...] = ("",)
    msgctxt: str | None = None
    msgid_plural: str | None = None
    previous: Previous | None = None
    head: str = ""
    obsolete: bool = False
    domain: str = "messages"
    line: int = 0
    start: int = 0

    @property
    def key(self) -> Key:
        """Context, msgid and domain."""
        return Key(self.msgctxt, self.msgid, self.domain)

    @property
    def plural(self) -> bool:
        """Whether the message has plural forms."""
        return self.msgid_plural is not None

    @property
    def is_header(self) -> bool:
        """Whether this is the entry that describes the catalog."""
        return not self.msgid and self.msgctxt is None and not self.obsolete

    @property
    def flags(self) -> tuple[str, ...]:
        """``fuzzy``, ``c-format``, ``range: 0..9`` …, in the order of the file, each once."""
        found = (flag for line in self._lines(",!") for flag in _FLAG.findall(line))
        return tuple(dict.fromkeys(found))

    @property
    def fuzzy(self) -> bool:
        """Whether the translation awaits a review."""
        return "fuzzy" in self.head and "fuzzy" in self.flags

    @property
    def comments(self) -> tuple[str, ...]:
        """What translators noted, a line each."""
        return tuple(line.removeprefix(" ") for line in self._lines(None))

    @property
    def extracted(self) -> tuple[str, ...]:
        """What the program's authors noted, a line each."""
        return tuple(line.removeprefix(" ") for line in self._lines("."))

    @property
    def references(self) -> tuple[Reference, ...]:
        """Where the program uses the message, in order."""
        return tuple(_reference(item) for line in self._lines(":") for item in _ITEM.finditer(line))

    @property
    def state(self) -> State:
        """Obsolete before all; untranslated where any form is empty; fuzzy; translated."""
        if self.obsolete:
            return State.OBSOLETE
        if not all(self.msgstr):
            return State.UNTRANSLATED
        return State.FUZZY if self.fuzzy else State.TRANSLATED

    def _lines(self, marks: str | None) -> Iterator[str]:
        """The comment lines with one of the marks after ``#``, or without any, less number sign and mark."""
        for line in self.head.split("\n") if self.head else ():
            mark = line[1:2]
            if marks is None:
                if mark not in (".", ":", ",", "!") or not mark:
                    yield line[1:].rstrip("\r")
            elif mark and mark in marks:
                yield line[2:].rstrip("\r")


def _reference(item: re.Match[str]) -> Reference:
    if item[1] is not None:
        return Reference(item[1], int(item[2]) if item[2] else None)
    file, colon, number = item[0].rpartition(":")
    if colon and file and number.isascii() and number.isdigit() and len(number) < 10:
        return Reference(file, int(number))
    return Reference(item[0])
