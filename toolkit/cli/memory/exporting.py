"""``bitext memory export`` and ``compact``: a memory as a file of another kind, or as a smaller one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.console import note, output_stream, said
from toolkit.cli.memory.options import MemoryFile, SourceLanguage, TargetLanguage
from toolkit.translations import _


def register(group: typer.Typer) -> None:
    """Add the commands."""
    group.command(epilog="Example: bitext memory export team.tm -o all.tmx")(export)
    group.command(epilog="Example: bitext memory compact team.tm")(compact)


def export(
    memory: MemoryFile,
    output: Annotated[Path, typer.Option("--output", "-o", help="Write here; - for standard output.")],
    to_format: Annotated[
        str | None, typer.Option("--to", help="Format, if not that of the extension.")
    ] = None,
    source_lang: SourceLanguage = "und",
    target_lang: TargetLanguage = "und",
) -> None:
    """Write all translations of two languages into a file; in TMX with their dates, counts and origins."""
    from toolkit.files import Staging
    from toolkit.formats import Context, dump, format_of
    from toolkit.memory import Memory

    kind = format_of(output, to_format)
    with Memory.open(memory, create=False) as opened, Staging(inputs=[memory]) as staging:
        units = opened.units(source_lang, target_lang)
        stream = output_stream() if str(output) == "-" else staging.open(output)
        written = dump(units, stream, kind, context=Context(path=str(output)))
    said(output, written)
    note(_("{count} units → {place}", count=written.units, place=output))


def compact(memory: MemoryFile) -> None:
    """Make the indices of a memory anew and give unused space back; others wait meanwhile."""
    from toolkit.memory import Memory

    with Memory.open(memory, create=False) as opened:
        before, after = opened.compact()
    note(_("{memory}: {before:,} bytes, now {after:,}", memory=memory, before=before, after=after))
