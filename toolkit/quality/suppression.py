"""Findings that a person has looked at and does not want to see again, with the reason why not.

A line of a unit's note says it: a translator's comment in PO, a note in TMX and XLIFF, the field ``note`` in
JSONL, a column ``note`` or ``comment`` in TSV. ::

    bitext: ignore number, date -- the source has the wrong year

The names are those of checks; the reason follows two hyphens or a dash. A suppression without a reason works
and is reported, so that somebody adds it; one that suppresses nothing is reported, so that it goes away.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from toolkit.translations import _

NAME = "suppression"
"""The check that reports suppressions; see :mod:`toolkit.quality.checks.suppression`."""

_DIRECTIVE = re.compile(r"\s*bitext\s*:\s*ignore\b\s*(.*)", re.IGNORECASE)
_REASON = re.compile(r"(?:^|\s)(?:--+|[–—])\s*|(?<=[\w,])\s*[–—]\s*")
_SEPARATOR = re.compile(r"[,;\s]+")


@dataclass(frozen=True, slots=True)
class Directive:
    """One suppression.

    Attributes:
        names: of the checks it is about.
        reason: why; "" where none is given.
        text: as it was written.
        row: 0-based line of the note it stands in.
    """

    names: tuple[str, ...]
    reason: str
    text: str
    row: int = 0


def directives(note: str) -> tuple[Directive, ...]:
    """The suppressions in a unit's note, in order."""
    if "bitext" not in note.lower():
        return ()
    found = []
    for row, line in enumerate(note.split("\n")):
        match = _DIRECTIVE.fullmatch(line.rstrip())
        if match:
            names, _dash, reason = _divided(match[1])
            listed = tuple(name for name in _SEPARATOR.split(names.lower()) if name)
            found.append(Directive(tuple(dict.fromkeys(listed)), reason.strip(), line.strip(), row))
    return tuple(found)


def _divided(said: str) -> tuple[str, str, str]:
    dash = _REASON.search(said)
    return (said[: dash.start()], dash[0], said[dash.end() :]) if dash else (said, "", "")


def faults(directive: Directive) -> Iterator[str]:
    """What is wrong with a suppression by itself: no check, an unknown one, no reason."""
    from toolkit.quality.known import known_names
    from toolkit.settings_text import nearest

    if not directive.names:
        yield _("the suppression names no check: write “bitext: ignore number -- why”")
        return
    known = known_names()
    for name in directive.names:
        if name not in known:
            near = nearest(name, known)
            said = _("the suppression names a check that does not exist, '{name}'", name=name)
            yield _("{problem} – {remedy}", problem=said, remedy=near) if near else said
    if not directive.reason:
        yield _("the suppression gives no reason: write it after two hyphens")


class Suppressions:
    """The suppressions of one unit, and whether each was of use.

    Args:
        found: from :func:`directives`.
        ran: names of the checks of this run: of others nobody knows whether they would find something.
    """

    def __init__(self, found: Collection[Directive], ran: Collection[str]) -> None:
        self._found = found
        self._ran = ran
        self._used: set[str] = set()
        self._names = {name for directive in found for name in directive.names}

    def take(self, check: str) -> bool:
        """Whether a finding of a check is suppressed."""
        if check not in self._names:
            return False
        self._used.add(check)
        return True

    def names(self, checks: Collection[str]) -> bool:
        """Whether any of some checks is suppressed here."""
        return not self._names.isdisjoint(checks)

    def useless(self) -> Iterator[tuple[Directive, str]]:
        """Suppressions of checks that ran and found nothing, each with what to say of it."""
        seen: set[str] = set()
        for directive in self._found:
            for name in directive.names:
                if name != NAME and name in self._ran and (name not in self._used or name in seen):
                    yield directive, _("the suppression of '{name}' suppresses nothing", name=name)
                seen.add(name)
