from __future__ import annotations

import re

import pytest

from toolkit.errors import UsageError
from toolkit.report import languages
from toolkit.report.wording import wording

ENGLISH = wording("en")


def keys(phrases: dict[str, str]) -> set[str]:
    return {key for key in phrases if not key.endswith(".one")}


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_same_phrases(language: str) -> None:
    assert keys(wording(language).phrases) == keys(ENGLISH.phrases)


@pytest.mark.parametrize("language", languages())
def test_every_phrase_has_the_same_gaps(language: str) -> None:
    for key, phrase in wording(language).phrases.items():
        english = ENGLISH.phrases.get(key) or ENGLISH.phrases[key.replace(".one", ".other")]
        assert set(re.findall(r"\{\w*\}", phrase)) == set(re.findall(r"\{\w*\}", english)), key


def test_counts_are_written_as_the_language_writes_them() -> None:
    assert ENGLISH.count("count.unit", 1) == "1 unit"
    assert ENGLISH.count("count.unit", 1204) == "1,204 units"
    assert wording("vi").count("count.unit", 1204) == "1.204 đơn vị"
    assert wording("vi").number(1234.5, 1) == "1.234,5"
    assert ENGLISH.percent(0.125, 1) == "12.5%"


def test_a_name_without_a_phrase_stands_for_itself() -> None:
    assert ENGLISH.known("category.accuracy", "x") == "Accuracy"
    assert ENGLISH.known("category.house-rule", "house-rule") == "house-rule"


def test_a_language_without_strings_is_refused_with_the_choice() -> None:
    with pytest.raises(UsageError, match="choose one of en, vi"):
        wording("xx")
