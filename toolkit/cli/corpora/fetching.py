"""``bitext corpus fetch``: corpora of distributors, from addresses and files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from toolkit.cli import options
from toolkit.cli.console import emit, emit_json, note
from toolkit.errors import UsageError
from toolkit.translations import _, ngettext


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command(
        epilog="Example: bitext corpus fetch https://object.pouta.csc.fi/OPUS-QED/v2.0a/moses/en-vi.txt.zip "
        "-o corpora/qed"
    )(fetch)


def fetch(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE…",
            help="Addresses (http, https), files, folders, Moses pairs (a.en-vi): Moses zip, TMX, XLIFF, "
            "TSV, CSV, JSONL, Parquet, packed by gzip, bzip2 or xz.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FOLDER",
            help="The corpus, new or to be added to; a folder called as the first source if absent.",
        ),
    ] = None,
    sha256: Annotated[
        list[str] | None,
        typer.Option(
            "--sha256",
            metavar="HEX",
            help="What the file has to be, one for each source in their order; if absent it is looked for "
            "beside the file, in FILE.sha256 and SHA256SUMS.",
        ),
    ] = None,
    source_lang: Annotated[
        str, typer.Option("--source-lang", "-s", help="If the files do not say, or the other way round.")
    ] = "und",
    target_lang: Annotated[str, typer.Option("--target-lang", "-t", help="Likewise.")] = "und",
    columns: Annotated[
        str,
        typer.Option(
            metavar="SOURCE,TARGET", help="Columns of a table with the texts, by number from 1 or by name."
        ),
    ] = "",
    rights: Annotated[
        str,
        typer.Option(
            help="Whose the texts are, and on which terms they may be used; what the archive says if absent."
        ),
    ] = "",
    document_size: Annotated[
        int,
        typer.Option(
            min=0,
            help="Lines in a document of the corpus, about: what is done document by document needs memory "
            "for so many. 0 for one document, however large.",
        ),
    ] = 20_000,
    keep_downloads: Annotated[
        bool, typer.Option("--keep-downloads", help="Leave the downloaded files in FOLDER/.fetch.")
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Fetch corpora of distributors: OPUS, TMX, TSV, Parquet.

    They become a folder with a manifest and texts with a segment a line, aligned line by line. A download
    that was stopped, by whatever, goes on where it was when the same command is given again; what is in the
    manifest is not fetched again. Afterwards: bitext corpus stats FOLDER, filter, dedup, build.
    """
    from toolkit.corpus.fetching import Order, Telling
    from toolkit.corpus.fetching import fetch as get
    from toolkit.corpus.fetching.reading import base_of
    from toolkit.languages import normalise_code

    order = Order(
        tuple(sha256 or ()),
        (normalise_code(source_lang), normalise_code(target_lang)),
        _columns(columns),
        rights,
        document_size,
        keep_downloads,
    )
    folder = output or Path(base_of(sources[0]) or "corpus")
    with _shown() as (received, read):
        made = get(sources, folder, order, Telling(received=received, read=read, notice=note))
    if as_json:
        emit_json({"folder": str(folder), "sources": [asdict(each) for each in made]})
        return
    for each in made:
        if each.there:
            note(_("{source}: is in the corpus already", source=each.source))
            continue
        if not each.checked and each.sha256:
            note(_("{source}: there is no checksum to hold it against", source=each.source))
        lines = ngettext("{count:,} segment", "{count:,} segments", each.lines)
        documents = ngettext("{count:,} document", "{count:,} documents", each.documents)
        emit(f"{each.source}\t{' '.join(each.languages)}\t{lines}\t{documents}\n")
    note(f"→ {folder / 'corpus.toml'}")


def _columns(text: str) -> tuple[str, str] | None:
    if not text:
        return None
    source, comma, target = text.partition(",")
    if not (source.strip() and comma and target.strip()) or "," in target:
        raise UsageError(_("--columns '{text}' are not two columns", text=text), _("write --columns 1,2"))
    return source.strip(), target.strip()


@contextmanager
def _shown() -> Iterator[tuple[Callable[[str, int, int], None], Callable[[str, int], None]]]:
    """Bytes that have come, their rate and the time left, then units that were read; on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda name, done, total: None, lambda name, count: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TaskID,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    bytes_ = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(
        TextColumn("{task.description}"), *bytes_, console=Console(stderr=True), transient=True
    ) as bar:
        tasks: dict[str, TaskID] = {}

        def task(name: str, **facts: Any) -> TaskID:
            if name not in tasks:
                tasks[name] = bar.add_task(name, **facts)
            return tasks[name]

        def received(name: str, done: int, total: int) -> None:
            bar.update(task(name, total=None), completed=done, total=total or None)

        def read(name: str, count: int) -> None:
            said = ngettext("{name}: {count:,} segment", "{name}: {count:,} segments", count, name=name)
            bar.update(task(name, total=None), description=said)

        yield received, read
