"""``bitext check``, beside ``bitext score``."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli import baselines, options, scoring
from toolkit.cli.console import emit, note, table
from toolkit.errors import GateFailed
from toolkit.model import Severity
from toolkit.translations import N_, _, ngettext


class FindingsFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    JUNIT = "junit"
    SARIF = "sarif"
    GITHUB = "github"
    MARKDOWN = "markdown"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    scoring.register(app)
    app.command(epilog="Example: bitext check article.tmx --fail-on error")(check)


def _list_checks(wanted: bool) -> None:
    if wanted:
        from toolkit.quality import CHECKS

        rows = [
            (each.name, each.severity, each.category, "" if each.default else "off", _(each.about))
            for each in CHECKS.values()
        ]
        table(rows, (N_("check"), N_("severity"), N_("category"), "", N_("looks for")))
        raise typer.Exit


def check(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A bitext: .tmx .po .tsv .jsonl; - with --from.")
    ],
    from_format: Annotated[
        str | None, typer.Option("--from", help="Format of FILE, if not its extension's.")
    ] = None,
    format: Annotated[
        FindingsFormat, typer.Option("--format", help="How to print the findings.")
    ] = FindingsFormat.TEXT,
    fail_on: Annotated[
        Severity | None, typer.Option(help="Exit with 1 if there is a finding this bad or worse.")
    ] = None,
    select: Annotated[list[str] | None, typer.Option(help="Run only this check; repeatable.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Leave out this check; repeatable.")] = None,
    glossary: Annotated[
        str | None, typer.Option(metavar="FILE", help="The team's terms, .tsv or .tbx, to be kept to.")
    ] = None,
    baseline: baselines.Known = None,
    write_baseline: baselines.WriteKnown = None,
    output: options.Output = None,
    list_checks: Annotated[
        bool, typer.Option("--list", help="List the checks and exit.", is_eager=True, callback=_list_checks)
    ] = False,
    source_lang: Annotated[str, typer.Option("--source-lang", "-s", help="If FILE does not say.")] = "und",
    target_lang: Annotated[str, typer.Option("--target-lang", "-t", help="If FILE does not say.")] = "und",
    as_json: options.Json = False,
) -> None:
    """Look for translation errors in a bitext.

    Numbers, dates, placeholders, omissions, language, form …: --list shows all checks.
    What a team has agreed on stands in bitext.toml, or in [tool.bitext] of pyproject.toml.
    A note "bitext: ignore number -- reason" suppresses the findings of a check in one unit.
    """
    from toolkit.files import Staging
    from toolkit.formats import Context, load
    from toolkit.languages import normalise_code
    from toolkit.project import find
    from toolkit.quality import CHECKS
    from toolkit.quality import output as outputs
    from toolkit.quality.baseline import mark
    from toolkit.quality.catalog_places import in_catalog
    from toolkit.quality.checking import run
    from toolkit.quality.configuration import configuration

    agreed = configuration(
        find(), select=select or (), ignore=ignore or (), glossary=glossary or "", offered=CHECKS
    )
    known = baselines.opened(baseline)
    context = Context(
        normalise_code(source_lang),
        normalise_code(target_lang),
        notice=lambda clause: note(f"{file}: {clause}"),
    )
    units = load(file, format=from_format, context=context)
    setup = agreed.setup(file, units.source_language, units.target_language)
    findings = list(run(units, setup))
    texts = {unit.id: (unit.source, unit.target) for unit in units} if baseline or write_baseline else {}
    marks = [mark(finding, *texts[finding.unit]) for finding in findings] if texts else []
    if (from_format or Path(file).suffix.lstrip(".")).lower() in ("po", "pot") and file != "-":
        findings = in_catalog(findings, file)
    baselines.write(write_baseline, marks, [file])
    findings = list(baselines.unknown(findings, marks, known))
    text = outputs.FORMATS[FindingsFormat.JSON if as_json else format](units, findings)
    if output is None or str(output) == "-":
        emit(text)
    else:
        with Staging(inputs=[file]) as staging:
            staging.write(output, text.encode("utf-8"))
    counts = Counter(finding.severity for finding in findings)
    summary = ", ".join(
        (
            ngettext("{count} error", "{count} errors", counts[Severity.ERROR]),
            ngettext("{count} warning", "{count} warnings", counts[Severity.WARNING]),
            _("{count} info", count=counts[Severity.INFO]),
        )
    )
    note(_("{count} units checked: {findings}", count=len(tuple(units)), findings=summary))
    order = list(Severity)
    if (
        fail_on is not None
        and not write_baseline
        and any(order.index(f.severity) >= order.index(fail_on) for f in findings)
    ):
        raise GateFailed(_("findings of severity {severity} or worse", severity=fail_on), path=file)
