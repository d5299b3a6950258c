"""Messages that are there twice, and messages that two contexts translate differently."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.catalog.checks.contract import CatalogCheck, Context, Observation
from toolkit.catalog.model import Entry, Key
from toolkit.model import Severity


def twice(context: Context) -> Iterator[tuple[Entry, Observation]]:
    """The same context and msgid again: msgfmt refuses the catalog, obsolete entries included."""
    first: dict[Key, Entry] = {}
    for entry in context.catalog.entries:
        known = first.setdefault(entry.key, entry)
        if known is not entry:
            how = "alike" if known.msgstr == entry.msgstr else "differently"
            yield (
                entry,
                Observation(
                    f"the message is already in line {known.line}, translated {how}",
                    values=(str(known.line),),
                ),
            )


def conflict(context: Context) -> Iterator[tuple[Entry, Observation]]:
    """The same msgid in several contexts, with other translations: often meant, worth a look."""
    first: dict[tuple[str, str | None], Entry] = {}
    for entry in context.catalog.entries:
        if entry.is_header or not context.in_use(entry):
            continue
        known = first.setdefault((entry.msgid, entry.msgid_plural), entry)
        if known.msgctxt != entry.msgctxt and known.msgstr != entry.msgstr:
            yield (
                entry,
                Observation(
                    f"line {known.line} translates this message differently, in another context",
                    0,
                    values=(known.msgstr[0], entry.msgstr[0]),
                ),
            )


DUPLICATE = CatalogCheck("duplicate", "catalog", Severity.ERROR, "messages that are there twice", twice)
CONFLICT = CatalogCheck(
    "conflict",
    "terminology",
    Severity.INFO,
    "messages that contexts translate differently",
    conflict,
    default=False,
)
