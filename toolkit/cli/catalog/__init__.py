"""``bitext catalog …``: gettext catalogs."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import typer


def register(app: typer.Typer) -> None:
    """Add the commands of this group, one module for each kind of work."""
    group = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode=None,
        help=(
            "Gettext catalogs: look, edit, update, merge, fill, check and compile without noise in the diff."
        ),
    )
    for module in ("viewing", "starting", "editing", "merging", "checking", "binary"):
        add: Callable[[typer.Typer], None] = import_module(f"toolkit.cli.catalog.{module}").register
        add(group)
    app.add_typer(group, name="catalog")
