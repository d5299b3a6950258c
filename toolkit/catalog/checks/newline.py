"""Line feeds at either end, which a program prints as they are: as msgfmt, an error where they differ."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.catalog.checks.contract import Context, EntryCheck, Observation
from toolkit.catalog.model import Entry
from toolkit.model import Severity, Span
from toolkit.translations import N_, _


def run(entry: Entry, context: Context) -> Iterator[Observation]:
    """Compare both ends of the plural and of each translation with those of the msgid."""
    lead, trail = entry.msgid.startswith("\n"), entry.msgid.endswith("\n")
    plural = entry.msgid_plural
    if plural is not None:
        if plural.startswith("\n") != lead:
            yield Observation(_("msgid and msgid_plural do not both begin with a line feed"))
        if plural.endswith("\n") != trail:
            yield Observation(_("msgid and msgid_plural do not both end with a line feed"))
    for form, text in enumerate(entry.msgstr):
        first, last = text.startswith("\n"), text.endswith("\n")
        if first == lead and last == trail:
            continue
        fix = _with_ends(text, lead, trail) if text.strip("\n") else None
        if first != lead:
            message = (
                _("the translation does not begin with a line feed, unlike the message")
                if lead
                else _("the translation begins with a line feed, unlike the message")
            )
            end = 0 if lead else len(text) - len(text.lstrip("\n"))
            yield Observation(
                message,
                form,
                None,
                Span(0, end),
                fix=fix,
            )
        if last != trail:
            message = (
                _("the translation does not end with a line feed, unlike the message")
                if trail
                else _("the translation ends with a line feed, unlike the message")
            )
            start = len(text) if trail else len(text.rstrip("\n"))
            yield Observation(
                message,
                form,
                None,
                Span(start, len(text)),
                fix=fix,
            )


def _with_ends(text: str, lead: bool, trail: bool) -> str:
    if text.startswith("\n") != lead:
        text = "\n" + text if lead else text.lstrip("\n")
    if text.endswith("\n") != trail:
        text = text + "\n" if trail else text.rstrip("\n")
    return text


CHECK = EntryCheck("newline", "markup", Severity.ERROR, N_("line feeds at either end that differ"), run)
