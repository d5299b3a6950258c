"""Turns of phrase that negate nothing, all looked for in one pass."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.languages import language
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
