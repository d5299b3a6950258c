"""Perl's ``sprintf``, and the ``{name}`` of libintl-perl.

perldoc -f sprintf; Locale::TextDomain, ``__x``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.catalog.format_strings.comparison import by_argument
from toolkit.catalog.format_strings.model import Difference, Directive, Family, FormatString, collect
from toolkit.catalog.format_strings.printf import NOTHING, Grammar, printf

_SIZES = ("h", "ll", "l", "q", "L", "I32", "I64", "I")
_WIDTHS = {
    "": "",
    "I32": "",
    "h": "short ",
    "l": "long ",
    "ll": "quad ",
    "q": "quad ",
    "L": "quad ",
    "I64": "quad ",
    "I": "pointer-sized ",
}


def _typed(size: str, letter: str) -> str | None:
    if size == "v":
        return "a vector" if letter in "bcdefginopsuvxDEFGOUX%" else None
    width = _WIDTHS[size]
    if letter in "di":
        return f"a {width}integer" if width else "an integer"
    if letter in "bouxX":
        return f"an unsigned {width}integer"
    if letter in "eEfFgG":
        return f"a {width}float" if width not in ("short ", "long ") else None
    if letter == "n":
        return f"a place for a {width}integer"
    if letter == "D":
        return "a long integer (D)"
    if letter in "OU":
        return "an unsigned long integer (O, U)"
    return NOTHING if letter == "%" else {"c": "a character", "s": "a string", "p": "a pointer"}.get(letter)


PERL = printf(
    "Perl",
    Grammar(
        flags="-+ #0",
        typed=_typed,
        sizes=(*_SIZES, "v"),
        numbered=True,
        mixed=True,
    ),
)

_NAME = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


def _parse_brace(text: str, translated: bool) -> FormatString:
    directives = [Directive(*found.span(), found[1], "a value") for found in _NAME.finditer(text)]
    return FormatString(text, tuple(directives), collect(directives))


def _compare_brace(source: FormatString, target: FormatString, strict: bool) -> Iterator[Difference]:
    """A name that the program does not know is left as it stands."""
    for difference in by_argument(source, target, strict):
        added = difference.source_span is None
        yield difference._replace(harmless=True) if added else difference


PERL_BRACE = Family("Perl brace", _parse_brace, _compare_brace, marks="{")
