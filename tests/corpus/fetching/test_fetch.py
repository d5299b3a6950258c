"""From addresses and files to a corpus that everything else can work with."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.fetching.mirror import Mirror
from toolkit.corpus import load, verify
from toolkit.corpus.fetching import Order, Telling, fetch
from toolkit.corpus.shards import Shards
from toolkit.errors import FormatError, InputError, OutputError, UsageError

ROWS = [(f"The cat number {n} sleeps.", f"Con mèo số {n} đang ngủ.") for n in range(30)]


def moses(name: str = "Toy", rows: list[tuple[str, str]] = ROWS) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for side, code in ((0, "en"), (1, "vi")):
            member = zipfile.ZipInfo(f"{name}.en-vi.{code}")  # dated 1980: the same bytes each time
            member.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(member, "".join(row[side] + "\n" for row in rows))
    return data.getvalue()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def quiet(**how: Any) -> Telling:
    return Telling(pause=lambda seconds: None, **how)


@pytest.fixture
def toy(mirror: Mirror) -> str:
    mirror.files["/toy/en-vi.txt.zip"] = moses()
    return f"{mirror.address}/toy/en-vi.txt.zip"


def rows(folder: Path) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in Shards([folder])]


def test_an_address_becomes_a_corpus(toy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    (made,) = fetch([toy], tmp_path / "c", Order(rights="CC BY 4.0"), quiet())
    assert (made.lines, made.documents, made.languages, made.checked) == (30, 2, ("en-vi",), False)
    corpus = load(tmp_path / "c")
    assert verify(corpus) == ()
    source, target = corpus.documents
    assert (source.file, source.language, source.lines) == ("Toy.en-vi.en", "en", "segments")
    assert (target.translation_of, target.lines) == (source.file, "pairs")
    assert source.url == toy and source.rights == "CC BY 4.0"
    assert f"on 2023-11-14, SHA-256 {sha256(moses())}" in source.provenance
    assert rows(tmp_path / "c") == ROWS
    assert sorted(p.name for p in (tmp_path / "c").iterdir()) == [
        "Toy.en-vi.en",
        "Toy.en-vi.vi",
        "corpus.toml",
    ]


def test_the_same_gives_the_same_bytes(toy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made = []
    for name in ("a", "b"):
        fetch([toy], tmp_path / name / "c", Order(), quiet())
        made.append({p.name: p.read_bytes() for p in (tmp_path / name / "c").iterdir()})
    assert made[0] == made[1]


def test_what_is_there_is_not_fetched_again(mirror: Mirror, toy: str, tmp_path: Path) -> None:
    fetch([toy], tmp_path / "c", Order(), quiet())
    before = (tmp_path / "c/corpus.toml").read_bytes()
    mirror.requests.clear()
    (again,) = fetch([toy], tmp_path / "c", Order(), quiet())
    assert again.there and mirror.requests == []
    (tmp_path / "toy.zip").write_bytes(moses())
    (same,) = fetch([str(tmp_path / "toy.zip")], tmp_path / "c", Order(), quiet())
    assert same.there  # by its content
    assert (tmp_path / "c/corpus.toml").read_bytes() == before


def test_corpora_are_added_to_one(mirror: Mirror, toy: str, tmp_path: Path) -> None:
    other = [(f"Rain {n}.", f"Mưa {n}.") for n in range(5)]
    mirror.files["/other/en-vi.txt.zip"] = moses("Toy", other)  # of the same name
    fetch([toy], tmp_path / "c", Order(), quiet())
    fetch([f"{mirror.address}/other/en-vi.txt.zip"], tmp_path / "c", Order(), quiet())
    assert rows(tmp_path / "c") == ROWS + other
    assert verify(load(tmp_path / "c")) == ()
    assert load(tmp_path / "c").documents[2].file == "Toy_2.en-vi.en"


def test_large_ones_become_several_documents(toy: str, tmp_path: Path) -> None:
    (made,) = fetch([toy], tmp_path / "c", Order(piece=7), quiet())
    assert made.documents == 10
    assert rows(tmp_path / "c") == ROWS


# ── checksums ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("where", ["given", "beside", "list"])
def test_a_right_checksum(mirror: Mirror, toy: str, tmp_path: Path, where: str) -> None:
    known = sha256(moses())
    if where == "beside":
        mirror.files["/toy/en-vi.txt.zip.sha256"] = f"{known}  en-vi.txt.zip\n".encode()
    elif where == "list":
        mirror.files["/toy/SHA256SUMS"] = f"{'0' * 64}  x.zip\n{known}  en-vi.txt.zip\n".encode()
    order = Order(sha256=[known] if where == "given" else [])
    (made,) = fetch([toy], tmp_path / "c", order, quiet())
    assert made.checked


@pytest.mark.parametrize("where", ["given", "beside", "list"])
def test_a_wrong_checksum_leaves_nothing(mirror: Mirror, toy: str, tmp_path: Path, where: str) -> None:
    wrong = "0" * 64
    if where == "beside":
        mirror.files["/toy/en-vi.txt.zip.sha256"] = wrong.encode()
    elif where == "list":
        mirror.files["/toy/SHA256SUMS"] = f"{wrong}  en-vi.txt.zip\n".encode()
    order = Order(sha256=[wrong] if where == "given" else [])
    with pytest.raises(InputError, match=f"its SHA-256 is {sha256(moses())}, not {wrong}"):
        fetch([toy], tmp_path / "c", order, quiet())
    assert not (tmp_path / "c").exists()


def test_checksums_of_files_here(tmp_path: Path) -> None:
    path = tmp_path / "toy.zip"
    path.write_bytes(moses())
    (tmp_path / "SHA256SUMS").write_text(f"{sha256(moses())}  toy.zip\n", encoding="ascii")
    (made,) = fetch([str(path)], tmp_path / "c", Order(), quiet())
    assert made.checked
    path.with_name("toy.zip.sha256").write_text("0" * 64, encoding="ascii")
    with pytest.raises(InputError, match="not 0000"):
        fetch([str(path)], tmp_path / "d", Order(), quiet())
    assert path.exists()  # what is a person's own is left alone


def test_two_versions_put_together_are_found_out(mirror: Mirror, toy: str, tmp_path: Path) -> None:
    known = sha256(moses())
    mirror.etags, mirror.breaks = False, [200] + [0] * 6
    with pytest.raises(InputError):
        fetch([toy], tmp_path / "c", Order(sha256=[known]), quiet())
    (part,) = (tmp_path / "c/.fetch").glob("*.part")
    part.write_bytes(b"!" + part.read_bytes()[1:])  # as of another version
    said: list[str] = []
    fetch([toy], tmp_path / "c", Order(sha256=[known]), quiet(notice=said.append))
    assert any("do not go together" in clause for clause in said)
    assert rows(tmp_path / "c") == ROWS


def test_checksums_for_some_only(toy: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a checksum for each source: 1 for 2"):
        fetch([toy, toy], tmp_path / "c", Order(sha256=["0" * 64]), quiet())


# ── what goes wrong ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_that_is_not_understood_is_not_fetched_twice(mirror: Mirror, tmp_path: Path) -> None:
    mirror.files["/x.tsv"] = "".join(f"{s}\t{t}\ta third text\n" for s, t in ROWS).encode()
    address = f"{mirror.address}/x.tsv"
    with pytest.raises(FormatError, match="--columns"):
        fetch([address], tmp_path / "c", Order(), quiet())
    mirror.requests.clear()
    fetch([address], tmp_path / "c", Order(columns=("1", "2")), quiet())
    size = len(mirror.files["/x.tsv"])
    assert mirror.asked("/x.tsv") == [f"bytes={size}-"]  # nothing beyond what is here: it is the same still
    assert rows(tmp_path / "c") == ROWS
    assert not (tmp_path / "c/.fetch").exists()


def test_a_file_that_was_mended_meanwhile_is_fetched(mirror: Mirror, toy: str, tmp_path: Path) -> None:
    mirror.files["/toy/en-vi.txt.zip"] = b"<html>Please log in</html>"
    with pytest.raises(FormatError):
        fetch([toy], tmp_path / "c", Order(), quiet())
    mirror.files["/toy/en-vi.txt.zip"] = moses()
    fetch([toy], tmp_path / "c", Order(), quiet())
    assert rows(tmp_path / "c") == ROWS


def test_files_of_one_name_are_not_mixed_up(mirror: Mirror, toy: str, tmp_path: Path) -> None:
    mirror.files["/other/en-vi.txt.zip"] = b"no archive"
    with pytest.raises(FormatError):
        fetch([f"{mirror.address}/other/en-vi.txt.zip"], tmp_path / "c", Order(), quiet())
    fetch([toy], tmp_path / "c", Order(), quiet())
    assert rows(tmp_path / "c") == ROWS


def test_the_first_is_kept_when_the_second_fails(mirror: Mirror, toy: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="404"):
        fetch([toy, f"{mirror.address}/nothing.zip"], tmp_path / "c", Order(), quiet())
    assert rows(tmp_path / "c") == ROWS and verify(load(tmp_path / "c")) == ()


def test_files_of_others_are_not_written_over(toy: str, tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    (tmp_path / "c/Toy.en-vi.en").write_text("mine\n", encoding="utf-8")
    with pytest.raises(OutputError, match="is there already"):
        fetch([toy], tmp_path / "c", Order(), quiet())
    assert (tmp_path / "c/Toy.en-vi.en").read_text("utf-8") == "mine\n"
    assert not (tmp_path / "c/corpus.toml").exists()


def test_downloads_may_be_kept(toy: str, tmp_path: Path) -> None:
    fetch([toy], tmp_path / "c", Order(keep=True), quiet())
    (kept,) = (tmp_path / "c/.fetch").glob("*-en-vi.txt.zip")
    assert kept.read_bytes() == moses()
    assert verify(load(tmp_path / "c")) == ()


def test_an_archive_without_a_pair_in_it(mirror: Mirror, tmp_path: Path) -> None:
    mirror.files["/x.zip"] = moses(rows=[])
    with pytest.raises(FormatError, match="not a single pair"):
        fetch([f"{mirror.address}/x.zip"], tmp_path / "c", Order(), quiet())
