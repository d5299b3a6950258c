"""Blanks at either end that differ from the message's: programs join strings, or lay out columns of them."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.catalog.checks.contract import Context, EntryCheck, Observation
from toolkit.catalog.model import Entry
from toolkit.languages import language
from toolkit.model import Severity, Span
from toolkit.translations import N_, _

_BLANKS = " \t\u00a0\u202f\u3000"
_FULL_WIDTH = frozenset("。，：；！？、）」』】》〉")


def run(entry: Entry, context: Context) -> Iterator[Observation]:
    """Compare both ends; line feeds are the business of another check."""
    message = entry.msgid.strip("\n\r")
    lead, trail = _ends(message)
    if not message.strip(_BLANKS):
        return
    spaced = language(context.language).writing.spaces
    for form, text in enumerate(entry.msgstr):
        core = text.strip("\n\r")
        if not core.strip(_BLANKS):
            continue
        first, last = _ends(core)
        wrong_lead = bool(first) != bool(lead)
        # A full-width mark brings its own space along, and some scripts have none between words.
        wrong_trail = bool(last) != bool(trail) and (spaced or bool(last))
        if bool(trail) and core[-1:] in _FULL_WIDTH:
            wrong_trail = False
        if not wrong_lead and not wrong_trail:
            continue
        offset = len(text) - len(text.lstrip("\n\r"))
        differs = (
            _("the blanks at the beginning differ from the message's")
            if wrong_lead
            else _("the blanks at the end differ from the message's")
        )
        start = offset if wrong_lead else offset + len(core) - len(last)
        yield Observation(
            differs,
            form,
            None,
            Span(start, start + len(first if wrong_lead else last)),
            # Blanks put before a text may be there to line it up.
            fix=None
            if wrong_lead and first
            else text[:offset]
            + (lead if wrong_lead else first)
            + core.strip(_BLANKS)
            + (trail if wrong_trail else last)
            + text[offset + len(core) :],
        )


def _ends(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip(_BLANKS))], text[len(text.rstrip(_BLANKS)) :]


CHECK = EntryCheck("border-space", "fluency", Severity.WARNING, N_("blanks at either end that differ"), run)
