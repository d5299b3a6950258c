"""What ``bitext catalog … --diff`` prints is a patch for ``patch``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import run

import pytest

from toolkit.catalog import Catalog
from toolkit.catalog.difference import difference

OLD = '# a\u2028b\x0c\nmsgid "a"\nmsgstr "b"'


@pytest.mark.interop
@pytest.mark.parametrize("ends", [("", "\n"), ("\n", ""), ("\n", "\n"), ("", "")])
def test_patch_makes_the_new_file_of_the_old_one(
    tmp_path: Path, program: Callable[[str], str], ends: tuple[str, str]
) -> None:
    path = tmp_path / "vi.po"
    path.write_bytes((OLD + ends[0]).encode())
    new = OLD.replace('"b"', '"mới"') + ends[1]
    made = difference(Catalog(path.read_bytes(), "vi.po"), Catalog(new.encode()))
    done = run([program("patch"), "-p1"], input=made.encode(), cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout
    assert path.read_bytes() == new.encode()
