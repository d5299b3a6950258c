"""The comment lines of a merged entry, as far as can be those of one of its sides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from toolkit.catalog.layout import Page, reference_lines
from toolkit.catalog.model import Entry
from toolkit.catalog.ordering import three_way
from toolkit.catalog.terms import Terms

T = TypeVar("T")
_MARKS = ("", ".", ":", ",")


def merge_comments(
    base: Entry | None,
    ours: Entry,
    theirs: Entry,
    terms: Terms,
    *,
    added: Sequence[str] = (),
    fuzzy: bool = False,
    obsolete: bool = False,
) -> list[str]:
    """The lines above a merged entry, without line breaks.

    Notes and flags are merged one by one; extracted comments and references are those of the newer template,
    or all of them where neither is known to be newer.

    Args:
        base: the entry before, ``None`` where both sides added it.
        ours: the entry.
        theirs: the entry.
        terms: which template is newer.
        added: further notes.
        fuzzy: the flag of the merged entry.
        obsolete: an obsolete entry has neither extracted comments nor references.
    """
    before = base if base is not None else Entry(ours.msgid)
    wanted: dict[str, tuple[object, ...]] = {
        "": (*three_way(before.comments, ours.comments, theirs.comments), *added),
        ".": () if obsolete else _listed(before.extracted, ours.extracted, theirs.extracted, terms),
        ":": () if obsolete else _listed(before.references, ours.references, theirs.references, terms),
        ",": (*(["fuzzy"] if fuzzy else []), *three_way(_flags(before), _flags(ours), _flags(theirs))),
    }
    old, mine, other = (_by_kind(entry.head) for entry in (before, ours, theirs))
    chosen: dict[str, list[str]] = {}
    for mark, value in wanted.items():
        unchanged = mine.get(mark) == old.get(mark)
        if _says(ours, mark, value) and not (unchanged and _says(theirs, mark, value)):
            chosen[mark] = mine.get(mark, [])
        elif _says(theirs, mark, value):
            chosen[mark] = other.get(mark, [])
        else:
            chosen[mark] = _written(mark, value, [*other.get(mark, []), *mine.get(mark, [])], terms)
    for entry, lines in ((ours, mine), (theirs, other)):
        if all(chosen[mark] == lines.get(mark, []) for mark in _MARKS):
            return head_lines(entry)  # in the order they have there
    return [line for mark in _MARKS for line in chosen[mark]]


def head_lines(entry: Entry) -> list[str]:
    """The comment lines of an entry, without line breaks."""
    return [line.rstrip("\r") for line in entry.head.split("\n")] if entry.head else []


def _listed(base: tuple[T, ...], ours: tuple[T, ...], theirs: tuple[T, ...], terms: Terms) -> tuple[T, ...]:
    return three_way(base, ours, theirs) if terms.template is None else terms.newer(base, ours, theirs)


def _flags(entry: Entry) -> tuple[str, ...]:
    return tuple(flag for flag in entry.flags if flag != "fuzzy")


def _says(entry: Entry, mark: str, wanted: tuple[object, ...]) -> bool:
    """Whether the comments of one kind say what is wanted; the order of flags says nothing."""
    if mark == ",":
        return set(entry.flags) == set(wanted)
    if mark == ".":
        return entry.extracted == wanted
    return (entry.references if mark == ":" else entry.comments) == wanted


def _written(mark: str, wanted: tuple[object, ...], lines: list[str], terms: Terms) -> list[str]:
    """Comments of one kind that neither side has so; lines that one of them has stay."""
    if mark == ",":
        return ["#, " + ", ".join(map(str, wanted))] if wanted else []
    if mark == ":":
        names = (_reference(*item) for item in wanted if isinstance(item, tuple))
        return reference_lines(names, Page(ambiguous=terms.ambiguous))
    known = {line[1 + len(mark) :].removeprefix(" "): line for line in lines}
    return [known.get(str(text), f"#{mark} {text}" if text else f"#{mark}") for text in wanted]


def _reference(file: str, line: int | None) -> str:
    name = f"\u2068{file}\u2069" if any(space in file for space in " \t") else file
    return name if line is None else f"{name}:{line}"


def _by_kind(head: str) -> dict[str, list[str]]:
    """The comment lines of a head, in order, by what follows the number sign."""
    found: dict[str, list[str]] = {}
    for line in head.split("\n") if head else ():
        mark = "," if line[1:2] == "!" else line[1:2] if line[1:2] in (".", ":", ",") else ""
        found.setdefault(mark, []).append(line.rstrip("\r"))
    return found
