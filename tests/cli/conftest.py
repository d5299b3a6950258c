"""Running ``bitext`` as a user does: in its own process, in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

# The same on every machine: English whatever the locale there, and a fixed date.
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "LANGUAGE": "", "SOURCE_DATE_EPOCH": "1700000000"}

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def bitext(tmp_path: Path) -> Run:
    """A function that runs one command line in ``tmp_path`` and returns what came out."""

    def run(
        *arguments: object, stdin: bytes = b"", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "toolkit", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, **_ENVIRONMENT, **(env or {})},
            timeout=120,
            check=False,
        )

    return run
