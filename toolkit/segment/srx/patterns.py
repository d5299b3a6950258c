"""Regular expressions as SRX writes them (ICU's), compiled so that none of them can hang the program.

The ``regex`` package reads ICU's syntax but for a few spellings and gives up on a match after a set time.
Expressions that explode are found by trying them on short texts of the kinds that make them do so.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from toolkit.translations import _

if TYPE_CHECKING:
    import regex

_HEXADECIMAL = re.compile(r"\\x\{([0-9A-Fa-f]{1,8})\}")
_QUOTED = re.compile(r"\\Q(.*?)(?:\\E|\Z)", re.DOTALL)
_BACKREFERENCE = re.compile(r"\\[1-9]|\(\?P[=>]|\\g<|\\k<")
PATIENCE = 2.0
"""Seconds that one expression may take on one block of text."""
_TRIAL = 0.25
_PROBES = (
    "a" * 60 + "!",
    "1" * 60 + "x",
    " " * 60 + "x",
    "." * 60 + "x",
    "ab." * 30 + "\n",
    "A. " * 30 + "\u00a0",
)


class BadPattern(ValueError):
    """An expression that is not one, or that would take forever."""


@cache
def compiled(before: str, after: str) -> regex.Pattern[str]:
    """An expression that matches, without any width, at the places of a rule.

    Args:
        before: what has to end at the place, as ICU writes it; "" for anything.
        after: what has to begin there.

    Raises:
        BadPattern: with a clause that says what is wrong.
    """
    import regex

    # What follows is looked at first: it is cheap and mostly settles the matter.
    behind = f"(?<={_translated(before)})" if before else ""
    ahead = f"(?={_translated(after)})" if after else ""
    try:
        pattern = regex.compile(ahead + behind, regex.VERSION1)
    except (regex.error, RecursionError, OverflowError) as error:
        raise BadPattern(_("is not a regular expression ({problem})", problem=_said(error))) from None
    for probe in _PROBES:
        try:
            for _match in pattern.finditer(probe, timeout=_TRIAL):
                pass
        except TimeoutError:
            raise BadPattern(_("takes forever on simple texts; it repeats a repetition")) from None
    return pattern


@cache
def any_of(sides: tuple[tuple[str, str], ...]) -> regex.Pattern[str]:
    """An expression that matches at least where one of several rules does, each checked before."""
    import regex

    parts = [compiled(*side).pattern for side in sides]
    if any(_BACKREFERENCE.search(part) for part in parts):
        return regex.compile("")  # groups would be counted anew: each has to be asked by itself
    return regex.compile("|".join(f"(?:{part})" for part in parts), regex.VERSION1)


@cache
def language_pattern(written: str) -> regex.Pattern[str]:
    """A language map's expression, which has to match a whole language code in any case.

    Raises:
        BadPattern: not an expression.
    """
    import regex

    try:
        return regex.compile(_translated(written), regex.VERSION1 | regex.IGNORECASE)
    except regex.error as error:
        raise BadPattern(_("is not a regular expression ({problem})", problem=_said(error))) from None


def _said(error: Any) -> str:
    return str(getattr(error, "msg", error)) or type(error).__name__


def _translated(written: str) -> str:
    """ICU's spellings that ``regex`` does not know, in its own."""
    written = _QUOTED.sub(lambda match: re.escape(match[1]), written)
    return _HEXADECIMAL.sub(_character, written)


def _character(match: re.Match[str]) -> str:
    point = int(match[1], 16)
    if point > 0x10FFFF:
        raise BadPattern(_("names a character that does not exist ({escape})", escape=match[0]))
    return f"\\U{point:08x}"
