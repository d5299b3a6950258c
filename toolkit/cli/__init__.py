"""The command line: parses, calls one function below, prints. No logic of its own."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``bitext``; every error meant for the user becomes one line and an exit code."""
    from toolkit.cli.app import run

    sys.exit(run(sys.argv[1:]))
