"""Catalogs and the language in them: the checks of the file together with the checks of translations.

An entry in use is a translation unit, or several where it has plural forms; what a check of units finds is
reported at the line of its ``msgstr``. It is never more than a warning there: the program will run.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.catalog import Catalog, Entry, State, load
from toolkit.catalog.checks import CHECKS as CATALOG_CHECKS
from toolkit.catalog.checks import AnyCheck as OfCatalog
from toolkit.catalog.checks import Context, Options
from toolkit.catalog.checks.running import Places, check, fixed, unit_id
from toolkit.errors import LanguageError, UsageError
from toolkit.files import write_bytes
from toolkit.languages import normalise_code
from toolkit.model import Finding, Severity, Unit, Units
from toolkit.quality.checking import check as check_units
from toolkit.quality.checks import CHECKS as UNIT_CHECKS
from toolkit.quality.contract import AnyCheck as OfUnits
from toolkit.translations import _

_SUPERSEDED = frozenset(("placeholder", "omission", "addition"))
"""Checks of units for which a catalog has better ones, which know its flags and states."""
_SURE = frozenset(
    """
    tag link option identifier number date unit untranslated repeated-text repeated-word mojibake
    question-marks normalisation invisible homoglyph brackets quotes
    """.split()
)
"""Checks of units that run by default: quick, and nearly silent on catalogs of good translators. The others
are for those who ask: the strings of programs are short, and much that is odd in prose is usual there."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The names of the checks of a run, in the order in which they report."""

    catalog: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileReport:
    """What was found in one catalog.

    Attributes:
        path: as it was given.
        units: for each entry, and for the file where a finding is about it, what findings call it.
        findings: in the order of the lines; after the fixes, where any were made.
        states: how many entries are translated, fuzzy, untranslated and obsolete.
        fixes: how many translations were put right.
    """

    path: Path
    units: tuple[str, ...]
    findings: tuple[Finding, ...]
    states: dict[State, int]
    fixes: int = 0


def known_checks() -> dict[str, OfCatalog | OfUnits]:
    """Every check that can be made of a catalog, by name, in the order in which they report."""
    units = {name: each for name, each in UNIT_CHECKS.items() if name not in _SUPERSEDED}
    return {**CATALOG_CHECKS, **units}


def by_default(name: str) -> bool:
    """Whether a check runs unless it is left out."""
    return CATALOG_CHECKS[name].default if name in CATALOG_CHECKS else name in _SURE


def selection(select: Sequence[str] = (), ignore: Sequence[str] = (), *, every: bool = False) -> Selection:
    """The checks to run.

    Args:
        select: names; none for those that run by default.
        ignore: names of checks to leave out.
        every: all checks of translations, not only the sure ones.

    Raises:
        UsageError: a name that no check has.
    """
    known = known_checks()
    for name in (*select, *ignore):
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
            remedy = _("did you mean '{near}'?", near=near[0]) if near else _("--list shows the checks")
            raise UsageError(_("unknown check '{name}'", name=name), remedy)
    wanted = set(select) or {
        name
        for name in known
        if by_default(name) or (every and name in UNIT_CHECKS and UNIT_CHECKS[name].default)
    }
    wanted -= set(ignore)
    return Selection(
        tuple(name for name in CATALOG_CHECKS if name in wanted),
        tuple(name for name in UNIT_CHECKS if name in wanted and name not in CATALOG_CHECKS),
    )


def check_catalog(
    catalog: Catalog,
    chosen: Selection | None = None,
    options: Options | None = None,
    *,
    source_language: str = "en",
) -> list[Finding]:
    """What is wrong in a catalog, in the order of its lines.

    Args:
        catalog: one that was read leniently has what could not be understood among its findings.
        chosen: the checks; those that run by default if ``None``.
        options: see there.
        source_language: of the msgids, unless the header has a field ``X-Source-Language``.
    """
    chosen = chosen or selection()
    options = options or Options()
    found = check(catalog, [CATALOG_CHECKS[name] for name in chosen.catalog], options)
    if chosen.units:
        found += _of_translations(catalog, chosen.units, options, source_language)
    return sorted(found, key=lambda finding: finding.line or 0)


def check_file(
    path: Path,
    chosen: Selection,
    options: Options,
    *,
    lenient: bool = False,
    fix: bool = False,
    source_language: str = "en",
) -> FileReport:
    """Check one catalog, and put right what can be put right for certain.

    With ``fix`` the file is replaced, whole or not at all, where there was anything to do.

    Raises:
        InputError: a file that cannot be read, or, unless ``lenient``, that msgfmt would refuse.
        OutputError: it cannot be written.
    """
    catalog = load(path, lenient=lenient)
    fixes = 0
    if fix:
        repaired, fixes = fixed(catalog, [CATALOG_CHECKS[name] for name in chosen.catalog], options)
        if fixes:
            write_bytes(path, repaired.to_bytes())
            catalog = repaired
    findings = check_catalog(catalog, chosen, options, source_language=source_language)
    name = catalog.path
    units = [unit_id(name, entry) for entry in catalog if not entry.is_header]
    entries = set(units)
    about_file = [unit for unit in dict.fromkeys(f.unit for f in findings) if unit not in entries]
    states = Counter(entry.state for entry in catalog if not entry.is_header)
    return FileReport(
        path, (*about_file, *units), tuple(findings), {state: states[state] for state in State}, fixes
    )


def _of_translations(
    catalog: Catalog, names: Sequence[str], options: Options, source_language: str
) -> list[Finding]:
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
                    yield Unit(key, _source(entry, form, context), text)

    source = context.fields.get("X-Source-Language", "")
    try:
        source = normalise_code(source) if source else source_language
    except LanguageError:
        source = source_language
    out = []
    for finding in check_units(Units(units(), source, context.language), select=names):
        entry, form = entries[finding.unit]
        out.append(
            replace(
                finding,
                unit=unit_id(catalog.path, entry),
                severity=Severity.WARNING if finding.severity is Severity.ERROR else finding.severity,
                path=catalog.path,
                line=places.line(entry, form),
            )
        )
    return out


def _source(entry: Entry, form: int, context: Context) -> str:
    """What a translation translates: the plural, unless it is the form for a single number."""
    if entry.msgid_plural is None or (len(entry.msgstr) > 1 and not context.for_many(form)):
        return entry.msgid
    return entry.msgid_plural
