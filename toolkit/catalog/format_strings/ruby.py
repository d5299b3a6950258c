"""Ruby's ``format``: ``%d``, ``%1$s``, ``%<name>d``, ``%{name}``.

Ruby documentation, "Format Specifications".
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.catalog.format_strings.comparison import compared
from toolkit.catalog.format_strings.model import ANYTHING, Difference, FormatString
from toolkit.catalog.format_strings.printf import NOTHING, Grammar, letters, printf

_TYPES = letters(
    {"diubBoxX": "an integer", "fgGeEaA": "a float", "c": "a character", "s": "a string", "p": ANYTHING}
)


def _typed(size: str, letter: str) -> str | None:
    return NOTHING if letter == "%" else _TYPES.get(letter)


def _compare(source: FormatString, target: FormatString, strict: bool) -> Iterator[Difference]:
    yield from compared(source, target, 0 if strict else None, wild=ANYTHING)


RUBY = printf(
    "Ruby",
    Grammar(
        flags="-+ #0",
        typed=_typed,
        numbered=True,
        name=r"<(?P<name>[^<>\n]+)>",
        whole=r"\{(?P<whole>[^{}\n]+)\}",
    ),
    _compare,
)
