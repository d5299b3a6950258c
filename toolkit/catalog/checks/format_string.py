"""Directives of format strings: what a program will replace must be there, and be of the right type."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.catalog.checks.contract import Context, EntryCheck, Observation
from toolkit.catalog.format_strings import FAMILIES, Difference, Family, FormatString, InvalidFormat, families
from toolkit.catalog.format_strings.icu import unknown_categories
from toolkit.catalog.model import Entry
from toolkit.model import Severity
from toolkit.translations import N_, _

_RANGE = re.compile(r"range:[ \t]*([0-9]{1,9})\.\.([0-9]{1,9})")
_ICU = FAMILIES["icu"]


def run(entry: Entry, context: Context) -> Iterator[Observation]:
    """Compare each translation with the message, or with its plural, in each family the flags name."""
    if "-format" not in entry.head:
        return
    for name in families(entry.flags):
        family = FAMILIES[name]
        message = entry.msgid if entry.msgid_plural is None else entry.msgid_plural
        if not any(mark in text for text in (message, *entry.msgstr) for mark in family.marks):
            continue
        try:
            source = family.parse(message, False)
        except InvalidFormat:
            continue  # no format string after all, as msgfmt sees it
        for form, text in enumerate(entry.msgstr):
            for difference in _differences(family, source, text, _strict(entry, form, context), context):
                yield _observed(entry, form, difference)


def _differences(
    family: Family, source: FormatString, text: str, strict: bool, context: Context
) -> Iterator[Difference]:
    try:
        target = family.parse(text, True)
    except InvalidFormat as error:
        values = (text[error.span.start : error.span.end],)
        yield Difference(
            _("not a valid {family} format string: {reason}", family=family.title, reason=error.reason),
            target_span=error.span,
            values=values,
        )
        return
    yield from family.compare(source, target, strict)
    if family is _ICU and context.categories:
        yield from unknown_categories(target, context.categories)


def _strict(entry: Entry, form: int, context: Context) -> bool:
    """Whether a form has to use every argument: it does unless it stands for a single number."""
    if not entry.plural or len(entry.msgstr) == 1:
        return True
    ranges = (_RANGE.fullmatch(flag) for flag in entry.flags)
    found = next((each for each in ranges if each is not None), None)
    return context.for_many(form, (int(found[1]), int(found[2])) if found is not None else None)


def _observed(entry: Entry, form: int, difference: Difference) -> Observation:
    return Observation(
        difference.message,
        form,
        # Offsets of the plural say nothing about the msgid.
        difference.source_span if entry.msgid_plural is None else None,
        difference.target_span,
        difference.values,
        difference.fix,
        Severity.WARNING if difference.harmless else None,
    )


CHECK = EntryCheck(
    "format-string",
    "markup",
    Severity.ERROR,
    N_("directives of format strings missing, added, of another type, or broken"),
    run,
)
