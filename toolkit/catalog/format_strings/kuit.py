"""KDE's strings with KUIT mark-up: ``%1`` as in KDE's plain strings, and elements like ``<filename>``.

KI18n Programmer's Guide, "Semantic Markup".
"""

from __future__ import annotations

import re

from toolkit.catalog.format_strings.comparison import all_but_one
from toolkit.catalog.format_strings.model import Family, FormatString, InvalidFormat
from toolkit.catalog.format_strings.percent_digits import KDE
from toolkit.translations import _

_TOKEN = re.compile(
    r"<!--.*?-->|<\?.*?\?>"
    r"|<(?P<close>/)?(?P<name>[A-Za-z_:][\w:.-]*)(?P<attributes>(?:\s+[A-Za-z_:][\w:.-]*\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)"
    r"\s*(?P<empty>/)?>"
    r"|(?P<stray><)",
    re.DOTALL,
)


def _parse(text: str, translated: bool) -> FormatString:
    opened: list[tuple[str, int, int]] = []
    for found in _TOKEN.finditer(text):
        name = found["name"]
        if found["stray"]:
            raise InvalidFormat(_("'<' begins no tag; write &lt;"), *found.span())
        if name is None or found["empty"]:
            continue
        if not found["close"]:
            opened.append((name, *found.span()))
        elif not opened or opened.pop()[0] != name:
            raise InvalidFormat(_("</{name}> closes no open element", name=name), *found.span())
    if opened:
        name, start, end = opened[-1]
        raise InvalidFormat(_("<{name}> is not closed", name=name), start, end)
    return KDE.parse(text, translated)


KUIT = Family("KDE KUIT", _parse, all_but_one, marks="%<")
