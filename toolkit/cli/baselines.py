"""``--baseline`` and ``--write-baseline``: showing only what is new."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.console import note
from toolkit.model import Finding
from toolkit.translations import _, ngettext

if TYPE_CHECKING:
    from toolkit.quality.baseline import Baseline, Mark

Known = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help="Show and count only what is not in this file."),
]
WriteKnown = Annotated[
    Path | None,
    typer.Option(
        "--write-baseline",
        metavar="FILE",
        help="Take everything found as known from now on, in a file for --baseline; nothing fails.",
    ),
]


def opened(path: Path | None) -> Baseline | None:
    """The baseline that was asked for; a bad one is complained of before the work begins."""
    from toolkit.quality.baseline import read

    return read(path) if path is not None else None


def unknown(
    findings: Sequence[Finding], marks: Sequence[Mark], baseline: Baseline | None
) -> tuple[Finding, ...]:
    """The findings that a baseline does not know; a word on the others goes to standard error."""
    if baseline is None:
        return tuple(findings)
    new = tuple(
        finding for finding, mark in zip(findings, marks, strict=True) if not baseline.knows(mark.fingerprint)
    )
    note(
        _(
            "baseline: {known}, {gone} not found any more",
            known=ngettext("{count} known finding", "{count} known findings", len(findings) - len(new)),
            gone=baseline.gone,
        )
    )
    return new


def write(path: Path | None, marks: Sequence[Mark], inputs: Sequence[str | Path]) -> None:
    """Make a baseline of some findings, where that was asked for."""
    from toolkit.files import Staging
    from toolkit.quality.baseline import render

    if path is None:
        return
    with Staging(inputs=inputs) as staging:
        staging.write(path, render(marks))
    note(ngettext("{count} finding → {path}", "{count} findings → {path}", len(marks), path=path))
