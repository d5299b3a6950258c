"""C (ISO C, POSIX and glibc) and Objective-C: ``%d``, ``%-8.3Lf``, ``%2$*1$s``, ``%<PRIu64>``, ``%@``.

ISO/IEC 9899, 7.21.6.1 (fprintf) and 7.8.1 (the macros of <inttypes.h>); POSIX for ``%n$`` and ``'``.
"""

from __future__ import annotations

import re

from toolkit.catalog.format_strings.printf import NOTHING, Grammar, printf

_SIZES = ("hh", "h", "ll", "l", "L", "q", "j", "z", "t")
_INTEGERS = {
    "": "int",
    "hh": "signed char",
    "h": "short",
    "l": "long",
    "ll": "long long",
    "j": "intmax_t",
    "z": "size_t",
    "t": "ptrdiff_t",
}
_MACRO = re.compile(r"<PRI([diouxX])(.*)>")
_WIDE = frozenset(("l", "ll"))


def _typed(size: str, letter: str) -> str | None:
    size = "ll" if size in ("L", "q") else size
    macro = _MACRO.fullmatch(letter)
    if macro is not None:
        return f"{'' if macro[1] in 'di' else 'unsigned '}{macro[2] or 'int'}_t"
    if letter in "di":
        return _INTEGERS[size]
    if letter in "ouxX":
        return f"unsigned {_INTEGERS[size].removeprefix('signed ')}"
    if letter in "aAeEfFgG":
        return "long double" if size == "ll" else "double"
    if letter in "cC":
        return "wide character" if letter == "C" or size in _WIDE else "character"
    if letter in "sS":
        return "wide string" if letter == "S" or size in _WIDE else "string"
    if letter == "p":
        return "pointer"
    if letter == "n":
        return f"pointer to {_INTEGERS[size]}"
    return NOTHING if letter in "m%" else None


def _typed_objc(size: str, letter: str) -> str | None:
    return "object" if letter == "@" else _typed(size, letter)


def _grammar(objects: bool) -> Grammar:
    return Grammar(
        flags="-+ #0'",
        typed=_typed_objc if objects else _typed,
        sizes=_SIZES,
        numbered=True,
        star="int",
        gaps=False,
        repeated_sizes=True,
        translated_flags="I",  # glibc: digits of the locale
        special=r"(?P<special><PRI[diouxX](?:(?:LEAST|FAST)?(?:8|16|32|64)|MAX|PTR)>)",
    )


C = printf("C", _grammar(objects=False))
OBJECTIVE_C = printf("Objective-C", _grammar(objects=True))
