"""``bitext memory add``: translations into a memory."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli import options
from toolkit.cli.console import emit_json, note, progress
from toolkit.cli.memory.options import MemoryFile
from toolkit.errors import BitextError, UsageError
from toolkit.files import STDIN
from toolkit.translations import _


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command(epilog="Example: bitext memory add team.tm report.tmx po/ /usr/share/locale/vi")(add)


def add(
    memory: MemoryFile,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE…",
            help="Bitexts, catalogs, .mo files, other memories, or folders of them; - with --from.",
        ),
    ],
    source_lang: Annotated[
        str, typer.Option("--source-lang", "-s", help="Source, if the files do not say, or which to take.")
    ] = "und",
    target_lang: Annotated[
        str, typer.Option("--target-lang", "-t", help="Target, likewise; of a folder only these are taken.")
    ] = "und",
    from_format: Annotated[
        str | None, typer.Option("--from", help="Format of the files, if not their extensions'.")
    ] = None,
    origin: Annotated[
        str, typer.Option(metavar="NAME", help="The name to remember standard input by; else -.")
    ] = "",
    as_json: options.Json = False,
) -> None:
    """Add translations to a memory, which is made if there is none.

    What is there already is only counted; a file that was added before as it is costs nothing. Other
    processes may read and write meanwhile; whatever happens, at most the last few thousand units are lost.
    """
    from toolkit.memory import Added, Memory
    from toolkit.memory.sources import add_file, check, find

    found = find(files)
    named = {Path(file) for file in files}
    if origin and STDIN not in files:
        raise UsageError(_("--origin names standard input"), _("files go by their paths: leave it out"))
    for path in named:
        check(path, from_format)  # before a memory is made
        if str(path) != STDIN and memory.exists() and path.samefile(memory):
            raise UsageError(_("a memory cannot be added to itself"), _("name another file"), path=path)
    total, again, failed = Added(), 0, 0
    with Memory.open(memory, create=True) as opened, progress(_("adding")) as tick:
        for number, path in enumerate(found):
            try:
                added = add_file(
                    opened,
                    path,
                    source_lang,
                    target_lang,
                    only=path not in named,
                    format=from_format if path in named else None,
                    origin=origin if str(path) == STDIN else "",
                    notice=lambda clause, path=path: note(f"{path}: {clause}"),  # type: ignore[misc]
                )
            except BitextError as error:
                if path in named or error.path in ("", str(memory)):
                    raise
                note(error.message)  # one damaged file of a folder does not stop the others
                failed += 1
                continue
            again += added is None
            total += added or Added()
            tick(number + 1, len(found))
        size = len(opened)
    if as_json:
        emit_json(
            {
                "new": total.new, "known": total.known, "skipped": total.skipped, "files": len(found),
                "unchanged_files": again, "failed_files": failed, "translations": size,
            }
        )  # fmt: skip
    parts = [_("{new} new, {known} known", new=total.new, known=total.known)]
    parts += [_("{count} without a side passed over", count=total.skipped)] if total.skipped else []
    parts += [_("{count} files not needed", count=again)] if again else []
    parts += [_("{count} files not understood", count=failed)] if failed else []
    note(_("{parts}; {size} translations in {memory}", parts=", ".join(parts), size=size, memory=memory))
