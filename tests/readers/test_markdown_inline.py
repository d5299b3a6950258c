"""Inline mark-up: which characters are mark-up, and what they read as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.readers.markdown_definitions import definitions
from toolkit.readers.markdown_emphasis import delimiter
from toolkit.readers.markdown_inline import marks


def reading(text: str, *labels: str) -> str:
    out, at = "", 0
    for start, end, read in marks(text, set(labels)):
        out += text[at:start] + read
        at = end
    return out + text[at:]


def test_marks_say_what_stands_where() -> None:
    assert marks("*a* &lt;") == [(0, 1, ""), (2, 3, ""), (4, 8, "<")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**bold*", "*bold"),
        ("*a **b* c**", "a b c"),
        ("*a `*` b*", "a * b"),
        ("*a [b*](c)", "*a b*"),
        ("[a [b](c) d](e)", "[a b d](e)"),
        ("![a [b](c) d](e)", "a b d"),
        ("[a](b(c)d) e", "a e"),
        ("[a]( b 'c\" d' )e", "ae"),
        ("a*“b”*c", "a*“b”*c"),
        ("\\`a`", "`a`"),
        ("<a@b> <not an@address>", "a@b <not an@address>"),
        ("x<Tab name={{a: '>'}} {...rest}/>y", "xy"),
        ("a<?b?>c<!--d-->e<!-->f", "acef"),
        ("a <!-- b", "a <!-- b"),
        ("~a~ ~~b~~ ~~~c~~~", "~a~ b ~~~c~~~"),
    ],
)
def test_what_shows(text: str, expected: str) -> None:
    assert reading(text) == expected


def test_references_need_a_definition() -> None:
    assert reading("[A][b] [B][] [b] [c] [d][c]", "b") == "A B b [c] [d][c]"
    assert reading("[a \nB]", "a b") == "a \nB"


@pytest.mark.parametrize(
    ("text", "labels", "rest"),
    [
        ("[a]: b", ["a"], ""),
        ("[a]: <b c> 'd'\n[E f]:\n g\ntext", ["a", "e f"], "text"),
        ("[a]: b c", [], "[a]: b c"),
        ("[ ]: b", [], "[ ]: b"),
        ("[a] b", [], "[a] b"),
        ("[^a]: b", [], "[^a]: b"),
    ],
)
def test_definitions_at_the_beginning_of_a_paragraph(text: str, labels: list[str], rest: str) -> None:
    found, length = definitions(text)
    assert (found, text[length:]) == (labels, rest)


@pytest.mark.parametrize(
    ("text", "opens", "closes"),
    [("a *b", True, False), ("a* b", False, True), ("a*b", True, True), ("a * b", False, False)],
)
def test_neighbours_decide_what_a_run_may_do(text: str, opens: bool, closes: bool) -> None:
    at = text.index("*")
    run = delimiter(text, at, at + 1)
    assert (run.opens, run.closes) == (opens, closes)


def test_underscores_within_words_are_text() -> None:
    run = delimiter("a_b", 1, 2)
    assert not run.opens
    assert not run.closes


@given(st.text("ab*_`[]()!<>\\&~{}/ \n", max_size=60))
def test_marks_are_in_order_and_inside(text: str) -> None:
    at = 0
    for start, end, _ in marks(text, {"a", "b"}):
        assert at <= start < end <= len(text)
        at = end
