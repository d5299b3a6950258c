"""What other programs say of files converted from every format to TMX, XLIFF and PO.

Schemas are not ours to ship: the environment variable BITEXT_SCHEMAS names a folder that has them.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.formats.test_matrix import converted, made
from tests.interop.test_xliff import check
from toolkit.formats import FORMATS, Context, opened

pytestmark = pytest.mark.interop
Program = Callable[[str], str]


def each(folder: Path, name: str) -> list[tuple[str, Path]]:
    """The file made of each of the samples, and that sample's name."""
    kind, found = FORMATS[name], []
    for number, source in enumerate(made(folder)):
        out = folder / f"out{number}{kind.extensions[0]}"
        with opened(source, context=Context(whole=kind.carries_codes)) as units:
            converted(units, out)
        found.append((source.name, out))
    return found


@pytest.mark.parametrize("name", ["xliff", "xliff1"])
def test_xmllint_finds_every_xliff_valid(program: Program, tmp_path: Path, name: str) -> None:
    for source, out in each(tmp_path, name):
        data = out.read_bytes()
        version = "xliff1" if b'version="1.2"' in data else "xliff"
        assert not (said := check(program, tmp_path, data, version)), (source, said)


def test_xmllint_finds_every_tmx_valid(program: Program, tmp_path: Path) -> None:
    dtd = Path(os.environ.get("BITEXT_SCHEMAS", "")) / "tmx14.dtd"
    if not os.environ.get("BITEXT_SCHEMAS") or not dtd.is_file():
        pytest.skip("BITEXT_SCHEMAS names no folder with tmx14.dtd")
    for source, out in each(tmp_path, "tmx"):
        command = [program("xmllint"), "--nonet", "--noout", "--dtdvalid", str(dtd), str(out)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        assert result.returncode == 0, (source, result.stderr)


def test_msgfmt_takes_every_catalog(program: Program, tmp_path: Path) -> None:
    for source, out in each(tmp_path, "po"):
        command = [program("msgfmt"), "-c", "-o", os.devnull, str(out)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        assert result.returncode == 0, (source, result.stderr)
