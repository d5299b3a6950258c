"""Units to JSONL, a line at a time: JSON is laid out by hand, for the form of a line is always the same."""

from __future__ import annotations

from typing import IO

from toolkit.details import Details
from toolkit.formats.contract import Context, Written
from toolkit.formats.fields import rounded
from toolkit.formats.jsonl_details import codes_text, details_text, element_text, quoted
from toolkit.formats.lines import count_lone, scalars
from toolkit.model import Kind, Span, Unit, Units
from toolkit.translations import _


def write(units: Units, stream: IO[bytes], context: Context) -> Written:
    """Write a whole file."""
    tail = _shared(units)
    count = lone = 0
    before: Details | None = None
    for unit in units:
        line = _line(unit, before, "" if count else _header(units), tail)
        before = unit.details
        try:
            data = line.encode("utf-8")
        except UnicodeEncodeError:
            data = scalars(line).encode("utf-8")
            lone += count_lone(unit.source) + count_lone(unit.target)
        stream.write(data)
        count += 1
    return Written(count, note=_("{count} lone surrogates became U+FFFD", count=lone) if lone else "")


def _shared(units: Units) -> str:
    """What stands at the end of every line."""
    shared = {
        "source_language": units.source_language if units.source_language != "und" else "",
        "target_language": units.target_language if units.target_language != "und" else "",
        "source_name": units.source_name,
        "target_name": units.target_name,
    }
    return "".join([f', "{key}": {quoted(value)}' for key, value in shared.items() if value])


def _header(units: Units) -> str:
    """What the first line says of the file."""
    out = ""
    if units.properties:
        members = ", ".join([f"{quoted(k)}: {quoted(v)}" for k, v in units.properties.items()])
        out += f', "properties": {{{members}}}'
    if units.header is not None:
        out += f', "header": {element_text(units.header)}'
    return out


def _line(unit: Unit, before: Details | None, header: str, tail: str) -> str:
    out = [
        f'{{"id": {quoted(unit.id)}, "source": {quoted(unit.source)}, "target": {quoted(unit.target)}, '
        f'"source_spans": {_spans(unit.source_spans)}, "target_spans": {_spans(unit.target_spans)}, '
        f'"bead": {quoted(unit.type)}, '
        f'"confidence": {"null" if unit.confidence is None else repr(rounded(unit.confidence))}'
    ]
    if unit.source_line is not None:
        out.append(f', "source_line": {unit.source_line}')
    if unit.target_line is not None:
        out.append(f', "target_line": {unit.target_line}')
    if unit.kind is not Kind.PARAGRAPH:
        out.append(f', "kind": {quoted(str(unit.kind))}')
    if unit.note:
        out.append(f', "note": {quoted(unit.note)}')
    if unit.source_codes:
        out.append(f', "source_codes": {codes_text(unit.source_codes)}')
    if unit.target_codes:
        out.append(f', "target_codes": {codes_text(unit.target_codes)}')
    if unit.details is not None:
        out.append(f', "details": {details_text(unit.details, before)}')
    return "".join([*out, header, tail, "}\n"])


def _spans(spans: tuple[Span, ...]) -> str:
    return f"[{', '.join([f'[{start}, {end}]' for start, end in spans])}]" if spans else "[]"
