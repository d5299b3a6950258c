"""Java's ``String.format``: ``%d``, ``%2$-10s``, ``%<tY``, ``%,.2f``, ``%n``.

Java documentation, class java.util.Formatter.
"""

from __future__ import annotations

import re

from toolkit.catalog.format_strings.comparison import by_argument
from toolkit.catalog.format_strings.model import Directive, Family, FormatString, InvalidFormat, collect
from toolkit.translations import _

_DIRECTIVE = re.compile(
    r"%(?:(?P<number>[0-9]{1,9})\$|(?P<again><))?(?P<flags>[-+ #0,(]*)"
    r"(?P<width>[1-9][0-9]*)?(?:\.(?P<precision>[0-9]+))?(?P<letter>[tT][A-Za-z]|.)?",
    re.DOTALL,
)
_DATES = frozenset("HIklMSLNpzZsQBbhAaCYyjmdeRTrDFc")
# Letter -> type, flags it takes, whether it takes a precision.
_LETTERS = {
    **dict.fromkeys("bBhH", ("any value", "-", True)),
    **dict.fromkeys("sS", ("any value", "-#", True)),
    **dict.fromkeys("cC", ("a character", "-", False)),
    "d": ("an integer", "-+ 0,(", False),
    **dict.fromkeys("oxX", ("an integer", "-#+ 0(", False)),
    **dict.fromkeys("eE", ("a float", "-#+ 0(", True)),
    "f": ("a float", "-#+ 0,(", True),
    **dict.fromkeys("gG", ("a float", "-+ 0,(", True)),
    **dict.fromkeys("aA", ("a float", "-#+ 0", False)),
}
_NONE = {"%": ("-", True), "n": ("", False)}  # flags; whether a width may be given


def _parse(text: str, translated: bool) -> FormatString:
    directives: list[Directive] = []
    unnumbered = last = 0
    at = text.find("%")
    while at >= 0:
        found = _DIRECTIVE.match(text, at)
        assert found is not None
        end = found.end()
        type_ = _type(found, at, end)
        if found["number"] is not None and int(found["number"]) == 0:
            raise InvalidFormat(_("there is no argument 0"), at, end)
        if type_ is None:
            directives.append(Directive(at, end, None))
        else:
            if found["again"]:
                if not last:
                    raise InvalidFormat(_("'<' without an argument before it"), at, end)
            elif found["number"] is not None:
                last = int(found["number"])
            else:
                last = unnumbered = unnumbered + 1
            directives.append(Directive(at, end, last, type_))
        at = text.find("%", end)
    return FormatString(text, tuple(directives), collect(directives))


def _type(found: re.Match[str], at: int, end: int) -> str | None:
    """The type of the argument, ``None`` without one."""
    letter = found["letter"]
    if letter is None:
        raise InvalidFormat(_("the string ends in the middle of a directive"), at, end)
    if letter in _NONE:
        flags, width = _NONE[letter]
        if (
            set(found["flags"]) - set(flags)
            or found["precision"]
            or found["again"]
            or (found["width"] and not width)
        ):
            raise InvalidFormat(_("too much before {letter!r}", letter=letter), at, end)
        return None
    if len(letter) == 2:
        type_, flags, precision = "a date", "-", False
        if letter[1] not in _DATES:
            raise InvalidFormat(_("{letter!r} is no conversion", letter=letter), at, end)
    elif letter in _LETTERS:
        type_, flags, precision = _LETTERS[letter]
    else:
        raise InvalidFormat(_("{letter!r} is no conversion", letter=letter), at, end)
    wrong = set(found["flags"]) - set(flags)
    if wrong:
        raise InvalidFormat(
            _("{letter!r} does not take the flag {flag!r}", letter=letter, flag=min(wrong)), at, end
        )
    if found["precision"] and not precision:
        raise InvalidFormat(_("{letter!r} takes no precision", letter=letter), at, end)
    return type_


JAVA_PRINTF = Family("Java printf", _parse, by_argument)
