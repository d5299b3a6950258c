"""Units to TMX 1.4b, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from toolkit.formats.contract import Context, Written
from toolkit.formats.dates import now
from toolkit.formats.fields import rounded
from toolkit.model import Kind, Unit, Units
from toolkit.safe_xml import count_forbidden, escape, escape_attribute
from toolkit.version import __version__

TOOL = "bitext-toolkit"


def write(units: Units, stream: IO[bytes], context: Context) -> Written:
    """Write a whole TMX file; units with an empty side are left out."""
    date = now().strftime("%Y%m%dT%H%M%SZ")
    stream.write(_head(units, date).encode("utf-8"))
    count = skipped = replaced = 0
    languages = escape_attribute(units.source_language), escape_attribute(units.target_language)
    for unit in units:
        if not unit.source.strip() or not unit.target.strip():
            skipped += 1
            continue
        stream.write(_tu(unit, languages, date).encode("utf-8"))
        count += 1
        replaced += count_forbidden(unit.source) + count_forbidden(unit.target)
    stream.write(b"</body>\n</tmx>\n")
    notes = ["one side is empty"] if skipped else []
    notes += [f"{replaced} characters XML cannot carry became U+FFFD"] if replaced else []
    return Written(count, skipped, "; ".join(notes))


def _head(units: Units, date: str) -> str:
    properties = {
        "x-source-name": units.source_name,
        "x-target-name": units.target_name,
        "x-target-language": units.target_language if units.target_language != "und" else "",
        **units.properties,
    }
    props = "".join(_prop(kind, value) for kind, value in properties.items() if value)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n'
        f'<header creationtool="{TOOL}" creationtoolversion="{__version__}" segtype="sentence" o-tmf="{TOOL}"'
        f' adminlang="en" srclang="{escape_attribute(units.source_language)}" datatype="plaintext"'
        f' creationdate="{date}">{props}</header>\n'
        "<body>\n"
    )


def _tu(unit: Unit, languages: tuple[str, str], date: str) -> str:
    note = f"<note>{escape(unit.note)}</note>" if unit.note else ""
    props = "".join(_prop(kind, value) for kind, value in _properties(unit))
    return (
        f'<tu tuid="{escape_attribute(unit.id)}" creationdate="{date}">{note}{props}\n'
        f'  <tuv xml:lang="{languages[0]}"><seg>{escape(unit.source)}</seg></tuv>\n'
        f'  <tuv xml:lang="{languages[1]}"><seg>{escape(unit.target)}</seg></tuv>\n'
        "</tu>\n"
    )


def _properties(unit: Unit) -> Iterator[tuple[str, str]]:
    """What TMX has no attribute for, as properties; several spans are several properties."""
    if unit.confidence is not None:
        yield "x-confidence", str(rounded(unit.confidence))
    yield "x-bead", unit.type
    for span in unit.source_spans:
        yield "x-source-span", f"{span.start}-{span.end}"
    for span in unit.target_spans:
        yield "x-target-span", f"{span.start}-{span.end}"
    if unit.source_line is not None:
        yield "x-source-line", str(unit.source_line)
    if unit.target_line is not None:
        yield "x-target-line", str(unit.target_line)
    if unit.kind is not Kind.PARAGRAPH:
        yield "x-kind", str(unit.kind)


def _prop(kind: str, value: str) -> str:
    return f'<prop type="{escape_attribute(kind)}">{escape(value)}</prop>'
