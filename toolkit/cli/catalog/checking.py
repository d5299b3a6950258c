"""``bitext catalog check``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli import baselines, options
from toolkit.cli.catalog.viewing import CatalogFiles, Jobs
from toolkit.cli.console import complain, emit, note, progress, table
from toolkit.cli.quality import FindingsFormat
from toolkit.errors import BitextError, GateFailed, UsageError
from toolkit.model import Finding, Severity
from toolkit.translations import N_, _, ngettext

if TYPE_CHECKING:
    from toolkit.quality.catalogs import FileReport


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command(epilog="Example: bitext catalog check po/ --fail-on error --format github")(check)


def _list_checks(wanted: bool) -> None:
    if wanted:
        from toolkit.quality.catalogs import by_default, known_checks

        rows = [
            (each.name, each.severity, each.category, "" if by_default(each.name) else "off", _(each.about))
            for each in known_checks().values()
        ]
        table(rows, (N_("check"), N_("severity"), N_("category"), "", N_("looks for")))
        raise typer.Exit


def check(
    files: CatalogFiles,
    format: Annotated[
        FindingsFormat, typer.Option("--format", help="How to print the findings.")
    ] = FindingsFormat.TEXT,
    fail_on: Annotated[
        Severity | None, typer.Option(help="Exit with 1 if there is a finding this bad or worse.")
    ] = None,
    select: Annotated[list[str] | None, typer.Option(help="Run only this check; repeatable.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Leave out this check; repeatable.")] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Run every check of translations, not only the surest.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Put right in the files what is certain, and report the rest.")
    ] = False,
    fuzzy: Annotated[bool, typer.Option("--fuzzy", help="Check fuzzy entries, too.")] = False,
    accelerator: Annotated[
        str | None,
        typer.Option(
            metavar="CHAR",
            help="Mark of keyboard accelerators, _ or &; found out if absent, then less strict.",
        ),
    ] = None,
    source_lang: Annotated[
        str, typer.Option("--source-lang", "-s", help="Language of the msgids, if the header does not say.")
    ] = "en",
    target_lang: Annotated[
        str,
        typer.Option("--target-lang", "-t", help="Language of the translations, instead of the header's."),
    ] = "und",
    baseline: baselines.Known = None,
    write_baseline: baselines.WriteKnown = None,
    output: options.Output = None,
    list_checks: Annotated[
        bool, typer.Option("--list", help="List the checks and exit.", is_eager=True, callback=_list_checks)
    ] = False,
    lenient: Annotated[
        bool,
        typer.Option("--lenient", help="Report what msgfmt could not read as findings, and check the rest."),
    ] = False,
    jobs: Jobs = None,
    as_json: options.Json = False,
) -> None:
    """Look for errors in catalogs: all that msgfmt -c finds, and faults of the translations.

    Format strings, line feeds, header, plural rule, accelerators, duplicates, charset, tags, numbers …:
    --list shows all checks. What a team has agreed on stands in bitext.toml, or in [tool.bitext] of
    pyproject.toml. A comment "# bitext: ignore number -- reason" suppresses a check's findings in an entry.
    """
    from toolkit.catalog.checks import Options
    from toolkit.catalog.tree import find_catalogs, map_files
    from toolkit.languages import normalise_code
    from toolkit.project import find
    from toolkit.quality.catalogs import check_file, known_checks
    from toolkit.quality.configuration import configuration

    agreed = configuration(find(), select=select or (), ignore=ignore or (), offered=known_checks())
    known = baselines.opened(baseline)
    if accelerator is not None and len(accelerator) != 1:
        raise UsageError(_("--accelerator takes one character"), _("for example --accelerator _"))
    if fix and any(str(path) == "-" for path in files):
        raise UsageError(_("--fix replaces files, and standard input is none"), _("name a file"))
    paths = find_catalogs(files)
    work = partial(
        check_file,
        chosen=None,
        options=Options(fuzzy, accelerator, normalise_code(target_lang)),
        lenient=lenient,
        fix=fix,
        source_language=normalise_code(source_lang),
        configuration=agreed,
        every=every,
    )
    with progress(_("checking")) as step:
        results = map_files(work, paths, jobs, step)
    reports: list[FileReport] = []
    unreadable = 0
    for result in results:
        if isinstance(result, BitextError):
            complain(result.message)
            unreadable += 1
        else:
            reports.append(result)
    marks = [mark for report in reports for mark in report.marks]
    baselines.write(write_baseline, marks, paths)
    reports = _new(reports, baselines.unknown(_findings(reports), marks, known))
    _print(reports, FindingsFormat.JSON if as_json else format, output, paths)
    _summarise(reports)
    if unreadable:
        raise typer.Exit(2)
    order = list(Severity)
    grave = {each for each in order if fail_on is not None and order.index(each) >= order.index(fail_on)}
    if not write_baseline and any(finding.severity in grave for finding in _findings(reports)):
        raise GateFailed(_("findings of severity {severity} or worse", severity=fail_on))


def _findings(reports: Sequence[FileReport]) -> list[Finding]:
    return [finding for report in reports for finding in report.findings]


def _new(reports: Sequence[FileReport], findings: Sequence[Finding]) -> list[FileReport]:
    """The reports with only these of their findings."""
    left = {id(finding) for finding in findings}
    return [
        replace(
            report,
            findings=tuple(each for each in report.findings if id(each) in left),
            marks=tuple(
                mark for each, mark in zip(report.findings, report.marks, strict=True) if id(each) in left
            ),
        )
        for report in reports
    ]


def _print(
    reports: Sequence[FileReport], format: FindingsFormat, output: Path | None, inputs: Sequence[Path]
) -> None:
    from toolkit.files import Staging
    from toolkit.model import Unit
    from toolkit.quality import output as outputs

    units = [Unit(unit, "", "") for report in reports for unit in report.units]
    findings = [finding for report in reports for finding in report.findings]
    if format is FindingsFormat.SARIF:
        text = outputs.sarif(units, findings, [mark for report in reports for mark in report.marks])
    else:
        text = getattr(outputs, format)(units, findings)
    if output is None or str(output) == "-":
        emit(text)
        return
    with Staging(inputs=inputs) as staging:
        staging.write(output, text.encode("utf-8"))


def _summarise(reports: Sequence[FileReport]) -> None:
    """One line on standard error: what was looked at, what was found, what is not finished."""
    if not reports:
        return
    severities = Counter(finding.severity for report in reports for finding in report.findings)
    states = Counter[str]()
    for report in reports:
        states.update({str(state): count for state, count in report.states.items()})
    fixes = sum(report.fixes for report in reports)
    if fixes:
        note(ngettext("{count:,} translation put right", "{count:,} translations put right", fixes))
    found = [
        ngettext("{count:,} error", "{count:,} errors", severities[Severity.ERROR]),
        ngettext("{count:,} warning", "{count:,} warnings", severities[Severity.WARNING]),
    ]
    if severities[Severity.INFO]:
        found.append(_("{count:,} info", count=severities[Severity.INFO]))
    note(
        _(
            "{catalogs}, {entries:,} entries: {findings}; "
            "{fuzzy:,} fuzzy, {untranslated:,} untranslated, {obsolete:,} obsolete",
            catalogs=ngettext("{count:,} catalog", "{count:,} catalogs", len(reports)),
            entries=sum(states.values()),
            findings=", ".join(found),
            fuzzy=states["fuzzy"],
            untranslated=states["untranslated"],
            obsolete=states["obsolete"],
        )
    )
