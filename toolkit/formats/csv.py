"""CSV: the table of :mod:`toolkit.formats.tsv` with commas, ``id,source,target,bead,confidence``.

Written as RFC 4180 has it: a field that holds a comma, a line break or a quotation mark is put in quotation
marks, and those inside it are doubled; records end with CRLF. UTF-8.

Read are commas and semicolons (which spreadsheets write where the comma is the decimal mark), told apart by
the header, or by the first record where there is none: then there are two columns, source and target. A
first line ``sep=;`` is heeded. Other columns are passed over; ``note`` or ``comment`` is the unit's note.

Promise: id (one that is not empty), source, target, bead type and confidence (four digits) come back as they
were, whatever the characters (a lone surrogate as U+FFFD). Fields that begin with ``=`` are written as they
are: import the columns as text, or use XLSX.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import IO

from toolkit.errors import FormatError
from toolkit.formats.contract import Context, Format, Written
from toolkit.formats.fields import rounded
from toolkit.formats.lines import count_lone, decoded_lines, scalars
from toolkit.formats.tsv import COLUMNS, LONGEST, columns, quoted, row_unit
from toolkit.model import Unit, Units
from toolkit.translations import _

_SEPARATORS = (",", ";", "\t")


def _records(lines: Iterator[str], number: int = 0) -> Iterator[tuple[int, str]]:
    """Records with the number of their first line: a line break inside quotation marks does not end one."""
    for line in lines:
        number += 1
        first = number
        odd, size = line.count('"') % 2, len(line)
        parts = [line]
        while odd and size < LONGEST and (more := next(lines, "")):
            number += 1
            parts.append(more)
            size += len(more)
            odd ^= more.count('"') % 2
        record = "".join(parts).removesuffix("\n").removesuffix("\r")
        if record:
            yield first, record


def _read(stream: IO[bytes], context: Context) -> Units:
    records = _records(decoded_lines(stream, context.path))
    first = next(records, None)
    separator = ""
    if first is not None and len(first[1]) == 5 and first[1].startswith("sep="):
        separator, first = first[1][4], next(records, None)
    if first is None:
        return Units((), context.source_language, context.target_language)
    names: list[str] = []
    for mark in (separator,) if separator else _SEPARATORS:
        found = [name.strip().lower() for name in quoted(first[1], mark) or ()]
        if "source" in found and "target" in found:
            names, separator = found, mark
            break
    if not names:
        separator = separator or next(
            (mark for mark in _SEPARATORS if len(quoted(first[1], mark) or ()) == 2), ","
        )
        names, records = ["source", "target"], chain([first], records)
    units = _units(records, names, separator, context.path)
    return Units(units, context.source_language, context.target_language)


def _units(records: Iterator[tuple[int, str]], names: list[str], separator: str, path: str) -> Iterator[Unit]:
    for count, (line, record) in enumerate(records, 1):
        row = quoted(record, separator)
        if row is None:
            raise FormatError(
                _("quotation marks that do not fit"),
                _("put the whole field in quotation marks and double those inside"),
                path=path,
                line=line,
            )
        while len(row) > len(names) and not row[-1]:
            row.pop()  # empty cells beyond the columns, which spreadsheets leave behind
        if len(row) != len(names):
            raise FormatError(
                _("{columns} where there should be {wanted}", columns=columns(len(row)), wanted=len(names)),
                _("put fields with commas or line breaks in quotation marks"),
                path=path,
                line=line,
            )
        cells = dict(zip(names, row, strict=True))
        unit = row_unit(cells, str(count), line, path)
        note = cells.get("note") or cells.get("comment") or ""
        yield replace(unit, note=note) if note else unit


def _write(units: Units, stream: IO[bytes], context: Context) -> Written:
    stream.write(",".join(COLUMNS).encode("ascii") + b"\r\n")
    count = lone = 0
    for unit in units:
        sure = "" if unit.confidence is None else str(rounded(unit.confidence))
        row = (unit.id, unit.source, unit.target, unit.type, sure)
        stream.write(scalars(",".join(map(_field, row))).encode("utf-8") + b"\r\n")
        count += 1
        lone += count_lone(unit.source) + count_lone(unit.target)
    return Written(count, note=_("{count} lone surrogates became U+FFFD", count=lone) if lone else "")


def _field(text: str) -> str:
    if any(mark in text for mark in '",\n\r') or text[:1].isspace() or text[-1:].isspace():
        return '"' + text.replace('"', '""') + '"'
    return text


FORMAT = Format("csv", (".csv",), "CSV", _read, _write)
