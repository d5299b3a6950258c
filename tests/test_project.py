from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import FormatError
from toolkit.project import NAME, Project, SegmentSettings, find


def saved(folder: Path, text: str) -> Path:
    path = folder / NAME
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_file_upwards_counts(tmp_path: Path) -> None:
    path = saved(
        tmp_path, '[segment]\nabbreviations = ["approx.", "n.d"]\nquotations = "whole"\nmax_length = 300\n'
    )
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    project = find(below)
    assert project.path == path
    assert project.segment == SegmentSettings(("approx", "n.d"), "whole", None, 300)
    assert project.beside("rules.srx") == tmp_path / "rules.srx"


def test_without_a_file_all_is_as_usual(tmp_path: Path) -> None:
    assert find(tmp_path).segment == Project().segment


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("[segment]\nabreviations = []\n", "did you mean 'abbreviations'", 2),
        ("[segmnt]\n", "did you mean 'segment'", 1),
        ("[segment]\n\nabbreviations = [1]\n", "list of strings", 3),
        ('[segment]\nquotations = "keep"\n', '"split" or "whole"', 2),
        ("[segment]\nmax_length = 5\n", "20 or more", 2),
        ("[segment]\nsrx = 5\n", "name of a file", 2),
        ("segment = 1\n", "must be a table", 1),
        ("[segment\n", "not valid TOML", 1),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, said: str, line: int) -> None:
    saved(tmp_path, text)
    with pytest.raises(FormatError, match=said) as caught:
        find(tmp_path)
    assert caught.value.line == line
