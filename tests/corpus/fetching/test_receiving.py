"""The file of a source is what its checksum says, wherever that stands."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.corpus.fetching.mirror import Mirror
from toolkit.corpus.fetching.order import Telling
from toolkit.corpus.fetching.receiving import received
from toolkit.corpus.fetching.sources import Source, sources
from toolkit.errors import InputError

DATA = b"one\ttwo\n" * 500
SHA256 = hashlib.sha256(DATA).hexdigest()
QUIET = Telling(pause=lambda seconds: None)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "x.tsv"
    path.write_bytes(DATA)
    return path


def source(place: object) -> Source:
    (made,) = sources(str(place))
    return made


def test_a_file_is_taken_where_it_is(table: Path, tmp_path: Path) -> None:
    got = received(source(table), "", tmp_path, QUIET)
    assert (got.path, got.sha256, got.checked) == (table, SHA256, False)
    assert received(source(table), SHA256, tmp_path, QUIET).checked


@pytest.mark.parametrize("name", ["x.tsv.sha256", "SHA256SUMS"])
def test_a_checksum_beside_it_counts(table: Path, tmp_path: Path, name: str) -> None:
    table.with_name(name).write_text(f"{SHA256}  x.tsv\n", encoding="ascii")
    assert received(source(table), "", tmp_path, QUIET).checked
    table.write_bytes(DATA[:-1])
    with pytest.raises(InputError, match=f"not {SHA256}"):
        received(source(table), "", tmp_path, QUIET)


def test_a_moses_pair_has_no_checksum(tmp_path: Path) -> None:
    for code in ("en", "vi"):
        (tmp_path / f"a.en-vi.{code}").write_text("a\n", encoding="utf-8")
    pair = source(tmp_path / "a.en-vi")
    assert received(pair, "", tmp_path, QUIET).sha256 == ""
    with pytest.raises(InputError, match="its SHA-256 is unknown"):
        received(pair, SHA256, tmp_path, QUIET)


def test_a_download_has_the_address_in_its_name(mirror: Mirror, tmp_path: Path) -> None:
    mirror.files |= {"/a/x.tsv": DATA, "/b/x.tsv": b"other"}
    one, other = (
        received(source(f"{mirror.address}/{name}/x.tsv"), "", tmp_path, QUIET) for name in ("a", "b")
    )
    assert one.path != other.path and one.path.parent == tmp_path
    assert (one.sha256, one.path.read_bytes()) == (SHA256, DATA)


def test_a_wrong_download_is_not_kept(mirror: Mirror, tmp_path: Path) -> None:
    mirror.files["/x.tsv"] = DATA
    with pytest.raises(InputError, match="nothing of it was kept"):
        received(source(f"{mirror.address}/x.tsv"), "0" * 64, tmp_path, QUIET)
    assert list(tmp_path.iterdir()) == []


def test_an_address_with_a_query_has_nothing_beside_it(mirror: Mirror, tmp_path: Path) -> None:
    mirror.files["/x.tsv?v=2"] = DATA
    received(source(f"{mirror.address}/x.tsv?v=2"), "", tmp_path, QUIET)
    assert {path for path, _range in mirror.requests} == {"/x.tsv?v=2"}
