"""``bitext catalog cat``, ``stats`` and ``grep``."""

from __future__ import annotations

import typer


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
