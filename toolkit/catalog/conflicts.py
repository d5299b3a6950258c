"""Two translations of one message, between which a person has to decide, and how the file keeps them.

The entry is fuzzy, so no program uses it before it is looked at. Ours stays its ``msgstr``; theirs stands in
the translator's comments, in a form that is the same in every file::

    # <<<<<<< theirs: feature/menu
    # msgstr "Mở tập tin"
    # >>>>>>>
    #, fuzzy
    msgid "Open file"
    msgstr "Mở tệp"

Every tool that reads PO shows both, carries both along, and finds the message among those to review. Both in
one ``msgstr`` with a separator, as ``msgcat`` does it, would become the translation itself once somebody
clears the flag, and would hide the messages' formats from every check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.catalog.model import Entry, Key
from toolkit.catalog.strings import EscapeError, escape, unescape

MARKER_SIZE = 7
"""Angle brackets of a marker, where none are asked for: as many as git writes."""

_OPENED = re.compile(r"<{3,} theirs(?:: (.*))?")
_CLOSED = re.compile(r">{3,}")
_FORM = re.compile(r'([A-Za-z][A-Za-z0-9-]*(?:\[[0-9]+\])?) "(.*)"')
_MSGSTR = re.compile(r"msgstr(?:\[[0-9]+\])?")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A part of an entry that two sides changed in different ways.

    Attributes:
        key: of the entry.
        part: ``msgstr``, or the name of a header field.
        base: what it was, one string for each plural form; empty where there was nothing.
        ours: what stands in the file.
        theirs: what stands in the comment.
        line: of the entry in the merged file, 1-based.
    """

    key: Key
    part: str
    base: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    line: int = 0


def comment_lines(
    part: str, theirs: Sequence[str], *, plural: bool = False, label: str = "", size: int = MARKER_SIZE
) -> list[str]:
    """What keeps the other side's strings in an entry's comments, without line breaks."""
    names = [f"{part}[{index}]" for index in range(len(theirs))] if plural else [part]
    size = max(size, 3)
    return [
        f"# {'<' * size} theirs" + (f": {label}" if label else ""),
        *(f'# {name} "{escape(text)}"' for name, text in zip(names, theirs, strict=False)),
        f"# {'>' * size}",
    ]


def unresolved(entries: Iterable[Entry]) -> Iterator[Conflict]:
    """The conflicts that earlier merges left in a catalog: those whose comment still stands there."""
    for entry in entries:
        for part, theirs in _kept(entry.comments):
            yield Conflict(entry.key, part, (), entry.msgstr, theirs, entry.line)


def _kept(comments: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Part and strings of each conflict in an entry's comments."""
    found: list[tuple[str, str]] | None = None
    for line in comments:
        if _OPENED.fullmatch(line):
            found = []
        elif found is None:
            continue
        elif _CLOSED.fullmatch(line):
            if found:
                part = "msgstr" if _MSGSTR.fullmatch(found[0][0]) else found[0][0]
                yield part, tuple(text for _, text in found)
            found = None
        elif (form := _FORM.fullmatch(line)) is not None:
            try:
                found.append((form[1], unescape(form[2])))
            except EscapeError:
                found = None
        else:
            found = None
