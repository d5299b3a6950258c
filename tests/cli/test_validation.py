"""``bitext validate``, run as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_a_valid_file(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("source\ttarget\nMột\tOne\n", encoding="utf-8")
    for name in ("a.tmx", "a.xlf"):
        assert bitext("convert", "a.tsv", name, "-s", "vi", "-t", "en").returncode == 0
    result = bitext("validate", "a.tmx", "a.xlf")
    assert result.returncode == 0 and not result.stderr
    assert result.stdout.decode() == "a.tmx: valid TMX 1.4\na.xlf: valid XLIFF 2.0\n"


BROKEN = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"><file id="f">\n'
    '<unit id="1"><segment><source><ph id="1" dataRef="d9"/></source></segment></unit></file></xliff>'
)


def test_a_fault_has_its_place_its_rule_and_its_section(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xlf").write_text(BROKEN, encoding="utf-8")
    result = bitext("validate", "a.xlf")
    assert result.returncode == 1
    assert result.stdout.decode() == (
        "a.xlf:2:31: there is no data 'd9' in the unit [reference; XLIFF 2.1, 4.3.1.9]\n"
    )
    assert result.stderr.decode() == "bitext: 1 fault\n"


def test_for_a_program(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xlf").write_text(BROKEN, encoding="utf-8")
    result = bitext("validate", "--json", "a.xlf")
    assert result.returncode == 1
    (report,) = json.loads(result.stdout)
    assert report["valid"] is False and report["format"] == "XLIFF 2.0"
    assert report["faults"][0]["rule"] == "reference" and report["faults"][0]["line"] == 2


def test_standard_input_and_files_of_other_kinds(bitext: Run) -> None:
    assert bitext("validate", "-", stdin=BROKEN.encode()).returncode == 1
    result = bitext("validate", "-", stdin=b"<html/>")
    assert result.returncode == 2 and b"is not TMX, XLIFF or SRX" in result.stderr
    assert bitext("validate", "nowhere.tmx").returncode == 2
