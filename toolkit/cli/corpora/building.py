"""``bitext corpus build``: all documents of a corpus into one checked bitext."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from toolkit.cli import options
from toolkit.cli.console import emit, emit_json, note
from toolkit.cli.corpora.manifests import PageLanguage, Place, Work, work_folder
from toolkit.cli.corpora.progress import rate
from toolkit.errors import GateFailed
from toolkit.translations import _, ngettext

if TYPE_CHECKING:
    from toolkit.corpus.building import Built


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command(epilog="Example: bitext corpus build news -o bitexts --format jsonl --format tmx")(build)


def build(
    place: Place,
    output: Annotated[Path, typer.Option("--output", "-o", help="A folder of its own for what is made.")],
    format: Annotated[
        list[str] | None,
        typer.Option("--format", help="jsonl, jsonl.zst, parquet, tmx, moses; jsonl if absent."),
    ] = None,
    shard_size: Annotated[int, typer.Option(min=1, help="Units in a file.")] = 100_000,
    method: Annotated[
        Literal["auto", "length", "lexical", "embedding"], typer.Option(help="How to align.")
    ] = "auto",
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out units of which the alignment is less sure.")
    ] = 0.0,
    drop: Annotated[
        Literal["none", "error", "warning"],
        typer.Option(help="Leave out units with findings of this severity or a graver one."),
    ] = "none",
    select: Annotated[list[str] | None, typer.Option(help="Run this check, and no other not named.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Leave out this check.")] = None,
    work: Work = None,
    engine: Annotated[
        Literal["process", "local", "ray"],
        typer.Option(help="Several processes, this one alone, or Ray on one machine or a cluster."),
    ] = "process",
    address: Annotated[
        str,
        typer.Option(metavar="HOST:PORT", help="The Ray cluster this machine is a node of, or auto."),
    ] = "",
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes; 0 for one a core.")] = 0,
    fail_on_failure: Annotated[
        bool, typer.Option("--fail-on-failure", help="Exit with 1 if anything was set aside.")
    ] = False,
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE", help="How the run went, as a page (.html) or .json."),
    ] = None,
    language: PageLanguage = "en",
    as_json: options.Json = False,
) -> None:
    """Read, segment, align, check and export all document pairs of a corpus.

    Stopped at any point and started again, it goes on where it was. What is made does not depend on that,
    nor on the number of processes or machines. A document that cannot be used is set aside in failures.jsonl.
    Documents are cut and checked by the team's settings (bitext.toml), as by bitext align and bitext check.
    """
    from toolkit import project
    from toolkit.corpus import find, load
    from toolkit.corpus.building import Recipe
    from toolkit.corpus.building import build as make
    from toolkit.corpus.building.engines import engine as engine_called
    from toolkit.files import ensure_writable

    if report is not None:
        ensure_writable(report)  # told now, not when all is built
    recipe = Recipe(
        method,
        min_confidence,
        drop,
        tuple(select or ()),
        tuple(ignore or ()),
        tuple(dict.fromkeys(format or ["jsonl"])),
        shard_size,
        project.find(),
        options.segmentation(None),
    )
    corpora = [load(path) for path in find(place)]
    with rate(_("document pairs")) as progress:
        built = make(
            corpora,
            output,
            recipe=recipe,
            work=work or work_folder(place),
            engine=engine_called(engine, jobs, address),
            progress=progress,
        )
    if report is not None:
        _report(built, report, language)
    if as_json:
        emit_json({"card": built.card, "failures": len(built.failures), "run": built.run()})
    else:
        _say(built, output)
    if built.failures and fail_on_failure:
        raise GateFailed(ngettext("{count} was set aside", "{count} were set aside", len(built.failures)))


def _report(built: Built, path: Path, language: str) -> None:
    from toolkit.cli.alignment import command_line
    from toolkit.files import write_bytes
    from toolkit.report import today
    from toolkit.report.run import render_run, render_run_json

    failures = [asdict(each) for each in built.failures]
    if path.suffix.lower() == ".json":
        text = render_run_json(built.card, built.run(), failures)
    else:
        text = render_run(
            built.card, built.run(), failures, language=language, command=command_line(), created=today()
        )
    write_bytes(path, text.encode("utf-8", "replace"))
    note(f"→ {path}")


def _say(built: Built, output: Path) -> None:
    for pair, facts in built.card["pairs"].items():
        documents = ngettext("{count:,} document pair", "{count:,} document pairs", facts["documents"])
        units = ngettext("{count:,} unit", "{count:,} units", facts["units"])
        emit(f"{pair}\t{documents}\t{units}\n")
    for reason, count in built.card["dropped"].items():
        said = ngettext(
            "left out: {count:,} unit, {reason}", "left out: {count:,} units, {reason}", count, reason=reason
        )
        note(said)
    for failure in built.failures[:10]:
        name = failure.source or failure.target
        note(
            _("set aside: {name} ({stage}): {reason}", name=name, stage=failure.stage, reason=failure.reason)
        )
    if len(built.failures) > 10:
        note(_("… and {count} more", count=len(built.failures) - 10))
    total = sum(built.seconds.values())
    spent = ", ".join(f"{name} {share / total:.0%}" for name, share in built.seconds.items()) if total else ""
    note(
        ngettext(
            "{seconds:.1f} s, {count:,} pair as before; {spent}",
            "{seconds:.1f} s, {count:,} pairs as before; {spent}",
            built.reused,
            seconds=built.elapsed,
            spent=spent,
        )
    )
    note(f"→ {output}")
