"""Catalogs and the language in them: the checks of the file together with the checks of translations.

An entry in use is a translation unit, or several where it has plural forms; what a check of units finds is
reported at the line of its ``msgstr``. It is never more than a warning there: the program will run.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.catalog import Catalog, Entry, State, load
from toolkit.catalog.checks import CHECKS as CATALOG_CHECKS
from toolkit.catalog.checks import AnyCheck as OfCatalog
from toolkit.catalog.checks import Context, Options
from toolkit.catalog.checks.running import Places, fixed, locate, unit_id
from toolkit.errors import LanguageError, UsageError
from toolkit.files import write_bytes
from toolkit.languages import normalise_code
from toolkit.model import Finding, Severity, Unit, Units
from toolkit.quality.baseline import Mark, mark
from toolkit.quality.checking import Setup
from toolkit.quality.checking import run as check_units
from toolkit.quality.checks import CHECKS as UNIT_CHECKS
from toolkit.quality.configuration import Configuration
from toolkit.quality.contract import AnyCheck as OfUnits
from toolkit.quality.suppression import NAME as SUPPRESSION
from toolkit.quality.suppression import Suppressions, directives, faults
from toolkit.translations import _

_SUPERSEDED = frozenset(("placeholder", "omission", "addition"))
"""Checks of units for which a catalog has better ones, which know its flags and states."""
_SURE = frozenset(
    """
    tag link option identifier number date unit untranslated repeated-text repeated-word mojibake
    question-marks normalisation invisible homoglyph brackets quotes suppression
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
        marks: what a baseline recognises each finding by, in their order.
    """

    path: Path
    units: tuple[str, ...]
    findings: tuple[Finding, ...]
    states: dict[State, int]
    fixes: int = 0
    marks: tuple[Mark, ...] = ()


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
    wanted = set(select) or {name for name in known if _wanted(name, every=every)}
    return _divided(name for name in known if name in wanted and name not in ignore)


def configured(
    configuration: Configuration, path: Path, *, every: bool = False, extra: Sequence[str] = ()
) -> Selection:
    """The checks to run on a file.

    Args:
        configuration: what was asked for and agreed on.
        path: of the file.
        every: all checks of translations, not only the sure ones.
        extra: names of checks to run as if they did by default.
    """
    return _divided(
        configuration.chosen(path, known_checks(), lambda name: name in extra or _wanted(name, every=every))
    )


def _wanted(name: str, *, every: bool) -> bool:
    return by_default(name) or (every and name in UNIT_CHECKS and UNIT_CHECKS[name].default)


def _divided(names: Iterable[str]) -> Selection:
    chosen = set(names)
    return Selection(
        tuple(name for name in CATALOG_CHECKS if name in chosen),
        tuple(name for name in UNIT_CHECKS if name in chosen and name not in CATALOG_CHECKS),
    )


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


Placed = tuple[Finding, Entry | None, int]
"""A finding, its entry (``None``: the file) and the index of the translation it is about."""


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
        found += _of_translations(catalog, of_units, options, source_language, configuration)
    found = _unsuppressed(catalog, found, chosen, Context(catalog, options))
    found = [
        (replace(f, severity=severity[f.check]) if f.check in severity else f, entry, form)
        for f, entry, form in found
    ]
    return sorted(found, key=lambda each: each[0].line or 0)


def _unsuppressed(
    catalog: Catalog, found: Sequence[Placed], chosen: Selection, context: Context
) -> list[Placed]:
    """What no comment suppresses, and what is to be said of the comments."""
    ran = {*chosen.catalog, *chosen.units}
    of_entries: dict[int, Suppressions] = {}
    for entry in catalog.entries:
        if "bitext" in entry.head.lower() and not entry.is_header:
            of_entries[entry.start] = Suppressions(directives(_remarks(entry)), ran)
    if not of_entries:
        return list(found)
    left = [
        (finding, entry, form)
        for finding, entry, form in found
        if entry is None or entry.start not in of_entries or not of_entries[entry.start].take(finding.check)
    ]
    for entry in catalog.entries if SUPPRESSION in ran else ():
        suppressions = of_entries.get(entry.start)
        if suppressions is None or not context.in_use(entry) or suppressions.take(SUPPRESSION):
            continue
        said = [(each, text) for each in directives(_remarks(entry)) for text in faults(each)]
        check = UNIT_CHECKS[SUPPRESSION]
        for directive, message in (*said, *suppressions.useless()):
            line = catalog.text.count("\n", 0, entry.start) + 1 + directive.row
            finding = Finding(
                unit_id(catalog.path, entry),
                SUPPRESSION,
                check.severity,
                check.category,
                message,
                values=(directive.text,),
                path=catalog.path,
                line=line,
            )
            left.append((finding, entry, 0))
    return left


def _remarks(entry: Entry) -> str:
    """The comments of people, translators and programmers, each in its row among all comments."""
    rows = []
    for line in entry.head.split("\n"):
        if line.startswith("#."):
            rows.append(line[2:])
        else:
            rows.append("" if line[1:2] in (":", ",", "|", "~", "!") else line[1:])
    return "\n".join(rows)


def _is_suppressed(entry: Entry, check: str) -> bool:
    return "bitext" in entry.head.lower() and Suppressions(directives(_remarks(entry)), ()).take(check)


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
            catalog, [CATALOG_CHECKS[name] for name in chosen.catalog], options, spared=_is_suppressed
        )
        if fixes:
            write_bytes(path, repaired.to_bytes())
            catalog = repaired
    placed = _found(catalog, chosen, options, source_language, configuration)
    findings = [finding for finding, _entry, _form in placed]
    context = Context(catalog, options)
    marks = [
        mark(finding, _source(entry, form, context), entry.msgstr[form]) if entry else mark(finding)
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


def _of_translations(
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
                    yield Unit(key, _source(entry, form, context), text)

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


def _source(entry: Entry, form: int, context: Context) -> str:
    """What a translation translates: the plural, unless it is the form for a single number."""
    if entry.msgid_plural is None or (len(entry.msgstr) > 1 and not context.for_many(form)):
        return entry.msgid
    return entry.msgid_plural
