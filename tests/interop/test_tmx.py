"""Whether our TMX is TMX: by the specification's rules, and by its DTD where that is at hand.

The DTD is not ours to ship: the environment variable BITEXT_SCHEMAS names a folder that has ``tmx14.dtd``.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.formats.strategies import units as made_units
from toolkit.formats import dump
from toolkit.model import Unit, Units

pytestmark = pytest.mark.interop
Program = Callable[[str], str]

HEADER = ("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype")
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
DATE = re.compile(r"\d{8}T\d{6}Z")

some_units = st.lists(made_units(), max_size=6)


def written(units: list[Unit]) -> bytes:
    stream = io.BytesIO()
    dump(Units(tuple(units), "vi", "en", "a & b.txt", "c.txt", {"x-client": '"A" <b>'}), stream, "tmx")
    return stream.getvalue()


@given(some_units)
def test_every_rule_of_the_specification_holds(units: list[Unit]) -> None:
    data = written(units)
    root = ElementTree.fromstring(data)
    assert (
        root.tag == "tmx"
        and root.attrib == {"version": "1.4"}
        and [e.tag for e in root] == ["header", "body"]
    )
    header, body = root
    assert all(header.get(name) for name in HEADER) and header.get("segtype") == "sentence"
    assert DATE.fullmatch(header.get("creationdate", ""))
    assert all(child.tag == "prop" and child.get("type") for child in header)
    for tu in body:
        assert tu.tag == "tu" and DATE.fullmatch(tu.get("creationdate", ""))
        tags = "".join({"note": "n", "prop": "p", "tuv": "v"}[child.tag] for child in tu)
        assert re.fullmatch(r"[np]*vv", tags)
        assert all(prop.get("type") for prop in tu.iter("prop"))
        variants = tu.findall("tuv")
        assert [variant.get(LANGUAGE) for variant in variants] == ["vi", "en"]
        assert all([child.tag for child in variant] == ["seg"] for variant in variants)
        assert all((seg.text or "").strip() and not len(seg) for seg in tu.iter("seg"))
    assert len(body) == sum(bool(unit.source.strip() and unit.target.strip()) for unit in units)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some_units)
def test_xmllint_finds_it_valid(program: Program, tmp_path: Path, units: list[Unit]) -> None:
    folder = os.environ.get("BITEXT_SCHEMAS", "")
    dtd = Path(folder) / "tmx14.dtd"
    if not folder or not dtd.is_file():
        pytest.skip("BITEXT_SCHEMAS names no folder with tmx14.dtd")
    path = tmp_path / "a.tmx"
    path.write_bytes(written(units))
    command = [program("xmllint"), "--nonet", "--noout", "--dtdvalid", str(dtd), str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_xmllint_finds_it_well_formed(program: Program) -> None:
    data = written([Unit("1", "a\0<&>]]>\r\n", "b\ufffe"), Unit('"<\n', "c", "d", note="--> \x1b")])
    result = subprocess.run(
        [program("xmllint"), "--nonet", "--noout", "-"], input=data, capture_output=True, check=False
    )
    assert result.returncode == 0, result.stderr
