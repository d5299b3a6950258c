"""Where an edited catalog goes, and what of it is printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.cli.console import emit, emit_bytes
from toolkit.errors import UsageError
from toolkit.translations import _

if TYPE_CHECKING:
    from toolkit.catalog import Catalog


def one_result(target: Path, *, dry_run: bool, diff: bool, as_json: bool = False) -> None:
    """Standard output holds one thing.

    Raises:
        UsageError: the catalog, a patch or JSON would share it.
    """
    printed = str(target) == "-" and not dry_run
    asked = [
        name for name, given in ((_("the catalog"), printed), ("--diff", diff), ("--json", as_json)) if given
    ]
    if len(asked) > 1:
        raise UsageError(
            _("{results} would share standard output", results=_(" and ").join(asked)),
            _("print one, or name a file by -o"),
        )


def write(
    file: str,
    old: Catalog,
    new: Catalog,
    output: Path | None,
    *,
    dry_run: bool,
    diff: bool,
) -> None:
    """Write over the file, or where it is asked for; a file that would stay the same is not touched."""
    from toolkit.catalog.difference import difference
    from toolkit.files import write_bytes

    if diff:
        emit(difference(old, new))
    if dry_run:
        return
    target = output or Path(file)
    if str(target) == "-":
        emit_bytes(new.to_bytes())
    elif output is not None or new.to_bytes() != old.to_bytes():
        write_bytes(target, new.to_bytes())


def place(file: str, old: Catalog, new: Catalog, output: Path | None, *, dry_run: bool) -> str:
    """What became of the catalog, to follow what was done with it."""
    if dry_run:
        return _(" (nothing was written)")
    if output is None and new.to_bytes() == old.to_bytes():
        return _(" ({file} stays as it is)", file=file)
    target = output or Path(file)
    return f" → {target if str(target) != '-' else _('standard output')}"
