"""``bitext catalog check`` as a user runs it."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.catalog.header import HEADER
from tests.cli.conftest import Run

GOOD = HEADER + 'msgid "Open"\nmsgstr "Mở"\n'
BAD = (
    HEADER
    + '#, c-format\nmsgid "%d of %s\\n"\nmsgstr "%s trong %d"\n\n'
    + 'msgid "Hello {name}"\nmsgstr "Chào"\n\n'
    + '#, fuzzy\nmsgid "Save\\n"\nmsgstr "Lưu"\n'
)


@pytest.fixture
def po(tmp_path: Path) -> Path:
    folder = tmp_path / "po"
    folder.mkdir()
    (folder / "bad.po").write_text(BAD, encoding="utf-8")
    (folder / "good.po").write_text(GOOD, encoding="utf-8")
    return folder


def test_findings_with_their_places(bitext: Run, po: Path) -> None:
    done = bitext("catalog", "check", "po")
    assert done.returncode == 0
    assert done.stdout.decode().splitlines() == [
        "po/bad.po:15: error: argument 1 is int in the message (%d) and string in the translation (%s)"
        " [format-string]",
        "po/bad.po:15: error: argument 2 is string in the message (%s) and int in the translation (%d)"
        " [format-string]",
        "po/bad.po:15: error: the translation does not end with a line feed, unlike the message [newline]",
        "po/bad.po:18: warning: {name} is missing in the translation [placeholder]",
    ]
    assert done.stderr.decode() == (
        "2 catalogs, 4 entries: 3 errors, 1 warning; 1 fuzzy, 0 untranslated, 0 obsolete\n"
    )


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["po/bad.po", "--fail-on", "error"], 1),
        (["po/bad.po", "--fail-on", "error", "--select", "placeholder"], 0),
        (["po/bad.po", "--fail-on", "warning", "--select", "placeholder"], 1),
        (["po/bad.po", "--fail-on", "warning", "--select", "fuzzy"], 1),
        (["po/good.po", "--fail-on", "warning"], 0),
        (["po/good.po", "--select", "nothing-like-it"], 2),
        (["po/none.po"], 2),
        (["po/good.po", "--accelerator", "__"], 2),
        (["-", "--fix"], 2),
    ],
)
def test_exit_codes(bitext: Run, po: Path, arguments: list[str], status: int) -> None:
    done = bitext("catalog", "check", *arguments)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr


def test_the_order_does_not_depend_on_the_number_of_processes(bitext: Run, po: Path) -> None:
    one, several = (bitext("catalog", "check", "po", "--jobs", n, "--json") for n in (1, 3))
    assert one.stdout == several.stdout
    assert json.loads(one.stdout)["counts"] == {"info": 0, "warning": 1, "error": 3}


def test_formats_for_machines(bitext: Run, po: Path) -> None:
    def run(name: str) -> str:
        return bitext("catalog", "check", "po", "--format", name).stdout.decode()

    first = json.loads(run("jsonl").splitlines()[0])
    assert (first["file"], first["line"], first["check"]) == ("po/bad.po", 15, "format-string")
    assert run("github").startswith("::error file=po/bad.po,line=15,title=format-string::argument 1")
    result = json.loads(run("sarif"))["runs"][0]["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "po/bad.po"}, "region": {"startLine": 15}}
    suite = ElementTree.fromstring(run("junit"))
    assert (suite.get("tests"), suite.get("failures")) == ("4", "1")
    assert json.loads(run("json"))["units"] == 4


def test_output_to_a_file(bitext: Run, po: Path, tmp_path: Path) -> None:
    done = bitext("catalog", "check", "po", "--format", "sarif", "-o", "out.sarif")
    assert done.stdout == b""
    assert json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert bitext("catalog", "check", "po", "-o", "po/bad.po").returncode == 2
    assert (po / "bad.po").read_text(encoding="utf-8") == BAD


def test_fix_puts_right_what_is_certain(bitext: Run, po: Path) -> None:
    done = bitext("catalog", "check", "po", "--fix", "--fail-on", "error")
    assert done.returncode == 1  # two directives that changed places are for a person
    assert "1 translation put right" in done.stderr.decode()
    assert (po / "bad.po").read_text(encoding="utf-8") == BAD.replace('trong %d"', 'trong %d\\n"')
    assert (po / "good.po").read_text(encoding="utf-8") == GOOD
    assert sorted(path.name for path in po.iterdir()) == ["bad.po", "good.po"]


def test_what_msgfmt_cannot_read(bitext: Run, po: Path) -> None:
    (po / "broken.po").write_text(
        HEADER + 'msgid "a\nmsgstr "b"\n\nmsgid "c\\n"\nmsgstr "d"\n', encoding="utf-8"
    )
    strict = bitext("catalog", "check", "po/good.po", "po/broken.po")
    assert strict.returncode == 2
    assert b"po/broken.po:13:7: a string that does not end on its line" in strict.stderr
    lenient = bitext("catalog", "check", "po/broken.po", "--lenient", "--fail-on", "error")
    assert lenient.returncode == 1
    assert [line.split(": ")[0] for line in lenient.stdout.decode().splitlines()] == [
        "po/broken.po:13",
        "po/broken.po:17",
    ]


def test_standard_input(bitext: Run) -> None:
    done = bitext("catalog", "check", "-", stdin=BAD.encode())
    assert done.stdout.startswith(b"-:15: error:")


def test_told_accelerators_and_languages(bitext: Run, po: Path) -> None:
    (po / "menu.po").write_text(HEADER + 'msgid "_Open"\nmsgstr "Mở"\n', encoding="utf-8")
    assert bitext("catalog", "check", "po/menu.po", "--fail-on", "error").returncode == 0
    assert (
        bitext("catalog", "check", "po/menu.po", "--fail-on", "error", "--accelerator", "_").returncode == 1
    )
    russian = bitext("catalog", "check", "po/menu.po", "--target-lang", "ru")
    assert b"1 form, where ru has 3" in russian.stdout


def test_the_checks_are_listed(bitext: Run) -> None:
    rows = [line.split("\t") for line in bitext("catalog", "check", "--list").stdout.decode().splitlines()]
    named = {row[0]: row for row in rows}
    assert named["format-string"][1:4] == ["error", "markup", ""]
    assert named["fuzzy"][3] == "off"
    assert named["number"][3] == ""
