"""The collector keeps blocks and marks to what a reader sees."""

from __future__ import annotations

import pytest

from toolkit.model import Block, Kind, Markup
from toolkit.readers.layout import Collector, joins_unspaced, trim


def test_trim_leaves_invisible_characters_outside() -> None:
    text = "\ufeff \u200ba b\u3000\n"
    assert text[slice(*trim(text, 0, len(text)))] == "a b"
    assert trim("  ", 0, 2) == (2, 2)


def test_a_block_goes_from_its_first_to_its_last_visible_character() -> None:
    collector = Collector("<b> a &amp; </b>")
    collector.mark(0, 3)
    collector.keep(3, 6)
    collector.mark(6, 11, "&")
    collector.keep(11, 12)
    collector.mark(12, 16)
    assert collector.close(Kind.HEADING, 2)
    layout = collector.layout()
    assert layout.blocks == (Block(4, 11, Kind.HEADING, 2),)
    assert layout.markup == (Markup(6, 11, "&"),)


def test_a_block_without_visible_characters_is_none() -> None:
    collector = Collector("<p> &nbsp;</p>")
    collector.keep(3, 4)
    collector.mark(4, 10, "\xa0")
    assert not collector.close()
    assert collector.layout().blocks == ()


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [("漢", "字", True), ("。", "あ", True), ("漢", "a", False), ("a", "b", False), ("한", "국", False)],
)
def test_scripts_without_spaces_join_over_a_line_break(before: str, after: str, joined: bool) -> None:
    assert joins_unspaced(before, after) is joined
