"""Settings, suppressions and baselines, for ``bitext check`` and ``bitext catalog check``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import toolkit
from tests.catalog.header import HEADER
from tests.cli.conftest import Run
from toolkit.errors import UsageError
from toolkit.model import Unit, Units

ROWS = [
    {"id": "1", "source": "It has 25 rooms.", "target": "Nó có 26 phòng."},
    {"id": "2", "source": "It has 30 doors.", "target": "Nó có 31 cửa."},
]
NUMBERS = ("--select", "number", "--select", "suppression")
"""Quick: without a look into the lexicon."""
ENTRY = 'msgid "It has 25 rooms.\\n"\nmsgstr "Nó có 26 phòng."\n'


@pytest.fixture
def units(tmp_path: Path) -> Path:
    path = tmp_path / "a.jsonl"
    shared = {"source_language": "en", "target_language": "vi"}
    path.write_text(
        "".join(json.dumps(row | shared, ensure_ascii=False) + "\n" for row in ROWS), encoding="utf-8"
    )
    return path


@pytest.fixture
def po(tmp_path: Path) -> Path:
    path = tmp_path / "po" / "vi.po"
    path.parent.mkdir()
    path.write_text(HEADER + ENTRY, encoding="utf-8")
    return path


def checks(done: object) -> list[str]:
    out = done.stdout.decode()  # type: ignore[attr-defined]
    return [json.loads(line)["check"] for line in out.splitlines()]


def test_settings_of_the_working_folder(bitext: Run, units: Path, tmp_path: Path) -> None:
    assert checks(bitext("check", units, "--format", "jsonl")) == ["number", "number"]
    (tmp_path / "bitext.toml").write_text('[check.severity]\nnumber = "info"\n', encoding="utf-8")
    assert bitext("check", units, "--fail-on", "warning").returncode == 0
    (tmp_path / "bitext.toml").write_text('[check.paths."*.jsonl"]\nignore = ["number"]\n', encoding="utf-8")
    assert checks(bitext("check", "a.jsonl", "--format", "jsonl")) == []
    assert checks(bitext("check", "a.jsonl", "--format", "jsonl", "--select", "number")) == ["number"] * 2


def test_catalogs_have_the_same_settings(bitext: Run, po: Path, tmp_path: Path) -> None:
    run = ("catalog", "check", "po", "--format", "jsonl")
    assert checks(bitext(*run)) == ["newline", "number"]
    (tmp_path / "pyproject.toml").write_text(
        '[tool.bitext.check.severity]\nnumber = "error"\n\n'
        '[tool.bitext.check.paths."po/*"]\nignore = ["newline"]\n',
        encoding="utf-8",
    )
    assert checks(bitext(*run)) == ["number"]
    assert bitext(*run, "--fail-on", "error").returncode == 1


def test_a_slip_in_the_settings_is_one_line(bitext: Run, units: Path, po: Path, tmp_path: Path) -> None:
    (tmp_path / "bitext.toml").write_text('[check]\nignore = [\n  "numbre",\n]\n', encoding="utf-8")
    for command in (("check", units), ("catalog", "check", po)):
        done = bitext(*command)
        assert (done.returncode, done.stdout) == (2, b"")
        said = done.stderr.decode().splitlines()
        assert len(said) == 1
        assert "bitext.toml:3: unknown check 'numbre' – did you mean 'number'?" in said[0]


def test_suppressions_in_each_format(bitext: Run, tmp_path: Path) -> None:
    note = "bitext: ignore number -- the source is wrong"
    source, target = ROWS[0]["source"], ROWS[0]["target"]
    files = {
        "a.jsonl": json.dumps({"source": source, "target": target, "note": note}),
        "a.tsv": f"source\ttarget\tcomment\n{source}\t{target}\t{note}\n",
        "a.po": HEADER + f'# {note}\nmsgid "{source}"\nmsgstr "{target}"\n',
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        languages = ("-s", "en", "-t", "vi", "--format", "jsonl", *NUMBERS)
        assert checks(bitext("check", name, *languages)) == [], name
        (tmp_path / name).write_text(text.replace(note, ""), encoding="utf-8")
        assert checks(bitext("check", name, *languages)) == ["number"], name


def test_a_baseline_hides_what_is_known(bitext: Run, units: Path, tmp_path: Path) -> None:
    done = bitext("check", units, *NUMBERS, "--write-baseline", "known.json", "--fail-on", "error")
    assert done.returncode == 0
    assert "2 findings → known.json" in done.stderr.decode()
    again = bitext("check", units, *NUMBERS, "--baseline", "known.json", "--fail-on", "error")
    assert (again.returncode, again.stdout) == (0, b"")
    assert "baseline: 2 known findings, 0 not found any more" in again.stderr.decode()
    lines = units.read_text(encoding="utf-8").splitlines()
    third = lines[1].replace("30", "40").replace("31", "41").replace('"2"', '"3"')
    units.write_text("\n".join([third, lines[0]]) + "\n", encoding="utf-8")
    new = bitext(
        "check", units, *NUMBERS, "--baseline", "known.json", "--fail-on", "error", "--format", "jsonl"
    )
    assert new.returncode == 1
    assert [json.loads(line)["unit"] for line in new.stdout.decode().splitlines()] == ["3"]
    assert "1 known finding, 1 not found any more" in new.stderr.decode()


def test_a_baseline_can_be_brought_up_to_date(bitext: Run, units: Path, tmp_path: Path) -> None:
    bitext("check", units, *NUMBERS, "--write-baseline", "known.json")
    before = (tmp_path / "known.json").read_bytes()
    done = bitext("check", units, *NUMBERS, "--baseline", "known.json", "--write-baseline", "known.json")
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / "known.json").read_bytes() == before


def test_a_baseline_of_catalogs(bitext: Run, po: Path) -> None:
    assert bitext("catalog", "check", "po", "--write-baseline", "known.json").returncode == 0
    gate = ("--baseline", "known.json", "--fail-on", "info")
    done = bitext("catalog", "check", "po", *gate)
    assert (done.returncode, done.stdout) == (0, b"")
    more = '#: a.c:1\nmsgid "Open\\n"\nmsgstr "Mở"\n\n'
    po.write_text(HEADER + more + ENTRY, encoding="utf-8")
    for jobs in ("1", "2"):
        done = bitext("catalog", "check", "po", *gate, "--jobs", jobs)
        assert done.returncode == 1
        assert [line.partition(":")[0] for line in done.stdout.decode().splitlines()] == ["po/vi.po"]


def test_what_is_suppressed_is_not_put_right(bitext: Run, po: Path) -> None:
    text = HEADER + "# bitext: ignore newline -- the program adds it\n" + ENTRY
    po.write_text(text, encoding="utf-8")
    done = bitext("catalog", "check", "po", "--fix")
    assert po.read_text(encoding="utf-8") == text
    assert b"newline" not in done.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "known.json: no such file – make it with --write-baseline"),
        ("{}", "known.json: is no baseline"),
        ('{\n"format": ', "known.json:2:11: not JSON"),
    ],
)
def test_a_bad_baseline(bitext: Run, units: Path, tmp_path: Path, text: str | None, said: str) -> None:
    if text is not None:
        (tmp_path / "known.json").write_text(text, encoding="utf-8")
    done = bitext("check", units, *NUMBERS, "--baseline", "known.json")
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1


def test_a_baseline_does_not_overwrite_the_input(bitext: Run, units: Path) -> None:
    before = units.read_bytes()
    assert bitext("check", units, *NUMBERS, "--write-baseline", units).returncode == 2
    assert units.read_bytes() == before


def test_check_the_face_and_both_reports_go_by_the_same(
    bitext: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "terms.tsv").write_text("door\tcánh cửa\n", encoding="utf-8")
    settings = (
        '[check]\nselect = ["number", "term", "end-punctuation"]\nglossary = ["terms.tsv"]\n'
        '[check.severity]\nnumber = "info"\n'
        '[check.paths."drafts/**"]\nignore = ["end-punctuation"]\n'
    )
    (tmp_path / "bitext.toml").write_text(settings, encoding="utf-8")
    rows = [
        {"id": "1", "source": "It has 25 doors.", "target": "Nó có 26 cửa"},
        {
            "id": "2",
            "source": "It has 30 doors.",
            "target": "Nó có 31 cửa.",
            "note": "bitext: ignore number -- a joke",
        },
    ]
    known = {"source_language": "en", "target_language": "vi"}
    file = tmp_path / "drafts" / "a.jsonl"
    file.parent.mkdir()
    file.write_text(
        "".join(json.dumps(row | known, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)

    def seen(findings: object) -> set[tuple[str, str, str]]:
        return {(f["unit"], f["check"], f["severity"]) for f in findings}  # type: ignore[attr-defined]

    expected = {("1", "number", "info"), ("1", "term", "warning"), ("2", "term", "warning")}
    assert seen(json.loads(bitext("check", file, "--json").stdout)["findings"]) == expected
    bitext("report", file, "-o", "r.json")
    assert seen(json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["findings"]) == expected
    units = toolkit.load(file)
    found = toolkit.check(units, path=file)
    assert {(f.unit, f.check, str(f.severity)) for f in found} == expected
    made = toolkit.report(units, files=[file])
    assert {(f.unit, f.check, str(f.severity)) for f in made.findings} == expected
    assert [use.source for use in made.terms] == ["door"]


def test_a_glossary_for_the_face_as_for_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "terms.tsv").write_text("door\tcánh cửa\n", encoding="utf-8")
    units = Units((Unit("1", "A door.", "Một cửa."),), "en", "vi")
    assert not toolkit.check(units, select=["term"])
    (finding,) = toolkit.check(units, select=["term"], glossary="terms.tsv")
    assert finding.values[0] == "door"
    with pytest.raises(UsageError) as raised:
        toolkit.check(units, select=["numbr"])
    assert "number" in raised.value.remedy
