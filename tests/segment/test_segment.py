"""What is cut and what is not, example by example: `` | `` marks the cuts a linguist would make."""

from __future__ import annotations

import pytest

from toolkit.errors import LanguageError
from toolkit.model import Block, Document, Kind, Markup
from toolkit.segment import Options, segment

SPLIT, WHOLE = Options(), Options(quotations="whole")

ENGLISH = [
    "The council met on Tuesday. | Nobody spoke. | Why?",
    "Dr. Okafor and Lt. Col. Reyes spoke to Mrs. Vance. | They agreed.",
    "The U.S. Senate voted. | She lives in the U.S. | It is far away.",
    "The meeting starts at 9 a.m. Eastern time. | It ends at 5 p.m. | Nobody stays.",
    "We sell nails, screws, etc. and paint. | We sell nails, etc. | Ask for more.",
    "See No. 7 and pp. 12 of Vol. 3. | Is it a no? | No. | Fine.",
    "J. R. Whitfield met Anna B. Cole. | They left.",
    "So do I. | The rest stayed.",
    "He chose plan B. | The other plan failed. | Take vitamin C. | It helps.",
    "It costs $4.50 per kg. | Version 2.0.1 is out at example.com. | Try it.",
    "Wait... | The door moved. | He was ... unsure. | Well... I know.",
    "“Stay here. | Do not move.” | She closed the door.",
    "“Stay here!” she said. | “Why?” Tom asked.",
    '"Is it over?" he asked. | Nobody knew (or said so). | (It was late.) | It rained.',
    "He works at Yahoo! in sales. | Really? | Yes!",
    "Go to example.Com/a now. | Ask J.Smith or a.B.",
    "i like it. | it is cheap. | you know, e.g. this one. | bye",
    "I use it. | iPhone sales rose.",
    "A. First point. | Second point.",
    "B.4.10. Choosing packages. | More below.",
    "1. Mix the flour. | 2. Add the eggs. | 3. Stir.",
    "1) One apple | 2) Two pears | 3) Three figs",
    "• Bread | • Milk | • Salt",
    "He quoted it: “the rest is lost [...] forever.” | Then he sat down.",
    "She left. :) | He stayed ;-)",
    "... And then it stopped.",
    "He is from Turin. | 40 people came. | In 1999. | 20 of them left.",
]

VIETNAMESE = [
    "Trời mưa to. | Đường ngập. | Ai cũng về muộn!",
    "TP. Hồ Chí Minh và TP.HCM là một. | Ông sống ở TP.HCM. | Bà ở Huế.",
    "TS. Lê Minh và PGS.TS. Trần Hà phát biểu. | ThS. Nga ghi chép.",
    "Theo Nghị định số 12/2021/NĐ-CP, mức phạt tăng. | Xem tr. 15.",
    "Chợ bán rau, cá, v.v. và thịt. | Chợ bán rau, cá, v.v. | Các hàng khác nghỉ.",
    "Em được điểm A. | Cô khen. | Đọc từ A đến Z. | Rồi nghỉ.",
    "Ông H. cúi đầu. | Nguyễn V. A. bị bắt.",
    "Đội bóng về Ý. | Chelsea ở lại. | Cả Đông Nam Á. | Mọi người vui.",
    "“Tôi không biết!” - ông trả lời. | Bà im lặng.",
    "“Chúng tôi đã thấy.” Bà Lan chia sẻ. | “Rất lạ.” | Bà Lan chia sẻ rằng trời mưa.",
    "Anh đáp: “Được. | Mai tôi đến.” | Rồi anh đi.",
    "Cán bộ mất uy tín... | Đồng thời, Thành phố ra quy chế.",
    "Giá là 1.250.000 đồng. | Tăng 3,5%. | 15 người mua.",
    "a) Đơn xin; | b) Giấy khai sinh;",
    "Đó là phép thử A/B. | Ngược lại, có cách khác.",
    "Nhiều loại tập tin (v.d. WMF). | Mở bằng gì cũng được.",
]


def cut(text: str, language: str, options: Options = SPLIT) -> list[str]:
    return segment(Document(text, language), options=options).strings()


@pytest.mark.parametrize("marked", ENGLISH)
def test_english(marked: str) -> None:
    assert cut(marked.replace(" | ", " "), "en") == marked.split(" | ")


@pytest.mark.parametrize("marked", VIETNAMESE)
def test_vietnamese(marked: str) -> None:
    assert cut(marked.replace(" | ", " "), "vi") == marked.split(" | ")


@pytest.mark.parametrize("marked", VIETNAMESE)
def test_vietnamese_typed_with_combining_marks(marked: str) -> None:
    import unicodedata

    decomposed = unicodedata.normalize("NFD", marked)
    assert cut(decomposed.replace(" | ", " "), "vi") == decomposed.split(" | ")


def test_a_forgotten_space_shows_between_plain_words() -> None:
    assert cut("It was great.The staff smiled.", "en") == ["It was great.", "The staff smiled."]


def test_a_quotation_may_be_kept_whole() -> None:
    text = "She said: “Stay. Do not move. Wait!” Then she left. He stayed."
    assert cut(text, "en") == ["She said: “Stay.", "Do not move.", "Wait!”", "Then she left.", "He stayed."]
    assert cut(text, "en", WHOLE) == ["She said: “Stay. Do not move. Wait!”", "Then she left.", "He stayed."]
    assert cut('A "quotation that. Never closes. Ends.', "en", WHOLE) == [
        'A "quotation that.', "Never closes.", "Ends.",
    ]  # fmt: skip


def test_the_users_abbreviations_never_end_a_sentence() -> None:
    assert cut("See Xqz. Adams.", "en") == ["See Xqz.", "Adams."]
    assert cut("See Xqz. Adams.", "en", Options(abbreviations=frozenset({"Xqz"}))) == ["See Xqz. Adams."]


def test_long_sentences_can_be_cut_further() -> None:
    text = "The first clause is here; the second one follows: it is longer, and it has a comma."
    assert cut(text, "en", Options(soft_split=40)) == [
        "The first clause is here;", "the second one follows:", "it is longer, and it has a comma.",
    ]  # fmt: skip
    pieces = cut(text, "en", Options(max_length=30))
    assert all(len(piece) <= 30 for piece in pieces) and " ".join(pieces) == text
    assert cut("x" * 70, "en", Options(max_length=30)) == ["x" * 30, "x" * 30, "x" * 10]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("ja", "雨が降った。傘がない！帰ろう。", ["雨が降った。", "傘がない！", "帰ろう。"]),
        ("zh", "他走了。她来了！", ["他走了。", "她来了！"]),
        ("und", "One thing. Another thing. Mr. X came.", ["One thing.", "Another thing.", "Mr. X came."]),
        ("fr", "Il part. « Attends ! » Elle reste.", ["Il part.", "« Attends ! »", "Elle reste."]),
    ],
)
def test_other_languages_follow_the_general_rules(language: str, text: str, wanted: list[str]) -> None:
    assert cut(text, language) == wanted


def test_a_language_code_has_to_be_one() -> None:
    with pytest.raises(LanguageError):
        cut("Text.", "not a code")


def test_blocks_are_never_joined_and_keep_their_kind() -> None:
    text = "A title\nIt rained. It stopped\nand went on"
    done = segment(Document(text, "en", blocks=(Block(0, 7, Kind.HEADING, 1), Block(8, 29), Block(30, 41))))
    assert [(s.kind, s.block) for s in done.segments] == [
        (Kind.HEADING, 0), (Kind.PARAGRAPH, 1), (Kind.PARAGRAPH, 1), (Kind.PARAGRAPH, 2),
    ]  # fmt: skip
    assert done.strings() == ["A title", "It rained.", "It stopped", "and went on"]
    assert done.text is text


def test_wrapped_lines_are_spaces_and_marked_breaks_are_ends() -> None:
    wrapped = Document("The cat\nsat. It\r\nslept.", "en", blocks=(Block(0, 23),))
    assert segment(wrapped).strings() == ["The cat sat.", "It slept."]
    text = "12 Elm St<br>Springfield"
    marked = Document(text, "en", blocks=(Block(0, len(text)),), markup=(Markup(9, 13, "\n"),))
    assert segment(marked).strings() == ["12 Elm St", "Springfield"]
    assert segment(marked).segments[0].rule == "line-break"


def test_tags_and_entities_are_seen_as_a_reader_sees_them() -> None:
    text = "<p>Tea &amp; <b>milk.</b> <i>Then</i> sugar.</p>"
    marks = ((7, 12, "&"), (13, 16, ""), (21, 25, ""), (26, 29, ""), (33, 37, ""))
    document = Document(text, "en", blocks=(Block(3, 44),), markup=tuple(Markup(*mark) for mark in marks))
    done = segment(document)
    assert done.strings() == ["Tea & milk.", "Then sugar."]
    assert [text[s.start : s.end] for s in done.segments] == ["Tea &amp; <b>milk.", "Then</i> sugar."]


def test_code_is_cut_at_its_lines_only() -> None:
    text = "a. b. C\n\n  d = 1. E"
    done = segment(Document(text, "en", blocks=(Block(0, len(text), Kind.CODE),)))
    assert [text[s.start : s.end] for s in done.segments] == ["a. b. C", "d = 1. E"]
