"""Turns of phrase that negate nothing, all looked for in one pass."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.languages import language
from toolkit.model import Unit
from toolkit.quality import check
from toolkit.quality.checks.negation import _at_a_word, _pattern


@pytest.mark.parametrize(
    ("expression", "at_a_word"),
    [
        (r"(?i:\bnot only\b)", True),
        (r"(?i:\b(?:can|could) not\b)", True),
        (r"(?i:n't\b)", False),
        (r"(?i:\bnot|never)", False),
        (r"(?i:\bnot\b)|never", False),
        (r"(?i:\bn?ever\b)", False),
        (r"(?i:\b(?:not|never)? at all)", False),
    ],
)
def test_what_begins_with_a_word_is_known_by_its_form(expression: str, at_a_word: bool) -> None:
    assert _at_a_word(expression) is at_a_word


@given(st.data(), st.sampled_from(["en", "vi"]))
def test_where_they_are_tried_makes_no_difference(data: st.DataObject, code: str) -> None:
    expressions = language(code).grammar.false_negations
    words = sorted({word for each in expressions for word in re.findall(r"(?<!\\)\b[^\W\d_]+", each)})
    piece = st.sampled_from([*words, "n't", "'", " ", " ", " ", "?", ".", "5", "/"])
    text = "".join(data.draw(st.lists(piece, max_size=30)))
    pattern = _pattern(expressions)
    assert pattern is not None
    plain = re.compile("|".join(expressions))
    assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in plain.finditer(text)]


def _negated(source: str, target: str) -> bool:
    found = check([Unit("1", source, target)], source_language="en", target_language="vi")
    return any(finding.check == "negation" for finding in found)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        # Most other words differ as well, so that nothing can be compared word by word.
        ("Keep your nose out of our affairs.", "Đừng có lo chuyện bao đồng."),
        ("Look before you leap.", "Đừng nhắm mắt đưa chân."),
        # No in other words.
        ("The pain persisted for a week.", "Cơn đau không thuyên giảm suốt một tuần."),
        ("He left the house before dawn.", "Anh rời nhà khi trời chưa sáng."),
        (
            "But for the rain, we would have finished today.",
            "Nếu không vì trời mưa, hôm nay chúng tôi đã xong.",
        ),
        ("Please refrain from smoking in the room.", "Xin đừng hút thuốc trong phòng."),
        ("Her answer surprised the teacher.", "Thầy giáo không ngờ cô trả lời như vậy."),
    ],
)
def test_a_free_rendering_may_say_no_in_other_words(source: str, target: str) -> None:
    assert not _negated(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("The teacher reads many books.", "Thầy giáo không đọc nhiều sách."),
        ("She does not drink coffee in the evening.", "Cô ấy uống cà phê vào buổi tối."),
        ("The train left before the storm.", "Tàu không rời đi trước cơn bão."),
    ],
)
def test_word_by_word_a_negation_is_missed(source: str, target: str) -> None:
    assert _negated(source, target)
