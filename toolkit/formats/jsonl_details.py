"""Inline codes and details of a unit as JSON, and back; empty fields are left out.

::

    "source_codes": [{"at": 4, "kind": "open", "element": "tmx:bpt", "id": "1", "data": "<b>",
                      "attributes": {"i": "1"}, "subflows": [{"at": 3, "text": "…"}]}]
    "details": {"family": "tmx", "elements": [{"name": "tu", "number": 1, "attributes": {…},
                "remarks": [{"element": "note", "text": "…"}]}],
                "variants": [{"language": "en", "side": "source"}, …]}
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from toolkit.details import Attributes, Code, CodeKind, Details, Element, Remark, Subflow, Variant
from toolkit.formats.lines import scalars

Json = dict[str, Any]
Made = TypeVar("Made")


def codes_json(codes: Iterable[Code]) -> list[Json]:
    """Codes as a list of objects."""
    return [
        _filled(
            at=code.at,
            kind=str(code.kind),
            element=code.element,
            id=scalars(code.id),
            data=scalars(code.data),
            attributes=_attributes_json(code.attributes),
            subflows=[
                _filled(
                    at=flow.at,
                    text=scalars(flow.text),
                    codes=codes_json(flow.codes),
                    attributes=_attributes_json(flow.attributes),
                )
                for flow in code.subflows
            ],
        )
        for code in codes
    ]


def details_json(details: Details) -> Json:
    """Details as an object."""
    return _filled(
        family=details.family,
        elements=[element_json(element) for element in details.elements],
        variants=[
            _filled(
                language=variant.language,
                side=variant.side,
                text=scalars(variant.text),
                codes=codes_json(variant.codes),
                attributes=_attributes_json(variant.attributes),
                remarks=_remarks_json(variant.remarks),
            )
            for variant in details.variants
        ],
    )


def element_json(element: Element) -> Json:
    """An element, or a header, as an object."""
    return _filled(
        name=element.name,
        number=element.number,
        attributes=_attributes_json(element.attributes),
        remarks=_remarks_json(element.remarks),
    )


def _remarks_json(remarks: Iterable[Remark]) -> list[Json]:
    return [
        _filled(element=r.element, text=scalars(r.text), attributes=_attributes_json(r.attributes))
        for r in remarks
    ]


def _attributes_json(attributes: Attributes) -> dict[str, str]:
    return {name: scalars(value) for name, value in attributes}


def _filled(**values: Any) -> Json:
    return {key: value for key, value in values.items() if value or key == "at"}


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
    return Details(
        _string(row, "family"), _each(row.get("elements"), element_of), _each(row.get("variants"), _variant)
    )


def element_of(value: object) -> Element:
    """An element from an object.

    Raises:
        ValueError: not what :func:`element_json` writes.
    """
    row = _object(value)
    remarks = _each(row.get("remarks"), _remark)
    return Element(_string(row, "name"), _attributes(row), remarks, _number(row, "number"))


def _code(value: object) -> Code:
    row = _object(value)
    try:
        kind = CodeKind(_string(row, "kind"))
    except ValueError:
        raise ValueError(f"'{_string(row, 'kind')[:20]}' is no kind of code") from None
    return Code(
        _number(row, "at"),
        kind,
        _string(row, "element"),
        _string(row, "id"),
        _string(row, "data"),
        _attributes(row),
        _each(row.get("subflows"), _subflow),
    )


def _subflow(value: object) -> Subflow:
    row = _object(value)
    return Subflow(_number(row, "at"), _string(row, "text"), codes_of(row.get("codes")), _attributes(row))


def _variant(value: object) -> Variant:
    row = _object(value)
    return Variant(
        _string(row, "language"),
        _string(row, "side"),
        _string(row, "text"),
        codes_of(row.get("codes")),
        _attributes(row),
        _each(row.get("remarks"), _remark),
    )


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
    value = _object(row.get("attributes", {}))
    if not all(isinstance(item, str) for item in value.values()):
        raise ValueError("an attribute is text")
    return tuple((scalars(name), scalars(text)) for name, text in value.items())


def _string(row: Json, key: str) -> str:
    value = row.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"'{key}' is text")
    return scalars(value)


def _number(row: Json, key: str) -> int:
    value = row.get(key, 0)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"'{key}' is a number from 0 on")
    return value
