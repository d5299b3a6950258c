"""Tables of distributors: TSV without a header, with scores, ids or addresses in it; Parquet of any columns.

TSV is taken raw: a row a line, tabs separate, quotation marks are text. Which two columns are the texts is
told by the person (numbers from 1, or names), by a header, or found out: of the columns of the first rows
those that hold neither numbers nor addresses nor codes, if they are two. Rows that lack one of them are left
out and counted; their number must stay small.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import chain, islice
from typing import IO, Any

from toolkit.errors import FormatError, MissingExtra, UsageError
from toolkit.formats.lines import decoded_lines
from toolkit.model import Unit
from toolkit.translations import _, ngettext

Notice = Callable[[str], None]

SOURCES = ("source", "src", "source_text", "src_text", "sentence1", "text_source")
TARGETS = ("target", "tgt", "trg", "target_text", "tgt_text", "trg_text", "sentence2", "text_target")
"""What columns of texts are called, where it is not by their language."""

_HEAD = 1000
_NO_TEXT = re.compile(
    r"\s*(?:[-+]?\d+(?:[.,]\d+)*(?:[eE][-+]?\d+)?%?|[a-z]+://\S+|[0-9a-fA-F]{16,}|[\w.-]+/[\w./-]+"
    r"|(?:[\w-]+\.)+[a-z]{2,}|[a-z]{2,3}(?:[_-][A-Za-z]{2,4})?|[\w-]+#[\w-]+)?\s*"
)
"""A number, an address, a hash, a path, a host, a language code, an id, or nothing."""
_MOSTLY = 0.9
_FEW = 0.05
"""Share of rows that may be left out before the table is taken for something else."""


def table(
    stream: IO[bytes], path: str, languages: tuple[str, str], columns: tuple[str, str] | None, notice: Notice
) -> Iterator[Unit]:
    """The rows of a TSV file.

    Args:
        stream: unpacked.
        path: for messages.
        languages: of source and target, ``und`` where nobody said; they may stand in the header.
        columns: of the texts, as the person named them.
        notice: told how many rows were left out.

    Raises:
        FormatError: no UTF-8; the texts cannot be told; too many rows lack one.
        UsageError: a column that is not there.
    """
    rows = (line.removesuffix("\n").removesuffix("\r").split("\t") for line in decoded_lines(stream, path))
    head = list(islice(rows, _HEAD))
    if not head:
        return
    names = [cell.strip().strip('"').lower() for cell in head[0]]
    named = _named(names, languages) if columns is None else _numbered(columns, names, path)
    if columns is None and named and any(_cell(row, named[0]) == names[named[0]] for row in head[1:]):
        named = None  # a column that says the language of each text, not a header
    header = named is not None and (columns is None or not all(c.isdecimal() for c in columns))
    places = named or _found(head, path)
    count = short = 0
    for number, row in enumerate(chain(head[header:], rows), 1 + header):
        if not row[0] and len(row) == 1:
            continue
        count += 1
        if len(row) <= max(places):
            short += 1
            if short > max(10, _FEW * count):
                raise FormatError(
                    _("has no column {column}", column=max(places) + 1),
                    _("so has one row in {share}: say which columns hold the texts: --columns 1,2", share=20),
                    path=path,
                    line=number,
                )
            continue
        source, target = (row[place] for place in places)
        yield Unit(str(number), source, target, source_line=number, target_line=number)
    if short:
        notice(
            ngettext(
                "{count} row left out that lacks a text", "{count} rows left out that lack a text", short
            )
        )


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip().lower() if place < len(row) else ""


def _named(names: Sequence[str], languages: tuple[str, str]) -> tuple[int, int] | None:
    """The places of the texts by a header."""
    found = []
    for language, usual in zip(languages, (SOURCES, TARGETS), strict=True):
        codes = [language.lower(), language.lower().replace("-", "_"), language.partition("-")[0]]
        place = next((names.index(name) for name in (*codes, *usual) if name in names), None)
        if place is None:
            return None
        found.append(place)
    return (found[0], found[1]) if found[0] != found[1] else None


def _numbered(columns: tuple[str, str], names: Sequence[str], path: str) -> tuple[int, int]:
    """The places of the texts as the person gave them."""
    places = []
    for column in columns:
        if column.isdecimal():
            places.append(int(column) - 1)
        elif column.lower() in names:
            places.append(names.index(column.lower()))
        else:
            raise UsageError(
                _("has no column '{name}'", name=column),
                _("its columns: {names}", names=", ".join(names[:20])),
                path=path,
            )
        if not 0 <= places[-1] < max(len(names), 1):
            raise UsageError(
                _("has no column {column}", column=column),
                ngettext("it has {count} column", "it has {count} columns", len(names)),
                path=path,
            )
    return places[0], places[1]


def _found(head: Sequence[Sequence[str]], path: str) -> tuple[int, int]:
    """The places of the texts by what the columns hold."""
    widths = [len(row) for row in head if len(row) > 1]
    width = max(set(widths), key=widths.count) if widths else 1
    whole = [row for row in head if len(row) == width]
    texts = [
        place
        for place in range(width)
        if sum(_NO_TEXT.fullmatch(row[place]) is None for row in whole) > (1 - _MOSTLY) * len(whole)
    ]
    if width == 2:
        return 0, 1
    if len(texts) != 2:
        raise FormatError(
            ngettext("its only column is no pair", "which of its {count} columns hold the texts?", width),
            _("say it: --columns 1,2"),
            path=path,
            line=1,
        )
    return texts[0], texts[1]


def parquet(
    stream: IO[bytes], path: str, languages: tuple[str, str], columns: tuple[str, str] | None
) -> tuple[tuple[str, str], Iterator[Unit]]:
    """The languages and the rows of a Parquet file, read group by group.

    Understood are a column a text, and one column ``translation`` with a field a language.

    Raises:
        FormatError: no Parquet; the texts cannot be told.
        UsageError: a column that is not there.
        MissingExtra: pyarrow is not installed.
    """
    try:
        arrow, module = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise MissingExtra(_("a Parquet file"), "parquet") from None
    try:
        file = module.ParquetFile(stream)
    except (arrow.ArrowException, OSError) as error:
        problem = _("is not Parquet ({problem})", problem=str(error).splitlines()[0][:80])
        raise FormatError(problem, _("is the file whole?"), path=path) from None
    kinds = {field.name: field.type for field in file.schema_arrow}
    struct = next((name for name, kind in kinds.items() if arrow.types.is_struct(kind)), "")
    names, outer = list(kinds), ""
    if struct and (columns is None or not set(columns) <= set(names)):
        fields = [kinds[struct].field(at).name for at in range(kinds[struct].num_fields)]
        if len(fields) > 1:
            names, outer = fields, struct
    chosen = _columns(names, languages, columns, bool(outer), path)
    return chosen, _rows(file, arrow, chosen, outer, path)


def _columns(
    names: Sequence[str],
    languages: tuple[str, str],
    columns: tuple[str, str] | None,
    only: bool,
    path: str,
) -> tuple[str, str]:
    lower = [name.lower() for name in names]
    if columns is not None:
        places: tuple[int, int] | None = _numbered(columns, lower, path)
    else:
        places = _named(lower, languages)
        if places is None:
            from toolkit.corpus.fetching.archive import code_in

            codes = [at for at, name in enumerate(names) if code_in(name)]
            places = (codes[0], codes[1]) if len(codes) == 2 else None
    if places is None:
        raise FormatError(
            _("which of its columns hold the texts?"),
            _(
                "its columns: {names}; say it: --columns {example}",
                names=", ".join(names[:20]),
                example="en,vi" if only else "source,target",
            ),
            path=path,
        )
    return names[places[0]], names[places[1]]


def _rows(file: Any, arrow: Any, chosen: tuple[str, str], outer: str, path: str) -> Iterator[Unit]:
    number = 0
    ids = ["id"] if not outer and "id" in file.schema_arrow.names and "id" not in chosen else []
    try:
        for batch in file.iter_batches(batch_size=10_000, columns=[outer] if outer else [*chosen, *ids]):
            for row in batch.to_pylist():
                number += 1
                cells = (row[outer] or {}) if outer else row
                source, target = (cells.get(name) for name in chosen)
                if not isinstance(source, str | None) or not isinstance(target, str | None):
                    raise FormatError(
                        _("the columns {names} are not text", names=", ".join(chosen)), path=path, line=number
                    )
                yield Unit(str(cells.get("id") or number) if ids else str(number), source or "", target or "")
    except arrow.ArrowException as error:
        problem = _("cannot be read on ({problem})", problem=str(error).splitlines()[0][:80])
        raise FormatError(problem, _("is the file whole?"), path=path) from None
