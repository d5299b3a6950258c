"""``bitext catalog compile`` and ``decompile``."""

from __future__ import annotations

import typer


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
