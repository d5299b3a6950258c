"""``bitext corpus filter`` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.quality.test_filtering import noisy


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    path = tmp_path / "raw.tsv"
    lines = [f"{source}\t{target}\n" for source, target, _kind in noisy(60)]
    path.write_text("source\ttarget\n" + "".join(lines), encoding="utf-8")
    return path


def test_a_summary_for_people_and_one_for_programs(bitext: Run, raw: Path, tmp_path: Path) -> None:
    done = bitext("corpus", "filter", raw, "-o", "clean.tsv", "--dropped", "dropped.jsonl")
    assert (done.returncode, done.stdout) == (0, b"")
    said = done.stderr.decode()
    assert "of 75 pairs kept" in said and "dropped: " in said and "omission" in said
    again = bitext("corpus", "filter", raw, "-o", "again.tsv", "--json")
    made = json.loads(again.stdout)
    assert made["pairs"] == 75 == made["kept"] + made["dropped"]
    assert sum(made["reasons"].values()) == made["dropped"]
    assert (tmp_path / "again.tsv").read_bytes() == (tmp_path / "clean.tsv").read_bytes()
    rows = (tmp_path / "dropped.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(rows) == made["dropped"]


def test_a_share(bitext: Run, raw: Path) -> None:
    made = json.loads(bitext("corpus", "filter", raw, "-o", "best.jsonl", "--keep", "0.4", "--json").stdout)
    assert made["kept"] == 30


@pytest.mark.parametrize(
    "arguments",
    [
        ["-o", "a.tsv", "--keep", "0.5", "--threshold", "0.5"],
        ["-o", "a.tsv", "--keep", "2"],
        ["-o", "a.nothing"],
        ["-o", "a.tsv", "--ignore", "numbre"],
        ["-o", "raw.tsv"],
        [],
    ],
)
def test_wrong_use(bitext: Run, raw: Path, tmp_path: Path, arguments: list[str]) -> None:
    before = raw.read_bytes()
    done = bitext("corpus", "filter", "raw.tsv", *arguments)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert raw.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["raw.tsv"]


# ── in a pipe ───────────────────────────────────────────────────────────────────────────────────────────────


def test_from_standard_input_to_standard_output(bitext: Run, raw: Path, tmp_path: Path) -> None:
    assert bitext("corpus", "filter", raw, "-o", "clean.tsv").returncode == 0
    piped = bitext("corpus", "filter", "-", "--from", "tsv", "-o", "-", "--to", "tsv", stdin=raw.read_bytes())
    assert piped.returncode == 0 and piped.stdout == (tmp_path / "clean.tsv").read_bytes()
    assert b"of 75 pairs kept" in piped.stderr and b"standard output" in piped.stderr


def test_a_share_of_standard_input(bitext: Run, raw: Path, tmp_path: Path) -> None:
    assert bitext("corpus", "filter", raw, "-o", "best.jsonl", "--keep", "0.4").returncode == 0
    with_format = ("--from", "tsv", "-o", "-", "--to", "jsonl", "--keep", "0.4")
    piped = bitext("corpus", "filter", "-", *with_format, stdin=raw.read_bytes())
    assert piped.stdout == (tmp_path / "best.jsonl").read_bytes()


def test_a_moses_pair_comes_out(bitext: Run, raw: Path, tmp_path: Path) -> None:
    assert bitext("corpus", "filter", raw, "-o", "clean.en-vi").returncode == 0
    assert bitext("corpus", "filter", raw, "-o", "clean.tsv").returncode == 0
    lines = (tmp_path / "clean.en-vi.en").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len((tmp_path / "clean.tsv").read_text(encoding="utf-8").splitlines()) - 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-", "-o", "a.tsv"), "a stream has no extension to tell its format"),
        (("-", "--from", "tsv", "-o", "-"), "a stream has no extension to tell its format"),
        (("-", "raw.tsv", "--from", "tsv", "-o", "a.tsv"), "standard input is read alone"),
        (("raw.tsv", "--from", "tsv", "-o", "a.tsv"), "--from is for standard input"),
        (("raw.tsv", "-o", "-", "--to", "tsv", "--json"), "both take standard output"),
        (("-", "--from", "moses", "-o", "a.tsv"), "name its files"),
    ],
)
def test_pipes_that_cannot_be(bitext: Run, raw: Path, arguments: tuple[str, ...], said: str) -> None:
    done = bitext("corpus", "filter", *arguments, stdin=raw.read_bytes())
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode() and done.stderr.count(b"\n") == 1
