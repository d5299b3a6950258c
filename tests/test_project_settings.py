"""The ``[check]`` table, in ``bitext.toml`` and in ``pyproject.toml``."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import FormatError
from toolkit.model import Severity
from toolkit.project import NAME, SHARED, CheckRules, Project, find

CHECK = """
[check]
select = ["number"]
extend_select = ["consistency"]
ignore = ["capitals"]
glossary = "terms.tsv"
tone_marks = "old"

[check.severity]
number = "warning"

[check.paths."drafts/**"]
ignore = ["omission"]
severity = { number = "info" }

[check.paths]
"*.po" = { select = ["tag", "date"] }
"""


def saved(folder: Path, text: str, name: str = NAME) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_agreed_on(tmp_path: Path) -> None:
    saved(tmp_path, CHECK)
    check = find(tmp_path).check
    assert check.rules == CheckRules(
        ("number",), ("consistency",), ("capitals",), (("number", Severity.WARNING),)
    )
    assert (check.glossary, check.tone_marks) == (("terms.tsv",), "old")
    assert [glob for glob, _rules in check.paths] == ["drafts/**", "*.po"]


def test_rules_of_a_path_follow_those_for_all(tmp_path: Path) -> None:
    saved(tmp_path, CHECK)
    project = find(tmp_path)

    def tables(path: Path | str) -> list[str]:
        return [rules.table[-1] for rules in project.rules(path)]

    assert tables(tmp_path / "drafts" / "a" / "vi.po") == ["check", "drafts/**", "*.po"]
    assert tables(tmp_path / "final" / "a.tsv") == ["check"]
    assert tables("elsewhere/vi.po") == ["check", "*.po"]


def test_patterns_are_relative_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(tmp_path, CHECK)
    (tmp_path / "drafts").mkdir()
    monkeypatch.chdir(tmp_path / "drafts")
    assert len(find().rules("a.tsv")) == 2


def test_in_pyproject_it_stands_below_tool_bitext(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n\n[tool.bitext.check]\nignore = ["capitals"]\n'
    path = saved(tmp_path, text, SHARED)
    project = find(tmp_path)
    assert (project.path, project.check.rules.ignore) == (path, ("capitals",))
    saved(tmp_path, "[check]\n")
    assert find(tmp_path).check.rules.ignore == ()  # a file of its own wins


@pytest.mark.parametrize(
    "text", ["[project]\nname = 'bitext'\n", "[tool.other]\nbitext = 1\n", "[tool\nbitext"]
)
def test_a_pyproject_of_others_is_passed_over(tmp_path: Path, text: str) -> None:
    saved(tmp_path, text, SHARED)
    assert find(tmp_path) == Project()


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("[chek]\n", "did you mean 'check'", 1),
        ("[check]\n\nselct = []\n", r"in \[check\].*did you mean 'select'", 3),
        ("[check.severty]\nnumber = 'info'\n", "did you mean 'severity'", 1),
        ("[check]\nignore = 'number'\n", "list of strings", 2),
        ("[check]\nglossary = 1\n", "list of strings", 2),
        ("[check]\ntone_marks = 'newer'\n", '"old" or "new"', 2),
        ("[check.severity]\nnumber = 'fatal'\n", '"info", "warning" or "error"', 2),
        ("[check]\nseverity = 'info'\n", r"must be a table, \[check.severity\]", 2),
        ("[check.paths]\n'*.po' = 1\n", "must be a table", 2),
        (
            '[check]\nignore = []\n[check.paths."*.po"]\n# ours\nignroe = []\n',
            r"in \[check.paths.\*.po\].*'ignore'",
            5,
        ),
        ("check.ignore = 1\n", "list of strings", 1),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, said: str, line: int) -> None:
    saved(tmp_path, text)
    with pytest.raises(FormatError, match=said) as caught:
        find(tmp_path)
    assert caught.value.line == line


def test_in_pyproject_too(tmp_path: Path) -> None:
    saved(tmp_path, "[tool.other]\nselct = []\n[tool.bitext.check]\nselct = []\n", SHARED)
    with pytest.raises(FormatError, match=r"in \[tool.bitext.check\]") as caught:
        find(tmp_path)
    assert caught.value.line == 4
