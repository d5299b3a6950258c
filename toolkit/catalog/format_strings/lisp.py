"""The printf of Emacs Lisp and of librep."""

from __future__ import annotations

from toolkit.catalog.format_strings.printf import NOTHING, Grammar, Typed, letters, printf


def _by_letter(types: dict[str, str]) -> Typed:
    table = letters(types)
    return lambda size, letter: NOTHING if letter == "%" else table.get(letter)


EMACS_LISP = printf(
    "Emacs Lisp",
    Grammar(
        flags="-+ #0",
        typed=_by_letter(
            {"dioxX": "an integer", "eEfgG": "a float", "c": "a character", "s": "a string", "S": "an object"}
        ),
        numbered=True,
        numbered_star=False,
        mixed=True,
        restart=True,
    ),
)
"""Emacs Lisp Reference Manual, "Formatting Strings"; after ``%2$s`` a plain ``%s`` takes argument 3."""

LIBREP = printf(
    "librep",
    Grammar(
        flags="-+ ^0",
        typed=_by_letter({"doxX": "an integer", "c": "a character", "s": "a string", "S": "an object"}),
        numbered=True,
        star="",
        mixed=True,
        restart=True,
    ),
)
