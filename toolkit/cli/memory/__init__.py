"""``bitext memory …``: a translation memory in one file."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import typer


def register(app: typer.Typer) -> None:
    """Add the commands of this group, one module for each kind of work."""
    group = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode=None,
        help="A translation memory in one file: add, search, concordance, pretranslate, export, stats.",
    )
    for module in ("adding", "searching", "pretranslating", "exporting", "counting"):
        add: Callable[[typer.Typer], None] = import_module(f"toolkit.cli.memory.{module}").register
        add(group)
    app.add_typer(group, name="memory")
