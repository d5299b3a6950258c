"""The manifest: what it says, and what is said about its mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.corpus import find, load
from toolkit.errors import BitextError, FormatError, InputError

GOOD = """\
id = "tale"
title = "A tale"

[[documents]]
file = "tale.vi.txt"
language = "vi"
role = "source"
provenance = "Written for this test"
rights = "MIT"
sha256 = "00"

[[documents]]
file = "tale.en.txt"
language = "en"
role = "translation"
translation_of = "tale.vi.txt"
provenance = "Written for this test"
rights = "MIT"
sha256 = "00"

[[gold]]
kind = "beads"
file = "tale.beads"
source = "tale.vi.txt"
target = "tale.en.txt"
sha256 = "00"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "corpus.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_manifest_names_documents_and_gold(tmp_path: Path) -> None:
    corpus = load(write(tmp_path, GOOD))
    assert corpus.document("translation").file == "tale.en.txt"
    assert corpus.document("source", "vi").rights == "MIT"
    gold = corpus.beads("tale.vi.txt", "tale.en.txt")
    assert gold is not None and corpus.path(gold.file) == tmp_path / "tale.beads"
    assert corpus.segments("tale.vi.txt") is None
    assert load(tmp_path) == corpus


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("rights =", "right =", 9, "unknown key 'right' in [[documents]] – did you mean 'rights'?"),
        ('role = "source"', 'role = "sauce"', 7, "'sauce' is no role here – did you mean 'source'?"),
        ('title = "A tale"', "title = A tale", 2, "not valid TOML"),
        ('file = "tale.beads"', 'file = "../tale.beads"', 23, "lies outside the corpus folder"),
        (
            'translation_of = "tale.vi.txt"',
            'translation_of = "tail.vi.txt"',
            16,
            "did you mean 'tale.vi.txt'?",
        ),
        ('file = "tale.en.txt"\n', 'file = "tale.vi.txt"\n', 13, "is named twice"),
        ('kind = "beads"', 'kind = "bead"', 22, "did you mean 'beads'?"),
        ('sha256 = "00"\n\n[[gold]]', "[[gold]]", 13, "'sha256' is missing in [[documents]]"),
        ('title = "A tale"', "title = 7", 2, "'title' must be a string"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    assert GOOD.count(old) >= 1
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(FormatError) as caught:
        load(path)
    assert said in str(caught.value)
    assert caught.value.line == line


def test_a_language_code_must_be_one(tmp_path: Path) -> None:
    with pytest.raises(BitextError, match="not a language code"):
        load(write(tmp_path, GOOD.replace('language = "vi"', 'language = "Vietnamese!"')))


def test_a_missing_role_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="reference in en"):
        load(write(tmp_path, GOOD)).document("reference", "en")


def test_manifests_are_found_in_a_tree(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, GOOD)
    assert [path.parent.name for path in find(tmp_path)] == ["a", "b"]
    assert find(tmp_path / "a") == [tmp_path / "a" / "corpus.toml"]
    with pytest.raises(InputError, match=r"holds no corpus\.toml"):
        (tmp_path / "c").mkdir()
        find(tmp_path / "c")
    with pytest.raises(InputError, match="no such"):
        find(tmp_path / "d")
