"""Messages that are there twice, and messages that two contexts translate differently."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.catalog.checks.contract import CatalogCheck, Context, Observation
from toolkit.catalog.model import Entry, Key
from toolkit.model import Severity
from toolkit.translations import N_, _


def twice(context: Context) -> Iterator[tuple[Entry, Observation]]:
    """The same context and msgid again: msgfmt refuses the catalog, obsolete entries included."""
    first: dict[Key, Entry] = {}
    for entry in context.catalog.entries:
        known = first.setdefault(entry.key, entry)
        if known is not entry:
            message = (
                _("the message is already in line {line}, translated alike", line=known.line)
                if known.msgstr == entry.msgstr
                else _("the message is already in line {line}, translated differently", line=known.line)
            )
            yield (
                entry,
                Observation(
                    message,
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
                    _("line {line} translates this message differently, in another context", line=known.line),
                    0,
                    values=(known.msgstr[0], entry.msgstr[0]),
                ),
            )


DUPLICATE = CatalogCheck("duplicate", "catalog", Severity.ERROR, N_("messages that are there twice"), twice)
CONFLICT = CatalogCheck(
    "conflict",
    "terminology",
    Severity.INFO,
    N_("messages that contexts translate differently"),
    conflict,
    default=False,
)
