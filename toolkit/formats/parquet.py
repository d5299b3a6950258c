"""Parquet: a table for data tools, ``id source target bead confidence source_spans target_spans kind note``.

Languages and names stand in the metadata of the file (``source_language`` …). Any table with the columns
``source`` and ``target`` (text) is read; the others need not be there.

Promise: id, source, target, bead type (an unnamed one as what it amounts to), confidence (exactly), spans,
kind and note come back as they were, and so do languages and names; a lone surrogate as U+FFFD. Written and
read in groups of rows, at flat memory; standard input is held.

Needs the extra ``parquet`` (pyarrow).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib import import_module
from typing import IO, Any

from toolkit.errors import FormatError, MissingExtra
from toolkit.formats.contract import Context, Format, Written
from toolkit.formats.lines import count_lone, scalars
from toolkit.model import Kind, Span, Unit, Units
from toolkit.translations import _

GROUP = 10_000
"""Rows that are written and read together."""

_KINDS = {str(kind): kind for kind in Kind}
_KEYS = ("source_language", "target_language", "source_name", "target_name")


def _read(stream: IO[bytes], context: Context) -> Units:
    arrow, parquet = _pyarrow()
    source = stream if stream.seekable() else io.BytesIO(stream.read())
    try:
        file = parquet.ParquetFile(source)
    except (arrow.ArrowException, OSError) as error:
        problem = _("is not Parquet ({problem})", problem=str(error).splitlines()[0][:80])
        raise FormatError(problem, _("is the file whole?"), path=context.path) from None
    for name in ("source", "target"):
        if name not in file.schema_arrow.names:
            there = ", ".join(file.schema_arrow.names[:20])
            raise FormatError(
                _("has no column '{name}'", name=name),
                _("its columns: {names}", names=there),
                path=context.path,
            )
    raw = file.schema_arrow.metadata or {}
    said = [raw.get(key.encode(), b"").decode("utf-8", "replace") for key in _KEYS]
    return Units(
        _units(file, context),
        said[0] or context.source_language,
        said[1] or context.target_language,
        said[2],
        said[3],
    )


def _units(file: Any, context: Context) -> Iterator[Unit]:
    arrow, _parquet = _pyarrow()
    wanted = ("id", "source", "target", "bead", "confidence", "source_spans", "target_spans", "kind", "note")
    columns = [name for name in wanted if name in file.schema_arrow.names]
    number = 0
    try:
        for batch in file.iter_batches(batch_size=GROUP, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield _unit(row, number, context.path)
    except arrow.ArrowException as error:
        problem = _("cannot be read on ({problem})", problem=str(error).splitlines()[0][:80])
        raise FormatError(problem, _("is the file whole?"), path=context.path) from None


def _unit(row: dict[str, Any], number: int, path: str) -> Unit:
    source, target = row["source"], row["target"]
    sure = row.get("confidence")
    if not isinstance(source, str | None) or not isinstance(target, str | None):
        raise FormatError(_("source and target have to be text"), path=path, line=number)
    return Unit(
        str(row["id"]) if row.get("id") not in (None, "") else str(number),
        source or "",
        target or "",
        row.get("bead") or "",
        float(sure) if isinstance(sure, int | float) and 0 <= sure <= 1 else None,
        _spans(row.get("source_spans")),
        _spans(row.get("target_spans")),
        kind=_KINDS.get(row.get("kind") or "", Kind.PARAGRAPH),
        note=row.get("note") or "",
    )


def _spans(value: Any) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in value or ())


def _write(units: Units, stream: IO[bytes], context: Context) -> Written:
    arrow, parquet = _pyarrow()
    spans = arrow.list_(arrow.list_(arrow.int64(), 2))
    languages = [code if code != "und" else "" for code in (units.source_language, units.target_language)]
    known = zip(_KEYS, (*languages, units.source_name, units.target_name), strict=True)
    schema = arrow.schema(
        [
            ("id", arrow.string()),
            ("source", arrow.string()),
            ("target", arrow.string()),
            ("bead", arrow.string()),
            ("confidence", arrow.float64()),
            ("source_spans", spans),
            ("target_spans", spans),
            ("kind", arrow.string()),
            ("note", arrow.string()),
        ],
        metadata={key: scalars(value) for key, value in known if value},
    )
    count = lone = 0
    rows: list[dict[str, object]] = []
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        for unit in units:
            rows.append(
                {
                    "id": scalars(unit.id),
                    "source": scalars(unit.source),
                    "target": scalars(unit.target),
                    "bead": unit.type,
                    "confidence": unit.confidence,
                    "source_spans": [list(span) for span in unit.source_spans],
                    "target_spans": [list(span) for span in unit.target_spans],
                    "kind": str(unit.kind),
                    "note": scalars(unit.note),
                }
            )
            count += 1
            lone += count_lone(unit.source) + count_lone(unit.target)
            if len(rows) == GROUP:
                writer.write_table(arrow.Table.from_pylist(rows, schema))
                rows.clear()
        if rows:
            writer.write_table(arrow.Table.from_pylist(rows, schema))
    return Written(count, note=_("{count} lone surrogates became U+FFFD", count=lone) if lone else "")


def _pyarrow() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise MissingExtra(_("a Parquet file"), "parquet") from None


FORMAT = Format("parquet", (".parquet",), "Parquet", _read, _write)
