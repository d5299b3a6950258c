"""Text with inline codes as the content of a TMX segment (TMX 1.4b, "Content markup")."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from toolkit.details import Attributes, Code, CodeKind, Subflow
from toolkit.formats.inline import Neutral, Numbering, Role, rendered
from toolkit.safe_xml import escape, escape_attribute

_NATIVE = {"tmx:bpt": "bpt", "tmx:ept": "ept", "tmx:it": "it", "tmx:ph": "ph", "tmx:ut": "ut"}
_ELEMENT = {
    Role.OPEN: "bpt",
    Role.CLOSE: "ept",
    Role.BEGIN: "it",
    Role.END: "it",
    Role.ALONE: "ph",
}


def segment(
    text: str, codes: Sequence[Code], numbering: Numbering, escaped: Callable[[str], str] = escape
) -> str:
    """The content of ``<seg>``: TMX's own codes as they were, those of other formats as their like.

    Args:
        text: the plain text.
        codes: what stands in it, in order.
        numbering: that of the unit, so that codes of both languages find each other.
        escaped: for the text between the codes.
    """
    return rendered(
        text, codes, numbering, native="tmx:", escape=escaped, own=_own, foreign=_foreign, sound=_sound
    )


def _sound(codes: Sequence[Code]) -> bool:
    """Whether each ``bpt`` has its ``ept`` after it, and there is but one of each number."""
    open_: set[str] = set()
    closed: set[str] = set()
    for code in codes:
        if code.element == "tmx:bpt":
            if code.id in open_:
                return False
            open_.add(code.id)
        elif code.element == "tmx:ept":
            if code.id not in open_ or code.id in closed:
                return False
            closed.add(code.id)
        elif code.element == "tmx:it" and not code.attribute("pos"):
            return False
    return open_ == closed and "" not in open_


def _own(code: Code) -> str:
    if code.element == "tmx:hi":
        return f"<hi{_written(code.attributes)}>" if code.kind is CodeKind.OPEN else "</hi>"
    if code.subflows:
        name = _NATIVE.get(code.element, "ph")
        return f"<{name}{_written(code.attributes)}>{_data(code)}</{name}>"
    return _flat(code.element, code.attributes, code.data)


@lru_cache(maxsize=2000)
def _flat(element: str, attributes: Attributes, data: str) -> str:
    """A code without subflows; there are few different ones."""
    name = _NATIVE.get(element, "ph")
    return f"<{name}{_written(attributes)}>{escape(data)}</{name}>"


def _foreign(item: Neutral) -> str:
    if item.role is Role.MARK:
        kind = item.code.attribute("mtype") or item.code.attribute("type")
        return f"<hi{_written((('type', kind),) if kind else ())}>"
    if item.role is Role.UNMARK:
        return "</hi>"
    name, number = _ELEMENT[item.role], str(item.number)
    attributes: list[tuple[str, str]] = []
    if item.role in (Role.OPEN, Role.CLOSE):
        attributes.append(("i", number))
    if item.role in (Role.BEGIN, Role.END):
        attributes.append(("pos", "begin" if item.role is Role.BEGIN else "end"))
    if item.role is not Role.CLOSE:
        attributes.append(("x", number))
        if kind := item.code.attribute("ctype") or item.code.attribute("type"):
            attributes.append(("type", kind))
    return f"<{name}{_written(attributes)}>{_data(item.code)}</{name}>"


def _data(code: Code) -> str:
    """Native code with its subflows, mark-up escaped."""
    if not code.subflows:
        return escape(code.data)
    out, at = [], 0
    for flow in code.subflows:
        out += [escape(code.data[at : flow.at]), _sub(flow, code.element.startswith("tmx:"))]
        at = max(at, flow.at)
    return "".join(out) + escape(code.data[at:])


def _sub(flow: Subflow, own: bool) -> str:
    attributes = [item for item in flow.attributes if own or item[0] == "datatype"]
    return f"<sub{_written(attributes)}>{segment(flow.text, flow.codes, Numbering())}</sub>"


def _written(attributes: Attributes | list[tuple[str, str]]) -> str:
    """Attributes as they are written; those of other namespaces have no place in TMX."""
    return "".join(
        f' {name}="{escape_attribute(value)}"'
        for name, value in attributes
        if ":" not in name or name.startswith("xml:")
    )
