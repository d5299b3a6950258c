"""``bitext validate``: whether files keep the rules of their format."""

from __future__ import annotations

from typing import Annotated

import typer

from toolkit.cli.console import emit, emit_json, note
from toolkit.translations import _, english, ngettext


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(epilog="Example: bitext validate memory.tmx project.xlf rules.srx")(validate)


def validate(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="TMX, XLIFF 1.2 or 2.x, or SRX; - for standard input."),
    ],
    json: Annotated[bool, typer.Option("--json", help="The result for a program.")] = False,
) -> None:
    """Say where a file breaks the rules of TMX, XLIFF or SRX, those too that no schema knows."""
    from toolkit.errors import GateFailed
    from toolkit.formats.validation import validate as check

    reports = [check(file) for file in files]
    if json:
        emit_json(
            [
                {
                    "file": report.path or "-",
                    "format": report.format,
                    "valid": report.valid,
                    "faults": [
                        {
                            "line": fault.line,
                            "column": fault.column,
                            "rule": fault.rule,
                            "section": fault.section,
                            "message": english(fault.message),
                        }
                        for fault in report.faults
                    ],
                    "more": report.more,
                }
                for report in reports
            ]
        )
    else:
        for report in reports:
            place = report.path or "-"
            for fault in report.faults:
                where = f"{place}:{fault.line}:{fault.column}"
                emit(f"{where}: {fault.message} [{fault.rule}; {fault.section}]\n")
            if report.valid:
                emit(_("{file}: valid {format}", file=place, format=report.format) + "\n")
            elif report.more:
                note(_("{file}: {count} more faults are not shown", file=place, count=report.more))
    broken = sum(not report.valid for report in reports)
    if broken:
        count = sum(len(report.faults) + report.more for report in reports)
        raise GateFailed(ngettext("{count} fault", "{count} faults", count))
