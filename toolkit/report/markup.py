"""HTML and SVG as strings that cannot forget to escape.

:class:`Html` marks text that is markup already; :func:`element` escapes every other child and all attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


class Html(str):
    """Markup, safe to put into a page as it is."""

    __slots__ = ()


_VOID = frozenset({"br", "col", "input", "link", "meta", "wbr"})
# Characters that no HTML parser keeps (U+0000), no file can hold (lone surrogates) or that have no shape.
# Controls are shown by their pictures (U+2400 block), as a reader who hunts a stray one wants to see it.
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"} | {0x7F: "\u2421"}
_ENTITIES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;", ord("'"): "&#39;"}
_TABLE: dict[int, str] = {**_PICTURES, **_ENTITIES}
_SPECIAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f&<>\"'\x80-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSHOWABLE = re.compile("[\x80-\x9f\ud800-\udfff\ufffe\uffff]")


def escape(text: str) -> Html:
    """Text as markup that shows exactly that text, in an element or in a quoted attribute."""
    if isinstance(text, Html):
        return text
    if not _SPECIAL.search(text):
        return Html(text)
    return Html(_UNSHOWABLE.sub("\ufffd", text).translate(_TABLE))


def element(name: str, /, *children: str, **attributes: str | int | float | bool | None) -> Html:
    """One element.

    Attribute names are written as Python allows: ``class_`` for ``class``, ``aria_label`` for ``aria-label``.
    ``True`` gives a bare attribute, ``None`` and ``False`` none at all.
    """
    opening = name
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        written = key.rstrip("_").replace("_", "-")
        opening += f" {written}" if value is True else f' {written}="{escape(str(value))}"'
    if name in _VOID:
        return Html(f"<{opening}>")
    return Html(f"<{opening}>{join(children)}</{name}>")


def join(children: Iterable[str], between: str = "") -> Html:
    """Several pieces as one; whatever is not markup is escaped."""
    return Html(escape(between).join(escape(child) for child in children))
