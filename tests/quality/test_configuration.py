from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from toolkit.errors import FormatError, InputError, UsageError
from toolkit.model import Finding, Severity, Unit, Units
from toolkit.project import NAME, find
from toolkit.quality.checking import run
from toolkit.quality.configuration import Configuration, configuration

TARGET = "Nó có 26 hòn đất ở Việt Nam hoà bình."
UNITS = Units((Unit("1", "It has 25 islands in Viet Nam.", TARGET),), "en", "vi")


def agreed(folder: Path, text: str, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Configuration:
    (folder / NAME).write_text(text, encoding="utf-8")
    return configuration(find(folder), select=select, ignore=ignore)


def found(made: Configuration, path: str | Path = "a.tsv") -> list[Finding]:
    return list(run(UNITS, made.setup(path, "en", "vi")))


def names(made: Configuration, path: str | Path = "a.tsv") -> list[str]:
    return [check.name for check in made.setup(path, "en", "vi").checks]


def test_select_extend_and_ignore(tmp_path: Path) -> None:
    assert names(agreed(tmp_path, '[check]\nselect = ["date", "number"]\n')) == ["number", "date"]
    extended = names(agreed(tmp_path, '[check]\nextend_select = ["consistency"]\n'))
    assert {"consistency", "number"} <= set(extended)
    assert "number" not in names(agreed(tmp_path, '[check]\nignore = ["number"]\n'))


def test_the_command_line_wins(tmp_path: Path) -> None:
    text = '[check]\nselect = ["date", "tag"]\nextend_select = ["consistency"]\nignore = ["number"]\n'
    assert names(agreed(tmp_path, text, select=["number"])) == ["number"]
    assert names(agreed(tmp_path, text, ignore=["date"])) == ["tag", "consistency"]


def test_rules_of_paths(tmp_path: Path) -> None:
    text = """
[check]
select = ["number", "date"]
[check.paths."drafts/**"]
ignore = ["number"]
[check.paths."*.ui.tsv"]
select = ["tag"]
extend_select = ["length"]
"""
    made = agreed(tmp_path, text)
    assert names(made, tmp_path / "a.tsv") == ["number", "date"]
    assert names(made, tmp_path / "drafts" / "a.tsv") == ["date"]
    assert names(made, tmp_path / "x" / "a.ui.tsv") == ["tag", "length"]


def test_severities(tmp_path: Path) -> None:
    text = '[check.severity]\nnumber = "info"\n[check.paths."drafts/*"]\nseverity = {number = "warning"}\n'
    made = agreed(tmp_path, text, select=["number"])
    assert [f.severity for f in found(made)] == [Severity.INFO]
    assert [f.severity for f in found(made, tmp_path / "drafts" / "a.tsv")] == [Severity.WARNING]
    assert [f.severity for f in found(configuration(find(tmp_path / "..")), "a.tsv")][:1] == [Severity.ERROR]


def test_a_style_of_tone_marks_that_was_agreed_on_is_checked(tmp_path: Path) -> None:
    old = [f for f in found(agreed(tmp_path, '[check]\ntone_marks = "old"\n')) if f.check == "tone-marks"]
    assert [(f.values, f.fix) for f in old] == [(("hoà",), TARGET.replace("hoà", "hòa"))]
    assert "tone-marks" not in {f.check for f in found(agreed(tmp_path, '[check]\ntone_marks = "new"\n'))}


def test_glossaries_stand_beside_the_settings(tmp_path: Path) -> None:
    (tmp_path / "terms.tsv").write_text("island\tđảo\n", encoding="utf-8")
    made = agreed(tmp_path, '[check]\nselect = ["term"]\nglossary = ["terms.tsv"]\n')
    assert [f.check for f in found(made)] == ["term"]
    with pytest.raises(InputError, match=r"none.tsv: no such file"):
        found(agreed(tmp_path, '[check]\nglossary = ["none.tsv"]\n'))
    (tmp_path / "other.tbx").write_text("<martif><text><body/></text></martif>", encoding="utf-8")
    assert found(agreed(tmp_path, '[check]\nselect = ["term"]\nglossary = ["other.tbx"]\n')) == []


def test_checks_of_catalogs_may_be_named_in_settings(tmp_path: Path) -> None:
    assert "newline" not in names(agreed(tmp_path, '[check]\nextend_select = ["newline"]\n'))
    with pytest.raises(UsageError, match="unknown check 'newline'"):
        configuration(find(tmp_path), select=["newline"], offered=["number"])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[check]\nselect = [\n  "date",\n  "numbre",\n]\n', 4),
        ('[check]\nignore = ["numbre"]\n', 2),
        ('[check.severity]\nnumbre = "info"\n', 2),
        ('[check]\n[check.paths."*.po"]\nextend_select = ["numbre"]\n', 3),
        ('[check.paths."*.po"]\nseverity = {numbre = "info"}\n', 2),
    ],
)
def test_an_unknown_check_is_said_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(FormatError, match=r"unknown check 'numbre'.*did you mean 'number'") as caught:
        agreed(tmp_path, text)
    assert caught.value.line == line


def test_an_unknown_check_on_the_command_line() -> None:
    with pytest.raises(UsageError, match="did you mean 'number'"):
        configuration(find(Path("/")), ignore=["numbre"])
