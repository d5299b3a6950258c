"""Whatever a distributor calls it and packs it in, the same pairs come out."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.corpus.fetching.reading import Wanted, base_of, parallels
from toolkit.corpus.fetching.sources import sources
from toolkit.errors import DecodingError, FormatError, UsageError
from toolkit.formats import save
from toolkit.model import Unit, Units

ROWS = [(f"The cat number {n} sleeps.", f"Con mèo số {n} đang ngủ.") for n in range(30)]
UNITS = Units(tuple(Unit(str(n), *row) for n, row in enumerate(ROWS, 1)), "en", "vi")

Read = tuple[str, str, list[tuple[str, str]]]


ANY = Wanted()


def read(path: Path, wanted: Wanted = ANY) -> list[Read]:
    """The base, the languages and the rows of each bitext in a file."""
    made = []
    (source,) = sources(str(path))
    for each in parallels(source, path, wanted):
        units = each.units
        rows = [(unit.source, unit.target) for unit in units]
        made.append((each.base, f"{units.source_language}-{units.target_language}", rows))
    return made


@pytest.mark.parametrize(
    "name", ["w.en-vi.tmx", "w.en-vi.tsv", "w.en-vi.csv", "w.en-vi.jsonl", "w.en-vi.xlf"]
)
@pytest.mark.parametrize("pack", [None, gzip.compress, bz2.compress, lzma.compress])
def test_formats_and_packings(tmp_path: Path, name: str, pack: Callable[[bytes], bytes] | None) -> None:
    path = tmp_path / name
    save(UNITS, path)
    if pack is not None:
        path.write_bytes(pack(path.read_bytes()))  # under the same name: the content tells
    assert read(path) == [("w", "en-vi", ROWS)]


def test_parquet(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    path = tmp_path / "w.parquet"
    save(UNITS, path)
    assert read(path) == [("w", "en-vi", ROWS)]


def test_a_moses_archive_and_its_ids(tmp_path: Path) -> None:
    path = tmp_path / "en-vi.txt.zip"
    with zipfile.ZipFile(path, "w") as file:
        for side, code in ((0, "en"), (1, "vi")):
            file.writestr(f"Toy.en-vi.{code}", "".join(row[side] + "\n" for row in ROWS))
        ids = (f"en/d{n // 10}.xml.gz\tvi/e{n // 10}.xml.gz\t{n % 10}\t{n % 10}\n" for n in range(30))
        file.writestr("Toy.en-vi.ids", "".join(ids))
    assert read(path) == [("Toy", "en-vi", ROWS)]
    (source,) = sources(str(path))
    for each in parallels(source, path, Wanted()):
        named = [unit.id for unit in each.units]
        assert named[9:11] == ["en/d0#10", "en/d1#1"]
        assert each.origin == "Toy.en-vi.en + Toy.en-vi.vi"
    assert read(path, Wanted(("vi", "en"))) == [("Toy", "vi-en", [row[::-1] for row in ROWS])]


def test_texts_of_different_lengths_are_no_pair(tmp_path: Path) -> None:
    path = tmp_path / "en-vi.txt.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("T.en-vi.en", "a\nb\nc\n")
        file.writestr("T.en-vi.vi", "a\nb\n")
    with pytest.raises(FormatError, match=r"T\.en-vi\.vi:2: ends before its line 3"):
        read(path)


def test_several_corpora_in_one_archive(tmp_path: Path) -> None:
    for name in ("a.tmx", "b.tsv"):
        save(UNITS, tmp_path / name)
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.write(tmp_path / "a.tmx", "x/a.tmx")
        file.writestr("b.tsv.gz", gzip.compress((tmp_path / "b.tsv").read_bytes()))
    assert read(path) == [("b", "en-vi", ROWS), ("a", "en-vi", ROWS)]


def test_languages_are_told_by_the_texts_where_nothing_else_does(tmp_path: Path) -> None:
    save(UNITS, tmp_path / "w.tsv")
    assert read(tmp_path / "w.tsv") == [("w", "en-vi", ROWS)]


def test_languages_that_are_asked_for(tmp_path: Path) -> None:
    save(UNITS, tmp_path / "w.en-vi.tsv")
    turned = [row[::-1] for row in ROWS]
    assert read(tmp_path / "w.en-vi.tsv", Wanted(("vi", "und"))) == [("w", "vi-en", turned)]
    with pytest.raises(UsageError, match="is in en-vi, not in de-vi"):
        read(tmp_path / "w.en-vi.tsv", Wanted(("de", "vi")))
    (tmp_path / "n.tsv").write_text("1 2\t3 4\n" * 9, encoding="utf-8")
    with pytest.raises(UsageError, match="--source-lang"):
        read(tmp_path / "n.tsv")


def test_a_pair_of_files(tmp_path: Path) -> None:
    save(UNITS, tmp_path / "w.en-vi")
    assert read(tmp_path / "w.en-vi") == [("w", "en-vi", ROWS)]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.tmx", b"", "is empty"),
        ("a.tmx.gz", gzip.compress(b"<tmx>" + bytes(range(32, 127)) * 99)[:-9], "cut off"),
        ("a.zst", b"\x28\xb5\x2f\xfd" + bytes(20), "Zstandard"),
        ("a.pdf", b"%PDF-1.7\n", "none of the formats"),
        ("a.zip", b"PK\x03\x04" + bytes(50), "no zip archive"),
        ("page.html", b"<!doctype html><html><body>404</body></html>", "none of the formats"),
    ],
)
def test_what_is_no_corpus_is_told(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(FormatError, match=said):
        read(tmp_path / name)


def test_bytes_that_are_no_text_have_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.en-vi.tsv").write_bytes(b"a\tb\nc\t\xff\n")
    with pytest.raises(DecodingError, match=r"a\.en-vi\.tsv:2"):
        read(tmp_path / "a.en-vi.tsv")


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("WikiMatrix.en-vi.tsv.gz", "WikiMatrix"),
        ("en_XX-vi_VN.tsv.xz", ""),
        ("https://example.org/x/QED-v2.en-vi.txt.zip?download=1", "QED-v2"),
        ("news-commentary-v16.de-en.tsv.gz", "news-commentary-v16"),
        ("train.parquet", "train"),
        ("my corpus (1).tmx", "my_corpus_1"),
    ],
)
def test_names_without_endings_and_languages(name: str, base: str) -> None:
    assert base_of(name) == base
