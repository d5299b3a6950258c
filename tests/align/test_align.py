"""Aligning documents."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.align import Evidence, Options
from toolkit.align import align as by_any_method
from toolkit.errors import InputError, UsageError
from toolkit.model import Bead, Bitext, Block, Document, Kind, Segment

ENGLISH = [
    "The library opens at eight o'clock.",
    "Every reader needs a card with a photograph.",
    "Cards cost 25,000 dong and are valid for 12 months.",
    "Is there a fee for children?",
    "No, children under 15 read for free.",
    "Books may be borrowed for three weeks.",
    "Who returns a book late pays 1,500 dong a day.",
    "The reading room (second floor) has 140 seats.",
]
VIETNAMESE = [
    "Thư viện mở cửa lúc tám giờ.",
    "Mỗi bạn đọc cần một thẻ có ảnh.",
    "Thẻ có giá 25.000 đồng và có giá trị trong 12 tháng.",
    "Trẻ em có phải trả phí không?",
    "Không, trẻ em dưới 15 tuổi được đọc miễn phí.",
    "Sách được mượn trong ba tuần.",
    "Ai trả sách muộn phải trả 1.500 đồng mỗi ngày.",
    "Phòng đọc (tầng hai) có 140 chỗ ngồi.",
]


# Whatever models are installed here.
align = partial(by_any_method, method="lexical")


def of_lines(lines: Sequence[str], language: str, name: str = "") -> Document:
    return Document.of_lines(lines, language, name)


def pairs(bitext: Bitext) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in bitext.beads]


def is_whole(beads: Sequence[Bead], source: int, target: int) -> bool:
    """Every segment once and in order."""
    return [i for bead in beads for i in bead.source] == list(range(source)) and [
        j for bead in beads for j in bead.target
    ] == list(range(target))


@pytest.mark.parametrize("method", ["auto", "lexical", "length"])
def test_a_translation_line_by_line(method: str) -> None:
    made = align(of_lines(ENGLISH, "en"), of_lines(VIETNAMESE, "vi"), method=method)
    assert pairs(made) == [((k,), (k,)) for k in range(len(ENGLISH))]


def test_two_sentences_made_one() -> None:
    target = [*VIETNAMESE[:2], f"{VIETNAMESE[2]} {VIETNAMESE[3]}", *VIETNAMESE[4:]]
    made = align(of_lines(ENGLISH, "en"), of_lines(target, "vi"))
    assert ((2, 3), (2,)) in pairs(made)


def test_one_sentence_made_two() -> None:
    source = [*ENGLISH[:2], f"{ENGLISH[2]} {ENGLISH[3]}", *ENGLISH[4:]]
    made = align(of_lines(source, "en"), of_lines(VIETNAMESE, "vi"))
    assert ((2,), (2, 3)) in pairs(made)


def test_a_sentence_left_out() -> None:
    target = VIETNAMESE[:6] + VIETNAMESE[7:]
    made = align(of_lines(ENGLISH, "en"), of_lines(target, "vi"))
    assert ((6,), ()) in pairs(made)
    assert ((7,), (6,)) in pairs(made)


def test_a_paragraph_left_out() -> None:
    extra = [
        "Dear readers of our small town,",
        "we wish you a good new year.",
        "May it bring you good books!",
    ]
    made = align(of_lines(ENGLISH[:4] + extra + ENGLISH[4:], "en"), of_lines(VIETNAMESE, "vi"))
    assert [bead for bead in pairs(made) if not bead[1]] == [((4,), ()), ((5,), ()), ((6,), ())]


def test_numbers_agree_by_value_not_by_look() -> None:
    source = of_lines(
        ["The bill was 1,500.", "The bill was 2.5.", "The bill was 20,000.", "Paid on 3 May."], "en"
    )
    target = of_lines(["Hóa đơn là 2,5.", "Hóa đơn là 20.000.", "Thanh toán ngày 3 tháng 5."], "vi")
    assert pairs(align(source, target)) == [((0,), ()), ((1,), (0,)), ((2,), (1,)), ((3,), (2,))]


def test_confidence_is_a_probability_and_low_where_it_is_a_guess() -> None:
    made = align(of_lines(ENGLISH, "en"), of_lines(VIETNAMESE, "vi"))
    confidences = [bead.confidence for bead in made.beads]
    assert all(c is not None and 0 <= c <= 1 for c in confidences)
    unrelated = align(of_lines(["Aaa bbb.", "Ccc ddd."], "en"), of_lines(["Xxx yyy.", "Zzz."], "vi"))
    assert min(b.confidence or 0 for b in unrelated.beads) < min(c or 0 for c in confidences)


def test_scripts_without_spaces() -> None:
    source = ["Beijing has 21 million people.", "Is Shanghai larger?", "Yes, it has 24 million."]
    target = ["北京有2100万人。", "上海更大吗？", "是的，它有24百万人口。"]
    assert pairs(align(of_lines(source, "en"), of_lines(target, "zh"))) == [((k,), (k,)) for k in range(3)]


def test_empty_lines_stand_alone() -> None:
    source = ["", *ENGLISH[:3], "  ", *ENGLISH[3:]]
    target = [*VIETNAMESE[:3], "", *VIETNAMESE[3:], ""]
    made = align(of_lines(source, "en"), of_lines(target, "vi"))
    assert is_whole(made.beads, len(source), len(target))
    found = pairs(made)
    assert {((0,), ()), ((4,), ()), ((), (3,)), ((), (9,))} <= set(found)
    assert ((1,), (0,)) in found
    assert ((5,), (4,)) in found


def structured(*parts: tuple[str, Kind]) -> Document:
    """A document of one segment a block."""
    at, blocks, segments = 0, [], []
    for index, (text, kind) in enumerate(parts):
        blocks.append(Block(at, at + len(text), kind))
        segments.append(Segment(at, at + len(text), kind, block=index))
        at += len(text) + 1
    return Document(
        "\n".join(text for text, _ in parts), "en", blocks=tuple(blocks), segments=tuple(segments)
    )


def test_page_furniture_is_set_aside_unless_asked_for() -> None:
    source = structured(
        ("Home | News", Kind.BOILERPLATE),
        *((line, Kind.PARAGRAPH) for line in ENGLISH),
        ("Source", Kind.BOILERPLATE),
    )
    target = structured(*((line, Kind.PARAGRAPH) for line in VIETNAMESE), ("Nguồn", Kind.BOILERPLATE))
    made = align(source, target)
    assert pairs(made)[0] == ((0,), ())
    assert pairs(made)[-2:] == [((9,), ()), ((), (8,))]
    assert is_whole(made.beads, 10, 9)
    asked = align(source, target, options=Options(boilerplate=True))
    assert ((9,), (8,)) in pairs(asked)


def test_headings_meet_headings() -> None:
    texts = ["Alpha beta gamma", "Delta epsilon", "Zeta eta theta", "Iota kappa mu"]
    kinds = [Kind.HEADING, Kind.PARAGRAPH, Kind.HEADING, Kind.PARAGRAPH]
    source = structured(*zip(texts, kinds, strict=True))
    target = structured(
        *zip(["Uno dos tres", "Cuatro", "Cinco seis", "Siete", "Ocho"], [*kinds[:2], *kinds[1:]], strict=True)
    )
    assert ((2,), (3,)) in pairs(align(source, target))


def test_unknown_method() -> None:
    with pytest.raises(UsageError, match="did you mean lexical"):
        align(of_lines(["a"], "en"), of_lines(["b"], "vi"), method="lexcal")


@pytest.mark.parametrize("lines", [[], [""], ["", "   "]])
def test_a_side_without_segments_is_named(lines: list[str]) -> None:
    with pytest.raises(InputError, match=r"empty\.txt.*target has no segments"):
        align(of_lines(["a"], "en"), of_lines(lines, "vi", "empty.txt"))
    with pytest.raises(InputError, match="source has no segments"):
        align(of_lines(lines, "en"), of_lines(["a"], "vi"))


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    align(of_lines(ENGLISH, "en"), of_lines(VIETNAMESE, "vi"), progress=lambda *at: told.append(at))
    assert told[-1][0] == told[-1][1]
    assert told == sorted(told)


def test_each_kind_of_evidence_can_be_left_out() -> None:
    for kind in Evidence:
        options = Options(evidence=frozenset(Evidence) - {kind})
        made = align(of_lines(ENGLISH, "en"), of_lines(VIETNAMESE, "vi"), options=options)
        assert is_whole(made.beads, 8, 8)


def test_no_bead_is_larger_than_allowed() -> None:
    source, target = of_lines(ENGLISH, "en"), of_lines([" ".join(VIETNAMESE)], "vi")
    for largest in (1, 2, 4):
        made = align(source, target, options=Options(largest=largest))
        assert max(len(bead.source) for bead in made.beads) <= largest


def made_up(count: int, seed: int) -> tuple[list[str], list[str]]:
    """A text in a made-up language and its word-by-word translation."""
    chance = random.Random(seed)
    words = [f"{a}{b}{c}" for a in "bdgkmt" for b in "aeiou" for c in "lnrs"]
    lines = [[chance.choice(words) for _ in range(chance.randint(3, 14))] for _ in range(count)]
    return [" ".join(line) + "." for line in lines], [
        " ".join(word[::-1].swapcase().title() + "o" for word in line) + "." for line in lines
    ]


def test_a_long_document_with_a_large_gap() -> None:
    source, target = made_up(700, 1)
    del target[300:360]
    made = align(of_lines(source, "xx"), of_lines(target, "yy"))
    assert is_whole(made.beads, 700, 640)
    right = [((k,), (k,)) for k in range(300)] + [((k,), (k - 60,)) for k in range(360, 700)]
    assert len(set(right) & set(pairs(made))) > 0.97 * len(right)


def test_the_same_input_gives_the_same_beads() -> None:
    source, target = made_up(60, 2)
    once = align(of_lines(source, "xx"), of_lines(target, "yy"))
    again = align(of_lines(source, "xx"), of_lines(target, "yy"))
    assert once.beads == again.beads


def test_sides_of_very_different_length() -> None:
    source, target = made_up(300, 3)
    made = align(of_lines(source, "xx"), of_lines(target[:5], "yy"))
    assert is_whole(made.beads, 300, 5)
    made = align(of_lines(source[:1], "xx"), of_lines(target, "yy"))
    assert is_whole(made.beads, 1, 300)


line = st.text(alphabet='ab 1.,?"(é中ไทย한đ\n\u0301', max_size=12)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(line, min_size=1, max_size=9),
    st.lists(line, min_size=1, max_size=9),
    st.sampled_from(["length", "lexical"]),
)
def test_every_segment_once_and_in_order_whatever_the_text(
    source: list[str], target: list[str], method: str
) -> None:
    left, right = of_lines(source, "en"), of_lines(target, "vi")
    try:
        made = align(left, right, method=method)
    except InputError:
        assert not any(map(str.strip, source)) or not any(map(str.strip, target))
        return
    assert is_whole(made.beads, len(source), len(target))
    assert all(b.confidence is not None and 0 <= b.confidence <= 1 for b in made.beads)
