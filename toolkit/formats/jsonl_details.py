"""Inline codes and details of a unit as JSON, and back; empty fields are left out.

::

    "source_codes": [{"at": 4, "kind": "open", "element": "tmx:bpt", "id": "1", "data": "<b>",
                      "attributes": {"i": "1"}, "subflows": [{"at": 3, "text": "…"}]}]
    "details": {"family": "tmx", "elements": [{"name": "tu", "number": 1, "attributes": {…},
                "remarks": [{"element": "note", "text": "…"}]}],
                "variants": [{"language": "en", "side": "source"}, …]}
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, TypeVar

from toolkit.details import Attributes, Code, CodeKind, Details, Element, Remark, Subflow, Variant
from toolkit.formats.lines import scalars
from toolkit.formats.records import constructor
from toolkit.formats.xliff_kept import KEPT

Json = dict[str, Any]
Made = TypeVar("Made")

_TEXT = frozenset({str})
_NAME = re.compile(r"[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?")
"""Names of XML elements and attributes, a prefix included (Namespaces in XML 1.0, section 4), nearly."""
_new_details, _new_element, _new_code = constructor(Details), constructor(Element), constructor(Code)

quoted = json.JSONEncoder(ensure_ascii=False).encode
"""A text as JSON."""


def codes_json(codes: Iterable[Code]) -> list[Json]:
    """Codes as a list of objects."""
    made: list[Json] = json.loads(scalars(codes_text(codes)))
    return made


def codes_text(codes: Iterable[Code]) -> str:
    """Codes as JSON."""
    return f"[{', '.join([_code_text(code) for code in codes])}]"


def details_text(details: Details, before: Details | None = None) -> str:
    """Details as JSON.

    What an element holds that is not interpreted, such as a skeleton, may be long: it is left out where the
    unit ``before`` stood in the same element.
    """
    elements = [
        element_text(_without_kept(element) if before is not None and _stood_in(element, before) else element)
        for element in details.elements
    ]
    return _joined(
        f'"family": {_word(details.family)}',
        _list("elements", elements),
        _list("variants", [_variant_text(variant) for variant in details.variants]),
    )


def _stood_in(element: Element, details: Details) -> bool:
    return element.number > 0 and any(
        other.number == element.number and other.name == element.name for other in details.elements
    )


def _without_kept(element: Element) -> Element:
    if not any(remark.element == KEPT for remark in element.remarks):
        return element
    remarks = tuple(remark for remark in element.remarks if remark.element != KEPT)
    return Element(element.name, element.attributes, remarks, element.number)


def element_text(element: Element) -> str:
    """An element, or a header, as JSON."""
    return _joined(
        f'"name": {_word(element.name)}',
        f'"number": {element.number}' if element.number else "",
        _attributes_text(element.attributes) if element.attributes else "",
        _list("remarks", [_remark_text(remark) for remark in element.remarks]) if element.remarks else "",
    )


def _code_text(code: Code) -> str:
    return _joined(
        f'"at": {code.at}',
        _code_rest(code.kind, code.element, code.id, code.data, code.attributes),
        _list("subflows", [_subflow_text(flow) for flow in code.subflows]) if code.subflows else "",
    )


@lru_cache(maxsize=1000)
def _code_rest(kind: CodeKind, element: str, id: str, data: str, attributes: Attributes) -> str:
    """What a code is, wherever it stands; there are few different ones."""
    return ", ".join(
        filter(
            None,
            (
                f'"kind": {quoted(str(kind))}',
                _text("element", element),
                _text("id", id),
                _text("data", data),
                _attributes_text(attributes),
            ),
        )
    )


def _subflow_text(flow: Subflow) -> str:
    return _joined(
        f'"at": {flow.at}',
        _text("text", flow.text),
        f'"codes": {codes_text(flow.codes)}' if flow.codes else "",
        _attributes_text(flow.attributes),
    )


def _variant_text(variant: Variant) -> str:
    if variant.side and not variant.text and not variant.codes:
        return _side_text(variant.language, variant.side, variant.attributes, variant.remarks)
    return _joined(
        _text("language", variant.language),
        _text("side", variant.side),
        _text("text", variant.text),
        f'"codes": {codes_text(variant.codes)}' if variant.codes else "",
        _attributes_text(variant.attributes),
        _list("remarks", [_remark_text(remark) for remark in variant.remarks]),
    )


@lru_cache(maxsize=1000)
def _side_text(language: str, side: str, attributes: Attributes, remarks: tuple[Remark, ...]) -> str:
    """A variant that is the unit's source or target."""
    return _joined(
        _text("language", language),
        _text("side", side),
        _attributes_text(attributes),
        _list("remarks", [_remark_text(remark) for remark in remarks]),
    )


@lru_cache(maxsize=2000)
def _remark_text(remark: Remark) -> str:
    return _joined(
        _text("element", remark.element), _text("text", remark.text), _attributes_text(remark.attributes)
    )


def _attributes_text(attributes: Attributes) -> str:
    if not attributes:
        return ""
    return f'"attributes": {{{", ".join([f"{_word(name)}: {quoted(value)}" for name, value in attributes])}}}'


@lru_cache(maxsize=1000)
def _word(text: str) -> str:
    """A name as JSON; the same few again and again."""
    return quoted(text)


def _text(key: str, value: str) -> str:
    return f'"{key}": {quoted(value)}' if value else ""


def _list(key: str, items: list[str]) -> str:
    return f'"{key}": [{", ".join(items)}]' if items else ""


def _joined(*members: str) -> str:
    """An object of the members that are not empty."""
    return f"{{{', '.join(filter(None, members))}}}"


def codes_of(value: object) -> tuple[Code, ...]:
    """Codes from a list of objects.

    Raises:
        ValueError: not what :func:`codes_json` writes; with what is wrong.
    """
    return _each(value, _code)


def details_of(value: object) -> Details:
    """Details from an object.

    Raises:
        ValueError: not what :func:`details_json` writes.
    """
    row = _object(value)
    return _new_details(
        _string(row, "family"), _each(row.get("elements"), element_of), _each(row.get("variants"), _variant)
    )


def element_of(value: object) -> Element:
    """An element from an object.

    Raises:
        ValueError: not what :func:`element_json` writes.
    """
    row = _object(value)
    remarks = _each(row["remarks"], _remark) if "remarks" in row else ()
    return _new_element(_string(row, "name"), _attributes(row), remarks, _number(row, "number"))


def _code(value: object) -> Code:
    row = _object(value)
    try:
        kind = CodeKind(_string(row, "kind"))
    except ValueError:
        raise ValueError(f"'{_string(row, 'kind')[:20]}' is no kind of code") from None
    return _new_code(
        _number(row, "at"),
        kind,
        _string(row, "element"),
        _string(row, "id"),
        _string(row, "data"),
        _attributes(row),
        _each(row["subflows"], _subflow) if "subflows" in row else (),
    )


def _subflow(value: object) -> Subflow:
    row = _object(value)
    return Subflow(_number(row, "at"), _string(row, "text"), codes_of(row.get("codes")), _attributes(row))


def _variant(value: object) -> Variant:
    row = _object(value)
    language, side, attributes = _string(row, "language"), _string(row, "side"), _attributes(row)
    if len(row) == 2 + bool(attributes) and language and side:
        return _plain_variant(language, side, attributes)
    return Variant(
        language,
        side,
        _string(row, "text"),
        codes_of(row.get("codes")),
        attributes,
        _each(row.get("remarks"), _remark),
    )


@lru_cache(maxsize=1000)
def _plain_variant(language: str, side: str, attributes: Attributes) -> Variant:
    """A variant of which nothing else is said: most are the same."""
    return Variant(language, side, attributes=attributes)


def _remark(value: object) -> Remark:
    row = _object(value)
    return Remark(_string(row, "element"), _string(row, "text"), _attributes(row))


def _each(value: object, make: Callable[[object], Made]) -> tuple[Made, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise ValueError("a list is wanted")
    return tuple([make(item) for item in value])


def _object(value: object) -> Json:
    if not isinstance(value, dict):
        raise ValueError("an object is wanted")
    return value


def _attributes(row: Json) -> Attributes:
    if "attributes" not in row:
        return ()
    value = _object(row["attributes"])
    if not _TEXT.issuperset(map(type, value.values())):
        raise ValueError("an attribute is text")
    for name in value:
        _check_name(name)
    return tuple(value.items())


@lru_cache(maxsize=1000)
def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ValueError(f"'{name[:20]}' is no name of an attribute")


def _string(row: Json, key: str) -> str:
    value = row.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"'{key}' is text")
    return value


def _number(row: Json, key: str) -> int:
    value = row.get(key, 0)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"'{key}' is a number from 0 on")
    return value
