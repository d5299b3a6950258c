"""Common Lisp's and Scheme's ``format``: ``~a``, ``~5,2f``, ``~:d``, ``~{~a~^, ~}``.

Common Lisp HyperSpec, section 22.3; Guile Reference Manual, "Formatted Output". Directives that take one
argument each are compared argument by argument. Those that jump, loop or choose (``~*``, ``~{``, ``~[``,
``~?``, ``~^``) would need the list of arguments to be worked out: of a string with any of them only the
directives themselves are compared, in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.catalog.format_strings.comparison import all_or_none
from toolkit.catalog.format_strings.model import (
    ANYTHING,
    Difference,
    Directive,
    Family,
    FormatString,
    InvalidFormat,
    Parse,
)
from toolkit.translations import _

_PARAMETER = r"(?:[+-]?[0-9]+|'.|[vV#])?"
_DIRECTIVE = re.compile(rf"~((?:{_PARAMETER},)*{_PARAMETER})([:@]*)(.)?", re.DOTALL)
_TYPES = {
    **dict.fromkeys("as", ANYTHING),
    **dict.fromkeys("w", ANYTHING),
    **dict.fromkeys("dboxr", "an integer"),
    **dict.fromkeys("feg$", "a number"),
    "c": "a character",
    "p": "a number",
}
_SCHEME = {"i": "a complex number", "y": ANYTHING, "k": "", "q": "", "!": "", "/": "", "'": "", "l": ""}
_PLAIN = frozenset("%&|~\n()t_")
_STEERING = frozenset("*{}[];?^<>")
_CLOSERS = {"}": "{", "]": "[", ")": "(", ">": "<"}
_STEERED = "steered"


def _parser(types: dict[str, str]) -> Parse:
    def parse(text: str, translated: bool) -> FormatString:
        directives: list[Directive] = []
        opened: list[str] = []
        count = 0
        style = ""
        for found in _DIRECTIVE.finditer(text):
            start, end = found.span()
            letter = (found[3] or "").lower()
            if not letter:
                raise InvalidFormat(_("the string ends in the middle of a directive"), start, end)
            if letter in _CLOSERS:
                if not opened or opened.pop() != _CLOSERS[letter]:
                    raise InvalidFormat(_("~{letter} closes nothing", letter=letter), start, end)
            elif letter in "{[(<":
                opened.append(letter)
            elif letter == ";" and (not opened or opened[-1] not in "[<"):
                raise InvalidFormat(_("~; outside of ~[…~]"), start, end)
            if letter in _STEERING:
                style = _STEERED
            elif letter in _PLAIN:
                pass
            elif letter not in types:
                raise InvalidFormat(_("~{letter} is no directive", letter=found[3]), start, end)
            for _each in range(found[1].lower().count("v") if letter not in _STEERING else 0):
                count += 1
                directives.append(Directive(start, end, count, "an integer"))
            if letter in types and types[letter] and not (letter == "p" and ":" in found[2]):
                count += 1
                directives.append(Directive(start, end, count, types[letter]))
            else:
                directives.append(Directive(start, end, None))
        if opened:
            raise InvalidFormat(_("~{letter} is not closed", letter=opened[-1]), 0, len(text))
        arguments = {d.argument: d.type for d in directives if d.argument is not None}
        return FormatString(text, tuple(directives), arguments, style)

    return parse


def _compare(source: FormatString, target: FormatString, strict: bool) -> Iterator[Difference]:
    if not source.style and not target.style:
        for difference in all_or_none(source, target, strict):
            missing = difference.target_span is None
            yield difference if missing else difference._replace(harmless=not strict)
        return
    left, right = (_working(string) for string in (source, target))
    if left != right:
        yield Difference(
            _(
                "the directives differ: {left} in the message, {right} in the translation",
                left=" ".join(left),
                right=" ".join(right),
            ),
            harmless=True,
        )


def _working(string: FormatString) -> list[str]:
    """The directives of a string but for those that only lay it out."""
    written = (string.text[d.start : d.end] for d in string.directives)
    return [directive.lower() for directive in written if directive[-1].lower() not in _PLAIN]


LISP = Family("Lisp", _parser(_TYPES), _compare, marks="~")
SCHEME = Family("Scheme", _parser({**_TYPES, **_SCHEME}), _compare, marks="~")
