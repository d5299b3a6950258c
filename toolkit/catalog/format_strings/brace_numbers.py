"""C++'s ``std::format`` and Rust's ``format!``: ``{}``, ``{0:>8}``, ``{name}``.

ISO/IEC 14882, [format.string]; Rust documentation, module std::fmt.
"""

from __future__ import annotations

import re

from toolkit.catalog.format_strings.comparison import by_argument
from toolkit.catalog.format_strings.model import (
    Argument,
    Directive,
    Family,
    FormatString,
    InvalidFormat,
    Parse,
)
from toolkit.translations import _

_FIELD = r"\{{\{{|\}}\}}|\{{({name})\s*(?::(?:[^{{}}]|\{{[^{{}}]*\}})*)?\}}|[{{}}]"


def _parser(name: str) -> Parse:
    field = re.compile(_FIELD.format(name=name))

    def parse(text: str, translated: bool) -> FormatString:
        directives: list[Directive] = []
        counted = 0
        numbered = False
        for found in field.finditer(text):
            if found[1] is None:
                if len(found[0]) == 1:
                    raise InvalidFormat(_("a single {brace!r}", brace=found[0]), *found.span())
                continue
            argument: Argument = found[1]
            if not found[1]:
                argument, counted = counted, counted + 1
            elif found[1].isascii() and found[1].isdigit():
                argument, numbered = int(found[1]), True
            directives.append(Directive(*found.span(), argument, ""))
        if counted and numbered:
            raise InvalidFormat(_("some arguments are numbered and others are not"), 0, len(text))
        arguments = {d.argument: "" for d in directives if d.argument is not None}
        return FormatString(text, tuple(directives), arguments)

    return parse


CPLUSPLUS = Family("C++ std::format", _parser("[0-9]{0,9}"), by_argument, marks="{}")
RUST = Family("Rust", _parser(r"[0-9]{0,9}|[^\W\d]\w*"), by_argument, marks="{}")
