"""``bitext catalog merge``, and what else brings catalogs together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from toolkit.cli import options
from toolkit.cli.catalog import filling
from toolkit.cli.console import complain, emit, emit_bytes, emit_json, note
from toolkit.errors import GateFailed, InputError, UsageError
from toolkit.translations import _, ngettext

if TYPE_CHECKING:
    from toolkit.catalog import Key
    from toolkit.catalog.merging import Merge


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command(epilog="Example: bitext catalog merge base.po ours.po theirs.po -o merged.po")(merge)
    filling.register(group)


def merge(
    base: Annotated[
        str | None, typer.Argument(metavar="BASE", help="The catalog both come from.", show_default=False)
    ] = None,
    ours: Annotated[
        str | None, typer.Argument(metavar="OURS", help="Whose order is kept.", show_default=False)
    ] = None,
    theirs: Annotated[
        str | None, typer.Argument(metavar="THEIRS", help="Whose changes are added.", show_default=False)
    ] = None,
    output: options.Output = None,
    prefer: Annotated[
        Literal["ours", "theirs"] | None,
        typer.Option(help="The side that wins where both translated a message; nothing is marked then."),
    ] = None,
    label: Annotated[str, typer.Option(help="A name for theirs, written into marked entries.")] = "",
    marker_size: Annotated[int, typer.Option(min=3, help="Angle brackets of a marker.")] = 7,
    driver: Annotated[
        bool, typer.Option("--driver", help="As git calls it: write over OURS; line by line if need be.")
    ] = False,
    path: Annotated[str, typer.Option(help="Name of the file in messages, with --driver.")] = "",
    install_driver: Annotated[
        bool, typer.Option("--install-driver", help="Make git merge the .po files of this repository so.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing; with --install-driver print its commands.")
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Merge two versions of a catalog by their entries.

    An entry both sides translated differently becomes fuzzy: ours is its msgstr, theirs stands in a comment
    between "# <<<<<<< theirs" and "# >>>>>>>". The exit code is 1 then. With --json the result is told and
    written only by -o.
    """
    if install_driver:
        _install(dry_run)
        return
    if base is None or ours is None or theirs is None:
        raise UsageError(_("three catalogs are needed"), "bitext catalog merge BASE OURS THEIRS")
    if driver:
        if output is not None:
            raise UsageError(_("--driver writes over OURS"), _("leave out -o"))
        _drive(base, ours, theirs, path or ours, prefer, _given(label), marker_size)
        return
    from toolkit.catalog import load
    from toolkit.catalog.merging import merge as merge_catalogs
    from toolkit.files import write_bytes

    done = merge_catalogs(
        load(base), load(ours), load(theirs), prefer=prefer, label=_given(label), marker_size=marker_size
    )
    printed = output is None or str(output) == "-"
    if not dry_run:
        if not printed and output is not None:
            write_bytes(output, done.catalog.to_bytes())
        elif not as_json:
            emit_bytes(done.catalog.to_bytes())
    if as_json:
        emit_json(_as_json(done))
    _say(done, ours if printed else str(output))


def _given(label: str) -> str:
    """The name of the other side; git before 2.45 does not know it and passes its own sign."""
    return "" if label == "%Y" else " ".join(label.split())


def _install(dry_run: bool) -> None:
    from toolkit.catalog.git import install, plan

    if dry_run:
        emit(plan().shell())
        return
    done = install()
    note(
        _(
            "git merges {patterns} by their entries here; commit {attributes}",
            patterns=", ".join(("*.po", "*.pot")),
            attributes=done.attributes.name,
        )
    )


def _drive(
    base: str,
    ours: str,
    theirs: str,
    path: str,
    prefer: Literal["ours", "theirs"] | None,
    label: str,
    size: int,
) -> None:
    """One call by git."""
    from toolkit.catalog import Catalog, load
    from toolkit.catalog.git import merge_lines
    from toolkit.catalog.merging import merge as merge_catalogs
    from toolkit.files import write_bytes

    try:
        loaded: list[Catalog] = []
        for side, name in (("base", base), ("ours", ours), ("theirs", theirs)):
            try:
                loaded.append(load(name))
            except InputError as error:
                raise UsageError(f"{side}: {error.problem}", path=path, line=error.line) from None
        done = merge_catalogs(*loaded, prefer=prefer, label=label, marker_size=size)
    except UsageError as error:
        complain(_("{problem}; merged line by line", problem=error.message))
        code = merge_lines(base, ours, theirs, ("ours", "base", label or "theirs"), size)
        raise typer.Exit(code) from None
    write_bytes(ours, done.catalog.to_bytes())
    _say(done, path)


def _say(done: Merge, path: str) -> None:
    """What became of the entries; conflicts with their places.

    Raises:
        GateFailed: there are conflicts.
    """
    for conflict in done.conflicts:
        strings = " / ".join(conflict.ours), " / ".join(conflict.theirs)
        what = (
            _("{part} of {entry}", part=conflict.part, entry=_shown(conflict.key))
            if conflict.key.msgid
            else conflict.part
        )
        note(
            _(
                "{path}:{line}: conflict in {what}: ours {ours}, theirs {theirs}",
                path=path,
                line=conflict.line,
                what=what,
                ours=_cut(strings[0]),
                theirs=_cut(strings[1]),
            )
        )
    taken = len(done.taken)
    said = [ngettext("{count} entry from theirs", "{count} entries from theirs", taken)]
    if done.obsolete:
        said.append(_("{count} kept as obsolete", count=len(done.obsolete)))
    if done.followed:
        said.append(_("{count} follow a new wording", count=len(done.followed)))
    if done.replaced:
        said.append(_("{count} gave way", count=len(done.replaced)))
    note(f"{path}: {', '.join(said)}")
    if done.conflicts:
        size = len(done.conflicts)
        raise GateFailed(
            ngettext("{count} conflict", "{count} conflicts", size),
            _("choose in the fuzzy entries named above"),
            path=path,
        )


def _shown(key: Key) -> str:
    return _cut(key.msgid) + (
        _(" in the context {context}", context=_cut(key.msgctxt)) if key.msgctxt is not None else ""
    )


def _cut(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")


def _as_json(done: Merge) -> dict[str, object]:
    def key(of: Key) -> dict[str, object]:
        return {"msgctxt": of.msgctxt, "msgid": of.msgid}

    return {
        "conflicts": [
            {
                "line": conflict.line,
                **key(conflict.key),
                "part": conflict.part,
                "base": list(conflict.base),
                "ours": list(conflict.ours),
                "theirs": list(conflict.theirs),
            }
            for conflict in done.conflicts
        ],
        "taken": [key(taken) for taken in done.taken],
        "obsolete": [key(kept) for kept in done.obsolete],
        "followed": [key(followed) for followed in done.followed],
        "replaced": [
            {**key(replaced.key), "side": replaced.side, "msgstr": list(replaced.msgstr)}
            for replaced in done.replaced
        ],
    }
