"""Object Pascal's ``Format``: ``%s``, ``%0:d``, ``%-*.2f``.

Free Pascal and Delphi documentation, ``Format``; arguments are counted from 0.
"""

from __future__ import annotations

import re

from toolkit.catalog.format_strings.comparison import by_argument
from toolkit.catalog.format_strings.model import Directive, Family, FormatString, InvalidFormat, collect
from toolkit.translations import _

_DIRECTIVE = re.compile(
    r"%(?:(?P<number>[0-9]{0,9}):)?-?(?P<width>\*|[0-9]+)?(?:\.(?P<precision>\*|[0-9]+))?(?P<letter>.)?",
    re.DOTALL,
)
_TYPES = {
    **dict.fromkeys("duxDUX", "an integer"),
    **dict.fromkeys("efgnmEFGNM", "a float"),
    **dict.fromkeys("sS", "a string"),
    **dict.fromkeys("pP", "a pointer"),
}


def _parse(text: str, translated: bool) -> FormatString:
    directives: list[Directive] = []
    following = 0
    at = text.find("%")
    while at >= 0:
        if text.startswith("%%", at):
            directives.append(Directive(at, at + 2, None))
            at = text.find("%", at + 2)
            continue
        found = _DIRECTIVE.match(text, at)
        assert found is not None
        end, letter = found.end(), found["letter"]
        if letter is None or letter not in _TYPES:
            raise InvalidFormat(
                _("{letter!r} is no conversion", letter=letter)
                if letter
                else _("the string ends in the middle"),
                at,
                end,
            )
        for part in ("width", "precision"):
            if found[part] == "*":
                directives.append(Directive(at, end, following, "an integer"))
                following += 1
        if found["number"] is not None:
            directives.append(Directive(at, end, int(found["number"] or "0"), _TYPES[letter]))
        else:
            directives.append(Directive(at, end, following, _TYPES[letter]))
            following += 1
        at = text.find("%", end)
    return FormatString(text, tuple(directives), collect(directives))


PASCAL = Family("Object Pascal", _parse, by_argument)
