"""The command line: parses, calls one function below, prints. No logic of its own."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run ``bitext``; every error meant for the user becomes one line and an exit code."""
    # A command makes many objects and few circles of them: looking for those less often saves a tenth.
    gc.set_threshold(50_000, 20, 100)
    # Our matrices are small: threads of the linear algebra library cost more to start than they save.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

    from toolkit.cli.app import run

    sys.exit(run(sys.argv[1:]))
