from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.corpus.fetching.sources import sources
from toolkit.errors import InputError, UsageError


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("https://example.org/OPUS-QED/v2.0a/moses/en-vi.txt.zip", "en-vi.txt.zip"),
        ("https://example.org/download.php?f=QED/v2.0a/moses/en-vi.txt.zip", "en-vi.txt.zip"),
        ("https://example.org/a%20b/x%2Fy.tmx.gz?x=1", "y.tmx.gz"),
        ("https://example.org/", "example.org"),
        ("https://example.org/..%2f..%2f.bashrc", "bashrc"),
    ],
)
def test_addresses_have_names_fit_for_files(text: str, name: str) -> None:
    (source,) = sources(text)
    assert source.name == name and "/" not in source.name
    assert source.url and source.path is None


def test_letters_of_any_script_may_stand_in_an_address() -> None:
    (source,) = sources("https://example.org/ngữ liệu/a.zip#part")
    assert source.url == "https://example.org/ng%E1%BB%AF%20li%E1%BB%87u/a.zip"
    (same,) = sources(source.url)
    assert same.url == source.url


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ftp://example.org/a.zip", "'ftp:' are not fetched"),
        ("https:///a.zip", "names no host"),
        ("https://me:secret@example.org/a.zip", "password"),
        ("file://other/a.zip", "of this machine"),
    ],
)
def test_other_addresses_are_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as error:
        sources(text)
    assert "secret" not in error.value.message


def test_files_here(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("a\tb\n", encoding="utf-8")
    for text in (str(path), path.as_uri()):
        (source,) = sources(text)
        assert (source.path, source.url, source.name) == (path, "", "a.tsv")
    with pytest.raises(InputError, match="no such file"):
        sources(str(tmp_path / "b.tsv"))


def test_a_folder_is_a_mirror(tmp_path: Path) -> None:
    for name in ("b.tmx.gz", "a.zip", "notes.pdf", "x.en-vi.en", "x.en-vi.vi", "SHA256SUMS"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = sources(str(tmp_path))
    assert [(s.name, s.pair) for s in found] == [("a.zip", False), ("b.tmx.gz", False), ("x.en-vi", True)]
    with pytest.raises(InputError, match="holds no corpus"):
        (tmp_path / "empty").mkdir()
        sources(str(tmp_path / "empty"))
