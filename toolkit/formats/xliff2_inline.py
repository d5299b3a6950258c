"""Text with inline codes as the content of an XLIFF 2 ``source`` or ``target`` (section 4.2.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from toolkit.details import Code, CodeKind
from toolkit.formats.inline import Neutral, Numbering, Role, flat, interleaved, nested
from toolkit.safe_xml import escape, escape_attribute

_CONTROL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES = ("fmt", "ui", "quote", "link", "image", "other")
_REFERENCES = ("dataRef", "dataRefStart", "dataRefEnd")


class Unit2:
    """The content of one unit: its native codes are gathered for ``originalData``."""

    def __init__(self, texts: Iterable[tuple[str, Sequence[Code]]]) -> None:
        codes = [code for _text, found in texts for code in found]
        self._native = all(code.element.startswith("xliff2:") for code in codes)
        self._numbering = Numbering()
        self._data: dict[str, str] = {}

    def content(self, text: str, codes: Sequence[Code]) -> str:
        """The content of ``source`` or ``target``."""
        if not codes:
            return characters(text)
        codes = nested(codes)
        if self._native:
            ends = _ends(codes)
            return "".join(
                characters(piece) if isinstance(piece, str) else self._own(piece, ends)
                for piece in interleaved(text, codes)
            )
        neutral = {id(item.code): item for item in self._numbering.neutral(codes)}
        return "".join(
            characters(piece)
            if isinstance(piece, str)
            else self._foreign(neutral[id(piece)])
            if id(piece) in neutral
            else ""
            for piece in interleaved(text, codes)
        )

    def original_data(self) -> str:
        """The unit's ``originalData``, "" where no code has any."""
        if not self._data:
            return ""
        rows = "".join(f'<data id="{id}">{characters(data)}</data>' for data, id in self._data.items())
        return f"<originalData>{rows}</originalData>\n"

    def _reference(self, data: str) -> str:
        return self._data.setdefault(data, f"d{len(self._data) + 1}")

    def _own(self, code: Code, ends: dict[int, Code]) -> str:
        name = code.element.partition(":")[2]
        if name in ("pc", "mrk") and code.kind is CodeKind.CLOSE:
            return f"</{name}>"
        attributes = [(key, value) for key, value in code.attributes if key not in _REFERENCES]
        if name == "pc":
            closing = ends.get(id(code))
            if closing is not None and closing.data:
                attributes.append(("dataRefEnd", self._reference(closing.data)))
            if code.data:
                attributes.append(("dataRefStart", self._reference(code.data)))
        elif code.data:
            attributes.append(("dataRef", self._reference(code.data)))
        return f"<{name}{written(attributes)}{'' if name in ('pc', 'mrk') else '/'}>"

    def _foreign(self, item: Neutral) -> str:
        number, code = str(item.number), item.code
        if item.role is Role.MARK:
            return f'<mrk id="m{number}" type="generic">'
        if item.role is Role.UNMARK:
            return "</mrk>"
        attributes: list[tuple[str, str]] = []
        if item.role is Role.CLOSE:
            name = "ec"
            attributes.append(("startRef", number))
        else:
            name = {Role.ALONE: "ph", Role.END: "ec"}.get(item.role, "sc")
            attributes.append(("id", number))
            if item.role in (Role.BEGIN, Role.END):
                attributes.append(("isolated", "yes"))
            if kind := _type(code):
                attributes.append(("type", kind))
        if data := flat(code):
            attributes.append(("dataRef", self._reference(data)))
        if shown := code.attribute("equiv-text"):
            attributes.append(("equiv", shown))
        return f"<{name}{written(attributes)}/>"


def _type(code: Code) -> str:
    """XLIFF 2's word for what TMX and XLIFF 1.2 say of a code."""
    kind = code.attribute("ctype") or code.attribute("type")
    if kind in _TYPES:
        return kind
    known = {"bold": "fmt", "italic": "fmt", "underlined": "fmt", "ulined": "fmt", "lb": "fmt", "font": "fmt"}
    return known.get(kind.removeprefix("x-"), "")


def _ends(codes: Sequence[Code]) -> dict[int, Code]:
    """The closing code of each enclosing one, by identity."""
    open_: list[Code] = []
    found: dict[int, Code] = {}
    for code in codes:
        if code.encloses and code.kind is CodeKind.OPEN:
            open_.append(code)
        elif code.encloses and open_:
            found[id(open_.pop())] = code
    return found


def characters(text: str) -> str:
    """Text as content; what XML cannot hold becomes ``cp``, halves of surrogate pairs U+FFFD."""
    if text.isprintable() or not _CONTROL.search(text):
        return escape(text)
    out, at = [], 0
    for match in _CONTROL.finditer(text):
        out.append(escape(text[at : match.start()]))
        number = ord(match[0])
        out.append("\ufffd" if 0xD800 <= number < 0xE000 else f'<cp hex="{number:04X}"/>')
        at = match.end()
    return "".join(out) + escape(text[at:])


def written(attributes: Iterable[tuple[str, str]]) -> str:
    """Attributes as they are written; those of namespaces that are not declared stay out."""
    return "".join(
        f' {name}="{escape_attribute(value)}"'
        for name, value in attributes
        if ":" not in name or name in ("xml:lang", "xml:space")
    )
