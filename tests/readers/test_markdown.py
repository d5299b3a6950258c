"""Markdown as a reader sees it: blocks with their kinds, mark-up read away, every offset in the file."""

from __future__ import annotations

import pytest

from toolkit.model import Kind
from toolkit.readers import parse

Seen = list[tuple[str, int, str]]


def seen(text: str) -> Seen:
    """Kind, level and reading of each block."""
    document = parse(text.encode(), format="markdown")
    return [
        (block.kind.value, block.level, document.view(block.start, block.end).text)
        for block in document.blocks
    ]


def readings(text: str) -> list[str]:
    return [reading for _, _, reading in seen(text)]


def test_headings_of_both_styles() -> None:
    assert seen("# One\n\n## Two ##\n\nThree\n=====\n\nFour\nmore\n---\n") == [
        ("heading", 1, "One"),
        ("heading", 2, "Two"),
        ("heading", 1, "Three"),
        ("heading", 2, "Four\nmore"),
    ]


def test_a_hash_without_a_space_is_text() -> None:
    assert seen("#hashtag") == [("paragraph", 0, "#hashtag")]


def test_paragraphs_keep_their_line_breaks_and_end_at_blank_lines() -> None:
    assert readings("One\ntwo.\n\nThree.\n") == ["One\ntwo.", "Three."]


def test_nested_lists_have_depth() -> None:
    text = "- a\n  - b\n    1. c\n\n       still c\n- d\n"
    assert seen(text) == [
        ("list-item", 1, "a"),
        ("list-item", 2, "b"),
        ("list-item", 3, "c"),
        ("list-item", 3, "still c"),
        ("list-item", 1, "d"),
    ]


def test_a_number_in_mid_paragraph_is_no_list() -> None:
    assert readings("It was in the year\n1986. A good year.") == ["It was in the year\n1986. A good year."]


def test_task_boxes_are_no_text() -> None:
    assert readings("- [x] tea\n- [ ] rice\n") == ["tea", "rice"]


def test_quotes_lose_their_marks_in_every_line() -> None:
    assert seen("> one\n> two\nlazy\n>\n> > three\n") == [
        ("paragraph", 0, "one\ntwo\nlazy"),
        ("paragraph", 0, "three"),
    ]


def test_the_name_of_an_alert_is_no_text() -> None:
    assert readings("> [!NOTE]\n> Mind the step.\n") == ["Mind the step."]


def test_fenced_and_indented_code_is_kept_as_code() -> None:
    assert seen("```py\nx = '*a*'\n\ny\n```\n\n    indented\n") == [
        ("code", 0, "x = '*a*'\n\ny"),
        ("code", 0, "indented"),
    ]


def test_code_in_a_quote_loses_the_quote_marks() -> None:
    assert seen("> ```\n> a\n> b\n> ```\n") == [("code", 0, "a\nb")]


def test_code_in_a_list_item() -> None:
    assert seen("1. Run:\n\n   ```\n   make\n   ```\n\n2. Done.\n") == [
        ("list-item", 1, "Run:"),
        ("code", 0, "make"),
        ("list-item", 1, "Done."),
    ]


def test_tables_are_cells() -> None:
    assert seen("| a | **b** |\n|---|:-:|\n| `c` | d \\| e |\n\nafter") == [
        ("table-cell", 0, "a"),
        ("table-cell", 0, "b"),
        ("table-cell", 0, "c"),
        ("table-cell", 0, "d | e"),
        ("paragraph", 0, "after"),
    ]


def test_of_front_matter_only_the_title_and_the_description_are_text() -> None:
    text = '---\ntitle: "Bread: a guide"\nlayout: post\ndescription: How to bake # soon\n---\n\nFlour.\n'
    assert seen(text) == [
        ("heading", 1, "Bread: a guide"),
        ("paragraph", 0, "How to bake"),
        ("paragraph", 0, "Flour."),
    ]


def test_a_ruler_at_the_top_is_no_front_matter() -> None:
    assert readings("---\n\nText\n") == ["Text"]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("*a* _b_ **c** __d__ ***e*** ~~f~~", "a b c d e f"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("*foo**bar*", "foo**bar"),
        ("**a *b** c*", "a b c"),
        ("`a*b*` and `` `x` ``", "a*b* and `x`"),
        ("[text](http://x.y 'title') and [more](<a b>)", "text and more"),
        ("![alt *text*](a.png)", "alt text"),
        ("[![alt](a.png)](http://x)", "alt"),
        ("[not a link] and [x]", "[not a link] and [x]"),
        ("<http://x.y> and <a@b.cd>", "http://x.y and a@b.cd"),
        ('<b class="x > y">bold</b><br>next', "bold\nnext"),
        ("a < b and c > d", "a < b and c > d"),
        ("&amp; &copy; &#65; &unknown; AT&T", "& © A &unknown; AT&T"),
        (r"\*not\* \_it\_ C:\dir", r"*not* _it_ C:\dir"),
        ("one  \ntwo", "one\ntwo"),
        ("one\\\ntwo", "one\ntwo"),
        ("a <!-- hidden --> b", "a  b"),
        ("claim[^1] made", "claim made"),
        ("`unclosed *a*", "`unclosed a"),
        ("[a](b [c](d)", "[a](b c"),
    ],
)
def test_inline_markup(text: str, reading: str) -> None:
    assert readings(text) == [reading]


def test_link_definitions_are_layout_and_make_links() -> None:
    text = "See [the Guide][g], [g][] or [G].\n\n[g]: http://x.y\n  'Title'\n[h]: <a b>\n"
    assert readings(text) == ["See the Guide, g or G."]


def test_identifiers_of_headings_are_layout() -> None:
    assert readings("## Title {#the-title}\n\n## Next {/*next*/}\n") == ["Title", "Next"]


def test_html_blocks_are_read_as_html() -> None:
    assert seen("<div>\n<p>One <b>two</b></p>\n<ul><li>x</ul>\n</div>\n\nafter *it*\n") == [
        ("paragraph", 0, "One two"),
        ("list-item", 1, "x"),
        ("paragraph", 0, "after it"),
    ]


def test_comments_may_hold_blank_lines() -> None:
    assert readings("<!-- a\n\nb -->\n\nc\n") == ["c"]


def test_components_and_modules_of_mdx_are_layout() -> None:
    text = "import X from './x'\n\n<Note title={{a: 1}}>\n\nText *here*.\n\n</Note>\n\n<Tip>\nMore.\n</Tip>\n"
    assert readings(text) == ["Text here.", "More."]


def test_directives_are_layout_but_for_their_titles() -> None:
    assert readings(":::tip Good to know\n\nText.\n\n:::\n") == ["Good to know", "Text."]


def test_footnotes_keep_their_text() -> None:
    assert readings("A.[^1]\n\n[^1]: The note.\n[^2]: Another.\n") == ["A.", "The note.", "Another."]


def test_line_breaks_in_scripts_without_spaces_read_as_nothing() -> None:
    assert readings("早上我们\n喝茶。\n") == ["早上我们喝茶。"]


def test_crlf_and_a_byte_order_mark_stay_in_the_text() -> None:
    data = "\ufeff# Một\r\n\r\nhai\r\nba\r\n"
    document = parse(data.encode(), format="markdown")
    assert document.text == data
    assert [document.reading(block.start, block.end) for block in document.blocks] == ["Một", "hai ba"]
    assert document.blocks[0].kind is Kind.HEADING


def test_blocks_say_where_they_stand() -> None:
    text = "intro\n\n> *a* [b](c)\n> d\n"
    document = parse(text.encode(), format="markdown")
    block = document.blocks[1]
    assert text[block.start : block.end] == "a* [b](c)\n> d"
    view = document.view(block.start, block.end)
    place = view.text.index("b")
    assert text[slice(*view.span(place, place + 1))] == "b"
