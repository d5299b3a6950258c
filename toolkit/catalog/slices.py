"""The text of a catalog, cut between its entries, and an entry's text, cut into its parts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

from toolkit.catalog.catalog import Catalog
from toolkit.catalog.lexer import pieces
from toolkit.catalog.model import Entry, Key
from toolkit.catalog.parser import form_spans
from toolkit.catalog.style import Style

Id = tuple[Key, int]
"""A key, and how many entries before have the same."""


@dataclass(frozen=True)
class Slice:
    """An entry and its own lines.

    Attributes:
        entry: what the lines say.
        before: the white space between the entry above and this one.
        text: from its first comment to its last string, without a line break at the end.
    """

    entry: Entry
    before: str
    text: str

    @cached_property
    def fields(self) -> dict[str, str]:
        """The lines of each string by keyword, ``msgstr[1]``; of the previous msgid ``#| msgid``."""
        spans: dict[str, tuple[int, int]] = {}
        name = ""
        for _, start, end, prefix, keyword, index, _ in pieces(self.text):
            if keyword == "#":
                continue
            if keyword:
                name = ("#| " if "|" in prefix else "") + keyword + (f"[{index}]" if index else "")
                line = self.text.rfind("\n", 0, start) + 1
                if prefix and self.text[line:start].strip() == prefix:
                    start = line
                spans[name] = (start, end)
            elif name:
                spans[name] = (spans[name][0], end)
        return {name: self.text[start:end] for name, (start, end) in spans.items()}


def cut(text: str, entries: tuple[Entry, ...]) -> tuple[list[Slice], str]:
    """A catalog's text as slices, and what follows the last of them.

    The text before the first entry, a byte order mark for example, is that slice's ``before``. Put together
    again, everything is the text.
    """
    slices: list[Slice] = []
    at = 0
    for index, entry in enumerate(entries, 1):
        if index < len(entries):
            own = text[entry.start : entries[index].start].rstrip()
        else:
            own = text[entry.start : form_spans(text, entry)[-1][1]]
        slices.append(Slice(entry, text[at : entry.start], own))
        at = entry.start + len(own)
    return slices, text[at:]


@dataclass(frozen=True, slots=True)
class Version:
    """One of the three catalogs, cut into entries."""

    catalog: Catalog
    order: tuple[Id, ...]
    slices: dict[Id, Slice]
    tail: str
    newline: str

    def style(self) -> Style:
        """The layout of the file, in the line breaks the merge works with."""
        return replace(self.catalog.style, newline=self.newline)


def newline_of(text: str) -> str:
    """The line break of a file: that of its first line."""
    at = text.find("\n")
    return "\r\n" if at > 0 and text[at - 1] == "\r" else "\n"


def version_of(catalog: Catalog, mixed: bool) -> Version:
    """A catalog's entries under names that are unique; with plain line feeds where the files' differ."""
    slices, tail = cut(catalog.text, catalog.entries)
    if mixed:
        slices = [_plain(slice_) for slice_ in slices]
        tail = tail.replace("\r\n", "\n")
    seen: Counter[Key] = Counter()
    names: dict[int, Id] = {}
    for obsolete in (False, True):  # of the same message in use and commented out, the first is meant
        for index, slice_ in enumerate(slices):
            if slice_.entry.obsolete == obsolete:
                names[index] = slice_.entry.key, seen[slice_.entry.key]
                seen[slice_.entry.key] += 1
    order = tuple(names[index] for index in range(len(slices)))
    newline = "\n" if mixed else newline_of(catalog.text)
    return Version(catalog, order, dict(zip(order, slices, strict=True)), tail, newline)


def _plain(slice_: Slice) -> Slice:
    entry = replace(slice_.entry, head=slice_.entry.head.replace("\r\n", "\n"))
    return Slice(entry, slice_.before.replace("\r\n", "\n"), slice_.text.replace("\r\n", "\n"))
