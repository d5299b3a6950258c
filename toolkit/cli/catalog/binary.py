"""``bitext catalog compile`` and ``decompile``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from toolkit.cli import options
from toolkit.cli.console import complain, emit_bytes, emit_json, note, progress
from toolkit.errors import BitextError, GateFailed, InputError, UsageError
from toolkit.translations import _, ngettext

if TYPE_CHECKING:
    from toolkit.catalog.compiling import Compiled

_STDIO = Path("-")


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command("compile", epilog="Example: bitext catalog compile locale/ --json")(compile_)
    group.command(epilog="Example: bitext catalog decompile vi.mo -o vi.po")(decompile)


# ── compile ─────────────────────────────────────────────────────────────────────────────────────────────────


def compile_(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="PO…", help="Catalogs, folders of them, or patterns like 'po/**/*.po'."),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Write here instead of beside the catalog; - for standard output."
        ),
    ] = None,
    use_fuzzy: Annotated[
        bool, typer.Option("--use-fuzzy", "-f", help="Take fuzzy translations, too.")
    ] = False,
    no_hash: Annotated[bool, typer.Option("--no-hash", help="Leave out the table for fast look-up.")] = False,
    alignment: Annotated[
        int, typer.Option("--alignment", "-a", min=1, help="Strings begin at multiples of this many bytes.")
    ] = 1,
    endianness: Annotated[
        Literal["little", "big"], typer.Option(help="Byte order of the numbers.")
    ] = "little",
    utf8: Annotated[
        bool, typer.Option("--utf8", help="Convert catalogs of other charsets, as msgfmt 0.22 and later do.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", "-c", help="First check the catalogs; where there is an error, stop.")
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Say of each of several catalogs how far it is.")
    ] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Processes; as many as it is worth if absent.")
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Make MO files for programs: vi.po gives vi.mo beside it, with the bytes msgfmt would write.

    Fuzzy and untranslated messages are left out. Where nothing is translated no file is written. If one
    catalog cannot be compiled, none is.
    """
    from toolkit.catalog.compiling import Options, compile_file
    from toolkit.catalog.tree import find_catalogs, map_files
    from toolkit.files import Staging

    # A folder's templates have nothing to compile; one that is named is meant.
    paths = [path for path in find_catalogs(files) if path.suffix.lower() != ".pot" or path in files]
    if not paths:
        raise InputError(_("no catalogs but templates"), _("name a folder with .po files"), path=files[0])
    targets = _targets(paths, output)
    if as_json and _STDIO in targets:
        raise UsageError(_("--json and the MO file would mix on standard output"), _("write it with -o FILE"))
    if check:
        _refuse_errors(paths, use_fuzzy, jobs)
    chosen = Options(use_fuzzy, endianness, alignment, not no_hash, utf8)
    with progress(_("compiling")) as step:
        results = map_files(partial(compile_file, options=chosen), paths, jobs, step)
    failed = [result for result in results if isinstance(result, BitextError)]
    for error in failed[:-1]:
        complain(error.message)
    if failed:
        raise failed[-1]
    compiled = [result for result in results if not isinstance(result, BitextError)]
    with Staging(inputs=[str(path) for path in paths if path != _STDIO]) as staging:
        for result, target in zip(compiled, targets, strict=True):
            if not result.data:
                continue
            if target == _STDIO:
                emit_bytes(result.data)
            else:
                staging.write(target, result.data)
    if as_json:
        emit_json([_row(*each) for each in zip(paths, targets, compiled, strict=True)])
        return
    if len(paths) == 1 or statistics:
        for path, target, result in zip(paths, targets, compiled, strict=True):
            note(f"{path}: {result.summary} {_outcome(result, target)}")
    if len(paths) > 1:
        _note_total(compiled)


def _refuse_errors(paths: list[Path], use_fuzzy: bool, jobs: int | None) -> None:
    """Stop where the checks of the file find what makes a program misbehave."""
    from toolkit.catalog.checks import Options
    from toolkit.catalog.tree import map_files
    from toolkit.model import Severity
    from toolkit.quality.catalogs import Selection, check_file, selection

    if _STDIO in paths:
        raise UsageError(
            _("--check reads a catalog once more, and standard input is gone then"), _("name a file")
        )
    chosen = Selection(selection().catalog, ())  # faults of the language do not break a program
    with progress(_("checking")) as step:
        work = partial(check_file, chosen=chosen, options=Options(fuzzy=use_fuzzy))
        results = map_files(work, paths, jobs, step)
    errors = 0
    for result in results:
        if isinstance(result, BitextError):
            raise result
        for finding in result.findings:
            if finding.severity is Severity.ERROR:
                complain(f"{finding.path}:{finding.line}: {finding.message}")
                errors += 1
    if errors:
        raise GateFailed(
            ngettext("{count} error, nothing was written", "{count} errors, nothing was written", errors)
        )


def _targets(paths: list[Path], output: Path | None) -> list[Path]:
    if output is None:
        return [path if path == _STDIO else path.with_suffix(".mo") for path in paths]
    if len(paths) > 1:
        raise UsageError(
            _("one output for {count} catalogs", count=len(paths)),
            _("leave -o out: each gets its .mo file beside it"),
        )
    return [output]


def _outcome(result: Compiled, target: Path) -> str:
    if not result.data:
        return _("→ nothing to write")
    return f"→ {_('standard output') if target == _STDIO else target}"


def _note_total(compiled: list[Compiled]) -> None:
    from toolkit.catalog.compiling import Compiled

    total = Compiled(
        b"",
        sum(each.translated for each in compiled),
        sum(each.fuzzy for each in compiled),
        sum(each.untranslated for each in compiled),
    )
    written = sum(bool(each.data) for each in compiled)
    empty = len(compiled) - written
    without = _(", {count} without a translation", count=empty) if empty else ""
    note(
        _(
            "{count} files written{without}: {summary}",
            count=written,
            without=without,
            summary=total.summary,
        )
    )


def _row(path: Path, target: Path, result: Compiled) -> dict[str, object]:
    return {
        "file": str(path),
        "output": str(target) if result.data else None,
        "bytes": len(result.data),
        "translated": result.translated,
        "fuzzy": result.fuzzy,
        "untranslated": result.untranslated,
    }


# ── decompile ───────────────────────────────────────────────────────────────────────────────────────────────


def decompile(
    file: Annotated[str, typer.Argument(metavar="MO", help="A compiled catalog; - for standard input.")],
    output: options.Output = None,
    charset: Annotated[
        str | None, typer.Option(help="Charset of the strings, in place of the one the header names.")
    ] = None,
    force_po: Annotated[
        bool, typer.Option("--force-po", help="Write the header also of a file that has nothing else.")
    ] = False,
) -> None:
    """Make a catalog of an MO file again, with the bytes msgunfmt would write."""
    from toolkit.catalog.decompiling import decompile as decompile_mo
    from toolkit.files import Staging, read_bytes

    data = decompile_mo(read_bytes(file), file, charset=charset, header_alone=force_po)
    if not data:
        note(_("{file}: no messages but a header – --force-po writes that", file=file))
    if output is None or output == _STDIO:
        emit_bytes(data)
        return
    with Staging(inputs=[file]) as staging:
        staging.write(output, data)
