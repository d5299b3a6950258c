"""``bitext corpus`` from a folder of files to a checked bitext, as a user goes, and as a machine fails."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.corpus.generated import corpus as made_up

QUICK = (
    "--method",
    "length",
    "--select",
    "number",
    "--format",
    "jsonl",
    "--format",
    "tmx",
    "--shard-size",
    "20",
)


def out(result: subprocess.CompletedProcess[bytes], code: int = 0) -> str:
    assert result.returncode == code, result.stderr.decode()
    return result.stdout.decode()


def value(result: subprocess.CompletedProcess[bytes]) -> Any:
    return json.loads(out(result))


def content(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def tales(tmp_path: Path) -> Path:
    return made_up(tmp_path / "tales", 5)


def test_from_a_folder_to_a_bitext(bitext: Run, tales: Path, tmp_path: Path) -> None:
    (tales / "corpus.toml").unlink()
    patterns = ("--pattern", "*.vi.txt", "--pattern", "*.en.txt")
    made = bitext("corpus", "init", "tales", *patterns, "--rights", "MIT", "--title", "Tales")
    assert out(made) == "tales/corpus.toml\n"
    assert b"10 documents, 5 of them translations" in made.stderr
    assert out(bitext("corpus", "verify", "tales")) == "tales\t10 files\tok\n"
    counts = value(bitext("corpus", "stats", "tales", "--json"))
    assert counts["pairs"] == {"vi-en": 5} and counts["languages"]["vi"]["documents"] == 5
    built = bitext("corpus", "build", "tales", "-o", "bitexts", "--engine", "local", *QUICK)
    assert out(built).startswith("vi-en\t5 document pairs\t")
    assert (tmp_path / "bitexts/vi-en/units-00000.tmx").exists()
    assert out(bitext("corpus", "verify", "tales")) == "tales\t10 files\tok\n"  # the work folder is hidden
    again = value(bitext("corpus", "build", "tales", "-o", "bitexts", "--engine", "local", *QUICK, "--json"))
    assert again["run"]["reused"] == 5
    assert b"nothing has changed" in bitext("corpus", "diff", "tales", "--exit-code").stderr
    beads = value(bitext("corpus", "stats", "tales", "--built", "bitexts", "--json"))["beads"]
    assert beads == again["card"]["beads"]
    card = json.loads((tmp_path / "bitexts/card.json").read_text("utf-8"))
    assert card["rights"] == {"MIT": 10}


def test_a_changed_document_from_notice_to_acceptance(bitext: Run, tales: Path) -> None:
    out(bitext("corpus", "build", "tales", "-o", "bitexts", "--engine", "local", *QUICK))
    (tales / "00001.en.txt").write_text(
        "The doctor bought 5 books in the city last year.\n", encoding="utf-8"
    )
    changed = bitext("corpus", "diff", "tales", "--exit-code")
    assert out(changed, 1) == "changed\tfile\ttales/00001.en.txt (differs from the manifest)\n"
    built = bitext(
        "corpus", "build", "tales", "-o", "bitexts", "--engine", "local", *QUICK, "--fail-on-failure"
    )
    assert built.returncode == 1 and b"changed since the manifest was written" in built.stderr
    assert out(bitext("corpus", "add", "tales", "--changed")) == "00001.en.txt\n"
    built = bitext("corpus", "build", "tales", "-o", "bitexts", "--engine", "local", *QUICK)
    assert b"4 pairs as before" in built.stderr


def test_documents_are_added(bitext: Run, tales: Path) -> None:
    for code in ("vi", "en"):
        (tales / f"new.{code}.txt").write_text("5\n", encoding="utf-8")
    added = bitext("corpus", "add", "tales", "--pattern", "*.vi.txt", "--pattern", "*.en.txt")
    assert out(added) == "new.vi.txt\nnew.en.txt\n"
    assert bitext("corpus", "add", "tales", "--changed").stdout == b""
    nothing = bitext("corpus", "add", "tales")
    assert nothing.returncode == 2 and b"nothing says what to add" in nothing.stderr


def test_a_build_goes_by_the_settings_of_the_working_folder(bitext: Run, tales: Path, tmp_path: Path) -> None:
    run = ("corpus", "build", "tales", "-o", "bitexts", "--engine", "local", "--method", "length")
    (tmp_path / "bitext.toml").write_text(
        '[check]\nselect = ["number"]\n[check.severity]\nnumber = "info"\n', encoding="utf-8"
    )
    (tales / "00001.en.txt").write_text("The doctor bought 5 books.\n", encoding="utf-8")
    out(bitext("corpus", "add", "tales", "--changed"))
    out(bitext(*run))
    rows = [json.loads(line) for line in (tmp_path / "bitexts/vi-en/findings.jsonl").open(encoding="utf-8")]
    assert {(row["check"], row["severity"]) for row in rows} == {("number", "info")}
    (tmp_path / "bitext.toml").write_text('[check]\nselect = ["number"]\n', encoding="utf-8")
    changed = bitext("corpus", "diff", "tales", "--exit-code")
    assert out(changed, 1) == "option\tsettings\tcheck.severity (differs from the last build)\n"
    assert b"0 pairs as before" in bitext(*run).stderr
    (tmp_path / "bitext.toml").write_text('[check]\nselcet = ["number"]\n', encoding="utf-8")
    wrong = bitext(*run)
    assert wrong.returncode == 2
    assert wrong.stderr.startswith(b"bitext: ") and b"bitext.toml:2: unknown key 'selcet'" in wrong.stderr


def test_a_report_that_cannot_be_written_is_told_before_the_work(
    bitext: Run, tales: Path, tmp_path: Path
) -> None:
    result = bitext("corpus", "build", "tales", "-o", "bitexts", *QUICK, "--report", "nowhere/run.html")
    assert result.returncode == 2
    assert result.stderr.decode() == (
        "bitext: nowhere/run.html: its folder does not exist – make nowhere first\n"
    )
    assert not (tmp_path / "bitexts").exists() and not (tales / ".bitext").exists()


def test_one_is_no_plural(bitext: Run, tmp_path: Path) -> None:
    made_up(tmp_path / "tale", 1, length=1)
    assert out(bitext("corpus", "build", "tale", "-o", "one", "--engine", "local", *QUICK)) == (
        "vi-en\t1 document pair\t1 unit\n"
    )
    assert out(bitext("corpus", "sample", "one", "-o", "few.jsonl")) == "1 unit\n"
    assert out(bitext("corpus", "dedup", "one", "-o", "unique.jsonl")) == "1 of 1 unit\n"


def test_corpora_of_one_id_are_told(bitext: Run, tales: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(tales, tmp_path / "places" / "tales")
    shutil.copytree(tales, tmp_path / "places" / "copy")
    result = bitext("corpus", "verify", "places")
    assert out(result, 1) == "tales\t10 files\tok\ntales\t10 files\t1 fault\n"
    assert "the id 'tales' is also that of places/copy/corpus.toml" in result.stderr.decode()


def test_a_typo_in_the_manifest_is_one_line(bitext: Run, tales: Path) -> None:
    manifest = tales / "corpus.toml"
    text = manifest.read_text("utf-8").replace("language", "langauge", 1)
    manifest.write_text(text, encoding="utf-8")
    result = bitext("corpus", "build", "tales", "-o", "bitexts")
    assert result.returncode == 2
    said = result.stderr.decode()
    assert said.count("\n") == 1 and "corpus.toml:6: unknown key 'langauge'" in said
    assert "did you mean 'language'?" in said


@pytest.mark.skipif(find_spec("ray") is not None, reason="Ray is installed here")
def test_without_ray_one_line_says_what_to_install(bitext: Run, tales: Path) -> None:
    result = bitext("corpus", "build", "tales", "-o", "bitexts", "--engine", "ray")
    assert result.returncode == 2
    assert (
        result.stderr == b"bitext: the engine 'ray' needs the extra 'ray' \xe2\x80\x93 "
        b"pip install 'bitext-toolkit[ray]'\n"
    )


# ── killed at any point ─────────────────────────────────────────────────────────────────────────────────────


def test_killed_at_random_points_it_goes_on_to_the_same_bytes(bitext: Run, tmp_path: Path) -> None:
    made_up(tmp_path / "tales", 30)
    formats = ("--format", "jsonl.zst", "--format", "parquet", "--shard-size", "60")
    begun = time.monotonic()
    out(bitext("corpus", "build", "tales", "-o", "whole", "--work", "w0", "--jobs", "2", *QUICK, *formats))
    whole, lasts = content(tmp_path / "whole"), time.monotonic() - begun
    rng = random.Random(20)
    command = [sys.executable, "-m", "toolkit", "corpus", "build", "tales", "-o", "out", "--work", "w1"]
    kills = 0
    for _attempt in range(6):
        with subprocess.Popen(
            [*command, "--jobs", "2", *QUICK, *formats],
            cwd=tmp_path,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        ) as process:
            try:
                process.wait(rng.uniform(0.1, 0.9) * lasts)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                kills += 1
    out(bitext(*command[3:], "--jobs", "2", *QUICK, *formats))
    assert kills
    assert content(tmp_path / "out") == whole


# ── parts and pairs ─────────────────────────────────────────────────────────────────────────────────────────


def test_without_duplicates_in_parts_and_as_a_sample(bitext: Run, tales: Path, tmp_path: Path) -> None:
    out(bitext("corpus", "build", "tales", "-o", "bitexts", "--engine", "local", *QUICK))
    units = sum(p.read_text("utf-8").count("\n") for p in (tmp_path / "bitexts/vi-en").glob("units-*.jsonl"))
    made = value(
        bitext("corpus", "dedup", "bitexts", "-o", "unique.jsonl", "--level", "normalised", "--json")
    )
    assert made["units"] == units == made["kept"] + made["dropped"]
    shown = out(bitext("corpus", "split", "unique.jsonl", "-o", "parts", "--dev", "14", "--test", "14"))
    assert [line.split("\t")[0] for line in shown.splitlines()] == ["train", "dev", "test"]
    assert out(bitext("corpus", "sample", "unique.jsonl", "-o", "few.tsv", "--size", "3")) == "3 units\n"
    assert (tmp_path / "few.tsv").read_text("utf-8").count("\n") == 4


def test_near_duplicates_by_the_command(bitext: Run, tmp_path: Path) -> None:
    rows = ["The train leaves the station at nine.\tTàu rời ga lúc chín giờ."] * 2
    rows += ["The train leaves the station at nine o'clock.\tTàu rời ga lúc chín giờ.", "Rain.\tMưa."]
    (tmp_path / "a.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert out(bitext("corpus", "dedup", "a.tsv", "-o", "b.tsv")) == "2 of 4 units\n"
    assert out(bitext("corpus", "dedup", "a.tsv", "-o", "c.tsv", "--level", "exact")) == "3 of 4 units\n"
    wrong = bitext("corpus", "dedup", "a.tsv", "-o", "a.tsv")
    assert wrong.returncode == 2 and b"the output is also an input" in wrong.stderr


def test_names_that_do_not_tell(bitext: Run, tales: Path) -> None:
    (tales / "corpus.toml").unlink()
    for number, path in enumerate(sorted(tales.iterdir())):
        path.rename(tales / f"{number * 7 % 10}.txt")
    shown = out(bitext("corpus", "pair", "tales", "-s", "vi", "-t", "en", "--write"))
    pairs = {tuple(line.split("\t")[:2]) for line in shown.splitlines()}
    assert pairs == {(f"{(2 * n + 1) * 7 % 10}.txt", f"{2 * n * 7 % 10}.txt") for n in range(5)}
    built = out(bitext("corpus", "build", "tales", "-o", "bitexts", "--engine", "local", *QUICK))
    assert built.startswith("vi-en\t5 document pairs")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("build", "nowhere", "-o", "x"), "no such file or folder"),
        (("init", "nowhere", "--pattern", "*.vi.txt"), "no such folder"),
        (("dedup", "nothing.jsonl", "-o", "x.jsonl"), "no such file"),
        (("split", ".", "-o", "parts"), "holds no shards"),
        (("pair", "a", "b", "c"), "more than two places"),
        (("stats", "."), "holds no corpus.toml"),
        (("diff", "."), "holds no corpus.toml"),
        (("build", "tales", "-o", "x", "--format", "xls"), "'xls' is not known here"),
    ],
)
def test_what_cannot_be_is_one_line(bitext: Run, tmp_path: Path, command: tuple[str, ...], said: str) -> None:
    if "tales" in command:
        made_up(tmp_path / "tales", 1)
    result = bitext("corpus", *command)
    assert result.returncode == 2
    told = result.stderr.decode()
    assert said in told and told.count("\n") == 1
