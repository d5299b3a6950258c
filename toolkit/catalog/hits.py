"""What a search finds in a file: each match with the line an editor should open."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.catalog.catalog import load
from toolkit.catalog.lexer import Piece, pieces
from toolkit.catalog.model import Entry, Key, State
from toolkit.catalog.search import Field, Match, grep
from toolkit.catalog.strings import unescape
from toolkit.errors import FormatError
from toolkit.model import Span

_KEYWORDS = {Field.MSGID: "msgid", Field.MSGSTR: "msgstr", Field.MSGCTXT: "msgctxt"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A match in a file.

    Attributes:
        line: 1-based, of the line in which the match begins.
        field: the part of the entry.
        label: as the file calls it: ``msgid_plural``, ``msgstr[1]``, ``comment``.
        text: the whole string, escapes resolved.
        span: the characters of ``text`` that matched.
        key: of the entry.
        state: of the entry.
    """

    line: int
    field: Field
    label: str
    text: str
    span: Span
    key: Key
    state: State


@dataclass(frozen=True, slots=True)
class FileHits:
    """What was found in a file.

    Attributes:
        path: of the file.
        hits: in the order of the file's entries.
        entries: how many entries have a match.
        problems: what could not be understood and was not searched; empty unless read leniently.
    """

    path: Path
    hits: tuple[Hit, ...]
    entries: int
    problems: tuple[FormatError, ...] = ()


def search_file(
    path: Path,
    pattern: str,
    *,
    fields: Collection[Field] = (Field.MSGID, Field.MSGSTR),
    states: Collection[State] = (),
    ignore_case: bool = False,
    literal: bool = False,
    lenient: bool = False,
) -> FileHits:
    """The matches in a file; the options are those of :func:`toolkit.catalog.grep`.

    Raises:
        InputError: as :func:`toolkit.catalog.load`.
        UsageError: as :func:`toolkit.catalog.grep`.
    """
    catalog = load(path, lenient=lenient)
    matches = list(
        grep(catalog, pattern, fields=fields, states=states, ignore_case=ignore_case, literal=literal)
    )
    hits = tuple(_hit(match, catalog.text, catalog.charset.codec) for match in matches)
    return FileHits(path, hits, len({id(match.entry) for match in matches}), catalog.problems)


def _hit(match: Match, text: str, codec: str) -> Hit:
    entry = match.entry
    label = str(match.field)
    if match.field is Field.MSGID and match.index:
        label = "msgid_plural"
    elif match.field is Field.MSGSTR and entry.plural:
        label = f"msgstr[{match.index}]"
    line = _line(match, text, codec)
    return Hit(line, match.field, label, match.text, match.span, entry.key, entry.state)


def _line(match: Match, text: str, codec: str) -> int:
    """The line of the file in which a match begins."""
    found = list(_own_pieces(match.entry, text))
    # Pieces are counted from the entry's first line; the entry knows the line of its msgctxt or msgid.
    first = next(piece[0] for piece in found if piece[4] in ("msgctxt", "msgid"))
    offset = match.entry.line - first
    if match.field in _KEYWORDS:
        return offset + _string_line(match, found, codec)
    return offset + _comment_line(match, found)


def _own_pieces(entry: Entry, text: str) -> Iterator[Piece]:
    """The pieces of an entry, the previous msgid left out."""
    forms = 0
    for piece in pieces(text, entry.start):
        keyword = piece[4]
        if "|" in piece[3]:
            continue
        if forms and keyword not in ("", "msgstr"):
            return
        forms += keyword == "msgstr"
        yield piece


def _string_line(match: Match, found: list[Piece], codec: str) -> int:
    keyword, index = _KEYWORDS[match.field], match.index
    if match.field is Field.MSGID and index:
        keyword, index = "msgid_plural", 0
    current, seen, at, line = "", -1, 0, 0
    for number, _, _, _, name, _, string in found:
        if name:
            if seen == index and current == keyword:
                break  # a match at the very end of the string
            current = name
            seen += name == keyword
        if seen == index and current == keyword:
            line = number
            at += len(unescape(string, codec)) if string else 0
            if string and match.span.start < at:
                break
    return line


def _comment_line(match: Match, found: list[Piece]) -> int:
    """The line of a comment; source references may share one."""
    left = match.index
    for number, _, _, _, keyword, _, comment in found:
        if keyword == "#":
            left -= len(_parts(Entry("", head=comment or ""), match.field))
        if left < 0:
            return number
    return found[0][0]


def _parts(entry: Entry, field: Field) -> tuple[object, ...]:
    if field is Field.COMMENT:
        return entry.comments
    return entry.extracted if field is Field.EXTRACTED else entry.references
