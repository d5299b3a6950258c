"""Python's ``%`` operator: ``%d``, ``%(name)s``, ``%*.2f``.

The Python Standard Library, "printf-style String Formatting".
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.catalog.format_strings.comparison import by_argument
from toolkit.catalog.format_strings.model import Difference, FormatString
from toolkit.catalog.format_strings.printf import NOTHING, Grammar, letters, printf
from toolkit.translations import _

_TYPES = letters({"diouxX": "an integer", "eEfFgG": "a float", "c": "a character", "rsa": "a string"})


def _typed(size: str, letter: str) -> str | None:
    return NOTHING if letter == "%" else _TYPES.get(letter)


def _compare(source: FormatString, target: FormatString, strict: bool) -> Iterator[Difference]:
    if source.arguments and target.arguments and source.style != target.style:
        yield Difference(
            _("the message takes a mapping, the translation a tuple")
            if source.style
            else _("the message takes a tuple, the translation a mapping"),
            source.directives[0].span,
            target.directives[0].span,
        )
        return
    # A tuple has to be used up: only values of a mapping may be left out.
    yield from by_argument(source, target, strict or not source.style)


PYTHON = printf(
    "Python %",
    Grammar(
        flags="-+ #0",
        typed=_typed,
        sizes=("h", "l", "L"),
        name=r"\((?P<name>[^()]*(?:\([^()]*\)[^()]*)*)\)",
    ),
    _compare,
)
