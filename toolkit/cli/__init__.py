"""The command line: parses, calls one function below, prints. No logic of its own."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run ``bitext``; every error meant for the user becomes one line and an exit code."""
    # Our matrices are small: threads of the linear algebra library cost more to start than they save.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

    from toolkit.cli.app import run

    sys.exit(run(sys.argv[1:]))
