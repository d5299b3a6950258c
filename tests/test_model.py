"""The nouns: views, readings, positions and units over untouched text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model import Agreement, Bead, Bitext, Block, Document, Kind, Markup, Segment, Span, Unit, Units

HTML = "<p>Save &amp; <b>close</b></p>"
#       0123456789012345678901234567890


def marked() -> Document:
    return Document(HTML, blocks=(Block(3, 25),), markup=(Markup(8, 13, "&"), Markup(14, 17), Markup(22, 26)))


def test_a_view_drops_tags_and_resolves_entities() -> None:
    assert marked().view(3, 26).text == "Save & close"


def test_a_view_knows_where_each_character_stands_in_the_file() -> None:
    view = marked().view(3, 26)
    start = view.text.index("&")
    assert view.span(start, start + 1) == Span(8, 13)
    word = view.text.index("close")
    assert HTML[slice(*view.span(word, word + 5))] == "close"


def test_plain_text_needs_no_offsets() -> None:
    view = Document("abc def").view(4, 7)
    assert (view.text, view.starts) == ("def", None)
    assert view.span(1, 3) == Span(5, 7)


@pytest.mark.parametrize("wrap", ["\n", "\r\n", "  \n  ", "\u2028"])
def test_a_reading_is_one_line(wrap: str) -> None:
    text = f"\ufeffone{wrap}two "
    assert Document(text).reading(0, len(text)) == "one two"


def test_segments_of_one_block_keep_their_spacing_when_joined() -> None:
    japanese = Document("はい。いいえ。", segments=(Segment(0, 3), Segment(3, 7)))
    assert japanese.joined([0, 1]) == "はい。いいえ。"
    english = Document("Yes.  No.", segments=(Segment(0, 4), Segment(6, 9)))
    assert english.joined([0, 1]) == "Yes. No."


def test_segments_of_two_blocks_are_joined_with_a_space() -> None:
    document = Document("はい。\nいいえ。", segments=(Segment(0, 3, block=0), Segment(4, 8, block=1)))
    assert document.joined([0, 1]) == "はい。 いいえ。"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_positions_count_lines_as_editors_do(ending: str) -> None:
    document = Document(f"one{ending}two{ending}three")
    assert document.position(document.text.index("two") + 1) == (2, 2)
    assert document.position(document.text.index("three")) == (3, 1)
    assert document.position(0) == (1, 1)


def test_given_lines_are_segments_even_when_empty() -> None:
    document = Document.of_lines(["one", "", "three"], "en")
    assert document.strings() == ["one", "", "three"]
    assert document.text == "one\n\nthree\n"


@given(
    st.lists(
        st.text(
            st.characters(exclude_characters="\n\r\v\f\x85\u2028\u2029\ufeff\t ", exclude_categories=["Cs"])
        )
    )
)
def test_given_lines_come_back(lines: list[str]) -> None:
    assert Document.of_lines(lines).strings() == lines


@given(st.text("ab<&>", max_size=30), st.data())
def test_any_stretch_of_a_view_points_at_its_own_characters(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    markup = tuple(Markup(a, b, "x" * (a % 3)) for a, b in zip(cuts[::2], cuts[1::2], strict=False))
    view = Document(text, markup=markup).view(0, len(text))
    assert view.starts is None or len(view.starts) == len(view.text)
    for at in range(len(view.text)):
        start, end = view.span(at, at + 1)
        inside = any(m.start <= start and end <= m.end for m in markup)
        assert inside or text[start:end] == view.text[at]


def bitext() -> Bitext:
    source = Document(
        "Một. Hai.\nBa.", "vi", "a.vi.txt", segments=(Segment(0, 4), Segment(5, 9), Segment(10, 13, block=1))
    )
    target = Document("One, two.", "en", "a.en.txt", segments=(Segment(0, 9, Kind.HEADING),))
    return Bitext(source, target, (Bead((0, 1), (0,), 0.9), Bead((2,), ())))


def test_a_bead_becomes_a_unit_with_its_origin() -> None:
    first, last = bitext().units()
    assert first == Unit(
        "1", "Một. Hai.", "One, two.", "2-1", 0.9, (Span(0, 4), Span(5, 9)), (Span(0, 9),), 1, 1
    )
    assert (last.type, last.target, last.source_line, last.target_line) == ("1-0", "", 2, None)


def test_units_know_their_languages_and_can_be_held() -> None:
    units = bitext().units()
    assert (units.source_language, units.target_language) == ("vi", "en")
    held = units.held()
    assert list(held) == list(held)
    assert held.held() is held


@pytest.mark.parametrize(
    ("source", "target", "type_"), [("a", "b", "1-1"), ("a", "", "1-0"), ("", "b", "0-1")]
)
def test_a_unit_without_a_bead_type_shows_which_sides_are_filled(
    source: str, target: str, type_: str
) -> None:
    assert Unit("1", source, target).type == type_


def test_units_may_come_lazily() -> None:
    assert [u.id for u in Units(Unit(str(n), "a", "b") for n in range(3))] == ["0", "1", "2"]


def test_agreement_of_nothing_is_nought() -> None:
    nothing = Agreement(0, 0, 0, 0)
    assert (nothing.precision, nothing.recall, nothing.f1) == (0, 0, 0)
    assert Agreement(1, 2, 1, 1).f1 == pytest.approx(2 / 3)
