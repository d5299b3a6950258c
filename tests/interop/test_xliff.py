"""Whether our XLIFF is valid by the schemas of OASIS, where they are at hand.

The schemas are not ours to ship: the environment variable BITEXT_SCHEMAS names a folder that has them.
"""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.formats.strategies import units as made_units
from tests.formats.test_xliff import EVERYTHING_1, EVERYTHING_2, again
from toolkit.formats import dump
from toolkit.formats.contract import Context
from toolkit.formats.xliff import FORMAT
from toolkit.model import Unit, Units

pytestmark = pytest.mark.interop
Program = Callable[[str], str]
SCHEMAS = {
    "xliff": "openxliff/xliff2.1/xliff_core_2.0.xsd",
    "xliff1": "openxliff/xliff/xliff-core-1.2-transitional.xsd",
}
# The schema of 1.2 asks for that of xml:lang on the network.
CATALOG = """<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
<system systemId="http://www.w3.org/2001/xml.xsd" uri="{uri}"/>
<uri name="http://www.w3.org/2001/xml.xsd" uri="{uri}"/></catalog>
"""


def check(program: Program, folder: Path, data: bytes, name: str) -> str:
    """What xmllint has to say, "" if nothing."""
    schemas = Path(os.environ.get("BITEXT_SCHEMAS", ""))
    schema = schemas / SCHEMAS[name]
    if not os.environ.get("BITEXT_SCHEMAS") or not schema.is_file():
        pytest.skip(f"BITEXT_SCHEMAS names no folder with {SCHEMAS[name]}")
    catalog, path = folder / "catalog.xml", folder / "a.xlf"
    catalog.write_text(CATALOG.format(uri=(schemas / "xml.xsd").as_uri()), encoding="utf-8")
    path.write_bytes(data)
    result = subprocess.run(
        [program("xmllint"), "--nonet", "--noout", "--schema", str(schema), str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "XML_CATALOG_FILES": str(catalog)},
    )
    return "" if result.returncode == 0 else result.stderr


def written(units: list[Unit], name: str) -> bytes:
    stream = io.BytesIO()
    dump(Units(tuple(units), "vi", "en", "a & b.txt", "c.txt"), stream, name)
    return stream.getvalue()


@pytest.mark.parametrize("name", SCHEMAS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(made_units(), max_size=5))
def test_xmllint_finds_it_valid(program: Program, tmp_path: Path, name: str, units: list[Unit]) -> None:
    assert not (said := check(program, tmp_path, written(units, name), name)), said


@pytest.mark.parametrize(
    ("data", "name"), [(EVERYTHING_1, "xliff1"), (EVERYTHING_2, "xliff")], ids=["1.2", "2.0"]
)
def test_a_file_passed_on_stays_valid(program: Program, tmp_path: Path, data: str, name: str) -> None:
    assert not (said := check(program, tmp_path, again(data).encode(), name)), said


@pytest.mark.parametrize(("data", "name"), [(EVERYTHING_1, "xliff"), (EVERYTHING_2, "xliff1")])
def test_a_file_in_the_other_version_is_valid(program: Program, tmp_path: Path, data: str, name: str) -> None:
    assert FORMAT.read is not None
    units = FORMAT.read(io.BytesIO(data.encode()), Context(whole=True))
    stream = io.BytesIO()
    dump(Units(units.units, "en", "vi"), stream, name)
    assert not (said := check(program, tmp_path, stream.getvalue(), name)), said
