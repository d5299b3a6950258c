"""Entries as the objects of polib, the model many programs know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from toolkit.catalog.model import Entry

if TYPE_CHECKING:
    import polib


def po_file(entries: Iterable[Entry], encoding: str) -> polib.POFile:
    """A new ``polib.POFile`` with all entries; the header becomes its metadata."""
    import polib

    catalog = polib.POFile(encoding=encoding)
    for entry in entries:
        if entry.is_header and not catalog.metadata:
            catalog.header = "\n".join(entry.comments)
            catalog.metadata_is_fuzzy = entry.fuzzy
            for line in entry.msgstr[0].split("\n"):
                name, colon, value = line.partition(":")
                if colon:
                    catalog.metadata.setdefault(name.strip(), value.strip())
            continue
        catalog.append(_po_entry(entry))
    return catalog


def _po_entry(entry: Entry) -> polib.POEntry:
    import polib

    previous = entry.previous
    return polib.POEntry(
        msgctxt=entry.msgctxt,
        msgid=entry.msgid,
        msgid_plural=entry.msgid_plural or "",
        msgstr="" if entry.plural else entry.msgstr[0],
        msgstr_plural=dict(enumerate(entry.msgstr)) if entry.plural else {},
        obsolete=entry.obsolete,
        tcomment="\n".join(entry.comments),
        comment="\n".join(entry.extracted),
        occurrences=[(file, "" if line is None else str(line)) for file, line in entry.references],
        flags=list(entry.flags),
        previous_msgctxt=previous.msgctxt if previous else None,
        previous_msgid=previous.msgid if previous else None,
        previous_msgid_plural=previous.msgid_plural if previous else None,
        linenum=entry.line,
    )
