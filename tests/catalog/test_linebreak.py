import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog.break_classes import break_class, columns
from toolkit.catalog.linebreak import break_opportunities


def broken(text: str) -> str:
    allowed = break_opportunities(text)
    return "".join(("|" if allowed[index] else "") + character for index, character in enumerate(text))


@pytest.mark.parametrize(
    "expected",
    [
        "two |words",
        "two  |spaces",
        "a-|b |-|c |1-2",
        "http://|x.|y/|z",
        "(in |brackets) |[and |these]",
        "“quoted |text” |and |«so»",
        "100 |% |50% |$5 |5$",
        "漢|字|か|な。|「引|用」|终",
        "한|국|어 |글",
        "a/|b",
        "x|—|y",
        "non\u00a0breaking",
        "zero\u200b|width",
        "soft\u00ad|hyphen",
        "e\u0301 |a\u0301",
        "Tiếng |Việt",
        "🇻🇳|🇯🇵",
        "👍🏽|👍",
        "א-א",
        "ไทย |ไทย",
    ],
)
def test_where_lines_may_break(expected: str) -> None:
    assert broken(expected.replace("|", "")) == expected


@given(st.text())
def test_every_character_has_a_class_and_a_width(text: str) -> None:
    allowed = break_opportunities(text)
    assert len(allowed) == len(text)
    assert not any(allowed[:1])
    assert all(break_class(character) and columns(character) in (0, 1, 2) for character in text)


@pytest.mark.parametrize(
    ("character", "width"),
    [("a", 1), ("ệ", 1), ("\u0301", 0), ("漢", 2), ("ｱ", 1), ("Ａ", 2), ("±", 1), ("한", 2)],
)
def test_columns(character: str, width: int) -> None:
    assert columns(character) == width


def test_ambiguous_characters_are_wide_in_east_asian_charsets() -> None:
    assert columns("±", 2) == columns("Д", 2) == 2
    assert columns("a", 2) == columns("ｱ", 2) == 1
