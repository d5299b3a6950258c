"""What a line of plain text is taken for."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.model import Document, Kind
from toolkit.segment import Options, segment

PROSE = "The committee met on Tuesday and agreed on the plan. Nobody objected."
PLAIN = Options()
VAN_XUOI = "Ủy ban họp hôm thứ Ba và thống nhất kế hoạch. Không ai phản đối."


def kinds(text: str, language: str = "en", options: Options = PLAIN) -> list[Kind]:
    done = segment(Document(text, language), options=options)
    first = {s.block: s.kind for s in reversed(done.segments)}
    return [first[index] for index in sorted(first)]


@pytest.mark.parametrize("title", ["A new plan", "Đổi mới tư duy", "2. What was agreed", "IV The plan"])
def test_a_short_line_without_a_stop_above_prose_is_a_heading(title: str) -> None:
    assert kinds(f"{title}\n{PROSE}")[0] in (Kind.HEADING, Kind.LIST_ITEM)


@pytest.mark.parametrize(
    "line",
    [
        "It was agreed.", "As follows:", "and so on", "Kind regards,", "Is it so?", "He left. She stayed",
        "A line that is far too long to be a heading " * 4,
    ],
)  # fmt: skip
def test_what_is_no_heading(line: str) -> None:
    assert kinds(f"{line}\n{PROSE}")[0] is Kind.PARAGRAPH


def test_a_heading_needs_prose_below_it() -> None:
    assert kinds(f"{PROSE}\nKevin Stone\nSales Office")[1:] == [Kind.PARAGRAPH, Kind.PARAGRAPH]


@pytest.mark.parametrize(
    "line", ["1. Mix well", "(3) Mix well", "a) mix well", "- mix", "• mix", "Article 5. Scope"]
)
def test_english_list_items(line: str) -> None:
    assert kinds(f"{PROSE}\n{line}\n{PROSE}", "en")[1] is Kind.LIST_ITEM


@pytest.mark.parametrize("line", ["Điều 5. Phạm vi", "đ) Giấy khai sinh", "Chương II. Quyền", "+ Đơn xin"])
def test_vietnamese_list_items(line: str) -> None:
    assert kinds(f"{VAN_XUOI}\n{line}\n{VAN_XUOI}", "vi")[1] is Kind.LIST_ITEM


def test_the_number_of_an_article_is_no_sentence() -> None:
    assert segment(Document("Điều 5. Phạm vi áp dụng", "vi")).strings() == ["Điều 5. Phạm vi áp dụng"]


@pytest.mark.parametrize("line", ["– Xin chào!", "— Ai đấy?", "– Tôi về đây.", "- Thật không?"])
def test_dialogue(line: str) -> None:
    assert kinds(f"{VAN_XUOI}\n{line}\n{VAN_XUOI}", "vi")[1] is Kind.DIALOGUE


@pytest.mark.parametrize(
    ("language", "prose", "tail"),
    [
        ("en", PROSE, ["Source", "Comment (0)", "Share"]),
        ("vi", VAN_XUOI, ["Nguồn", "Bình luận (12)", "Chia sẻ"]),
    ],
)
def test_page_furniture_at_the_ends(language: str, prose: str, tail: list[str]) -> None:
    text = "\n".join([prose, *tail])
    assert kinds(text, language) == [Kind.PARAGRAPH, *[Kind.BOILERPLATE] * 3]
    assert kinds("\n".join([*tail, prose]), language) == [*[Kind.BOILERPLATE] * 3, Kind.PARAGRAPH]
    assert segment(Document(text, language)).strings()[-3:] == tail


def test_the_article_has_its_headings_and_its_furniture(corpus: Path) -> None:
    text = (corpus / "hanoi" / "article.en.txt").read_text(encoding="utf-8")
    found = segment(Document(text, "en"))
    special = {i: s.kind for i, s in enumerate(found.segments) if s.kind is not Kind.PARAGRAPH}
    assert special == {1: Kind.HEADING, 17: Kind.HEADING, 27: Kind.BOILERPLATE, 28: Kind.BOILERPLATE}


def test_the_same_word_in_the_middle_is_a_heading() -> None:
    assert kinds(f"{PROSE}\nSource\n{PROSE}") == [Kind.PARAGRAPH, Kind.HEADING, Kind.PARAGRAPH]


def test_furniture_alone_is_the_text() -> None:
    assert kinds("Source\nSearch") == [Kind.PARAGRAPH, Kind.PARAGRAPH]


def test_looking_at_blocks_can_be_left_out() -> None:
    assert set(kinds(f"A title\n{PROSE}\nSource", options=Options(refine_blocks=False))) == {Kind.PARAGRAPH}
