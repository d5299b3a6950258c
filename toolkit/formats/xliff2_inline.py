"""Text with inline codes as the content of an XLIFF 2 ``source`` or ``target`` (section 4.2.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from toolkit.details import Attributes, Code, CodeKind, Remark
from toolkit.formats.inline import Neutral, Numbering, Role, flat, interleaved, nested
from toolkit.formats.xliff_kept import Tags
from toolkit.safe_xml import escape

_CONTROL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES = ("fmt", "ui", "quote", "link", "image", "other")
_ELEMENTS = frozenset({"pc", "mrk", "sc", "ec", "sm", "em", "ph"})
_REFERENCES = ("dataRef", "dataRefStart", "dataRefEnd")


class Unit2:
    """The content of one unit: its native codes are gathered for ``originalData``.

    Args:
        texts: all texts of the unit with their codes.
        tags: writes the attributes of the file.
        data: what its file had as ``originalData`` that its codes may not carry.
    """

    def __init__(
        self, texts: Iterable[tuple[str, Sequence[Code]]], tags: Tags, data: Iterable[Remark] = ()
    ) -> None:
        codes = [code for _text, found in texts for code in found]
        self._native = all(code.element.startswith("xliff2:") for code in codes)
        self._numbering = Numbering()
        self._used: dict[str, set[int]] = {"source": set(), "target": set()}
        self._tags = tags
        self._data: dict[str, str] = {}  # by id
        self._ids: dict[str, str] = {}  # by data
        self._attributes: dict[str, Attributes] = {}
        for remark in data:
            id = next((value for name, value in remark.attributes if name == "id"), "")
            self._data[id] = remark.text
            self._ids.setdefault(remark.text, id)
            self._attributes[id] = remark.attributes

    def content(self, side: str, text: str, codes: Sequence[Code]) -> str:
        """The content of a ``source`` or ``target``, as ``side`` says."""
        if not codes:
            return characters(text)
        codes = nested(codes)
        if self._native:
            ends = _ends(codes)
            return "".join(
                characters(piece) if isinstance(piece, str) else self._own(piece, ends)
                for piece in interleaved(text, codes)
            )
        neutral = {id(item.code): item for item in self._numbering.neutral(codes, self._used[side])}
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
        rows = "".join(
            f"<data{self._tags.written(self._attributes.get(id, (('id', id),)))}>{characters(data)}</data>"
            for id, data in self._data.items()
        )
        return f"<originalData>{rows}</originalData>\n"

    def _reference(self, data: str, wanted: str = "") -> str:
        """The id of native data: the one it had in its file, if that is not another's."""
        if wanted and self._data.setdefault(wanted, data) == data:
            self._ids.setdefault(data, wanted)
            return wanted
        if data not in self._ids:
            number = len(self._data) + 1
            while f"d{number}" in self._data:
                number += 1
            self._ids[data] = f"d{number}"
            self._data[f"d{number}"] = data
        return self._ids[data]

    def _own(self, code: Code, ends: dict[int, Code]) -> str:
        name = code.element.partition(":")[2]
        name = name if name in _ELEMENTS else "ph"
        if name in ("pc", "mrk") and code.kind is CodeKind.CLOSE:
            return f"</{name}>"
        attributes = [(key, value) for key, value in code.attributes if key not in _REFERENCES]
        if name == "pc":
            closing = ends.get(id(code))
            attributes += self._data_of(closing.data if closing else "", "dataRefEnd", code)
            attributes += self._data_of(code.data, "dataRefStart", code)
        else:
            attributes += self._data_of(code.data, "dataRef", code)
        return f"<{name}{self._tags.written(attributes)}{'' if name in ('pc', 'mrk') else '/'}>"

    def _data_of(self, data: str, name: str, code: Code) -> list[tuple[str, str]]:
        """The attribute that refers to a code's native data, if there is any."""
        wanted = code.attribute(name)
        if not data and self._data.get(wanted) != "":
            return []
        return [(name, self._reference(data, wanted))]

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
        return f"<{name}{self._tags.written(attributes)}/>"


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
