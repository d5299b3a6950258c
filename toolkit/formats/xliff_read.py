"""XLIFF 1.2 and 2.x to units: streaming, one unit of the file in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from toolkit.details import Details, Element, Variant
from toolkit.formats.contract import Context
from toolkit.formats.tmx_pairing import code_of
from toolkit.formats.tmx_properties import Known
from toolkit.formats.xliff_events import Reader
from toolkit.formats.xliff_parts import Read
from toolkit.model import Unit, Units
from toolkit.safe_xml import parse


def read(stream: IO[bytes], context: Context) -> Units:
    """The segments of a file as units, lazily; the file is read up to the first of them at once.

    With ``context.whole`` what stands between segments is a unit too, and every unit knows where it stood.
    """
    reader = Reader(context.path, context.whole)
    found = _found(stream, reader, context)
    first = next(found, None)

    def units() -> Iterator[Unit]:
        count = 0
        for read_ in [first] if first else []:
            yield from _units(read_, reader, context, count)
            count += len(read_.segments)
        for read_ in found:
            yield from _units(read_, reader, context, count)
            count += len(read_.segments)
        if clause := reader.passed.clause():
            context.notice(clause)

    languages = [
        code_of(written) or code
        for written, code in zip(
            reader.languages, (context.source_language, context.target_language), strict=True
        )
    ]
    names = dict(first.levels[0].attributes) if first else {}
    header = None
    if context.whole and reader.header is not None:
        attributes = (*reader.header.attributes, ("family", reader.family))
        header = Element("xliff", attributes, tuple(reader.header_remarks))
    return Units(
        units(), languages[0], languages[1], names.get("original", ""), names.get("target-original", ""),
        header=header,
    )  # fmt: skip


def _found(stream: IO[bytes], reader: Reader, context: Context) -> Iterator[Read]:
    for _piece in parse(stream, reader, context.path):
        yield from reader.ready
        reader.ready.clear()


def _units(read_: Read, reader: Reader, context: Context, count: int) -> Iterator[Unit]:
    unit = read_.levels[-1]
    known = Known(read_.properties)
    notes = "\n".join(remark.text for remark in unit.remarks if remark.element == "note")
    texts = [segment for segment in read_.segments if segment.name != "ignorable"]
    own_id = next((r.text for r in known.others if r.attributes == (("type", "x-id"),)), "")
    for place, segment in enumerate(read_.segments, 1):
        count += 1
        source, target = segment.source, segment.target
        empty = not (source and source.text) and not (target and target.text)
        if not context.whole and (empty or segment.name == "ignorable"):
            continue
        name = own_id or unit.attribute("id") or str(count)
        if len(texts) > 1 or segment.name == "ignorable":
            name = f"{name}/{dict(segment.attributes).get('id') or place}"
        details = None
        if context.whole:
            elements = read_.levels
            if segment.name:
                elements = (*elements, Element(segment.name, segment.attributes, (), segment.number))
            sides = ((reader.languages[0], "source", source), (reader.languages[1], "target", target))
            variants = tuple(
                Variant(language, name_, attributes=side.attributes)
                for language, name_, side in sides
                if side
            )
            details = Details(reader.family, elements, variants)
        yield Unit(
            id=name,
            source=source.text if source else "",
            target=target.text if target else "",
            bead=known.bead,
            confidence=known.confidence,
            source_spans=tuple(known.spans["x-source-span"]),
            target_spans=tuple(known.spans["x-target-span"]),
            source_line=known.lines.get("x-source-line"),
            target_line=known.lines.get("x-target-line"),
            kind=known.kind,
            note=notes,
            source_codes=source.codes if source else (),
            target_codes=target.codes if target else (),
            details=details,
        )
