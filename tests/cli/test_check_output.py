"""What ``bitext check`` prints for machines, and the gate on it."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import Run

PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: vi\\n"

#: src/main.c:12
msgid "You have %d files"
msgstr ""
"Bạn có %s tệp"
"""


@pytest.fixture(autouse=True)
def catalog(tmp_path: Path) -> None:
    (tmp_path / "vi.po").write_text(PO, encoding="utf-8")


def test_sarif_has_file_and_line_of_the_translation(bitext: Run) -> None:
    (run,) = json.loads(bitext("check", "vi.po", "-s", "en", "--format", "sarif").stdout)["runs"]
    assert run["results"]
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert place == {"artifactLocation": {"uri": "vi.po"}, "region": {"startLine": 8}}
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_every_format_tells_the_same_finding(bitext: Run) -> None:
    def shown(name: str) -> str:
        result = bitext("check", "vi.po", "-s", "en", "--select", "placeholder", "--format", name)
        assert result.returncode == 0
        return result.stdout.decode()

    value = json.loads(shown("json"))
    first = value["findings"][0]
    assert (first["file"], first["line"], first["check"]) == ("vi.po", 8, "placeholder")
    count = len(value["findings"])
    assert [json.loads(line) for line in shown("jsonl").splitlines()] == value["findings"]
    assert shown("text").splitlines()[0].startswith("vi.po:8: error: ")
    assert shown("github").splitlines()[0].startswith("::error file=vi.po,line=8,title=placeholder::")
    assert shown("markdown").count("| `vi.po:8` | error | `placeholder` |") == count
    (failure,) = ElementTree.fromstring(shown("junit")).iter("failure")
    assert failure.text is not None and failure.text.count("[placeholder]") == count


def test_the_gate_on_findings(bitext: Run) -> None:
    assert bitext("check", "vi.po", "-s", "en").returncode == 0
    failed = bitext("check", "vi.po", "-s", "en", "--fail-on", "error")
    assert failed.returncode == 1
    assert failed.stderr.decode().splitlines()[-1] == "bitext: vi.po: findings of severity error or worse"
    ignoring = ("--ignore", "placeholder")
    assert bitext("check", "vi.po", "-s", "en", *ignoring, "--fail-on", "error").returncode == 0


def test_a_catalog_check_speaks_all_formats_too(bitext: Run) -> None:
    shown = bitext("catalog", "check", "vi.po", "--select", "format-string", "--format", "markdown")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith(b"### Translation checks: ")
