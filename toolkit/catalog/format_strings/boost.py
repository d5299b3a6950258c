"""Boost.Format: ``%1%``, ``%d``, ``%2$s``, ``%|1$+5|``.

Boost documentation, "Syntax of format strings".
"""

from __future__ import annotations

import re

from toolkit.catalog.format_strings.comparison import by_argument
from toolkit.catalog.format_strings.model import (
    ANYTHING,
    Directive,
    Family,
    FormatString,
    InvalidFormat,
    collect,
)
from toolkit.translations import _

_SPECIFICATION = (
    r"(?:(?P<number>[0-9]{1,9})\$)?(?:[-+ #0=h_]|'.)*(?P<width>\*(?:(?P<width_number>[0-9]{1,9})\$)?|[0-9]+)?"
    r"(?:\.(?P<precision>\*(?:(?P<precision_number>[0-9]{1,9})\$)?|[0-9]*))?(?:hh|h|ll|l|L)?"
)
_DIRECTIVE = re.compile(
    rf"%(?P<bar>\|)?(?:(?P<simple>[0-9]{{1,9}})%|{_SPECIFICATION}(?P<letter>t.|.)?)", re.DOTALL
)
_TYPES = {
    **dict.fromkeys("diouxX", "an integer"),
    **dict.fromkeys("eEfgG", "a float"),
    **dict.fromkeys("cC", "a character"),
    **dict.fromkeys("sS", ANYTHING),  # whatever can be written to a stream
    "p": "a pointer",
}


def _parse(text: str, translated: bool) -> FormatString:
    directives: list[Directive] = []
    counted = 0
    numbered: set[bool] = set()
    at = text.find("%")
    while at >= 0:
        if text.startswith("%%", at):
            directives.append(Directive(at, at + 2, None))
            at = text.find("%", at + 2)
            continue
        found = _DIRECTIVE.match(text, at)
        assert found is not None
        end, type_ = _type(text, found)
        wanted: list[tuple[str | None, str]] = []
        for part in ("width", "precision"):
            if (found[part] or "").startswith("*"):
                wanted.append((found[f"{part}_number"], "an integer"))
        if type_ is not None:
            wanted.append((found["simple"] or found["number"], type_))
        for number, what in wanted:
            numbered.add(number is not None)
            counted += number is None
            argument = counted if number is None else int(number)
            if argument == 0:
                raise InvalidFormat(_("there is no argument 0"), at, end)
            directives.append(Directive(at, end, argument, what))
        if not wanted:
            directives.append(Directive(at, end, None))
        if len(numbered) > 1:
            raise InvalidFormat(_("some arguments are numbered and others are not"), at, end)
        at = text.find("%", end)
    return FormatString(text, tuple(directives), collect(directives, wild=ANYTHING))


def _type(text: str, found: re.Match[str]) -> tuple[int, str | None]:
    """Where the directive ends, and the type of its argument, ``None`` without one."""
    at, end, letter = found.start(), found.end(), found["letter"]
    if found["simple"] is not None and not found["bar"]:
        return end, ANYTHING
    if found["simple"] is not None or letter is None:
        raise InvalidFormat(_("the string ends in the middle of a directive"), at, end)
    if found["bar"] and letter == "|":
        return end, ANYTHING
    type_: str | None
    if letter == "n" or letter[0] == "t":
        type_ = None
    elif letter in _TYPES:
        type_ = _TYPES[letter]
    else:
        raise InvalidFormat(_("{letter!r} is no conversion", letter=letter), at, end)
    if found["bar"]:
        if not text.startswith("|", end):
            raise InvalidFormat(_("'%|' without a second '|'"), at, end)
        end += 1
    return end, type_


BOOST = Family("Boost", _parse, by_argument)
