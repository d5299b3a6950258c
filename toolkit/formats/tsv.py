"""TSV: a table a spreadsheet opens, ``id source target bead confidence``, with a header line.

Written as RFC 4180 has it with the tab for the comma: a field that holds a tab, a line break or a quotation
mark is put in quotation marks, and those inside it are doubled. UTF-8, LF.

Reading is for what people have:

- With a header that names ``source`` and ``target`` (any order, any other columns, of which ``note`` or
  ``comment`` is the unit's note), fields may be quoted and
  then span lines. A line that is no such row with the header's number of columns is taken raw: one row, tabs
  separate, quotation marks are text.
- Without a header there are two columns, source and target (or the five above), one row a line. Quotation
  marks come off only where they must have been put on: around a tab or doubled ones. Dialogue keeps its own.
- UTF-16 with its mark and decimal commas are understood: spreadsheets write both.

Promise: id (one that is not empty), source, target, bead type and confidence (four digits) come back as they
were, whatever the characters (a lone surrogate as U+FFFD). Fields that begin with ``=`` are written as they
are too: import the columns as text.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import IO

from toolkit.errors import FormatError
from toolkit.formats.contract import Context, Format, Written
from toolkit.formats.fields import BEAD_TYPE, confidence, rounded
from toolkit.formats.lines import count_lone, decoded_lines, scalars
from toolkit.model import Unit, Units
from toolkit.translations import _, ngettext

LONGEST = 1 << 20
"""Characters of a row that spans lines: beyond, its quotation mark is none that opens a field."""
COLUMNS = ("id", "source", "target", "bead", "confidence")


def quoted(record: str, separator: str = "\t") -> list[str] | None:
    """The fields of a record by RFC 4180, section 2; ``None`` where it breaks the rules."""
    fields: list[str] = []
    at = 0
    while True:
        if record.startswith('"', at):
            close = record.find('"', at + 1)
            while close >= 0 and record.startswith('"', close + 1):
                close = record.find('"', close + 2)
            if close < 0:
                return None
            field, end = record[at + 1 : close].replace('""', '"'), close + 1
            if end < len(record) and record[end] != separator:
                return None
        else:
            end = record.find(separator, at)
            end = end if end >= 0 else len(record)
            field = record[at:end]
            if '"' in field:
                return None
        fields.append(field)
        if end == len(record):
            return fields
        at = end + 1


class _Rows:
    """Rows below a header, each with the number of its first line."""

    def __init__(self, lines: Iterator[str], width: int) -> None:
        self._lines = lines
        self._ahead: deque[str] = deque()
        self._width = width
        self._number = 1

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        while line := self._next():
            number = self._number
            if not line.strip("\r\n"):
                continue
            yield number, self._row(line)

    def _next(self) -> str:
        line = self._ahead.popleft() if self._ahead else next(self._lines, "")
        self._number += bool(line)
        return line

    def _row(self, first: str) -> list[str]:
        # A row by the rules holds an even number of quotation marks; until then it goes on in the next line.
        lines = [first]
        odd, size = first.count('"') % 2, len(first)
        while odd and size < LONGEST and (line := self._next()):
            lines.append(line)
            size += len(line)
            odd ^= line.count('"') % 2
        by_rule = None if odd else quoted(_unended("".join(lines)))
        if by_rule is not None and len(_trimmed(by_rule, self._width)) == self._width:
            return _trimmed(by_rule, self._width)
        self._ahead.extendleft(reversed(lines[1:]))
        self._number -= len(lines) - 1
        raw = _unended(first).split("\t")
        if by_rule is not None and len(lines) == 1 and len(raw) != self._width:
            raw = by_rule
        return _trimmed(raw, self._width)


def _unended(line: str) -> str:
    return line.removesuffix("\n").removesuffix("\r")


def _trimmed(row: list[str], width: int) -> list[str]:
    """Without empty cells beyond the columns, which spreadsheets leave behind."""
    end = len(row)
    while end > width and not row[end - 1]:
        end -= 1
    return row[:end]


def _bare(line: str) -> list[str]:
    """The fields of a line without a header above it."""
    text = _unended(line)
    raw, by_rule = text.split("\t"), quoted(text)
    if by_rule is not None and (len(by_rule) < len(raw) or any('"' in field for field in by_rule)):
        raw = by_rule
    return _trimmed(raw, 2)


def _read(stream: IO[bytes], context: Context) -> Units:
    lines = decoded_lines(stream, context.path)
    first = next(lines, "")
    names = [name.strip().strip('"').lower() for name in _unended(first).split("\t")]
    if "source" in names and "target" in names:
        units = _with_header(lines, names, context.path)
    else:
        units = _without_header(first, lines, context.path)
    return Units(units, context.source_language, context.target_language)


def _with_header(lines: Iterator[str], names: list[str], path: str) -> Iterator[Unit]:
    source, target = names.index("source"), names.index("target")
    for count, (number, row) in enumerate(_Rows(lines, len(names)), 1):
        if len(row) > len(names) or len(row) <= max(source, target):
            raise FormatError(
                _("{columns} where the header names {names}", columns=columns(len(row)), names=len(names)),
                _("put fields with tabs or line breaks in quotation marks"),
                path=path,
                line=number,
            )
        cells = dict(zip(names, row, strict=False))
        yield row_unit(cells, str(count), number, path)


def _without_header(first: str, lines: Iterator[str], path: str) -> Iterator[Unit]:
    number, line = 1, first
    while line:
        if line.strip("\r\n"):
            row = _bare(line)
            if len(row) == 5 and (not row[3] or BEAD_TYPE.fullmatch(row[3])):
                cells = dict(zip(COLUMNS, row, strict=True))
            elif len(row) == 2:
                cells = dict(zip(("source", "target"), row, strict=True))
            else:
                raise FormatError(
                    _("{columns} and no header", columns=columns(len(row))),
                    _("write source and target with a tab between, or name the columns in the first line"),
                    path=path,
                    line=number,
                )
            yield row_unit(cells, str(number), number, path)
        line = next(lines, "")
        number += 1


def columns(count: int) -> str:
    """A number of columns, in words."""
    return ngettext("one column", "{count} columns", count)


def row_unit(cells: dict[str, str], number: str, line: int, path: str) -> Unit:
    """The unit of a row, its cells by the names of their columns; ``number`` is its id if it has none.

    Raises:
        FormatError: a bead type or a confidence that is none, with the line.
    """
    bead = cells.get("bead", "").strip()
    if bead and not BEAD_TYPE.fullmatch(bead):
        raise FormatError(
            _("'{bead}' is not a bead type", bead=bead[:40]), _("write 1-1, 2-1 …"), path=path, line=line
        )
    try:
        sure = confidence(cells.get("confidence", ""))
    except ValueError:
        raise FormatError(
            _("the confidence '{value}' is not a number from 0 to 1", value=cells["confidence"][:40]),
            path=path,
            line=line,
        ) from None
    note = cells.get("note") or cells.get("comment") or ""
    return Unit(cells.get("id") or number, cells["source"], cells["target"], bead, sure, note=note)


def _write(units: Units, stream: IO[bytes], context: Context) -> Written:
    stream.write("\t".join(COLUMNS).encode("ascii") + b"\n")
    count = lone = 0
    for unit in units:
        sure = "" if unit.confidence is None else str(rounded(unit.confidence))
        row = (unit.id, unit.source, unit.target, unit.type, sure)
        stream.write(scalars("\t".join(map(_field, row))).encode("utf-8") + b"\n")
        count += 1
        lone += count_lone(unit.source) + count_lone(unit.target)
    return Written(count, note=_("{count} lone surrogates became U+FFFD", count=lone) if lone else "")


def _field(text: str) -> str:
    if any(mark in text for mark in '"\t\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text


FORMAT = Format("tsv", (".tsv", ".tab"), "TSV", _read, _write)
