"""XLSX: a spreadsheet for reviewers, ``id source target confidence bead comment``, and back with corrections.

Source and target are wrapped text, the header stays in sight, unsure units are marked by colour. Read is the
first sheet whose first row names ``source`` and ``target``; columns may be moved, added or left out, and what
a reviewer corrected is what the unit then says.

Promise: id, source, target, confidence (four digits), bead type and note (``comment``) come back as they
were, but for line breaks, which all become LF, and characters XML cannot carry, which become U+FFFD and are
counted. Nothing is a formula, whatever it begins with. Units with more than 32,767 characters in a cell,
Excel's limit, are left out and counted. The same units give the same bytes.

Needs the extra ``xlsx`` (openpyxl).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from typing import IO, Any

from toolkit.errors import FormatError, MissingExtra
from toolkit.formats.contract import Context, Format, Written
from toolkit.formats.fields import BEAD_TYPE, confidence, rounded
from toolkit.model import Unit, Units
from toolkit.translations import _

COLUMNS = ("id", "source", "target", "confidence", "bead", "comment")
LIMIT = 32_767
_WIDTHS = (8, 60, 60, 11, 6, 40)
_UNFIT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def _read(stream: IO[bytes], context: Context) -> Units:
    openpyxl = _openpyxl()
    data = io.BytesIO(stream.read())
    if not zipfile.is_zipfile(data):
        raise FormatError(_("is not XLSX"), _("save it as an Excel workbook (.xlsx)"), path=context.path)
    try:
        book = openpyxl.load_workbook(data, read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever it stumbles over in a damaged file
        problem = _("cannot be read as XLSX ({problem})", problem=type(error).__name__)
        raise FormatError(problem, _("open and save it again"), path=context.path) from None
    return Units(_units(book, context), context.source_language, context.target_language)


def _units(book: Any, context: Context) -> Iterator[Unit]:
    for sheet in book.worksheets:
        rows = iter(sheet.iter_rows(values_only=True))
        names = [_text(cell).strip().lower() for cell in next(rows, ())]
        if "source" in names and "target" in names:
            break
    else:
        raise FormatError(
            _("no sheet has the columns source and target"),
            _("name them in the first row"),
            path=context.path,
        )
    for number, row in enumerate(rows, 2):
        cells = {name: _text(cell) for name, cell in zip(names, row, strict=False) if name}
        if any(cells.values()):
            yield _unit(cells, number, context.path)


def _unit(cells: dict[str, str], number: int, path: str) -> Unit:
    bead = cells.get("bead", "").strip()
    if bead and not BEAD_TYPE.fullmatch(bead):
        problem = _("'{bead}' is not a bead type", bead=bead[:40])
        raise FormatError(problem, _("write 1-1, 2-1 …"), path=path, line=number)
    try:
        sure = confidence(cells.get("confidence", ""))
    except ValueError:
        value = cells["confidence"][:40]
        problem = _("the confidence '{value}' is not a number from 0 to 1", value=value)
        raise FormatError(problem, path=path, line=number) from None
    return Unit(
        cells.get("id") or str(number - 1),
        cells.get("source", ""),
        cells.get("target", ""),
        bead,
        sure,
        note=cells.get("comment", "") or cells.get("note", ""),
    )


def _text(cell: Any) -> str:
    """A cell as text: numbers as a person would write them, and what Excel writes as ``_x000D_`` as it is."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return (
        _ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(cell))
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )


def _write(units: Units, stream: IO[bytes], context: Context) -> Written:
    openpyxl, styles = _openpyxl(), import_module("openpyxl.styles")
    new_cell = import_module("openpyxl.cell").WriteOnlyCell
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("bitext")
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEF", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    wrapped = styles.Alignment(wrap_text=True, vertical="top")
    unsure = styles.PatternFill("solid", fgColor="FFF2CC")

    def cell(value: str | float | None) -> Any:
        made = new_cell(sheet, value=value)
        if isinstance(value, str):
            made.data_type = "s"  # nothing is a formula
        made.alignment = wrapped
        return made

    header = [cell(name) for name in COLUMNS]
    for made in header:
        made.font = styles.Font(bold=True)
    sheet.append(header)
    count = skipped = replaced = 0
    for unit in units:
        texts = [
            _UNFIT.subn("\ufffd", _lines(text)) for text in (unit.id, unit.source, unit.target, unit.note)
        ]
        if any(len(text) > LIMIT for text, _count in texts):
            skipped += 1
            continue
        id, source, target, note = (_protected(text) for text, _count in texts)
        sure = None if unit.confidence is None else rounded(unit.confidence)
        row = [cell(value) for value in (id, source, target, sure, unit.type, note)]
        if sure is not None and sure < context.fuzzy_below:
            for made in row:
                made.fill = unsure
        sheet.append(row)
        count += 1
        replaced += sum(found for _text_, found in texts)
    made = io.BytesIO()
    book.save(made)
    _settled(made, stream)
    said = (
        [_("a cell would be longer than Excel's limit of {count} characters", count=LIMIT)] if skipped else []
    )
    said += [_("{count} characters XML cannot carry became U+FFFD", count=replaced)] if replaced else []
    return Written(count, skipped, "; ".join(said))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _protected(text: str) -> str:
    """Text in which what looks like Excel's own escape (``_x000D_``) stays what it is."""
    return _ESCAPED.sub(lambda match: f"_x005F_x{match[1]}_", text) if "_x" in text else text


def _settled(made: IO[bytes], stream: IO[bytes]) -> None:
    """Copy the archive without the clock: dates inside are those of the command, members have none."""
    from toolkit.formats.dates import now

    date = now().strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            data = source.read(member)
            if member.filename == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + date + rb"\g<2>", data)
                data = re.sub(rb"(<dcterms:created[^>]*>)[^<]*(<)", rb"\g<1>" + date + rb"\g<2>", data)
            kept = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            kept.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(kept, data)


def _openpyxl() -> Any:
    try:
        return import_module("openpyxl")
    except ImportError:
        raise MissingExtra(_("a spreadsheet (XLSX)"), "xlsx") from None


FORMAT = Format("xlsx", (".xlsx",), "XLSX", _read, _write)
