"""A build goes by what a team has settled on, and does again just what a changed setting asks for."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import toolkit
from toolkit.corpus import load
from toolkit.corpus.building import Built, Engine, ProcessPool, Recipe, build
from toolkit.corpus.building.state import diff
from toolkit.corpus.collecting import collect, patterns
from toolkit.corpus.writing import create
from toolkit.errors import FormatError, InputError
from toolkit.project import find
from toolkit.segment import Options

ROWS = (
    ("We sold 25 old bicycles.", "Chúng tôi đã bán 26 chiếc xe đạp cũ."),
    ("She wrote 7 long letters.", "Cô ấy đã viết 7 bức thư dài."),
)
"""A wrong figure, and a pair that is right."""


@pytest.fixture
def letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus of two pairs of documents in the working folder: one finished, one a draft."""
    monkeypatch.chdir(tmp_path)
    for name in ("done", "drafts/new"):
        for side, code in enumerate(("en", "vi")):
            path = tmp_path / "letters" / f"{name}.{code}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(row[side] + "\n" for row in ROWS), encoding="utf-8")
    folder = tmp_path / "letters"
    create(folder, "letters", "Letters", collect(folder, patterns(["*.en.txt", "*.vi.txt"])))
    return folder


def settings(text: str) -> None:
    Path("bitext.toml").write_text(text, encoding="utf-8")


def run(folder: Path, engine: Engine | None = None, **choices: Any) -> Built:
    recipe = Recipe(method="length", project=find(), **choices)
    return build([load(folder)], Path("out"), recipe=recipe, work=Path("work"), engine=engine)


def findings() -> list[tuple[str, str, str]]:
    rows = [json.loads(line) for line in Path("out/en-vi/findings.jsonl").read_text("utf-8").splitlines()]
    return [(row["unit"].partition("/")[2], row["check"], row["severity"]) for row in rows]


def test_severities_are_those_of_the_settings(letters: Path) -> None:
    settings("")
    run(letters, select=("number",))
    assert findings() == [("done.en.txt#1", "number", "error"), ("drafts/new.en.txt#1", "number", "error")]
    settings('[check.severity]\nnumber = "info"\n')
    again = run(letters, select=("number",), drop="warning")
    assert {severity for _unit, _check, severity in findings()} == {"info"}
    assert again.card["dropped"] == {}
    assert "check" in again.seconds and not {"segment", "align"} & set(again.seconds)


def test_rules_for_a_path_are_those_for_the_translation(letters: Path) -> None:
    settings('[check]\nselect = ["number"]\n')
    run(letters)
    settings('[check]\nselect = ["number"]\n[check.paths."letters/drafts/*.vi.txt"]\nignore = ["number"]\n')
    again = run(letters)
    assert findings() == [("done.en.txt#1", "number", "error")]
    assert again.reused == 1  # the other one's rules are what they were


def test_a_build_says_what_a_check_says(letters: Path) -> None:
    settings(
        '[check]\nextend_select = ["consistency"]\nignore = ["length"]\nglossary = "terms.tsv"\n'
        '[check.severity]\nterm = "error"\n'
    )
    Path("terms.tsv").write_text("bicycle\txe máy\n", encoding="utf-8")
    run(letters)
    by_build = Counter(findings())
    assert ("done.en.txt#1", "term", "error") in by_build
    units = toolkit.load("out/en-vi/units-00000.jsonl")
    half = len(tuple(units)) // 2  # a build looks at document by document
    rows = tuple(units)
    found = [each for part in (rows[:half], rows[half:]) for each in toolkit.check(_like(units, part))]
    assert Counter((f.unit.partition("/")[2], f.check, str(f.severity)) for f in found) == by_build


def _like(units: toolkit.Units, part: tuple[toolkit.Unit, ...]) -> toolkit.Units:
    from dataclasses import replace

    return replace(units, units=part)


@pytest.mark.parametrize("engine", [None, ProcessPool(2)])
def test_terms_reach_every_worker_and_count_by_what_they_say(letters: Path, engine: Engine | None) -> None:
    settings('[check]\nselect = ["term"]\nglossary = ["terms.tsv"]\n')
    terms = Path("terms.tsv")
    terms.write_text("bicycle\txe máy\n", encoding="utf-8")
    run(letters, engine)
    assert [check for _unit, check, _severity in findings()] == ["term", "term"]
    terms.write_text("# renewed\nbicycle\txe máy\n", encoding="utf-8")
    assert run(letters, engine).reused == 2
    terms.write_text("bicycle\txe đạp\n", encoding="utf-8")
    again = run(letters, engine)
    assert findings() == [] and again.reused == 0


def test_terms_of_other_languages_change_nothing(letters: Path) -> None:
    settings('[check]\nselect = ["number", "term"]\n')
    run(letters)
    settings('[check]\nselect = ["number", "term"]\nglossary = "terms.tbx"\n')
    Path("terms.tbx").write_text(
        '<tbx><text><body><termEntry><langSet xml:lang="de"><tig><term>Rad</term></tig></langSet>'
        '<langSet xml:lang="fr"><tig><term>vélo</term></tig></langSet></termEntry></body></text></tbx>',
        encoding="utf-8",
    )
    assert run(letters).reused == 2


def test_a_glossary_that_is_not_there_is_told_before_the_work(letters: Path) -> None:
    settings('[check]\nglossary = "terms.tsv"\n')
    with pytest.raises(InputError, match=r"terms\.tsv: no such file"):
        run(letters)
    assert not Path("work").exists() and not Path("out").exists()
    run(letters, select=("number",))  # nobody asks for terms


def test_an_unknown_check_in_the_settings_has_its_line(letters: Path) -> None:
    settings('[check]\nselect = ["number"]\nignore = ["lenght"]\n')
    with pytest.raises(FormatError, match=r"bitext\.toml:3: unknown check 'lenght'"):
        run(letters)


def test_documents_are_cut_as_was_agreed(letters: Path) -> None:
    run(letters)
    assert run(letters, segmentation=Options()).reused == 2
    again = run(letters, segmentation=Options(max_length=20))
    assert again.reused == 0 and "segment" in again.seconds
    assert again.card["options"]["settings"] == {"segment": {"max_length": 20}}


def test_settings_stand_on_the_card_and_in_the_difference(letters: Path) -> None:
    settings("")
    made = run(letters, select=("number",))
    assert made.card["options"]["settings"] == {}
    assert diff([load(letters)], Path("work"), Recipe(project=find())) == []
    settings('[check]\ntone_marks = "old"\n[check.severity]\nnumber = "warning"\n')
    found = diff([load(letters)], Path("work"), Recipe(project=find()))
    assert [(each.kind, each.name) for each in found] == [
        ("settings", "check.severity"),
        ("settings", "check.tone_marks"),
    ]
    made = run(letters, select=("number",))
    assert made.card["options"]["settings"] == {
        "check": {"severity": {"number": "warning"}, "tone_marks": "old"}
    }
    assert "`bitext.toml`" in Path("out/README.md").read_text("utf-8")
