"""Was a text wrapped, and at which column?"""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest

from toolkit.readers.wrapping import Line, columns, first_word, flows, margin

STORY = (
    "the ferry leaves at seven and again at nine, and whoever misses both has to walk around the lake, which "
    "takes a good three hours in summer and rather more in winter when the path by the old mill is under "
    "snow and nobody clears it before noon because the farmer who owns the plough has cows to milk first"
)


def line(text: str) -> Line:
    return Line(
        0, len(text), text, indent=0, width=columns(text), first=first_word(text), marker="", ruled=False
    )


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("Ha\u0300 No\u0323\u0302i", 6), ("漢字", 4), ("", 0)]
)
def test_columns_are_those_of_a_terminal(text: str, width: int) -> None:
    assert columns(text) == width


def test_the_first_word_is_what_would_have_to_fit() -> None:
    assert first_word("walk around") == 4
    assert first_word("漢字かな") == 2
    assert first_word("x" * 500) == 40


@pytest.mark.parametrize("width", [48, 60, 72])
def test_the_margin_lies_where_every_line_fits_and_no_first_word_did(width: int) -> None:
    lines = [line(text) for text in textwrap.wrap(STORY, width)]
    found = margin(lines, list(pairwise(lines)))
    assert found is not None
    assert max(item.width for item in lines) <= found <= width


def test_sentences_a_line_have_no_margin() -> None:
    lines = [
        line(text) for text in ("The ferry leaves at seven.", "It is late.", "Nobody waits for it any more.")
    ]
    assert margin(lines, list(pairwise(lines))) is None


def test_nothing_was_wrapped_where_there_is_nothing() -> None:
    assert margin([], []) is None


def test_a_sentence_flows_where_it_neither_ends_nor_begins() -> None:
    assert flows(line("the path by the"), line("old mill"))
    assert not flows(line("The path ends."), line("old mill"))
    assert not flows(line("the path by the"), line("Old Mill"))
