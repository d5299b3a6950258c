"""Looking through a catalog: entries whose strings, context or comments match an expression."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from toolkit.catalog.model import Entry, State
from toolkit.errors import UsageError
from toolkit.model import Span
from toolkit.translations import _

if TYPE_CHECKING:
    import regex

_TIME_LIMIT = 1.0


class Field(StrEnum):
    """A part of an entry that can be searched."""

    MSGID = "msgid"
    MSGSTR = "msgstr"
    MSGCTXT = "msgctxt"
    COMMENT = "comment"
    EXTRACTED = "extracted"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Match:
    """A place where an expression matched.

    Attributes:
        entry: the entry.
        field: the part of it.
        text: the whole string that was searched, escapes resolved.
        span: the characters of ``text`` that matched.
        index: which plural form or which comment line.
    """

    entry: Entry
    field: Field
    text: str
    span: Span
    index: int = 0


def grep(
    entries: Iterable[Entry],
    pattern: str,
    *,
    fields: Collection[Field] = (Field.MSGID, Field.MSGSTR),
    states: Collection[State] = (),
    ignore_case: bool = False,
    literal: bool = False,
) -> Iterator[Match]:
    """The places where an expression matches, entry by entry, each field at its first match.

    Args:
        entries: a catalog, or some of its entries.
        pattern: a regular expression in Python's syntax with Unicode properties.
        fields: where to look.
        states: only entries in one of these; all where empty.
        ignore_case: take capitals and small letters as equal, in every script.
        literal: take the pattern as plain text.

    Raises:
        UsageError: an expression that is none, or that takes more than a second on one string.
    """
    import regex

    flags = regex.V1 | (regex.IGNORECASE | regex.FULLCASE if ignore_case else regex.V1)
    try:
        expression = regex.compile(regex.escape(pattern) if literal else pattern, flags)
    except regex.error as error:
        raise UsageError(
            _("{pattern!r} is no regular expression: {error}", pattern=pattern, error=error),
            _("escape it, or search literally"),
        ) from None
    return _matches(entries, expression, tuple(fields), frozenset(states))


def _matches(
    entries: Iterable[Entry],
    expression: regex.Pattern[str],
    fields: tuple[Field, ...],
    states: frozenset[State],
) -> Iterator[Match]:
    for entry in entries:
        if states and entry.state not in states:
            continue
        for field in fields:
            for index, text in enumerate(_strings(entry, field)):
                try:
                    found = expression.search(text, timeout=_TIME_LIMIT)
                except TimeoutError:
                    raise UsageError(
                        _("the expression takes too long"), _("make it simpler"), line=entry.line
                    ) from None
                if found is not None:
                    yield Match(entry, field, text, Span(*found.span()), index)


def _strings(entry: Entry, field: Field) -> tuple[str, ...]:
    if field is Field.MSGID:
        return (entry.msgid,) if entry.msgid_plural is None else (entry.msgid, entry.msgid_plural)
    if field is Field.MSGSTR:
        return entry.msgstr
    if field is Field.MSGCTXT:
        return () if entry.msgctxt is None else (entry.msgctxt,)
    if field is Field.COMMENT:
        return entry.comments
    if field is Field.EXTRACTED:
        return entry.extracted
    return tuple(file if line is None else f"{file}:{line}" for file, line in entry.references)
