"""The leaves of Markdown's block structure, and where their lines begin."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.readers.markdown_blocks import Form, cells, joined, leaves


def forms(text: str) -> list[tuple[Form, int, str]]:
    """Form, depth in lists, and lines of each leaf."""
    return [(leaf.form, leaf.depth, joined(text, leaf.lines)) for leaf in leaves(text)[0]]


def test_markers_are_not_part_of_a_line() -> None:
    assert forms("> 1. a\n>    b\n") == [(Form.PARAGRAPH, 1, "a\nb")]


def test_a_lazy_line_continues_a_paragraph_but_nothing_else() -> None:
    assert forms("> - a\nb\n") == [(Form.PARAGRAPH, 1, "a\nb")]
    assert forms("> ```\na\n") == [(Form.PARAGRAPH, 0, "a")]


def test_tabs_reach_to_columns_of_four() -> None:
    assert forms("-\ta\n\n\tb\n\n\t    c\n") == [
        (Form.PARAGRAPH, 1, "a"),
        (Form.PARAGRAPH, 1, "b"),
        (Form.INDENTED, 1, "c"),
    ]


def test_an_item_that_begins_with_a_blank_line_has_one_at_most() -> None:
    assert forms("-\n  a\n") == [(Form.PARAGRAPH, 1, "a")]
    assert forms("-\n\n  a\n") == [(Form.PARAGRAPH, 0, "a")]


def test_several_markers_on_a_line_nest() -> None:
    assert forms("- 1. > * a\n") == [(Form.PARAGRAPH, 3, "a")]


def test_a_ruler_is_no_item() -> None:
    assert forms("a\n\n* * *\n\nb\n") == [(Form.PARAGRAPH, 0, "a"), (Form.PARAGRAPH, 0, "b")]


def test_definitions_do_not_make_a_heading() -> None:
    found, labels = leaves("[A  b]: /u\n===\n")
    assert labels == {"a b"}
    assert [leaf.form for leaf in found] == [Form.PARAGRAPH]


def test_a_closing_fence_is_as_long_as_the_opening_one() -> None:
    assert forms("````\n```\n~~~~\n````\nb\n") == [(Form.FENCED, 0, "```\n~~~~"), (Form.PARAGRAPH, 0, "b")]


def test_cells_stand_between_pipes() -> None:
    row = r"| a \| b |  | `c` |"
    assert [row[start:end].strip() for start, end in cells(row, 0, len(row))] == [r"a \| b", "", "`c`"]
    assert [row[start:end] for start, end in cells("a|b", 0, 3)] == ["|", "a"]


@given(st.text("ab >-*1.\t\n`~#=|<[]:", max_size=60))
def test_lines_of_leaves_are_in_order_and_hold_no_line_end(text: str) -> None:
    at = 0
    for leaf in leaves(text)[0]:
        for start, end in leaf.lines:
            assert at <= start <= end <= len(text)
            assert "\n" not in text[start:end]
            at = end
