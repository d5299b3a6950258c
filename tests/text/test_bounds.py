"""What a number bounds."""

from __future__ import annotations

import pytest

from toolkit.languages import language
from toolkit.text.bounds import bound
from toolkit.text.numbers import numbers


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("children under 12", "en", "most"),
        ("people over the age of 60", "en", "least"),
        ("fewer than 50 remain", "en", "most"),
        ("no fewer than 50 remain", "en", "least"),
        ("not more than 30 days", "en", "most"),
        ("must not exceed 20 kg", "en", "most"),
        ("at least $40", "en", "least"),
        ("aged 18 or over", "en", "least"),
        ("18 years or older", "en", "least"),
        ("5 items or fewer", "en", "most"),
        ("in 12 villages", "en", None),
        ("trẻ em dưới 12 tuổi", "vi", "most"),
        ("trên 300 khách", "vi", "least"),
        ("chưa đến 300 khách", "vi", "most"),
        ("không quá 30 ngày", "vi", "most"),
        ("không được nặng quá 20 kg", "vi", "most"),
        ("không dưới 5 người", "vi", "least"),
        ("từ 18 tuổi trở lên", "vi", "least"),
        ("30 người đổ lại", "vi", "most"),
        ("có 5 người", "vi", None),
        ("unter 12 Jahren", "de", None),
    ],
)
def test_what_a_number_bounds(text: str, code: str, expected: str | None) -> None:
    lang = language(code)
    (number,) = [n for n in numbers(text, lang) if n.form == "digits"]
    found = bound(text, number.start, number.end + len(number.suffix), lang)
    assert (found and str(found)) == expected
