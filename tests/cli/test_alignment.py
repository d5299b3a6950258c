"""``bitext align`` with what people know, and ``bitext lexicon``."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ENGLISH = [f"Lesson {k}: the {word} is here." for k, word in enumerate(("dog", "cat", "house", "river"), 1)]
VIETNAMESE = [
    f"Bài {k}: {word} ở đây." for k, word in enumerate(("con chó", "con mèo", "ngôi nhà", "dòng sông"), 1)
]
GERMAN = [
    f"Lektion {k}: {word} ist hier."
    for k, word in enumerate(("der Hund", "die Katze", "das Haus", "der Fluss"), 1)
]
LANGUAGES = ("-s", "en", "-t", "vi", "--lines")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    for name, lines in (("a.en", ENGLISH), ("a.vi", VIETNAMESE), ("a.de", GERMAN)):
        (tmp_path / name).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return tmp_path


def beads(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def refused(result: subprocess.CompletedProcess[bytes], folder: Path, problem: str) -> None:
    """One line that says what is wrong, and nothing written."""
    said = result.stderr.decode().strip().splitlines()
    assert result.returncode == 2, said
    assert len(said) == 1 and problem in said[0]
    assert not (folder / "out.beads").exists()


def test_corrected_beads_are_kept(bitext: Run, texts: Path) -> None:
    (texts / "right.beads").write_text("[0, 1]:[0]\n[]:[1]\n", encoding="utf-8")
    made = bitext("align", "a.en", "a.vi", *LANGUAGES, "--keep", "right.beads", "-o", "out.beads")
    assert made.returncode == 0, made.stderr
    assert beads(texts / "out.beads") == ["[0, 1]:[0]", "[]:[1]", "[2]:[2]", "[3]:[3]"]


def test_a_corrected_table_is_kept(bitext: Run, texts: Path) -> None:
    row = f"{ENGLISH[0]} {ENGLISH[1]}\t{VIETNAMESE[0]}"
    (texts / "right.tsv").write_text(f"source\ttarget\n{row}\n", encoding="utf-8")
    made = bitext("align", "a.en", "a.vi", *LANGUAGES, "--keep", "right.tsv", "-o", "out.beads")
    assert made.returncode == 0, made.stderr
    assert beads(texts / "out.beads")[0] == "[0, 1]:[0]"


def test_anchors_and_delimiters(bitext: Run, texts: Path) -> None:
    (texts / "anchors").write_text("2\t1\n", encoding="utf-8")
    made = bitext("align", "a.en", "a.vi", *LANGUAGES, "--anchors", "anchors", "-o", "out.beads")
    assert made.returncode == 0, made.stderr
    for line in beads(texts / "out.beads"):
        left, right = (json.loads(side) for side in line.split(":"))
        assert len({i >= 2 for i in left} | {j >= 1 for j in right}) == 1
    made = bitext("align", "a.en", "a.vi", *LANGUAGES, "--delimiter", "numbers", "-o", "out.beads")
    assert made.returncode == 0, made.stderr
    assert beads(texts / "out.beads") == [f"[{k}]:[{k}]" for k in range(4)]


@pytest.mark.parametrize(
    ("option", "content", "problem"),
    [
        ("--keep", "[0]:[9]\n", "names target segment 9"),
        ("--keep", "[0:[9]\n", "is not a bead"),
        ("--anchors", "1\t3\n2\t0\n", "crosses the one in line 1"),
        ("--anchors", "one\n", "given:1: 'one' is no anchor"),
        ("--lexicon", "dog\tchó\ncat mèo\n", "given:2: no tab"),
    ],
)
def test_what_does_not_fit_is_one_line(
    bitext: Run, texts: Path, option: str, content: str, problem: str
) -> None:
    name = "given.beads" if option == "--keep" else "given"
    (texts / name).write_text(content, encoding="utf-8")
    refused(bitext("align", "a.en", "a.vi", *LANGUAGES, option, name, "-o", "out.beads"), texts, problem)


def test_a_side_far_too_long_is_questioned(bitext: Run, texts: Path) -> None:
    (texts / "long.vi").write_text("Đây là một câu rất dài.\n" * 2_000, encoding="utf-8")
    refused(bitext("align", "a.en", "long.vi", *LANGUAGES, "-o", "out.beads"), texts, "times as long as a.en")


def test_an_unknown_model_and_a_missing_extra_are_one_line(bitext: Run, texts: Path) -> None:
    arguments = ("align", "a.en", "a.vi", *LANGUAGES, "--method", "embedding", "-o", "out.beads")
    refused(bitext(*arguments, "--model", "npy:a.npy,b.npy"), texts, "a.npy")
    refused(bitext(*arguments, "--model", "word2vec"), texts, "word2vec")


def test_units_of_little_confidence_can_be_left_out(bitext: Run, texts: Path) -> None:
    made = bitext("align", "a.en", "a.vi", *LANGUAGES, "--min-confidence", "1", "-o", "out.tsv")
    assert made.returncode == 0
    assert b"units less sure than 1 are left out" in made.stderr


def test_threads_do_not_change_a_byte(bitext: Run, texts: Path) -> None:
    for jobs in (1, 3):
        made = bitext("align", "a.en", "a.vi", *LANGUAGES, "--jobs", jobs, "-o", f"{jobs}.jsonl")
        assert made.returncode == 0
    assert (texts / "1.jsonl").read_bytes() == (texts / "3.jsonl").read_bytes()


def test_several_languages_meet_in_the_first(bitext: Run, texts: Path) -> None:
    made = bitext("align", "a.en", "a.vi", "a.de", "-s", "en", "-t", "vi,de", "--lines", "-o", "out.tsv")
    assert made.returncode == 0, made.stderr
    rows = [line.split("\t") for line in (texts / "out.tsv").read_text(encoding="utf-8").splitlines()]
    assert rows[0] == ["en", "vi", "de"]
    assert rows[1:] == [list(row) for row in zip(ENGLISH, VIETNAMESE, GERMAN, strict=True)]
    refused(
        bitext("align", "a.en", "a.vi", "a.de", "-t", "vi,de,fr", "-o", "out.tmx"), texts, "target languages"
    )
    refused(bitext("align", "a.en", "a.vi", "a.de", "-o", "out.po"), texts, "more than two languages")


def test_a_lexicon_is_learned_and_looked_up(bitext: Run, texts: Path) -> None:
    rows = [f"the {a} and the {b}\tcái {c} và cái {d}" for a, c in WORDS for b, d in WORDS if a != b]
    (texts / "memory.tsv").write_text("source\ttarget\n" + "\n".join(rows) + "\n", encoding="utf-8")
    made = bitext("lexicon", "learn", "memory.tsv", "-s", "en", "-t", "vi", "-o", "team.tsv")
    assert made.returncode == 0, made.stderr
    shown = bitext("lexicon", "show", "table", "--lexicon", "team.tsv")
    assert shown.stdout.decode().startswith("bàn")
    assert bitext("lexicon", "show", "cadre").stdout.decode() == "cán bộ\n"
    assert json.loads(bitext("lexicon", "show", "cadre", "--json").stdout)["vi"] == ["cán bộ"]
    assert bitext("lexicon", "show", "qqqq").returncode == 1
    assert bitext("lexicon", "show", "qqqq", "-s", "de", "-t", "fr").returncode == 2


WORDS = (("table", "bàn"), ("chair", "ghế"), ("bed", "giường"), ("cupboard", "tủ"))


def test_a_manifest_names_the_texts(bitext: Run, corpus: Path, tmp_path: Path) -> None:
    made = bitext("align", corpus / "hanoi", "-o", "of-manifest.tmx")
    assert made.returncode == 0, made.stderr.decode()
    folder = corpus / "hanoi"
    texts = folder / "article.vi.txt", folder / "article.en.txt"
    assert bitext("align", *texts, "-s", "vi", "-t", "en", "-o", "of-texts.tmx").returncode == 0
    assert (tmp_path / "of-manifest.tmx").read_bytes() == (tmp_path / "of-texts.tmx").read_bytes()
    alone = bitext("align", folder / "article.vi.txt")
    assert (alone.returncode, alone.stdout) == (2, b"")
    assert b"no target is named" in alone.stderr


def test_it_says_which_method_was_taken(bitext: Run, corpus: Path) -> None:
    made = bitext("align", corpus / "hanoi", "--json")
    assert json.loads(made.stdout)["method"] == "lexical"
    assert b"(lexical)" in made.stderr
