"""``bitext catalog cat``, ``stats`` and ``grep``."""

from __future__ import annotations

import os
import shutil
import sys
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from toolkit.cli import options
from toolkit.cli.console import complain, emit, emit_bytes, emit_json, note, progress, table
from toolkit.errors import BitextError, UsageError
from toolkit.translations import N_, _

if TYPE_CHECKING:
    from toolkit.catalog.hits import FileHits
    from toolkit.catalog.statistics import Amount, FileStatistics, Size, Statistics

CatalogFiles = Annotated[
    list[Path],
    typer.Argument(metavar="FILE…", help="Catalogs, folders of them, or patterns like 'po/**/*.po'."),
]
Lenient = Annotated[
    bool,
    typer.Option("--lenient", help="Go on after an error; what is not understood is named and passed over."),
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, help="Processes; as many as it is worth if absent.")
]


class FieldName(StrEnum):
    """A part of an entry that can be searched."""

    MSGID = "msgid"
    MSGSTR = "msgstr"
    MSGCTXT = "msgctxt"
    COMMENT = "comment"
    EXTRACTED = "extracted"
    REFERENCE = "reference"


class StateName(StrEnum):
    """Where the translation of an entry stands."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    UNTRANSLATED = "untranslated"
    OBSOLETE = "obsolete"


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command(epilog="Example: bitext catalog cat vi.po --style gnu -o vi.gnu.po")(cat)
    group.command(epilog="Example: bitext catalog stats po/ --json")(stats)
    group.command(epilog="Example: bitext catalog grep 'tập tin' po/ --field msgstr --state fuzzy")(grep)


# ── cat ─────────────────────────────────────────────────────────────────────────────────────────────────────


def cat(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A catalog (PO or POT); - for standard input.")],
    output: options.Output = None,
    style: Annotated[
        Literal["keep", "gnu"],
        typer.Option(help="Keep every byte (so if absent), or lay it out as msgcat does."),
    ] = "keep",
    width: Annotated[
        int | None, typer.Option("--width", "-w", min=1, help="Columns of a line with --style gnu (79).")
    ] = None,
    no_wrap: Annotated[
        bool, typer.Option("--no-wrap", help="With --style gnu: break lines after line feeds alone.")
    ] = False,
    lenient: Lenient = False,
) -> None:
    """Read a catalog and write it again: the same bytes, or in the layout of GNU gettext."""
    from toolkit.catalog import gnu_layout, load
    from toolkit.catalog.layout import PAGE_WIDTH
    from toolkit.files import write_bytes

    if style != "gnu" and (width is not None or no_wrap):
        raise UsageError(_("--width and --no-wrap lay a catalog out anew"), _("add --style gnu"))
    if width is not None and no_wrap:
        raise UsageError(_("--width and --no-wrap exclude each other"), _("give one of them"))
    catalog = load(file, lenient=lenient)
    _tell(catalog.problems)
    if style == "gnu":
        data = gnu_layout(catalog, None if no_wrap else PAGE_WIDTH if width is None else width)
    else:
        data = catalog.to_bytes()
    if output is None or str(output) == "-":
        emit_bytes(data)
    else:
        write_bytes(output, data)


# ── stats ───────────────────────────────────────────────────────────────────────────────────────────────────


def stats(
    files: CatalogFiles,
    by_state: Annotated[
        bool,
        typer.Option("--by-state", help="A row for each state of each file, as for a single file."),
    ] = False,
    lenient: Lenient = False,
    jobs: Jobs = None,
    as_json: options.Json = False,
) -> None:
    """Count entries, words and characters by state.

    Words stand between white space; variables and tags are none. A letter of a script without spaces
    (Chinese, Japanese, Thai …) counts as a word. The header is not counted, nor are obsolete entries in
    totals.
    """
    from toolkit.catalog.statistics import Statistics, file_statistics
    from toolkit.catalog.tree import find_catalogs, map_files

    paths = find_catalogs(files)
    with progress(_("reading")) as step:
        results = map_files(partial(file_statistics, lenient=lenient), paths, jobs, step)
    counted: list[FileStatistics] = []
    failed = 0
    for result in results:
        if isinstance(result, BitextError):
            complain(result.message)
            failed += 1
        else:
            _tell(result.problems)
            counted.append(result)
    total = sum((each.statistics for each in counted), Statistics())
    if as_json:
        emit_json({"files": [_file_as_json(each) for each in counted], "total": _as_json(total)})
    elif counted:
        names = _names([each.path for each in counted])
        rows = [(name, each.statistics) for name, each in zip(names, counted, strict=True)]
        if len(rows) > 1:
            rows.append(("total", total))
        if by_state or len(paths) == 1:
            _table_by_state(rows)
        else:
            _table_by_file(rows)
        _explain_letters(total)
    if failed:
        raise typer.Exit(2)


def _names(paths: list[Path]) -> list[str]:
    """The names of files; on a terminal, where room is short, without the folder all are in."""
    if not sys.stdout.isatty() or not paths:
        return [str(path) for path in paths]
    folder = os.path.commonpath([path.parent.absolute() for path in paths])
    return [str(path.absolute().relative_to(folder)) for path in paths]


def _table_by_file(rows: list[tuple[str, Statistics]]) -> None:
    from toolkit.catalog import State

    header = (
        *(N_("file"), N_("done")),
        *State,
        *(N_("entries"), N_("words"), N_("words left"), N_("characters")),
    )
    lines: list[tuple[object, ...]] = []
    for name, counted in rows:
        whole = counted.total
        lines.append(
            (
                name,
                _percent(counted.done),
                *(counted.states[state].entries for state in State),
                whole.entries,
                whole.source.words,
                whole.source.words - counted.states[State.TRANSLATED].source.words,
                whole.source.characters,
            )
        )
    _table(lines, header, spare=("characters", "obsolete", "words left", "entries"))


def _table_by_state(rows: list[tuple[str, Statistics]]) -> None:
    header = (
        N_("file"), N_("state"), N_("entries"), N_("source words"), N_("source characters"),
        N_("target words"), N_("target characters"),
    )  # fmt: skip
    lines: list[tuple[object, ...]] = []
    for name, counted in rows:
        amounts = [
            *((str(state), amount) for state, amount in counted.states.items()),
            ("all", counted.total),
        ]
        lines += [
            (
                name,
                label,
                amount.entries,
                amount.source.words,
                amount.source.characters,
                amount.target.words,
                amount.target.characters,
            )
            for label, amount in amounts
        ]
    _table(lines, header, spare=("file",) if len(rows) == 1 else ())


def _table(lines: list[tuple[object, ...]], header: tuple[str, ...], *, spare: tuple[str, ...]) -> None:
    """A table; on a terminal without room for it the spare columns are left out, the first named first."""
    columns = list(range(len(header)))
    if sys.stdout.isatty():
        sizes = [max(len(str(row[column])) for row in [header, *lines]) + 3 for column in columns]
        room = shutil.get_terminal_size().columns
        for name in spare:
            if sum(sizes[column] for column in columns) > room:
                columns.remove(header.index(name))
    shown = [header[column] for column in columns]
    right = [at for at, name in enumerate(shown) if name not in ("file", "state")]
    table([[row[column] for column in columns] for row in lines], shown, right=right)


def _explain_letters(total: Statistics) -> None:
    for name, size in (
        (_("messages"), total.total.source),
        (_("translations"), total.total.target),
    ):
        if size.letters:
            note(
                _(
                    "of the {words:,} words of the {name}, {letters:,} are letters of a script "
                    "without spaces, each counted as a word",
                    words=size.words,
                    name=name,
                    letters=size.letters,
                )
            )


def _percent(share: float) -> str:
    """Rounded down, so that only what is whole is called 100 %."""
    return f"{int(share * 1000) / 10:.1f} %"


def _file_as_json(each: FileStatistics) -> dict[str, object]:
    value: dict[str, object] = {
        "file": str(each.path),
        "language": each.language,
        **_as_json(each.statistics),
    }
    if each.problems:
        value["problems"] = [problem.english_message for problem in each.problems]
    return value


def _as_json(counted: Statistics) -> dict[str, object]:
    return {
        "done": round(counted.done, 4),
        "all": _amount_as_json(counted.total),
        **{str(state): _amount_as_json(amount) for state, amount in counted.states.items()},
    }


def _amount_as_json(amount: Amount) -> dict[str, object]:
    return {
        "entries": amount.entries,
        "source": _size_as_json(amount.source),
        "target": _size_as_json(amount.target),
    }


def _size_as_json(size: Size) -> dict[str, int]:
    return {"words": size.words, "characters": size.characters, "letters": size.letters}


# ── grep ────────────────────────────────────────────────────────────────────────────────────────────────────


def grep(
    pattern: Annotated[str, typer.Argument(metavar="PATTERN", help="A regular expression (see --literal).")],
    files: CatalogFiles,
    field: Annotated[
        list[FieldName] | None,
        typer.Option("--field", "-f", help="Where to look: msgid and msgstr if absent; repeatable."),
    ] = None,
    state: Annotated[
        list[StateName] | None, typer.Option("--state", "-s", help="Only entries in this state; repeatable.")
    ] = None,
    ignore_case: Annotated[
        bool, typer.Option("--ignore-case", "-i", help="Capitals and small letters are equal.")
    ] = False,
    literal: Annotated[bool, typer.Option("--literal", "-F", help="PATTERN is plain text.")] = False,
    count: Annotated[
        bool, typer.Option("--count", "-c", help="Print how many entries match in each file.")
    ] = False,
    names: Annotated[
        bool, typer.Option("--files-with-matches", "-l", help="Print the names of files with a match.")
    ] = False,
    lenient: Lenient = False,
    jobs: Jobs = None,
    as_json: options.Json = False,
) -> None:
    """Find entries whose msgid, msgstr, context or comments match.

    Strings are searched with their escapes resolved and their lines joined, so a match may go over the end
    of a line. Exit code 0 with a match, 1 without any, 2 if a file could not be read.
    """
    from toolkit.catalog import Field, State
    from toolkit.catalog.hits import search_file
    from toolkit.catalog.tree import find_catalogs, map_files

    if count and names:
        raise UsageError(_("--count and --files-with-matches exclude each other"), _("give one of them"))
    search = partial(
        search_file,
        pattern=pattern,
        fields=tuple(Field(name) for name in field or (FieldName.MSGID, FieldName.MSGSTR)),
        states=tuple(State(name) for name in state or ()),
        ignore_case=ignore_case,
        literal=literal,
        lenient=lenient,
    )
    paths = find_catalogs(files)
    with progress(_("searching")) as step:
        results = map_files(search, paths, jobs, step)
    found: list[FileHits] = []
    failed = 0
    for result in results:
        if isinstance(result, BitextError):
            complain(result.message)
            failed += 1
            continue
        _tell(result.problems)
        found.append(result)
    if as_json:
        emit_json(_hits_as_json(found, count=count, names=names))
    elif count:
        emit("".join(f"{each.path}:{each.entries}\n" for each in found))
    elif names:
        emit("".join(f"{each.path}\n" for each in found if each.hits))
    else:
        _print_hits(found)
    if failed:
        raise typer.Exit(2)
    if not any(each.hits for each in found):
        raise typer.Exit(1)


def _hits_as_json(found: list[FileHits], *, count: bool, names: bool) -> object:
    if names:
        return [str(each.path) for each in found if each.hits]
    if count:
        return [{"file": str(each.path), "entries": each.entries} for each in found]
    return [
        {
            "file": str(each.path),
            "line": hit.line,
            "field": hit.label,
            "text": hit.text,
            "span": list(hit.span),
            "msgctxt": hit.key.msgctxt,
            "msgid": hit.key.msgid,
            "state": str(hit.state),
        }
        for each in found
        for hit in each.hits
    ]


def _print_hits(found: list[FileHits]) -> None:
    """A line for each hit, as grep prints it; what matched stands out on a terminal."""
    from toolkit.catalog.strings import escape

    on, off = ("\x1b[1;31m", "\x1b[0m") if sys.stdout.isatty() else ("", "")
    for each in found:
        lines = []
        for hit in each.hits:
            parts = (
                hit.text[: hit.span.start],
                hit.text[hit.span.start : hit.span.end],
                hit.text[hit.span.end :],
            )
            before, inside, after = (escape(part) for part in parts)
            lines.append(f"{each.path}:{hit.line}:{hit.label}: {before}{on}{inside}{off}{after}\n")
        emit("".join(lines))


def _tell(problems: tuple[BitextError, ...]) -> None:
    """What a lenient reading could not understand."""
    for problem in problems:
        complain(problem.message)
