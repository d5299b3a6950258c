"""Plain text: a paragraph a line, or lines wrapped at a margin."""

from __future__ import annotations

import textwrap

import pytest

from toolkit.readers import parse
from toolkit.readers.layout import Wrap

PROSE = (
    "In the morning the baker opens the shop and lights the oven, while the street is still dark and the "
    "first carts roll down to the market by the river. By noon the shelves are nearly empty, and the last "
    "loaves go to the neighbours who come late.",
    "The oven is older than the house. It was built by a mason from the next valley, who asked for nothing "
    "but a loaf a week for as long as he lived, and he lived for a very long time indeed.",
    "Nobody knows the recipe. It is said that it hangs behind the clock, written in a hand that only the "
    "grandmother could read, and she never told anyone what it said.",
)


def readings(text: str, wrap: Wrap = "auto") -> list[str]:
    document = parse(text.encode(), wrap=wrap)
    return [document.reading(block.start, block.end) for block in document.blocks]


def wrapped(width: int) -> str:
    return "\n\n".join(textwrap.fill(paragraph, width) for paragraph in PROSE) + "\n"


def test_a_paragraph_a_line() -> None:
    text = "Title\nThe first paragraph, which is long enough to be one.\n\n  The second.  \n"
    assert readings(text) == ["Title", "The first paragraph, which is long enough to be one.", "The second."]


@pytest.mark.parametrize("width", [50, 60, 72, 79])
def test_wrapped_paragraphs_are_joined(width: int) -> None:
    assert readings(wrapped(width)) == list(PROSE)


def test_the_line_ends_of_other_systems() -> None:
    assert readings(wrapped(60).replace("\n", "\r\n")) == list(PROSE)
    assert readings("a\rb\u2028c\x85d\x0ce") == ["a", "b", "c", "d", "e"]


def test_long_lines_are_paragraphs_however_many() -> None:
    assert readings("\n".join(PROSE)) == list(PROSE)


def test_lines_can_be_forced() -> None:
    assert len(readings(wrapped(60), "lines")) == wrapped(60).count("\n") - 2


def test_joining_can_be_forced() -> None:
    assert readings("one\ntwo\n\nthree\n", "hard") == ["one two", "three"]


def test_verse_keeps_its_lines() -> None:
    verse = "The kettle sings,\nThe window glows,\nThe winter brings\nIts early snows.\n"
    assert readings(verse) == verse.splitlines()


def test_items_in_a_wrapped_text_are_blocks_of_their_own() -> None:
    items = "- flour, two cups of it\n- water, as much as\n  it takes\n- salt\n"
    assert readings(f"{wrapped(60)}\n{items}")[3:] == [
        "- flour, two cups of it",
        "- water, as much as it takes",
        "- salt",
    ]


def test_a_heading_above_a_wrapped_paragraph() -> None:
    text = f"THE BAKER\n\n{wrapped(60)}\nThe miller\n\n{wrapped(60)}"
    assert readings(text) == ["THE BAKER", *PROSE, "The miller", *PROSE]


def test_wrapped_lines_of_a_script_without_spaces_join_without_one() -> None:
    text = "早上我们在院子里喝\n茶然后去市场。\n"
    document = parse(text.encode(), wrap="hard")
    assert document.view(document.blocks[0].start, document.blocks[0].end).text == text.replace("\n", "")


def test_invisible_characters_are_no_text() -> None:
    assert readings("\ufeffa\u200b\n\u3000\xa0\n\u2060b\n") == ["a", "b"]
