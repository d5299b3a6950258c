"""What ``bitext corpus`` tells people: pages of a corpus and a build, and what to do next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.corpus.generated import corpus as made_up

QUICK = ("--engine", "local", "--method", "length", "--select", "number")


@pytest.fixture
def tales(tmp_path: Path) -> Path:
    return made_up(tmp_path / "tales", 4)


def test_a_page_of_a_corpus(bitext: Run, tales: Path, tmp_path: Path) -> None:
    done = bitext("corpus", "stats", "tales", "--report", "tales.html", "--json")
    assert done.returncode == 0, done.stderr.decode()
    page = (tmp_path / "tales.html").read_text("utf-8")
    assert "8 documents in 2 languages, all of them as the manifest says." in page
    assert "Counted on 2023-11-14" in page and "bitext corpus stats tales" in page
    facts = json.loads(done.stdout)
    assert facts["corpora"] == [{"id": "tales", "title": "Made up", "documents": 8}]
    assert sum(facts["languages"]["en"]["lengths"].values()) == facts["languages"]["en"]["segments"]
    vietnamese = bitext("corpus", "stats", "tales", "--report", "vi.html", "--lang", "vi")
    assert vietnamese.returncode == 0
    assert "8 tài liệu trong 2 ngôn ngữ" in (tmp_path / "vi.html").read_text("utf-8")


def test_a_corpus_that_was_built_has_its_units_and_beads(bitext: Run, tales: Path, tmp_path: Path) -> None:
    assert bitext("corpus", "build", "tales", "-o", "out", *QUICK).returncode == 0
    assert bitext("corpus", "stats", "tales", "--built", "out", "--report", "t.html").returncode == 0
    page = (tmp_path / "t.html").read_text("utf-8")
    units = json.loads((tmp_path / "out/card.json").read_text("utf-8"))["pairs"]["vi-en"]["units"]
    assert 'id="beads"' in page and f">{units:,}<" in page


def test_how_a_build_went(bitext: Run, tales: Path, tmp_path: Path) -> None:
    (tales / "00001.en.txt").unlink()
    done = bitext("corpus", "build", "tales", "-o", "out", *QUICK, "--report", "run.html")
    assert done.returncode == 0, done.stderr.decode()
    page = (tmp_path / "run.html").read_text("utf-8")
    assert "from 3 document pairs" in page and "1 was set aside" in page
    assert "read: no such file" in page and "tales/00001.vi.txt ~ 00001.en.txt" in page
    assert "vi-en/units-00000.jsonl" in page
    assert bitext("corpus", "build", "tales", "-o", "out", *QUICK, "--report", "run.json").returncode == 0
    made = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert made["run"]["reused"] == 3 and made["run"]["set_aside"] == len(made["failures"]) == 1
    assert made["card"] == json.loads((tmp_path / "out/card.json").read_text("utf-8"))


def test_a_page_that_cannot_be_written_is_one_line(bitext: Run, tales: Path) -> None:
    done = bitext("corpus", "stats", "tales", "--report", "nowhere/tales.html")
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1].startswith("bitext: nowhere/tales.html: its folder")


def test_documents_without_a_partner_are_named_at_once(bitext: Run, tales: Path) -> None:
    (tales / "corpus.toml").unlink()
    (tales / "00002.en.txt").unlink()
    made = bitext("corpus", "init", "tales", "--lang", "vi", "--lang", "en")
    assert made.returncode == 0
    said = made.stderr.decode()
    assert "7 documents, 3 of them translations of another one" in said
    assert "00002.vi.txt: has no partner" in said and "bitext corpus pair" in said


def test_one_document_is_added_by_its_path(bitext: Run, tales: Path) -> None:
    for code in ("vi", "en"):
        (tales / f"new.{code}.txt").write_text("5\n", encoding="utf-8")
    assert bitext("corpus", "add", "tales", "tales/new.vi.txt").stdout == b"new.vi.txt\n"
    command = ("corpus", "add", "tales", "tales/new.en.txt", "--translation-of", "tales/new.vi.txt")
    assert bitext(*command).stdout == b"new.en.txt\n"
    assert bitext("corpus", "pair", "tales").stderr == b"every document has its partner already\n"


def test_parts_that_would_take_everything(bitext: Run, tmp_path: Path) -> None:
    rows = "".join(f"Line {n * n}.\tDòng {n * n}.\n" for n in range(400))
    (tmp_path / "a.tsv").write_text(rows, encoding="utf-8")
    done = bitext("corpus", "split", "a.tsv", "-o", "parts")
    assert done.returncode == 2 and b"make them smaller: --dev 20 --test 20" in done.stderr
    assert bitext("corpus", "sample", "a.tsv", "-o", "few.tsv").stdout == b"100 units\n"
