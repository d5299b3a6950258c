"""The messages of GCC itself, and of its Fortran compiler: ``%qs``, ``%<…%>``, ``%L``.

GCC Internals and gcc/pretty-print.cc, the comment "The format string processing"; gcc/fortran/error.cc.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.catalog.format_strings.comparison import by_argument
from toolkit.catalog.format_strings.model import Difference, Directive, FormatString
from toolkit.catalog.format_strings.printf import NOTHING, Grammar, printf
from toolkit.translations import N_, _

_WIDTHS = {"": "", "l": "long ", "ll": "long long ", "w": "wide ", "z": "size ", "t": "pointer-difference "}
# Letters that name an object of the compiler: equal letters, equal types. D and J both print a declaration.
_OBJECTS = {
    **{letter: f"an object (%{letter})" for letter in "EFHKLOPQTVACSXG"},
    "D": "a declaration",
    "J": "a declaration",
}


def _typed(size: str, letter: str) -> str | None:
    if letter in "di":
        return f"a {_WIDTHS[size]}integer" if size else "an integer"
    if letter in "oux":
        return f"an unsigned {_WIDTHS[size]}integer"
    if letter in "csp":
        return {"c": "a character", "s": "a string", "p": "a pointer"}[letter]
    if letter in _OBJECTS:
        return _OBJECTS[letter]
    if letter in "%<>'Rm":
        return None if size else NOTHING
    return "a colour" if letter == "r" else None


_NOT_TO_BE_LOST = {"m": N_("the text of the latest error"), "C": N_("the current place")}
"""Directives that stand for no argument of the caller, and so cannot be left out of any plural form."""


def _compare(source: FormatString, target: FormatString, strict: bool) -> Iterator[Difference]:
    differences = list(by_argument(source, target, strict))
    yield from differences
    for letter, meaning in _NOT_TO_BE_LOST.items():
        left, right = _first(source, letter), _first(target, letter)
        if any(f"%{letter}" in difference.values for difference in differences):
            continue
        if left and not right:
            yield Difference(
                _("%{letter} ({meaning}) is missing in the translation", letter=letter, meaning=_(meaning)),
                source_span=left.span,
                values=(f"%{letter}",),
            )
        elif right and not left:
            yield Difference(
                _("%{letter} ({meaning}) is not in the message", letter=letter, meaning=_(meaning)),
                target_span=right.span,
                values=(f"%{letter}",),
            )


def _first(string: FormatString, letter: str) -> Directive | None:
    return next((d for d in string.directives if string.text[d.start : d.end] == f"%{letter}"), None)


GCC = printf(
    "GCC internal",
    Grammar(
        flags="q+#",
        typed=_typed,
        sizes=("ll", "l", "w", "z", "t"),
        numbered=True,
        width="(?!)",
        star_width=False,
        bare_percent=True,
    ),
    _compare,
)


def _typed_fortran(size: str, letter: str) -> str | None:
    if letter in "di":
        return f"a {_WIDTHS[size]}integer" if size else "an integer"
    if letter == "u":
        return f"an unsigned {_WIDTHS[size]}integer"
    if letter in "csCL":
        return {"c": "a character", "s": "a string", "C": "the current place", "L": "a place"}[letter]
    return NOTHING if letter == "%" else None


GFORTRAN = printf(
    "GFC internal",
    Grammar(
        flags="",
        typed=_typed_fortran,
        sizes=("ll", "l"),
        numbered=True,
        star="",
        width="(?!)",
        precision="(?!)",
        bare_percent=True,
        mixed=True,
        restart=True,
        gaps=False,
    ),
    _compare,
)
