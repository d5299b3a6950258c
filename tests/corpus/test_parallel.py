"""Which texts of a manifest are aligned."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.corpus.manifest import Corpus, CorpusDocument
from toolkit.corpus.parallel import parallel
from toolkit.errors import InputError


def corpus(*documents: tuple[str, str, str, str]) -> Corpus:
    made = [
        CorpusDocument(file, language, role, "", "", "", translation_of=of)
        for file, language, role, of in documents
    ]
    return Corpus(Path("folder"), "id", "title", tuple(made))


def test_the_source_comes_first_and_each_language_once() -> None:
    found = parallel(
        corpus(
            ("a.en", "en", "translation", "a.vi"), ("ref.en", "en", "reference", ""),
            ("a.vi", "vi", "source", ""), ("b.en", "en", "translation", "a.vi"),
            ("a.de", "de", "translation", ""), ("x.fr", "fr", "translation", "other"),
        )
    )  # fmt: skip
    assert [document.file for document in found] == ["a.vi", "a.en", "a.de"]


@pytest.mark.parametrize(
    "documents",
    [
        [("a.en", "en", "translation", "")],
        [("a.vi", "vi", "source", "")],
        [("a.vi", "vi", "source", ""), ("b.vi", "vi", "source", ""), ("a.en", "en", "translation", "")],
    ],
)
def test_without_one_source_and_a_translation_it_says_so(documents: list[tuple[str, str, str, str]]) -> None:
    with pytest.raises(InputError, match="folder"):
        parallel(corpus(*documents))
