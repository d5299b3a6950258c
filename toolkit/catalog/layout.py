"""A whole catalog in the layout of GNU ``msgcat``.

Comments are sorted by kind, source references filled, flags put into gettext's order, strings broken at the
width, and obsolete entries moved to the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.catalog.directives import directive_format, directives
from toolkit.catalog.model import Entry
from toolkit.catalog.strings import escape
from toolkit.catalog.wrap import field

PAGE_WIDTH = 79
"""Columns of a line, quotes included, where none are asked for."""

FORMATS = (
    "c objc python python-brace java java-printf csharp javascript scheme lisp elisp librep ruby sh awk lua "
    "object-pascal smalltalk qt qt-plural kde kde-kuit boost tcl perl perl-brace php gcc-internal "
    "gfc-internal ycp"
).split()
_FORMAT_RANK = {name: rank for rank, name in enumerate(FORMATS)}
_SPACE = " \n\t\r\f\v"
_FLAG = re.compile(r"[^ \t\r\f\v\n,]+")
_RANGE = re.compile(r"[ \t\r\f\v\n]*([0-9]{1,9})\.\.([0-9]{1,9})")
_FORMAT = re.compile(r"(?:(no-|possible-|impossible-)?)([a-z+0-9-]+?)-format")
_SOLARIS = re.compile(r"[ \t]*File:")
_REFERENCE = re.compile(r"\u2068([^\u2069\n]*)\u2069(?::([0-9]+))?|[^ \t\n]+")


@dataclass(frozen=True, slots=True)
class Page:
    """The measure of a line.

    Attributes:
        width: columns, quotes included; ``None`` to break after line feeds alone.
        ambiguous: columns of East Asian ambiguous characters.
        codec: in which the length of a source reference is counted, for gettext counts bytes there.
    """

    width: int | None = PAGE_WIDTH
    ambiguous: int = 1
    codec: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Comments:
    """What the comment lines of an entry hold, as msgcat understands it."""

    notes: tuple[str, ...]
    extracted: tuple[str, ...]
    references: tuple[str, ...]
    flags: tuple[str, ...]
    fuzzy: bool


def read_comments(head: str, *, obsolete: bool = False) -> Comments:
    """The comment lines of an entry by kind.

    Of several flag lines only the last counts; an obsolete entry loses its range of numbers.
    """
    notes: list[str] = []
    extracted: list[str] = []
    references: dict[str, None] = {}
    flags: tuple[str, ...] = ()
    fuzzy = False
    for line in head.split("\n") if head else ():
        kind = line[1:2]
        if kind == ".":
            extracted.append(line[2:].removeprefix(" "))
        elif kind == ":":
            for reference in _references(line[2:]):
                references.setdefault(reference)
        elif kind and kind in ",!":
            fuzzy, flags = _flags(line[2:])
        else:
            notes.append(line[1:].removeprefix(" "))
    if obsolete:
        flags = tuple(flag for flag in flags if not flag.startswith("range:"))
    return Comments(tuple(notes), tuple(extracted), tuple(references), flags, fuzzy)


def _references(line: str) -> Iterator[str]:
    """Source references in one form: ``file:12``, however they were spaced."""
    tokens = [(item[0], item[1], item[2]) for item in _REFERENCE.finditer(line)]
    at = 0
    while at < len(tokens):
        token, isolated, number = tokens[at]
        following = tokens[at + 1][0] if at + 1 < len(tokens) else ""
        after = tokens[at + 2][0] if at + 2 < len(tokens) else ""
        at += 1
        if isolated is not None:
            name = f"\u2068{isolated}\u2069" if " " in isolated or "\t" in isolated else isolated
            yield f"{name}:{_number(number)}" if number else name
            continue
        file, _, digits = token.rpartition(":")
        if file and _is_number(digits):
            yield f"{file}:{_number(digits)}"
        elif following == ":" and _is_number(after):
            yield f"{token}:{_number(after)}"
            at += 2
        elif following[:1] == ":" and _is_number(following[1:]):
            yield f"{token}:{_number(following[1:])}"
            at += 1
        elif token.endswith(":") and len(token) > 1 and _is_number(following):
            yield f"{token}{_number(following)}"
            at += 1
        else:
            yield token


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _number(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _flags(line: str) -> tuple[bool, tuple[str, ...]]:
    """Whether fuzzy, and the other flags gettext knows, in its order."""
    fuzzy = False
    formats: dict[str, str] = {}
    numbers = ""
    no_wrap = False
    at = 0
    while (found := _FLAG.search(line, at)) is not None:
        word = found[0]
        at = found.end()
        if word == "fuzzy":
            fuzzy = True
        elif word in ("wrap", "no-wrap"):
            no_wrap = word == "no-wrap"
        elif word == "range:":
            limits = _RANGE.match(line, at)
            if limits is not None:
                at = limits.end()
                if int(limits[1]) <= int(limits[2]):
                    numbers = f"range: {int(limits[1])}..{int(limits[2])}"
        else:
            spoken = _FORMAT.fullmatch(word)
            if spoken is not None and spoken[2] in _FORMAT_RANK:
                formats[spoken[2]] = spoken[1] or ""
    ordered = sorted((item for item in formats.items() if item[1] != "impossible-"), key=_rank)
    out = [f"{'no-' if how == 'no-' else ''}{name}-format" for name, how in ordered]
    out += [numbers] if numbers else []
    out += ["no-wrap"] if no_wrap else []
    return fuzzy, tuple(out)


def _rank(item: tuple[str, str]) -> int:
    return _FORMAT_RANK[item[0]]


def entry_lines(entry: Entry, page: Page) -> list[str]:
    """One entry, comments and all, as lines without line breaks."""
    comments = read_comments(entry.head, obsolete=entry.obsolete)
    lines = [f"# {note}" if note else "#" for note in comments.notes]
    lines += [f"#. {note}" if note else "#." for note in comments.extracted]
    lines += reference_lines(comments.references, page)
    flags = comments.flags
    if comments.fuzzy and entry.msgstr[0]:
        flags = ("fuzzy", *flags)
    if flags:
        lines.append("#, " + ", ".join(flags))
    if "no-wrap" in comments.flags:
        page = replace(page, width=None)
    lines += message_lines(entry, page, directive_format(comments.flags))
    return lines


def reference_lines(references: Iterable[str], page: Page) -> list[str]:
    """Source references, filled to the width."""
    lines: list[str] = []
    line: list[str] = []
    size = 2
    for reference in references:
        taken = 1 + len(reference if reference.isascii() else reference.encode(page.codec, "replace"))
        if page.width is not None and line and size + taken > page.width:
            lines.append("#: " + " ".join(line))
            line, size = [], 2
        line.append(reference)
        size += taken
    if line:
        lines.append("#: " + " ".join(line))
    return lines


def message_lines(entry: Entry, page: Page, format_name: str = "") -> list[str]:
    """The strings of an entry, previous msgid first; directives of the format are kept whole."""
    lines: list[str] = []
    mark = "#~ " if entry.obsolete else ""

    def put(keyword: str, text: str | None, prefix: str) -> None:
        if text is not None:
            spans = directives(text, format_name)
            lines.extend(field(keyword, text, page.width, prefix, page.ambiguous, spans))

    if entry.previous is not None:
        before = "#~| " if entry.obsolete else "#| "
        put("msgctxt", entry.previous.msgctxt, before)
        put("msgid", entry.previous.msgid, before)
        put("msgid_plural", entry.previous.msgid_plural, before)
    put("msgctxt", entry.msgctxt, mark)
    put("msgid", entry.msgid, mark)
    if entry.msgid_plural is None:
        put("msgstr", entry.msgstr[0], mark)
        return lines
    put("msgid_plural", entry.msgid_plural, mark)
    for index, form in enumerate(entry.msgstr):
        put(f"msgstr[{index}]", form, mark)
    return lines


def catalog_text(entries: Sequence[Entry], page: Page, others: Mapping[int, str] | None = None) -> str:
    """A whole catalog.

    As msgcat has it, obsolete entries without a translation are left out, and a file in which no domain has
    more than its header comes out empty.

    Args:
        entries: of the catalog.
        page: the measure.
        others: text that is no entry and stays, by the ``start`` of the entry it follows, -1 at the top.
    """
    others = others or {}
    if not others and all(
        len(current) + len(obsolete) == 1 and (current or obsolete)[0].key[:2] == (None, "")
        for current, obsolete in _domains(entries).values()
    ):
        return ""
    blocks: list[str] = [others[-1]] if -1 in others else []
    domain = "messages"
    for name, (current, obsolete) in _domains(entries).items():
        if name != domain:
            blocks.append(f'domain "{escape(name)}"')
            domain = name
        for entry in current + obsolete:
            if entry.msgstr[0] or not entry.obsolete:
                blocks.append("\n".join(entry_lines(entry, page)))
            if entry.start in others:
                blocks.append(others[entry.start])
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _domains(entries: Sequence[Entry]) -> dict[str, tuple[list[Entry], list[Entry]]]:
    """The current and the obsolete entries of each domain."""
    groups: dict[str, tuple[list[Entry], list[Entry]]] = {}
    for entry in entries:
        groups.setdefault(entry.domain, ([], []))[entry.obsolete].append(entry)
    return groups
