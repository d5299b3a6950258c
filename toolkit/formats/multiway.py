"""Units in more than two languages: TMX with a variant a language, or a table with a column a language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import IO

from toolkit.errors import FormatError, UsageError
from toolkit.model import Document
from toolkit.safe_xml import escape, escape_attribute
from toolkit.translations import _
from toolkit.version import __version__

Places = tuple[tuple[int, ...], ...]
FORMATS = ("tmx", "tsv", "jsonl")


def kind(name: str, asked: str | None = None) -> str:
    """The format for a file name, or the one asked for.

    Raises:
        FormatError: not one that holds several languages.
    """
    found = asked or name.rpartition(".")[2].lower()
    if found not in FORMATS:
        remedy = _("choose .{formats}", formats=", .".join(FORMATS))
        raise FormatError(_("'{found}' cannot hold more than two languages", found=found), remedy, path=name)
    return found


def write(units: Sequence[Places], documents: Sequence[Document], stream: IO[bytes], format: str) -> int:
    """Write units of several documents, and say how many.

    Raises:
        UsageError: two documents in the same language.
    """
    languages = [document.language for document in documents]
    if len(set(languages)) < len(languages):
        raise UsageError(
            _("two texts are in the same language ({languages})", languages=", ".join(languages)),
            _("name the language of each"),
        )
    rows = [
        [document.joined(places) for document, places in zip(documents, unit, strict=True)] for unit in units
    ]
    if format == "tmx":
        rows = [row for row in rows if sum(map(bool, row)) > 1]
        stream.write(_tmx(rows, languages).encode("utf-8"))
    elif format == "jsonl":
        for number, row in enumerate(rows, start=1):
            line = {"id": str(number), "texts": dict(zip(languages, row, strict=True))}
            stream.write((json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8"))
    else:
        stream.write(("\t".join(languages) + "\n").encode("utf-8"))
        for row in rows:
            stream.write(("\t".join(map(_field, row)) + "\n").encode("utf-8"))
    return len(rows)


def _field(text: str) -> str:
    """As RFC 4180 has it, with the tab for the comma."""
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in '\t\n\r"') else text


def _tmx(rows: Sequence[Sequence[str]], languages: Sequence[str]) -> str:
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n',
        f'<header creationtool="bitext-toolkit" creationtoolversion="{__version__}"',
        f' segtype="sentence" o-tmf="bitext" adminlang="en" srclang="{escape_attribute(languages[0])}"',
        ' datatype="plaintext"/>\n<body>\n',
    ]
    for number, row in enumerate(rows, start=1):
        out.append(f'<tu tuid="{number}">\n')
        out += [
            f'  <tuv xml:lang="{escape_attribute(code)}"><seg>{escape(text)}</seg></tuv>\n'
            for code, text in zip(languages, row, strict=True)
            if text
        ]
        out.append("</tu>\n")
    return "".join(out) + "</body>\n</tmx>\n"
