"""Whatever is not as the manifest says has to be noticed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from toolkit.corpus import load, verify, verify_all


@pytest.fixture
def copy(corpus: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(corpus / "news", tmp_path / "news"))


def faults(folder: Path) -> list[tuple[str, str]]:
    return [(fault.path.name, fault.problem) for fault in verify(load(folder))]


def test_a_corpus_as_it_should_be_has_no_faults(copy: Path) -> None:
    assert faults(copy) == []


def test_one_changed_byte(copy: Path) -> None:
    path = copy / "metro.en.txt"
    path.write_bytes(path.read_bytes().replace(b"38.5%", b"38.6%"))
    found = dict(faults(copy))
    assert "changed since" in found["metro.en.txt"]
    assert "differs from metro.en.txt" in found["metro.en.segments.txt"]


def test_a_missing_file_and_one_nobody_named(copy: Path) -> None:
    (copy / "metro.vi.txt").rename(copy / "other.txt")
    found = faults(copy)
    assert ("metro.vi.txt", "no such file") in found
    assert ("other.txt", "is not in the manifest") in found


def test_a_segment_left_out_of_the_gold(copy: Path) -> None:
    path = copy / "gold" / "metro.vi.segments.txt"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:3] + lines[4:]), encoding="utf-8")
    names = [name for name, _ in faults(copy)]
    assert names.count("metro.vi.segments.txt") == 2 and "metro.en-vi.beads" in names


def test_a_bead_left_out_of_the_gold(copy: Path) -> None:
    path = copy / "gold" / "metro.en-vi.beads"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:3] + lines[4:]), encoding="utf-8")
    assert [name for name, _ in faults(copy)].count("metro.en-vi.beads") == 2


def test_two_corpora_of_one_id(copy: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(copy, tmp_path / "other"))
    (_first, nothing), (_second, found) = verify_all([load(copy), load(other)])
    assert nothing == ()
    assert [fault.path for fault in found] == [other / "corpus.toml"]
    assert found[0].problem.endswith(f"is also that of {copy / 'corpus.toml'}")
