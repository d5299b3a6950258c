"""Bad input gets one clear line on standard error, exit code 2, and no output is touched."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run

VI = "Hôm nay trời đẹp. Chúng tôi đi dạo trong công viên và gặp nhiều người bạn cũ.\nMọi người đều vui vẻ.\n"
EN = "The weather is fine today. We went for a walk in the park and met old friends.\nEveryone was happy.\n"


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    (tmp_path / "a.vi.txt").write_text(VI, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(EN, encoding="utf-8")
    return tmp_path


def refused(result: subprocess.CompletedProcess[bytes], *said: str) -> None:
    assert result.returncode == 2, result
    error = result.stderr.decode()
    assert error.startswith("bitext: ") and error.count("\n") == 1, error
    assert "Traceback" not in error
    for part in said:
        assert part in error
    assert result.stdout == b""


def test_a_missing_file(bitext: Run, pair: Path) -> None:
    refused(bitext("align", "no.txt", "a.en.txt", "-o", "x.tmx"), "no.txt: no such file")
    assert not (pair / "x.tmx").exists()


def test_a_directory(bitext: Run, pair: Path) -> None:
    (pair / "folder").mkdir()
    refused(bitext("segment", "folder"), "folder: is a directory")


@pytest.mark.parametrize(("content", "said"), [(b"", "empty"), (b" \n\n\t\n", "no text")])
def test_an_empty_file(bitext: Run, pair: Path, content: bytes, said: str) -> None:
    (pair / "empty.txt").write_bytes(content)
    refused(bitext("segment", "empty.txt", "--lang", "en"), "empty.txt", said)
    refused(bitext("align", "a.vi.txt", "empty.txt", "-s", "vi", "-t", "en"), "empty.txt", said)


def test_binary_data(bitext: Run, pair: Path) -> None:
    (pair / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    refused(bitext("segment", "picture.txt"), "picture.txt", "PNG")
    (pair / "noise.txt").write_bytes(bytes([0, 1, 2, 255, 254, 0, 7]) * 50)
    refused(bitext("segment", "noise.txt"), "noise.txt")


def test_an_unknown_encoding(bitext: Run, pair: Path) -> None:
    refused(bitext("segment", "a.vi.txt", "--encoding", "utf8000"), "utf8000")


def test_an_undecodable_byte_is_named_with_its_offset(bitext: Run, pair: Path) -> None:
    (pair / "bad.txt").write_bytes(b"Good so far.\nThen caf\xe9 came.\n")
    refused(bitext("segment", "bad.txt", "--lang", "en"), "bad.txt", "byte 21", "0xE9", "--encoding")


def test_the_same_file_twice(bitext: Run, pair: Path) -> None:
    refused(bitext("align", "a.vi.txt", "./a.vi.txt"), "same file")


def test_the_same_language_twice(bitext: Run, pair: Path) -> None:
    refused(bitext("align", "a.vi.txt", "a.en.txt", "-s", "en", "-t", "en"), "both declared English")
    (pair / "b.vi.txt").write_text(VI * 2, encoding="utf-8")
    refused(bitext("align", "a.vi.txt", "b.vi.txt"), "same language", "Vietnamese", "--no-language-check")


def test_swapped_languages(bitext: Run, pair: Path) -> None:
    refused(
        bitext("align", "a.en.txt", "a.vi.txt", "-s", "vi", "-t", "en", "-o", "x.tsv"),
        "look swapped",
        "a.en.txt reads as English",
        "--swap",
    )
    assert not (pair / "x.tsv").exists()
    result = bitext("align", "a.en.txt", "a.vi.txt", "-s", "vi", "-t", "en", "-o", "x.jsonl", "--swap")
    assert result.returncode == 0
    assert (pair / "x.jsonl").read_text(encoding="utf-8").splitlines()[0].find('"source": "Hôm nay') > 0
    forced = bitext(
        "align", "a.en.txt", "a.vi.txt", "-s", "vi", "-t", "en", "-o", "y.tsv", "--no-language-check"
    )
    assert forced.returncode == 0


def test_a_language_that_is_none(bitext: Run, pair: Path) -> None:
    refused(bitext("segment", "a.vi.txt", "--lang", "tiếng Việt"), "not a language code")


def test_a_side_without_segments(bitext: Run, pair: Path) -> None:
    (pair / "blank.txt").write_bytes(b"\n\n\n")
    refused(bitext("align", "a.vi.txt", "blank.txt", "--lines", "-s", "vi", "-t", "en"), "blank.txt")
    (pair / "tags.html").write_text("<html><body><p> </p></body></html>", encoding="utf-8")
    refused(bitext("align", "a.vi.txt", "tags.html", "-s", "vi", "-t", "en"), "tags.html")


def test_an_unknown_extension(bitext: Run, pair: Path) -> None:
    refused(bitext("align", "a.vi.txt", "a.en.txt", "-o", "x.tmxx"), "x.tmxx", ".tmx")
    assert sorted(path.name for path in pair.iterdir()) == ["a.en.txt", "a.vi.txt"]


def test_an_output_that_cannot_be_written(bitext: Run, pair: Path) -> None:
    refused(bitext("align", "a.vi.txt", "a.en.txt", "-o", "no/x.tmx"), "no/x.tmx", "folder does not exist")
    (pair / "folder").mkdir()
    (pair / "folder.tmx").mkdir()
    refused(bitext("align", "a.vi.txt", "a.en.txt", "-o", "x.tmx", "-o", "folder.tmx"), "is a directory")
    assert not (pair / "x.tmx").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(bitext: Run, pair: Path) -> None:
    (pair / "locked").mkdir(mode=0o555)
    refused(bitext("align", "a.vi.txt", "a.en.txt", "-o", "locked/x.tmx"), "may not be written")


def test_an_output_that_is_an_input(bitext: Run, pair: Path) -> None:
    (pair / "a.tsv").write_text("Một.\tOne.\n", encoding="utf-8")
    refused(bitext("convert", "a.tsv", "./a.tsv"), "also an input")
    assert (pair / "a.tsv").read_text(encoding="utf-8") == "Một.\tOne.\n"
    (pair / "lines.tsv").write_text(VI, encoding="utf-8")
    refused(bitext("align", "lines.tsv", "a.en.txt", "-o", "lines.tsv"), "also an input")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["align", "a.vi.txt"], "target"),
        (["algin"], "algin"),
        (["segment", "a.vi.txt", "--langue", "vi"], "--langue"),
        (["score", "a.en.txt", "a.en.txt", "--metric", "bleau"], "bleu"),
        (["score", "a.en.txt", "a.en.txt", "--min-score", "chrf"], "metric=number"),
        (["align", "a.vi.txt", "a.en.txt", "--method", "lexicla"], "lexical"),
        (["check", "a.en.txt"], "a.en.txt"),
    ],
)
def test_wrong_use(bitext: Run, pair: Path, arguments: list[str], said: str) -> None:
    refused(bitext(*arguments), said)


def test_hypothesis_and_reference_of_different_length(bitext: Run, pair: Path) -> None:
    (pair / "short.txt").write_text("One line.\n", encoding="utf-8")
    refused(bitext("score", "short.txt", "a.en.txt"), "1", "2")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.jsonl", '{"source": "a", "target": "b"}\n{"source": "a"\n', "a.jsonl:2"),
        ("a.tmx", "<tmx version='1.4'><header/><body><tu>", "a.tmx:1"),
        ("a.tsv", "only one column\n", "a.tsv:1"),
        ("a.po", 'msgid "a"\nmsgstr "b\n', "a.po"),
    ],
)
def test_a_malformed_bitext_is_named_with_its_line(
    bitext: Run, pair: Path, name: str, content: str, said: str
) -> None:
    (pair / name).write_text(content, encoding="utf-8")
    refused(bitext("convert", name, "out.jsonl"), said)
    assert not (pair / "out.jsonl").exists()


def test_beads_need_their_texts_and_must_fit_them(bitext: Run, pair: Path) -> None:
    (pair / "a.beads").write_text("[0]:[0]\n[1]:[1, 2]\n", encoding="utf-8")
    refused(bitext("convert", "a.beads", "x.tsv"), "--source")
    refused(bitext("convert", "a.beads", "x.tsv", "--source", "a.vi.txt", "--target", "a.en.txt"), "a.beads")
    (pair / "odd.beads").write_text("[0]:[0]\n[1;[1]\n", encoding="utf-8")
    refused(bitext("evaluate", "odd.beads", "a.beads"), "odd.beads:2")


def test_a_damaged_corpus_fails_its_gate(bitext: Run, pair: Path) -> None:
    (pair / "corpus.toml").write_text(
        'id = "a"\ntitle = "A"\n[[documents]]\nfile = "a.vi.txt"\nlanguage = "vi"\nrole = "source"\n'
        'provenance = "test"\nrights = "MIT"\nsha256 = "00"\n',
        encoding="utf-8",
    )
    result = bitext("corpus", "verify", ".")
    assert result.returncode == 1
    assert b"changed since" in result.stderr and b"Traceback" not in result.stderr


def test_bad_rules_and_lists_are_named_with_their_line(bitext: Run, pair: Path) -> None:
    (pair / "a.srx").write_text('<srx version="2.0">\n<header cascade="no"/>\n</rx>', encoding="utf-8")
    refused(bitext("segment", "a.vi.txt", "--srx", "a.srx"), "a.srx:3")
    (pair / "own.txt").write_text("ok.\nnot ok.\n", encoding="utf-8")
    refused(bitext("segment", "a.vi.txt", "--abbreviations", "own.txt"), "own.txt:2", "space")
    (pair / "bitext.toml").write_text("[segment]\nmax_lenght = 90\n", encoding="utf-8")
    refused(bitext("segment", "a.vi.txt"), "bitext.toml:2", "did you mean 'max_length'?")
