"""Python's ``str.format``: ``{}``, ``{0}``, ``{name.attribute[key]!r:>10}``, ``{{``.

What stands after the colon belongs to the argument: a translation keeps it, unless it is a date's pattern.

The Python Standard Library, "Format String Syntax"; read as :meth:`string.Formatter.parse` reads it.
"""

from __future__ import annotations

import re

from toolkit.catalog.format_strings.comparison import by_argument
from toolkit.catalog.format_strings.model import Argument, Directive, Family, FormatString, InvalidFormat
from toolkit.translations import _

_FIELD = re.compile(
    r"(?P<name>[0-9]+|[^\W\d]\w*|)(?P<inside>(?:\.[^\W\d]\w*|\[[^\]{}]+\])*)(?:!(?P<conversion>.))?(?P<colon>:)?",
    re.DOTALL,
)


def _parse(text: str, translated: bool) -> FormatString:
    directives: list[Directive] = []
    counted = 0
    at = 0
    while (at := _next_brace(text, at)) >= 0:
        if text[at : at + 2] in ("{{", "}}"):
            at += 2
            continue
        if text[at] == "}":  # refused by Python, taken for itself by gettext: no argument is concerned
            at += 1
            continue
        start = at
        at, counted = _field(text, start, directives, counted, nested=False)
    if counted and any(str(d.argument)[:1].isdigit() and text[d.start + 1].isdigit() for d in directives):
        raise InvalidFormat(_("some arguments are numbered and others are not"), 0, len(text))
    arguments: dict[Argument, str] = {d.argument: "" for d in directives if d.argument is not None}
    return FormatString(text, tuple(directives), arguments)


def _next_brace(text: str, at: int) -> int:
    places = [place for place in (text.find("{", at), text.find("}", at)) if place >= 0]
    return min(places, default=-1)


def _field(
    text: str, start: int, directives: list[Directive], counted: int, *, nested: bool
) -> tuple[int, int]:
    """Read the replacement field that begins at a brace: where it ends, and how many had no name so far."""
    found = _FIELD.match(text, start + 1)
    assert found is not None
    end = found.end()
    name = found["name"]
    if not name:
        name, counted = str(counted), counted + 1
    if found["conversion"] is not None and found["conversion"] not in "rsa":
        raise InvalidFormat(_("'!{letter}' is no conversion", letter=found["conversion"]), start, end)
    place = len(directives)
    if found["colon"]:
        while end < len(text) and text[end] != "}":
            if text[end] != "{":
                end += 1
            elif nested:
                raise InvalidFormat(_("a field nested in a field that is nested"), start, end)
            else:
                end, counted = _field(text, end, directives, counted, nested=True)
    if not text.startswith("}", end):
        what = (
            _("{character!r} is not expected in a field", character=text[end])
            if end < len(text)
            else _("a field that is not closed")
        )
        raise InvalidFormat(what, start, min(end + 1, len(text)))
    shown = text[start + 1 + len(found["name"]) : end]
    if "%" in shown:  # the pattern of a date, which each language writes its own way
        shown = found["inside"]
    directives.insert(place, Directive(start, end + 1, name + shown, ""))
    return end + 1, counted


PYTHON_BRACE = Family("Python brace", _parse, by_argument, marks="{}")
