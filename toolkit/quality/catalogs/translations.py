"""The entries of a catalog as translation units, and what the checks of units find in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.catalog import Catalog, Entry
from toolkit.catalog.checks import Context, Options
from toolkit.catalog.checks.running import Places, unit_id
from toolkit.errors import LanguageError
from toolkit.languages import normalise_code
from toolkit.model import Finding, Severity, Unit, Units
from toolkit.quality.checking import Setup
from toolkit.quality.checking import run as check_units
from toolkit.quality.checks import CHECKS as UNIT_CHECKS
from toolkit.quality.configuration import Configuration

Placed = tuple[Finding, Entry | None, int]
"""A finding, its entry (``None``: the file) and the index of the translation it is about."""


def of_translations(
    catalog: Catalog,
    names: Sequence[str],
    options: Options,
    source_language: str,
    configuration: Configuration,
) -> list[Placed]:
    """The findings of checks of units, each in its place in the file."""
    context = Context(catalog, options)
    places = Places(catalog)
    entries: dict[str, tuple[Entry, int]] = {}

    def units() -> Iterator[Unit]:
        for entry in catalog.entries:
            if entry.is_header or not context.in_use(entry):
                continue
            for form, text in enumerate(entry.msgstr):
                if text:
                    key = f"{entry.line}:{form}"
                    entries[key] = entry, form
                    yield Unit(key, source_of(entry, form, context), text)

    source = context.fields.get("X-Source-Language", "")
    try:
        source = normalise_code(source) if source else source_language
    except LanguageError:
        source = source_language
    setup = Setup(
        tuple(UNIT_CHECKS[name] for name in names),
        configuration.terms(source, context.language) if "term" in names else None,
        configuration.project.check.tone_marks,
    )
    out: list[Placed] = []
    for finding in check_units(Units(units(), source, context.language), setup):
        entry, form = entries[finding.unit]
        finding = replace(
            finding,
            unit=unit_id(catalog.path, entry),
            severity=Severity.WARNING if finding.severity is Severity.ERROR else finding.severity,
            path=catalog.path,
            line=places.line(entry, form),
        )
        out.append((finding, entry, form))
    return out


def source_of(entry: Entry, form: int, context: Context) -> str:
    """What a translation translates: the plural, unless it is the form for a single number."""
    if entry.msgid_plural is None or (len(entry.msgstr) > 1 and not context.for_many(form)):
        return entry.msgid
    return entry.msgid_plural
