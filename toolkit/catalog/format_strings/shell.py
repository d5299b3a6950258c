"""Shell: variables for ``envsubst``, ``$name`` and ``${name}``; and the format of the command ``printf``.

What only a shell can expand (``${name:-word}``, ``$1``, ``$(command)``) is not replaced in a translation.
"""

from __future__ import annotations

import re

from toolkit.catalog.format_strings.comparison import by_argument
from toolkit.catalog.format_strings.model import Directive, Family, FormatString, InvalidFormat
from toolkit.catalog.format_strings.printf import NOTHING, Grammar, letters, printf
from toolkit.translations import _

_VARIABLE = re.compile(r"\$(?:\{([^{}]*)\}|([A-Za-z_][A-Za-z0-9_]*)|(\{?.?))", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def _parse(text: str, translated: bool) -> FormatString:
    directives: list[Directive] = []
    for found in _VARIABLE.finditer(text):
        name = found[1] if found[1] is not None else found[2]
        if name is None or not _NAME.fullmatch(name):
            raise InvalidFormat(_("{text} is no plain shell variable", text=found[0]), *found.span())
        directives.append(Directive(*found.span(), name, ""))
    arguments = {directive.argument: "" for directive in directives if directive.argument is not None}
    return FormatString(text, tuple(directives), arguments)


SHELL = Family("shell", _parse, by_argument, marks="$")

_TYPES = letters(
    {"diouxX": "an integer", "aAeEfFgG": "a float", "c": "a character", "s": "a string", "b": "a string"}
)
SHELL_PRINTF = printf(
    "shell printf",
    Grammar(
        flags="-+ #0",
        typed=lambda size, letter: NOTHING if letter == "%" else _TYPES.get(letter),
        numbered=True,
    ),
)
"""POSIX printf(1)."""
