from __future__ import annotations

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from toolkit.report.markup import Html, element, escape, join


def test_text_is_escaped_and_markup_is_not() -> None:
    assert element("p", "a < b & c", Html("<br>")) == "<p>a &lt; b &amp; c<br></p>"


def test_attributes_are_quoted_and_named_as_in_html() -> None:
    made = element("a", class_="x", aria_label='say "hi"', hidden=True, href=None, tabindex=-1)
    assert made == '<a class="x" aria-label="say &quot;hi&quot;" hidden tabindex="-1"></a>'


def test_an_element_that_is_never_closed() -> None:
    assert element("meta", name="a", content="b") == '<meta name="a" content="b">'


def test_join_escapes_what_stands_between_as_well() -> None:
    assert join(["a", Html("<b>"), "c"], " & ") == "a &amp; <b> &amp; c"


def test_a_null_byte_is_shown_not_swallowed() -> None:
    assert escape("a\x00b\x1b") == "a␀b␛"


def test_what_no_file_can_hold_becomes_the_replacement_character() -> None:
    escape("\ud800 \udfff \ufffe").encode("utf-8")
    assert escape("\ud800") == "\ufffd"


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Cn"))))
def test_escaped_text_reads_as_it_was(text: str) -> None:
    assert unescape(escape(text)) == text


@given(st.text(alphabet=st.characters()))
def test_whatever_the_text_it_holds_no_markup_and_can_be_written(text: str) -> None:
    made = escape(text)
    made.encode("utf-8")
    assert not set(made) & set("<>\"'\x00")
