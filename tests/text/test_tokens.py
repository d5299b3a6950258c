"""Tokens for comparison."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.languages import language
from toolkit.text.closing import CLASSES, closing
from toolkit.text.tokens import TokenKind, tokens

EN, VI = language("en"), language("vi")


def keys(text: str, code: str = "en") -> list[str]:
    return [token.key for token in tokens(text, language(code))]


def test_words_are_folded_and_cut_to_their_stem() -> None:
    assert keys("The Committees' committee") == ["the", "commit", "commit"]
    assert keys("Hà Nội", "vi") == keys("Ha\u0300 No\u0323\u0302i", "vi") == ["hà", "nội"]


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("1,234.5", "1.234,5"),
        ("20,000", "20.000"),
        ("0.50", "0,5"),
        ("007", "7"),
        ("ten", "mười"),
        ("July 15", "15/7"),
    ],
)
def test_numbers_have_one_key_whatever_the_notation(english: str, vietnamese: str) -> None:
    assert sorted(keys(english)) == sorted(keys(vietnamese, "vi"))


def test_a_month_is_its_number() -> None:
    assert sorted(keys("August 7, 2023")) == sorted(keys("7/8/2023", "vi")) == ["#2023", "#7", "#8"]
    assert "#5" in keys("May 1")
    assert "#5" not in keys("he may go")


def test_codes_fall_into_parts_that_both_sides_share() -> None:
    assert {"#24", "ct", "tu"} <= set(keys("24-CT/TU"))


def test_names_of_programs_are_kept_whole() -> None:
    found = tokens("useStateCallback max_size_limit H5N1", EN)
    assert [(token.key, token.kind) for token in found] == [
        ("usestatecallback", TokenKind.CODE),
        ("max_size_limit", TokenKind.CODE),
        ("h5n1", TokenKind.CODE),
    ]


def test_marks_are_classes_and_full_stops_are_none() -> None:
    assert keys("“a” (b)? c: d.") == ['"', "a", '"', "(", "b", "(", "?", "c", ":", "d"]
    assert keys("「a」（b）？", "zh") == ['"', "a", '"', "(", "b", "(", "?"]


def test_scripts_without_spaces_are_taken_apart() -> None:
    found = tokens("北京市", EN)
    assert [token.key for token in found] == ["北", "京", "市", "北京", "京市"]
    assert sum(token.weight for token in found) < 3
    assert {token.kind for token in found} == {TokenKind.GRAM}
    assert keys("ไทย")[-1] == "ทย"
    assert keys("한국 ab") == ["한", "국", "한국", "ab"]


@given(st.text())
def test_any_text_has_tokens_with_keys(text: str) -> None:
    assert all(token.key and 0 < token.weight <= 1 for token in tokens(text, VI))
    assert 0 <= closing(text) < CLASSES


@given(st.text(alphabet="1.,a_'̣ 中-", max_size=40))
def test_hostile_mixtures_come_to_an_end(text: str) -> None:
    tokens(text, EN)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("End.", "终。"),
        ("Why?", "为什么？"),
        ('He said "no!"', "「いいえ！」"),
        ("So:", "因此："),
        ("Title", "标题"),
        ("Then...", "Rồi…"),
    ],
)
def test_closings_mean_the_same_in_every_script(left: str, right: str) -> None:
    assert closing(left) == closing(right)


def test_closings_differ() -> None:
    assert len({closing(text) for text in ("a", "a.", "a?", "a!", "a:", "a,", "a…")}) == CLASSES
    assert closing("") == closing("”") == 0
