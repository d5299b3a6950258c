"""HTML as a reader sees it: the text of the body in blocks, page furniture told apart, soup never fails."""

from __future__ import annotations

import pytest

from toolkit.readers import parse
from toolkit.readers.html import declared_encoding, layout
from toolkit.readers.html_tokens import Dropped, Tag, Text, tokens

Seen = list[tuple[str, int, str]]


def seen(text: str) -> Seen:
    """Kind, level and reading of each block."""
    document = parse(text.encode(), format="html")
    return [
        (block.kind.value, block.level, document.view(block.start, block.end).text)
        for block in document.blocks
    ]


def readings(text: str) -> list[str]:
    return [reading for _, _, reading in seen(text)]


def test_the_head_and_all_that_is_not_displayed_is_left_out() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>T</title><style>p{}</style></head><body><!-- c -->"
        "<script>if (a<b) x='<p>no</p>'</script><template>t</template><noscript>n</noscript><p>Text</p>"
    )
    assert seen(page) == [("paragraph", 0, "Text")]


def test_inline_tags_are_dropped_and_references_read() -> None:
    text = "<p>Salt &amp; <b>pep</b>per&nbsp;&lt;3 &#x1F600;&#65; &unknown; &copy</p>"
    assert readings(text) == ["Salt & pepper\xa0<3 😀A &unknown; ©"]


def test_white_space_reads_as_one_space() -> None:
    assert readings("<p>  a \n\t b <i> c</i>\r\nd </p>") == ["a b c d"]


def test_white_space_between_scripts_without_spaces_reads_as_nothing() -> None:
    assert readings("<p>早上\n喝茶</p>") == ["早上喝茶"]


def test_a_line_break_stays_within_its_block_and_two_end_it() -> None:
    assert seen("<h1>A<br>b</h1><p>one<br/> two<br>\n<br>three<br>&nbsp;<br>four") == [
        ("heading", 1, "A\nb"),
        ("paragraph", 0, "one\ntwo"),
        ("paragraph", 0, "three"),
        ("paragraph", 0, "four"),
    ]


def test_lists_have_depth() -> None:
    assert seen("<ul><li>a<ol><li>b</ol><li>c</ul><dl><dt>t<dd>d</dl>") == [
        ("list-item", 1, "a"),
        ("list-item", 2, "b"),
        ("list-item", 1, "c"),
        ("list-item", 1, "t"),
        ("list-item", 1, "d"),
    ]


def test_tables_are_cells() -> None:
    assert seen("<table><tr><th>A<th>B<tr><td>1</td><td><p>2</p></td></table>after") == [
        ("table-cell", 0, "A"),
        ("table-cell", 0, "B"),
        ("table-cell", 0, "1"),
        ("table-cell", 0, "2"),
        ("paragraph", 0, "after"),
    ]


def test_preformatted_text_is_code_and_keeps_its_lines() -> None:
    assert seen("<pre>a\n  b &lt; c</pre>") == [("code", 0, "a\n  b < c")]


@pytest.mark.parametrize(
    "page",
    [
        "<nav>x</nav>",
        "<footer>x</footer>",
        "<aside>x</aside>",
        "<header><p>x</p></header>",
        "<div role=navigation>x</div>",
        "<button>x</button>",
        "<select><option>x</select>",
    ],
)
def test_page_furniture_is_boilerplate(page: str) -> None:
    assert seen(f"{page}<p>y</p>") == [("boilerplate", 0, "x"), ("paragraph", 0, "y")]


def test_the_header_of_an_article_is_text() -> None:
    assert seen("<article><header><p>By me</p></header></article>") == [("paragraph", 0, "By me")]


def test_what_is_not_to_be_translated_is_kept_all_the_same() -> None:
    assert readings("<p translate=no>Ctrl</p>") == ["Ctrl"]


@pytest.mark.parametrize(
    ("soup", "text"),
    [
        ("a < b && c <3", ["a < b && c <3"]),
        ("<p title='a > b'>x", ["x"]),
        ('<a href="x>y', ["y"]),
        ("</p></div></li>x", ["x"]),
        ("<h2>a<p>b</h2>c", ["a", "b", "c"]),
        ("<b><i>x</b></i>y", ["xy"]),
        ("x<script>never closed", ["x"]),
        ("x<!-- never closed", ["x"]),
        ("x<svg>never closed", ["xnever closed"]),
        ("x<", ["x<"]),
        ("x</>y<!>z", ["xyz"]),
        ("<td>a<td>b", ["a", "b"]),
    ],
)
def test_tag_soup(soup: str, text: list[str]) -> None:
    assert readings(soup) == text


def test_cdata_of_xhtml_is_text_as_it_stands() -> None:
    assert readings("<?xml version='1.0'?><p>a <![CDATA[<b> &amp;]]> c</p>") == ["a <b> &amp; c"]


def test_the_declared_language_is_taken_unless_one_is_given() -> None:
    page = b"<html lang='vi-VN'><p>x"
    assert parse(page, format="html").language == "vi-VN"
    assert parse(page, "en", format="html").language == "en"
    assert parse(b"<html lang='?'><p>x", format="html").language == "und"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"<meta charset=koi8-r>", "koi8-r"),
        (b'<META HTTP-EQUIV="Content-Type" content="text/html; charset=windows-1258">', "windows-1258"),
        (b'<?xml version="1.0" encoding="ISO-8859-2"?>', "ISO-8859-2"),
        (b"<p>charset=koi8-r", None),
    ],
)
def test_the_declared_encoding(data: bytes, encoding: str | None) -> None:
    assert declared_encoding(data) == encoding


def test_blocks_and_marks_stand_in_the_file() -> None:
    text = "<p>a <b>b</b> &amp; c</p>"
    document = parse(text.encode(), format="html")
    (block,) = document.blocks
    assert text[block.start : block.end] == "a <b>b</b> &amp; c"
    view = document.view(block.start, block.end)
    assert text[slice(*view.span(view.text.index("&"), view.text.index("&") + 1))] == "&amp;"


def test_tokens_cover_the_whole_text() -> None:
    text = "a<b x='>'>c</b><!-- d -->e<f"
    found = list(tokens(text))
    assert "".join(text[token.start : token.end] for token in found) == text
    assert [type(token) for token in found] == [Text, Tag, Text, Tag, Dropped, Text]


def test_attributes_are_read_once_and_without_their_quotes() -> None:
    (tag,) = tokens("<a B='1' b=2 c d=\"x y\"/>")
    assert isinstance(tag, Tag)
    assert dict(tag.attributes) == {"b": "1", "c": "", "d": "x y"}
    assert tag.empty


def test_a_stretch_of_a_text_can_be_read() -> None:
    text = "# <p>no</p> <p>yes</p> <p>no</p>"
    (block,) = layout(text, 12, 22).blocks
    assert text[block.start : block.end] == "yes"
