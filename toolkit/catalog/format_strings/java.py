"""Java's ``MessageFormat``: ``{0}``, ``{1,number,#.##}``, ``{2,choice,0#none|1#one}``, text in ``'quotes'``.

Java documentation, classes java.text.MessageFormat, ChoiceFormat and DecimalFormat. For plural and select,
which ICU adds, see :mod:`toolkit.catalog.format_strings.icu`.
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

_NUMBER = re.compile(r"[0-9]{1,9}")
_STYLES = {
    "number": ("", "currency", "percent", "integer"),
    "date": ("", "short", "medium", "long", "full"),
    "time": ("", "short", "medium", "long", "full"),
}
_DECIMAL = re.compile(r"[^#0.,;%‰E¤']*[#0.,]*[#0.,;%‰E¤'\-+ \w]*")
_DEEPEST = 20


def unquoted(text: str) -> list[tuple[int, str]]:
    """The characters of a message outside quotes, with their places; ``''`` is a plain apostrophe."""
    out: list[tuple[int, str]] = []
    quoted = False
    at = 0
    while at < len(text):
        if text[at] == "'":
            if text.startswith("''", at):
                at += 2
                continue
            quoted = not quoted
        elif not quoted:
            out.append((at, text[at]))
        at += 1
    return out


def _parse(text: str, translated: bool) -> FormatString:
    directives: list[Directive] = []
    _read(text, 0, directives, 0)
    return FormatString(text, tuple(directives), collect(directives, wild=ANYTHING))


def _read(text: str, offset: int, directives: list[Directive], depth: int) -> None:
    if depth > _DEEPEST:
        raise InvalidFormat(_("nested too deeply"), offset, offset + len(text))
    start = level = 0
    for at, character in unquoted(text):
        if character == "{":
            if not level:
                start = at
            level += 1
        elif character == "}":
            if not level:
                raise InvalidFormat(_("'}' without '{'"), offset + at, offset + at + 1)
            level -= 1
            if not level:
                _element(text[start + 1 : at], offset + start, offset + at + 1, directives, depth)
    if level:
        raise InvalidFormat(_("'{' without '}'"), offset + start, offset + len(text))


def _element(inside: str, start: int, end: int, directives: list[Directive], depth: int) -> None:
    number, comma, rest = inside.partition(",")
    if not _NUMBER.fullmatch(number):
        raise InvalidFormat(_("'{' is not followed by the number of an argument"), start, end)
    kind, _comma, style = rest.partition(",")
    type_ = ANYTHING
    if comma:
        if kind in _STYLES:
            type_ = "a number" if kind == "number" else "a date"
            if kind == "number" and style and style not in _STYLES[kind] and not _decimal(style):
                raise InvalidFormat(_("{style!r} is no pattern for numbers", style=style), start, end)
        elif kind == "choice":
            type_ = "a number"
            _choice(style, start + len(inside) - len(style) + 1, directives, depth)
        else:
            raise InvalidFormat(_("{kind!r} is no kind of format", kind=kind), start, end)
    directives.append(Directive(start, end, int(number), type_))


def _decimal(pattern: str) -> bool:
    return any(mark in pattern for mark in "#0") and _DECIMAL.fullmatch(pattern) is not None


def _choice(style: str, offset: int, directives: list[Directive], depth: int) -> None:
    """``0#none|1#one {0}|1<many``: each branch is a message of its own."""
    start = 0
    level = 0
    marks = unquoted(style)
    for at, character in [*marks, (len(style), "|")]:
        level += (character == "{") - (character == "}")
        if character == "|" and not level:
            branch = style[start:at]
            mark = re.search(r"[#<≤]", branch)
            if mark is not None:
                _read(branch[mark.end() :], offset + start + mark.end(), directives, depth + 1)
            start = at + 1


JAVA = Family("Java MessageFormat", _parse, by_argument, marks="{}'")
