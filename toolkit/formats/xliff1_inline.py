"""Text with inline codes as the content of an XLIFF 1.2 ``source`` or ``target`` (section 2.4)."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.details import Code, CodeKind, Subflow
from toolkit.formats.inline import Neutral, Numbering, Role, flat, rendered
from toolkit.formats.xliff_kept import Tags
from toolkit.safe_xml import escape, escape_attribute

_ELEMENTS = frozenset({"g", "x", "bx", "ex", "bpt", "ept", "ph", "it", "mrk"})


class Unit1:
    """The content of one unit: its codes are numbered alike in both languages.

    Args:
        tags: writes the attributes of the file.
    """

    def __init__(self, tags: Tags) -> None:
        self._tags = tags
        self._numbering = Numbering()

    def content(self, text: str, codes: Sequence[Code]) -> str:
        """The content of ``source`` or ``target``."""
        return self._content(text, codes, self._numbering)

    def _content(self, text: str, codes: Sequence[Code], numbering: Numbering) -> str:
        if not codes:
            return escape(text)
        return rendered(
            text,
            codes,
            numbering,
            native="xliff1:",
            escape=escape,
            own=self._own,
            foreign=self._foreign,
            sound=_sound,
        )

    def _own(self, code: Code) -> str:
        name = code.element.partition(":")[2]
        name = name if name in _ELEMENTS else "ph"
        if code.encloses:
            return (
                f"<{name}{self._tags.written(code.attributes)}>"
                if code.kind is CodeKind.OPEN
                else f"</{name}>"
            )
        if name in ("x", "bx", "ex"):
            return f"<{name}{self._tags.written(code.attributes)}/>"
        return f"<{name}{self._tags.written(code.attributes)}>{self._data(code)}</{name}>"

    def _foreign(self, item: Neutral) -> str:
        number, code = str(item.number), item.code
        if item.role is Role.MARK:
            kind = "-".join((code.attribute("type") or "remark").split())
            return f'<mrk mtype="{escape_attribute(code.attribute("mtype") or f"x-{kind}")}">'
        if item.role is Role.UNMARK:
            return "</mrk>"
        data = escape(flat(code))
        attributes = [("id", number)]
        if item.role in (Role.BEGIN, Role.END):
            attributes.append(("pos", "open" if item.role is Role.BEGIN else "close"))
            return f"<it{self._tags.written(attributes)}>{data}</it>"
        if shown := code.attribute("equiv") or code.attribute("equivStart"):
            attributes.append(("equiv-text", shown))
        if item.role is Role.ALONE:
            return (
                f"<ph{self._tags.written(attributes)}>{data}</ph>"
                if data
                else f"<x{self._tags.written(attributes)}/>"
            )
        name = "bpt" if item.role is Role.OPEN else "ept"
        return f"<{name}{self._tags.written(attributes)}>{data}</{name}>"

    def _data(self, code: Code) -> str:
        out, at = [], 0
        for flow in code.subflows:
            out += [escape(code.data[at : flow.at]), self._sub(flow, code.element.startswith("xliff1:"))]
            at = max(at, flow.at)
        return "".join(out) + escape(code.data[at:])

    def _sub(self, flow: Subflow, own: bool) -> str:
        attributes = [item for item in flow.attributes if own or item[0] == "datatype"]
        content = self._content(flow.text, flow.codes, Numbering())
        return f"<sub{self._tags.written(attributes)}>{content}</sub>"


def _sound(codes: Sequence[Code]) -> bool:
    """Whether each has what its element asks for, and each that begins a pair has its end."""
    open_: set[tuple[str, str]] = set()
    closed: set[tuple[str, str]] = set()
    for code in codes:
        name = code.element.partition(":")[2]
        if name not in ("mrk", "sub") and code.kind is not CodeKind.CLOSE and not code.attribute("id"):
            return False
        if name == "it" and not code.attribute("pos"):
            return False
        pair = {"bpt": "pt", "ept": "pt", "bx": "x", "ex": "x"}.get(name)
        if pair is not None:
            key = (pair, code.id)
            if not code.attribute("id") or (code.kind is CodeKind.CLOSE and key not in open_):
                return False
            (open_ if code.kind is CodeKind.OPEN else closed).add(key)
    return open_ == closed
