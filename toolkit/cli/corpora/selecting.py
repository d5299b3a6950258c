"""``bitext corpus dedup|split|sample``: part of a corpus."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from toolkit.cli import options
from toolkit.cli.console import emit, emit_json, note, progress
from toolkit.translations import _, ngettext

Places = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE…", help="Files of units, a folder that was built, or a corpus that was fetched."
    ),
]
OutputFile = Annotated[Path, typer.Option("--output", "-o", help="Where to; the extension tells the format.")]
Level = Annotated[
    Literal["exact", "normalised", "near"],
    typer.Option(help="Same characters; same but for case, marks and spaces; or nearly the same."),
]
Side = Annotated[
    Literal["both", "source", "target"], typer.Option(help="Compare both texts of a unit, or one.")
]
Threshold = Annotated[
    float,
    typer.Option(min=0.01, max=1, help="Share of runs of 4 characters that near ones have in common."),
]
Seed = Annotated[str, typer.Option(help="Another one draws others.")]


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command(epilog="Example: bitext corpus dedup bitexts/vi-en -o unique.jsonl --level near")(dedup)
    group.command(epilog="Example: bitext corpus split unique.jsonl -o parts --dev 1000 --test 1000")(split)
    group.command(epilog="Example: bitext corpus sample unique.jsonl -o sample.tsv --size 100")(sample)


def dedup(
    files: Places,
    output: OutputFile,
    level: Level = "near",
    side: Side = "both",
    threshold: Threshold = 0.65,
    removed: Annotated[
        Path | None, typer.Option("--removed", help="Write what is left out here; notes say what stayed.")
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Leave out units that say what an earlier one says.

    Memory does not grow with their number.
    """
    from toolkit.corpus.duplicates import Likeness
    from toolkit.corpus.selecting import dedup as without_duplicates
    from toolkit.corpus.shards import Shards

    likeness = Likeness(level, side, threshold)
    with progress(_("duplicates")) as tell:
        made = without_duplicates(Shards(files), output, likeness, removed=removed, progress=tell)
    if as_json:
        emit_json({"units": made.units, "kept": made.kept, "dropped": made.dropped})
    else:
        said = ngettext(
            "{kept:,} of {count:,} unit", "{kept:,} of {count:,} units", made.units, kept=made.kept
        )
        emit(f"{said}\n")
        note(f"→ {output}")


def split(
    files: Places,
    output: Annotated[Path, typer.Option("--output", "-o", help="A folder for train, dev and test.")],
    dev: Annotated[int, typer.Option(min=0, help="About how many units to tune on.")] = 1000,
    test: Annotated[int, typer.Option(min=0, help="About how many units to test on.")] = 1000,
    level: Level = "near",
    side: Side = "both",
    threshold: Threshold = 0.65,
    seed: Seed = "0",
    format: Annotated[str, typer.Option("--format", help="Of the three files.")] = "jsonl",
    as_json: options.Json = False,
) -> None:
    """Divide into train, dev and test without leaks.

    Documents stay whole, and nothing is in one part that is like something in another.
    """
    from toolkit.corpus.duplicates import Likeness
    from toolkit.corpus.selecting import split as divide
    from toolkit.corpus.shards import Shards

    with progress(_("duplicates")) as tell:
        made = divide(
            Shards(files),
            output,
            dev=dev,
            test=test,
            likeness=Likeness(level, side, threshold),
            seed=seed,
            format=format,
            progress=tell,
        )
    if as_json:
        emit_json(asdict(made))
        return
    for name, count in made.units.items():
        units = ngettext("{count:,} unit", "{count:,} units", count)
        documents = ngettext("{count:,} document", "{count:,} documents", made.documents[name])
        emit(f"{name}\t{units}, {documents}\n")
    note(
        ngettext(
            "left out because another part has its like: {count:,} unit",
            "left out because another part has their like: {count:,} units",
            made.leaks,
        )
    )


def sample(
    files: Places,
    output: OutputFile,
    size: Annotated[int, typer.Option("--size", "-n", min=1, help="How many units.")] = 100,
    seed: Seed = "0",
) -> None:
    """Draw units at random, the same for the same seed.

    They stay in their order.
    """
    from toolkit.corpus.selecting import sample as draw
    from toolkit.corpus.shards import Shards

    count = draw(Shards(files), output, size=size, seed=seed)
    emit(ngettext("{count:,} unit", "{count:,} units", count) + "\n")
    note(f"→ {output}")
