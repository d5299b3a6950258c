"""``bitext report`` with other translations, references and a glossary beside the bitext."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

PAIRS = (
    ("Chợ mở cửa lúc 6 giờ.", "The market opens at 6."),
    ("Mưa suốt đêm qua.", "It rained all last night."),
    ("Cây cầu được xây năm 1902.", "The bridge was built in 1902."),
    ("Học sinh nghỉ học ba ngày.", "Pupils stay at home for three days."),
)
GOOD = (
    "The market opens at 6.",
    "It rained all night.",
    "The bridge was built in 1902.",
    "Pupils are off three days.",
)
BAD = ("Market at 9.", "Rain.", "A bridge of 1920.", "Three days pupils.")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "test.tsv").write_text("".join(f"{s}\t{t}\n" for s, t in PAIRS), encoding="utf-8")
    (tmp_path / "good.txt").write_text("\n".join(GOOD) + "\n", encoding="utf-8")
    (tmp_path / "bad.txt").write_text("\n".join(BAD) + "\n", encoding="utf-8")
    (tmp_path / "terms.tsv").write_text("chợ\tbazaar\n", encoding="utf-8")
    return tmp_path


def made(bitext: Run, folder: Path, *options: str) -> dict[str, Any]:
    done = bitext("report", "test.tsv", "-s", "vi", "-t", "en", "-o", "r.json", *options)
    assert done.returncode == 0, done.stderr.decode()
    table: dict[str, Any] = json.loads((folder / "r.json").read_text(encoding="utf-8"))
    return table


def test_systems_are_held_against_the_target_where_no_reference_is_named(bitext: Run, files: Path) -> None:
    table = made(bitext, files, "--system", "ours=good.txt", "--system", "bad.txt")
    assert table["system"] == "ours"
    assert [unit["target"] for unit in table["units"]] == list(GOOD)
    assert [each["system"] for each in table["systems"]] == ["bad"]
    assert table["references"][0]["targets"] == [target for _, target in PAIRS]
    assert [score["metric"] for score in table["scores"]] == ["BLEU", "chrF", "TER"]
    assert {each["system"] for each in table["comparisons"]} == {"bad"}


def test_a_reference_scores_the_target_too(bitext: Run, files: Path) -> None:
    table = made(
        bitext, files, "--reference", "good.txt", "--system", "bad.txt", "-m", "ter", "--name", "draft"
    )
    assert table["system"] == "draft"
    assert [unit["target"] for unit in table["units"]] == [target for _, target in PAIRS]
    assert [score["metric"] for score in table["scores"]] == ["TER"]


def test_the_page_names_the_files_and_their_hashes(bitext: Run, files: Path) -> None:
    done = bitext("report", "test.tsv", "-s", "vi", "-t", "en", "--system", "bad.txt", "--lang", "vi")
    assert done.returncode == 0, done.stderr.decode()
    page = (files / "report.html").read_text(encoding="utf-8")
    assert '<html lang="vi">' in page
    for name in ("test.tsv", "bad.txt"):
        assert f"SHA-256, {name}" in page
        assert hashlib.sha256((files / name).read_bytes()).hexdigest() in page


def test_findings_are_told_in_the_language_of_the_page(bitext: Run, files: Path) -> None:
    options = ("report", "test.tsv", "-s", "vi", "-t", "en", "--system", "bad.txt")
    pages = {}
    for language in ("en", "vi"):
        done = bitext(*options, "--lang", language)
        assert done.returncode == 0, done.stderr.decode()
        assert b" findings in " in done.stderr, "the terminal speaks the language of the person"
        pages[language] = (files / "report.html").read_text(encoding="utf-8")
    told = "1902 in the source, 1920 in the target", "bên nguồn là 1902, bên đích là 1920"
    for page, (here, there) in (("en", told), ("vi", told[::-1])):
        assert here in pages[page] and there not in pages[page]
    bitext(*options, "--lang", "vi", "-o", "r.md")
    assert told[1] in (files / "r.md").read_text(encoding="utf-8")
    bitext(*options, "--lang", "vi", "-o", "r.json")
    assert told[0] in (files / "r.json").read_text(encoding="utf-8"), "programs read English"


def test_an_alignment_and_the_demo_name_their_files_by_hash(bitext: Run, files: Path, corpus: Path) -> None:
    texts = [corpus / "hanoi" / name for name in ("article.vi.txt", "article.en.txt")]
    assert bitext("align", *texts, "-o", "a.tmx", "--report", "a.html").returncode == 0
    assert bitext("demo").returncode == 0
    for place, names in (("a.html", texts), ("bitext-demo/report.html", [text.name for text in texts])):
        page = (files / place).read_text(encoding="utf-8")
        for text, name in zip(texts, names, strict=True):
            assert f"SHA-256, {str(name).replace('/', '/<wbr>')}" in page
            assert hashlib.sha256(text.read_bytes()).hexdigest() in page


def test_standard_input_has_no_hash(bitext: Run, files: Path) -> None:
    (files / "b.txt").write_text("Xin chào.\nTrời mưa.\n", encoding="utf-8")
    text = b"Hello there.\nIt rains.\n"
    done = bitext("align", "-", "b.txt", "-o", "o.tsv", "--report", "o.html", stdin=text)
    assert done.returncode == 0, done.stderr.decode()
    page = (files / "o.html").read_text(encoding="utf-8")
    assert "SHA-256, b.txt" in page and page.count("SHA-256, ") == 1


def test_a_glossary_says_how_its_terms_fared(bitext: Run, files: Path) -> None:
    table = made(bitext, files, "--glossary", "terms.tsv")
    assert table["terms"] == [
        {"term": "chợ", "rendered": ["bazaar"], "system": "", "met": 1, "missed": [table["units"][0]["id"]]}
    ]


def test_a_system_of_another_length_is_refused_and_nothing_is_written(bitext: Run, files: Path) -> None:
    (files / "bad.txt").write_text("\n".join(BAD[1:]) + "\n", encoding="utf-8")
    done = bitext("report", "test.tsv", "-s", "vi", "-t", "en", "--system", "bad.txt")
    assert done.returncode == 2
    [line] = done.stderr.decode().splitlines()
    assert "bad: 3 segments" in line
    assert "4 units" in line
    assert "drift apart at line" in line
    assert not (files / "report.html").exists()


def test_two_systems_of_one_name_are_refused(bitext: Run, files: Path) -> None:
    done = bitext("report", "test.tsv", "--system", "a=good.txt", "--system", "a=bad.txt")
    assert done.returncode == 2
    assert "two translations are called 'a'" in done.stderr.decode()
