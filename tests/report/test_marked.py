from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from toolkit.model import Finding, Severity, Span
from toolkit.report.marked import marked

ERROR = Finding("1", "number", Severity.ERROR, "accuracy", "12 became 13")
REMARK = Finding("1", "style", Severity.INFO, "style", 'a "remark"')


def test_a_span_is_marked_with_the_words_of_its_finding() -> None:
    made = marked("has 13 eggs", [(Span(4, 6), ERROR)])
    assert made == 'has <mark class="e" title="number: 12 became 13">13</mark> eggs'


def test_overlapping_spans_share_their_middle_and_the_worst_colour() -> None:
    made = marked("abcdef", [(Span(0, 4), REMARK), (Span(2, 6), ERROR)])
    assert re.findall(r'class="(\w)".*?>(\w+)<', made) == [("i", "ab"), ("e", "cd"), ("e", "ef")]
    assert 'title="style: a &quot;remark&quot;; number: 12 became 13">cd' in made


def test_an_empty_span_marks_the_place_where_something_is_missing() -> None:
    assert marked("ab", [(Span(1, 1), ERROR)]).startswith('a<mark class="e gap"')
    assert marked("", [(Span(0, 0), ERROR)]).startswith('<mark class="e gap"')


def test_spans_outside_the_text_are_cut_to_fit() -> None:
    assert marked("ab", [(Span(-5, 99), ERROR)]).endswith(">ab</mark>")
    assert marked("ab", [(Span(7, 3), ERROR)]).startswith('ab<mark class="e gap"')


def test_text_and_titles_are_escaped() -> None:
    sly = Finding("1", "x", Severity.ERROR, "y", '"><script>alert(1)</script>')
    assert "<script" not in marked("<script>", [(Span(0, 8), sly)])


@given(
    st.text(alphabet="ab<&đ", max_size=30),
    st.lists(st.tuples(st.integers(-3, 35), st.integers(-3, 35)), max_size=12),
)
def test_marks_never_change_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    made = marked(text, [(Span(*span), ERROR) for span in spans])
    assert unescape(re.sub(r"<[^>]*>", "", made)) == text
    assert made.count("<mark") == made.count("</mark>")
