"""The printf of scripting languages: awk, JavaScript, Lua, PHP, Tcl, and the shell's ``printf`` command."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.catalog.format_strings.comparison import all_or_none, compared
from toolkit.catalog.format_strings.model import ANYTHING, Difference, FormatString
from toolkit.catalog.format_strings.printf import NOTHING, Grammar, Typed, letters, printf

_SIGNED, _UNSIGNED, _INTEGER = "an integer", "an unsigned integer", "an integer"
_FLOAT, _CHARACTER, _STRING = "a float", "a character", "a string"


def _by_letter(types: dict[str, str]) -> Typed:
    table = letters(types)
    return lambda size, letter: NOTHING if letter == "%" else table.get(letter)


AWK = printf(
    "awk",
    Grammar(
        flags="-+ #0",
        typed=_by_letter({"di": _SIGNED, "ouxX": _UNSIGNED, "eEfgG": _FLOAT, "c": _CHARACTER, "s": _STRING}),
        numbered=True,
    ),
)
"""POSIX awk, and gawk's ``%1$s``."""


def _compare_javascript(source: FormatString, target: FormatString, strict: bool) -> Iterator[Difference]:
    """A form for one number may show a value of any type in another way."""
    yield from compared(source, target, 0 if strict else None, wild="" if strict else ANYTHING)


JAVASCRIPT = printf(
    "JavaScript",
    Grammar(
        flags="-+ 0I",
        typed=_by_letter({"bdoxX": _INTEGER, "f": _FLOAT, "c": _CHARACTER, "s": _STRING, "j": ANYTHING}),
        numbered=True,
        star="",
    ),
    _compare_javascript,
)
"""The printf of gjs and of the sprintf libraries."""

LUA = printf(
    "Lua",
    Grammar(
        flags="-+ #0",
        typed=_by_letter(
            {"dioxXu": _INTEGER, "aAeEfgG": _FLOAT, "c": _CHARACTER, "s": _STRING, "q": ANYTHING}
        ),
        star="",
        bare_percent=True,
    ),
    all_or_none,
)
"""``string.format``."""

PHP = printf(
    "PHP",
    Grammar(
        flags="-+ 0",
        padding=r"'.",
        bare_percent=True,
        precision=r"[0-9]+",
        typed=_by_letter({"bdouxX": _INTEGER, "eEfF": _FLOAT, "c": _CHARACTER, "s": _STRING}),
        sizes=("l",),
        numbered=True,
        star="",
        mixed=True,
    ),
)
"""``sprintf`` of PHP, where ``'x`` pads with x."""


def _tcl(size: str, letter: str) -> str | None:
    if letter in "di":
        return "a short integer" if size == "h" else _SIGNED
    if letter in "ouxX":
        return "a short unsigned integer" if size == "h" else _UNSIGNED
    table = {"e": _FLOAT, "E": _FLOAT, "f": _FLOAT, "g": _FLOAT, "G": _FLOAT, "c": _CHARACTER, "s": _STRING}
    return NOTHING if letter == "%" else table.get(letter)


TCL = printf(
    "Tcl",
    Grammar(
        flags="-+ #0", typed=_tcl, sizes=("h", "l"), numbered=True, numbered_star=False, bare_percent=True
    ),
)
"""The command ``format``."""
