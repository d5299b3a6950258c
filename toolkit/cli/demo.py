"""``bitext demo``: the whole way on the bundled article, with a summary a person enjoys."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.console import emit_json, progress
from toolkit.model import Severity
from toolkit.translations import _, ngettext

if TYPE_CHECKING:
    from rich.console import Console

    from toolkit.demo import Demo

_SHOWN = 6


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog="Example: bitext demo --output my-first-bitext")(demo)


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the files.")] = Path(
        "bitext-demo"
    ),
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Run the whole way on the bundled article, to ./bitext-demo.

    A Vietnamese newspaper article and its English translation are segmented, aligned, exported, scored
    against a reference, checked and put into a report.
    """
    from toolkit.demo import run

    with progress(_("running the demo")):
        made = run(output)
    if as_json:
        emit_json(_as_json(made))
        return
    from rich.console import Console

    _show(made, Console(highlight=False, soft_wrap=False))


def _show(made: Demo, console: Console) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    bitext, strict = made.bitext, made.evaluation.strict
    console.print(Text(made.corpus.title, style="bold"))
    console.print()
    facts = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column()
    for side, (right, wanted) in zip((bitext.source, bitext.target), made.segments_right, strict=True):
        facts.add_row(
            side.name,
            _(
                "{count} segments, {right} of {gold} as in the gold",
                count=len(side),
                right=right,
                gold=wanted,
            ),
        )
    types = Counter(bead.type for bead in bitext.beads)
    listed = ", ".join(f"{name} × {types[name]}" for name in sorted(types, key=lambda t: (-types[t], t)))
    facts.add_row(_("alignment"), _("{count} beads: {types}", count=len(bitext), types=listed))
    facts.add_row(
        _("against gold"),
        _(
            "precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} (strict)",
            precision=strict.precision,
            recall=strict.recall,
            f1=strict.f1,
        ),
    )
    console.print(facts)
    console.print()

    scores = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    scores.add_column(_("metric"))
    scores.add_column(_("score"), justify="right")
    scores.add_column(_("signature"), style="dim", overflow="fold")
    for score in made.scores:
        scores.add_row(score.metric, f"{score.value:.1f}", score.signature)
    console.print(
        _("The English article against a second translation, {count} paragraphs", count=made.paragraphs)
    )
    console.print(scores)

    counts = Counter(finding.severity for finding in made.findings)
    said = ", ".join(
        (
            ngettext("{count} error", "{count} errors", counts[Severity.ERROR]),
            ngettext("{count} warning", "{count} warnings", counts[Severity.WARNING]),
            _("{count} info", count=counts[Severity.INFO]),
        )
    )
    noticed = ngettext(
        "The checks noticed {count} thing: {severities}",
        "The checks noticed {count} things: {severities}",
        len(made.findings),
        severities=said,
    )
    console.print(noticed)
    styles = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
    for finding in made.findings[:_SHOWN]:
        line = Text("  ")
        line.append(f"{finding.severity:<8}", style=styles[finding.severity])
        line.append(_("unit {unit:<4}", unit=finding.unit), style="dim")
        line.append(f"{finding.check}: {finding.message}")
        console.print(line)
    if len(made.findings) > _SHOWN:
        console.print(
            Text(_("  … and {count} more in the report", count=len(made.findings) - _SHOWN), style="dim")
        )
    console.print()
    for path in made.files:
        console.print(Text("→ ", style="green").append(str(path), style="bold"))
    console.print(
        Text("\n" + _("Open {page} in a browser; it needs no network.", page=made.files[-1]), style="dim")
    )


def _as_json(made: Demo) -> dict[str, object]:
    return {
        "title": made.corpus.title,
        "segments": [
            {"name": side.name, "segments": len(side), "gold": wanted, "right": right}
            for side, (right, wanted) in zip(
                (made.bitext.source, made.bitext.target), made.segments_right, strict=True
            )
        ],
        "beads": dict(Counter(bead.type for bead in made.bitext.beads)),
        "strict_f1": made.evaluation.strict.f1,
        "lax_f1": made.evaluation.lax.f1,
        "scores": [{"metric": s.metric, "score": s.value, "signature": s.signature} for s in made.scores],
        "findings": {
            severity.value: sum(f.severity is severity for f in made.findings) for severity in Severity
        },
        "files": [str(path) for path in made.files],
    }
