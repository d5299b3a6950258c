"""Places in a row, in words and in figures."""

from __future__ import annotations

import pytest

from toolkit.languages import language
from toolkit.text.numbers import numbers
from toolkit.text.ordinals import ordinals


def read(text: str, code: str) -> list[tuple[int, str]]:
    lang = language(code)
    found = ordinals(text, lang, numbers(text, lang))
    assert all(text[each.start : each.end] == each.text for each in found)
    return [(each.value, each.text) for each in found]


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("The third of May and the 21st century", "en", [(3, "third"), (21, "21st")]),
        ("người thứ tư và người đầu tiên", "vi", [(4, "thứ tư"), (1, "đầu tiên")]),
        ("Đại hội lần thứ 12", "vi", [(12, "thứ 12")]),
        ("lần thứ mười hai", "vi", [(12, "thứ mười hai")]),
        ("Giải ba, thứ nhì", "vi", [(3, "Giải ba"), (2, "thứ nhì")]),
        ("three thirds of it", "en", []),
        ("tháng 12, 12 người", "vi", []),
        ("das dritte Mal", "de", []),
    ],
)
def test_what_is_an_ordinal(text: str, code: str, expected: list[tuple[int, str]]) -> None:
    assert read(text, code) == expected
