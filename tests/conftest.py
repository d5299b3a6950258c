"""What all tests share: where the corpus is, and how tests against other programs are skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Slow machines are not a fault of the code: no test here is about time.
settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")

# Messages are compared with their English words, whatever the locale of the machine.
os.environ.update(LC_ALL="C.UTF-8", LANGUAGE="")

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the project's own documents."""
    return CORPUS


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """The path of another program; the test is skipped where it is missing, unless it is required."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            if os.environ.get("BITEXT_INTEROP") == "required":
                pytest.fail(f"{name} is not installed, and BITEXT_INTEROP=required")
            pytest.skip(f"{name} is not installed")
        return path

    return find
