"""Spreadsheets and Parquet: what needs an extra."""

from __future__ import annotations

import io
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.strategies import units as made_units
from toolkit.errors import FormatError, MissingExtra
from toolkit.formats import FORMATS, Context, dump
from toolkit.formats.lines import scalars
from toolkit.model import Unit, Units
from toolkit.safe_xml import count_forbidden

EXTRAS = {"xlsx": "openpyxl", "parquet": "pyarrow"}


def written(name: str, units: Units) -> bytes:
    pytest.importorskip(EXTRAS[name])
    stream = io.BytesIO()
    dump(units, stream, name)
    return stream.getvalue()


def read(name: str, data: bytes) -> Units:
    pytest.importorskip(EXTRAS[name])
    reader = FORMATS[name].read
    assert reader is not None
    return reader(io.BytesIO(data), Context(path=f"a.{name}")).held()


@pytest.mark.parametrize("name", EXTRAS)
def test_a_missing_extra_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, EXTRAS[name], None)
    with pytest.raises(MissingExtra, match=rf"pip install 'bitext-toolkit\[{name}\]'"):
        dump(Units(()), io.BytesIO(), name)


@pytest.mark.parametrize("name", EXTRAS)
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not really", b"PAR1 neither PAR1", b"a\tb\n"])
def test_what_is_none_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(FormatError):
        read(name, data)


# ── XLSX ────────────────────────────────────────────────────────────────────────────────────────────────────


def cell(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join("\ufffd" if count_forbidden(c) else c for c in lines)


@settings(max_examples=25, deadline=None)
@given(st.lists(made_units(), max_size=3))
def test_units_come_back_from_a_spreadsheet(units: list[Unit]) -> None:
    after = read("xlsx", written("xlsx", Units(tuple(units))))
    assert [(u.id, u.source, u.target, u.type, u.confidence, u.note) for u in after] == [
        (cell(u.id), cell(u.source), cell(u.target), u.type, u.confidence, cell(u.note)) for u in units
    ]


def test_a_formula_is_text_and_an_escape_stays_one() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    units = Units((Unit("1", "=1+1", "_x000D_"), Unit("2", "+a", "'b")))
    data = written("xlsx", units)
    assert [(u.source, u.target) for u in read("xlsx", data)] == [("=1+1", "_x000D_"), ("+a", "'b")]
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert sheet["B2"].data_type == "s" and sheet.freeze_panes == "A2"


def test_corrections_are_read_back() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", Units((Unit("7", "Một", "Won", "1-1", 0.5),)))))
    sheet = book.worksheets[0]
    sheet["C2"], sheet["F2"] = "One", "corrected"
    sheet.insert_cols(1)
    sheet["A1"], sheet["A2"] = "who", "me"
    stream = io.BytesIO()
    book.save(stream)
    (unit,) = read("xlsx", stream.getvalue())
    assert unit == Unit("7", "Một", "One", "1-1", 0.5, note="corrected")


def test_the_same_units_give_the_same_spreadsheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert written("xlsx", Units((Unit("1", "a", "b"),))) == written("xlsx", Units((Unit("1", "a", "b"),)))


def test_a_cell_beyond_the_limit_is_counted() -> None:
    pytest.importorskip("openpyxl")
    said = dump(Units((Unit("1", "a" * 40_000, "b"), Unit("2", "c", "d"))), io.BytesIO(), "xlsx")
    assert (said.units, said.skipped) == (1, 1) and "32767" in said.note


def test_a_sheet_without_the_columns() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    with pytest.raises(FormatError, match="no sheet has the columns source and target"):
        read("xlsx", stream.getvalue())


# ── Parquet ─────────────────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=25, deadline=None)
@given(st.lists(made_units(), max_size=3), st.sampled_from(["", "a b.txt"]))
def test_units_come_back_from_parquet(units: list[Unit], name: str) -> None:
    before = Units(tuple(units), "vi", "en", name, name)
    want = [
        replace(u, source=scalars(u.source), target=scalars(u.target), source_line=None, target_line=None)
        for u in units
    ]
    assert read("parquet", written("parquet", before)) == replace(before, units=tuple(want))


def test_any_table_with_two_columns_is_read() -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    stream = io.BytesIO()
    parquet.write_table(arrow.table({"target": ["One", None], "source": ["Một", "Hai"], "x": [1, 2]}), stream)
    assert [(u.id, u.source, u.target) for u in read("parquet", stream.getvalue())] == [
        ("1", "Một", "One"),
        ("2", "Hai", ""),
    ]
    stream = io.BytesIO()
    parquet.write_table(arrow.table({"target": ["One"]}), stream)
    with pytest.raises(FormatError, match="has no column 'source' – its columns: target"):
        read("parquet", stream.getvalue())


def test_a_parquet_file_that_is_cut_off() -> None:
    data = written("parquet", Units((Unit("1", "a", "b"),)))
    with pytest.raises(FormatError, match="is not Parquet"):
        read("parquet", data[:-10])
