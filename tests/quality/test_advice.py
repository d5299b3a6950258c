from __future__ import annotations

import unicodedata

from toolkit.quality.advice import advice
from toolkit.quality.streams import System

VI = [
    "Hôm nay trời mưa rất to ở thành phố.",
    "Ủy ban đã họp để bàn về kế hoạch mới.",
    "Cô ấy đọc sách trong thư viện mỗi buổi chiều.",
] * 4
EN = [
    "Today it rained very hard in the city.",
    "The committee met to discuss the new plan.",
    "She reads books in the library every afternoon.",
] * 4
ZH = ["今天城市里下了很大的雨。", "委员会开会讨论了新计划。", "她每天下午在图书馆看书。"] * 4


def notes(system: list[str], reference: list[str], *metrics: str, tokenize: str = "13a") -> list[str]:
    return advice([System("h", system)], [System("r", reference)], metrics or ("bleu",), tokenize)


def test_vietnamese_wants_intl_beside_13a() -> None:
    (note,) = notes(VI, VI)
    assert "Vietnamese" in note and "13a" in note and "--tokenize intl" in note
    assert notes(VI, VI, "chrf") == []
    assert notes(VI, VI, tokenize="intl") == []


def test_letters_instead_of_words_inflate() -> None:
    (note,) = notes(VI, VI, tokenize="char")
    assert "much higher" in note


def test_marks_beyond_ascii_are_a_reason_for_intl() -> None:
    assert notes(EN, EN) == []
    (note,) = notes(EN, [f"“{line}”" for line in EN])
    assert "--tokenize intl" in note


def test_a_language_without_spaces_has_its_own_tokenizer() -> None:
    (note,) = notes(ZH, ZH)
    assert note.endswith("--tokenize zh")
    assert notes(ZH, ZH, tokenize="zh") == []


def test_a_translation_in_another_language() -> None:
    assert notes(EN, VI, "chrf") == ["h reads as English, the reference as Vietnamese: is it the right file?"]


def test_the_language_is_told_by_lines_from_all_over_the_file() -> None:
    # A long first chapter in English, and still most of it is Vietnamese.
    mixed = EN * 20 + VI * 200
    assert notes(mixed, VI * 220, "chrf") == []
    assert notes(mixed, EN * 220, "chrf") == [
        "h reads as Vietnamese, the reference as English: is it the right file?"
    ]


def test_one_mark_in_the_last_of_many_lines_is_found() -> None:
    assert notes(EN * 100, EN * 100) == []
    (note,) = notes(EN * 100, [*(EN * 100)[:-1], "She said “yes”."])
    assert "--tokenize intl" in note


def test_empty_lines_are_counted_and_placed() -> None:
    (note,) = notes([*EN[:4], " ", *EN[5:]], EN)
    assert note == "h: 1 empty line, line 5; it is scored as it is"
    (note,) = notes(EN, [*EN[:2], "", "", *EN[4:]])
    assert note == "r: 2 empty lines, the first is line 3; they are scored as they are"


def test_decomposed_and_tokenized_text() -> None:
    decomposed = [unicodedata.normalize("NFD", line) for line in VI]
    assert "NFC" in notes(decomposed, VI, "chrf")[0]
    apart = [line.replace(".", " .") for line in EN] * 10
    assert "looks tokenized" in notes(apart, EN * 10, "chrf")[0]
