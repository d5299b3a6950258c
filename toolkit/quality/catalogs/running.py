"""Checking a catalog, or a file with one, and putting right what is certain."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.catalog import Catalog, State, load
from toolkit.catalog.checks import CHECKS as CATALOG_CHECKS
from toolkit.catalog.checks import Context, Options
from toolkit.catalog.checks.running import fixed, locate, unit_id
from toolkit.files import write_bytes
from toolkit.model import Finding
from toolkit.quality.baseline import Mark, mark
from toolkit.quality.catalogs.selection import Selection, configured, selection
from toolkit.quality.catalogs.suppressions import is_suppressed, unsuppressed
from toolkit.quality.catalogs.translations import Placed, of_translations, source_of
from toolkit.quality.configuration import Configuration
from toolkit.quality.suppression import NAME as SUPPRESSION


@dataclass(frozen=True, slots=True)
class FileReport:
    """What was found in one catalog.

    Attributes:
        path: as it was given.
        units: for each entry, and for the file where a finding is about it, what findings call it.
        findings: in the order of the lines; after the fixes, where any were made.
        states: how many entries are translated, fuzzy, untranslated and obsolete.
        fixes: how many translations were put right.
        marks: what a baseline recognises each finding by, in their order.
    """

    path: Path
    units: tuple[str, ...]
    findings: tuple[Finding, ...]
    states: dict[State, int]
    fixes: int = 0
    marks: tuple[Mark, ...] = ()


def check_catalog(
    catalog: Catalog,
    chosen: Selection | None = None,
    options: Options | None = None,
    *,
    source_language: str = "en",
    configuration: Configuration | None = None,
) -> list[Finding]:
    """What is wrong in a catalog, in the order of its lines.

    What a comment of an entry suppresses (:mod:`toolkit.quality.suppression`) is left out.

    Args:
        catalog: one that was read leniently has what could not be understood among its findings.
        chosen: the checks; those that run by default if ``None``.
        options: see there.
        source_language: of the msgids, unless the header has a field ``X-Source-Language``.
        configuration: for severities, terms and the style of tone marks that were agreed on.
    """
    return [
        finding for finding, _entry, _form in _found(catalog, chosen, options, source_language, configuration)
    ]


def _found(
    catalog: Catalog,
    chosen: Selection | None,
    options: Options | None,
    source_language: str,
    configuration: Configuration | None,
) -> list[Placed]:
    chosen = chosen or selection()
    options = options or Options()
    configuration = configuration or Configuration()
    severity = configuration.severity(catalog.path)
    found: list[Placed] = [
        (each.finding, each.entry, each.form or 0)
        for each in locate(catalog, [CATALOG_CHECKS[name] for name in chosen.catalog], options)
    ]
    of_units = tuple(name for name in chosen.units if name != SUPPRESSION)
    if of_units:
        found += of_translations(catalog, of_units, options, source_language, configuration)
    found = unsuppressed(catalog, found, chosen, Context(catalog, options))
    found = [
        (replace(f, severity=severity[f.check]) if f.check in severity else f, entry, form)
        for f, entry, form in found
    ]
    return sorted(found, key=lambda each: each[0].line or 0)


def check_file(
    path: Path,
    chosen: Selection | None,
    options: Options,
    *,
    lenient: bool = False,
    fix: bool = False,
    source_language: str = "en",
    configuration: Configuration | None = None,
    every: bool = False,
) -> FileReport:
    """Check one catalog, and put right what can be put right for certain.

    With ``fix`` the file is replaced, whole or not at all, where there was anything to do.

    Args:
        path: of the catalog.
        chosen: the checks; ``None`` for those of the configuration.
        options: see there.
        lenient: report what cannot be understood, instead of refusing the file.
        fix: put right what is certain and not suppressed.
        source_language: as for :func:`check_catalog`.
        configuration: as for :func:`check_catalog`.
        every: as for :func:`configured`.

    Raises:
        InputError: a file that cannot be read, or, unless ``lenient``, that msgfmt would refuse.
        OutputError: it cannot be written.
    """
    catalog = load(path, lenient=lenient)
    fixes = 0
    configuration = configuration or Configuration()
    if chosen is None:
        terms = configuration.glossary or configuration.project.check.glossary
        chosen = configured(configuration, path, every=every, extra=("term",) if terms else ())
    if fix:
        repaired, fixes = fixed(
            catalog, [CATALOG_CHECKS[name] for name in chosen.catalog], options, spared=is_suppressed
        )
        if fixes:
            write_bytes(path, repaired.to_bytes())
            catalog = repaired
    placed = _found(catalog, chosen, options, source_language, configuration)
    findings = [finding for finding, _entry, _form in placed]
    context = Context(catalog, options)
    marks = [
        mark(finding, source_of(entry, form, context), entry.msgstr[form]) if entry else mark(finding)
        for finding, entry, form in placed
    ]
    name = catalog.path
    units = [unit_id(name, entry) for entry in catalog if not entry.is_header]
    entries = set(units)
    about_file = [unit for unit in dict.fromkeys(f.unit for f in findings) if unit not in entries]
    states = Counter(entry.state for entry in catalog if not entry.is_header)
    return FileReport(
        path,
        (*about_file, *units),
        tuple(findings),
        {state: states[state] for state in State},
        fixes,
        tuple(marks),
    )
