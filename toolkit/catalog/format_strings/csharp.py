"""C#'s ``String.Format``: ``{0}``, ``{0,-10:N2}``, ``{{``.

.NET documentation, "Composite formatting".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.catalog.format_strings.comparison import by_argument
from toolkit.catalog.format_strings.model import Difference, Directive, Family, FormatString, InvalidFormat
from toolkit.translations import _

_ITEM = re.compile(
    r"\{\{|\}\}|\{([0-9]{1,9})(?: *, *-?[0-9]+ *)?(?::[^{}]*(?:\{\{[^{}]*|\}\}[^{}]*)*)?\}|[{}]"
)


def _parse(text: str, translated: bool) -> FormatString:
    directives: list[Directive] = []
    for found in _ITEM.finditer(text):
        if found[1] is not None:
            directives.append(Directive(*found.span(), int(found[1]), ""))
        elif len(found[0]) == 1:
            reason = _("'{' opens no item like {0}") if found[0] == "{" else _("'}' without '{'")
            raise InvalidFormat(reason, *found.span())
    arguments = {directive.argument: "" for directive in directives if directive.argument is not None}
    return FormatString(text, tuple(directives), arguments)


def _compare(source: FormatString, target: FormatString, strict: bool) -> Iterator[Difference]:
    """Below the highest argument that both use, one more or less breaks nothing."""
    highest = [
        max((n for n in side.arguments if isinstance(n, int)), default=-1) for side in (source, target)
    ]
    for difference in by_argument(source, target, strict):
        harmless = highest[1] == highest[0] or (not strict and highest[1] < highest[0])
        yield difference._replace(harmless=harmless)


CSHARP = Family("C#", _parse, _compare, marks="{}")
