"""What language a text is in: short strings, no diacritics, other scripts, documents, and nothing at all."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import unicodedata
from itertools import chain, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import LanguageError
from toolkit.languages import Guess, identifiable, identify, identify_many

PAIR = ("en", "vi")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Save changes", "en"),
        ("Thursday", "en"),
        ("Cut", "en"),
        ("Slovak", "en"),
        ("Please choose a file.", "en"),
        ("Lưu thay đổi", "vi"),
        ("Thứ Năm", "vi"),
        ("Trang", "vi"),
        ("Không tìm thấy tệp nào.", "vi"),
    ],
)
def test_strings_of_user_interfaces(text: str, language: str) -> None:
    assert identify(text, PAIR).language == language


@pytest.mark.parametrize(
    "text",
    [
        "khong co gi",
        "duong pho",
        "nguoi Viet",
        "Hom nay troi dep qua",
        "Toi muon mua hai ve tau di Hue vao sang thu bay",
        "TOI MUON MUA HAI VE TAU DI HUE",
    ],
)
def test_vietnamese_without_diacritics(text: str) -> None:
    guess = identify(text, PAIR)
    assert guess.language == "vi"
    assert "Vietnamese syllables" in guess.reason


@pytest.mark.parametrize("text", ["Can you come to me?", "The song is too long", "He may do so on Sunday"])
def test_english_whose_words_could_be_vietnamese_syllables(text: str) -> None:
    assert identify(text, PAIR).language == "en"


def test_letters_only_vietnamese_has_are_the_reason_given() -> None:
    guess = identify("Thành phố", PAIR)
    assert guess.language == "vi"
    assert guess.reason == "1 of 2 words have letters that only Vietnamese uses"


def test_the_language_around_a_quotation_counts() -> None:
    assert identify("The sign read “phở bò Hà Nội” and we went straight in to eat.", PAIR).language == "en"
    assert identify("Anh ấy chỉ nói “see you tomorrow” rồi vội vàng đi ra ngoài.", PAIR).language == "vi"


def test_decomposed_text_is_the_same_text() -> None:
    text = "Những cuộc họp kéo dài"
    assert identify(unicodedata.normalize("NFD", text), PAIR) == identify(text, PAIR)


@pytest.mark.parametrize(
    "around",
    [
        "%s {}",
        "{} %(count)d",
        "${{HOME}} {}",
        "<b>{}</b>",
        "&nbsp;{}&#160;",
        "{} http://example.org/the/page",
        "{} me@example.org",
        "12.500 {} 2024",
    ],
)
def test_what_is_not_language_does_not_count(around: str) -> None:
    text = "Đã chép các tệp"
    assert identify(around.format(text), PAIR) == identify(text, PAIR)


@pytest.mark.parametrize("text", ["_Mở tệp", "&Mở tệp", "M_ở tệp"])
def test_the_underlined_letter_of_a_menu_does_not_part_a_word(text: str) -> None:
    assert identify(text, PAIR) == identify("Mở tệp", PAIR)


@pytest.mark.parametrize("text", ["", "  \n", "12:30", "%s %d", "<br/>", "…", "👍🏽", "http://example.org"])
def test_no_letters_is_undetermined(text: str) -> None:
    assert identify(text, PAIR) == Guess("und", 0.0, "no letters to judge by")
    assert identify(text).language == "und"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("오늘은 날씨가 좋습니다", "ko"),
        ("今日は天気がいいです", "ja"),
        ("今天天气很好，我们去公园散步。", "zh"),
        ("วันนี้อากาศดี", "th"),
        ("היום יום יפה", "he"),
        ("Σήμερα είναι ωραία μέρα", "el"),
        ("ວັນນີ້ອາກາດດີ", "lo"),
        ("დღეს კარგი ამინდია", "ka"),
    ],
)
def test_the_script_decides_where_it_can(text: str, language: str) -> None:
    assert identify(text).language == language
    assert identify(text, ("en", language)).language == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Zug nach Wien fährt heute leider nicht vom gleichen Gleis ab.", "de"),
        ("Le train pour Lyon ne part pas du même quai aujourd'hui.", "fr"),
        ("El tren a Sevilla no sale hoy del mismo andén que ayer.", "es"),
        ("Поезд сегодня отправляется с другой платформы, будьте внимательны.", "ru"),
        ("Потяг сьогодні вирушає з іншої платформи, будьте уважні.", "uk"),
        ("The train to Leeds does not leave from the same platform today.", "en"),
        ("Hôm nay tàu đi Huế không chạy từ sân ga cũ.", "vi"),
    ],
)
def test_any_language_when_none_is_expected(text: str, language: str) -> None:
    assert identify(text).language == language


def test_names_in_latin_letters_do_not_hide_another_script() -> None:
    assert identify("Установка Microsoft Windows", ("en", "ru")).language == "ru"
    assert identify("用 Photoshop 打开", ("en", "zh")).language == "zh"


def test_what_can_be_recognised_at_all() -> None:
    assert all(identifiable(code) for code in ("en", "vi", "zh-Hant", "el", "en-GB"))
    assert not identifiable("und")
    assert not identifiable("tlh")


def test_a_language_comes_back_as_it_was_asked_for() -> None:
    assert identify("See the colours of the harbour.", ("en_GB", "vi")).language == "en-GB"
    assert identify("请选择一个文件", ("zh-Hans-CN", "en")).language == "zh-Hans-CN"


def test_simplified_and_traditional_chinese() -> None:
    both = ("zh-Hans", "zh-Hant")
    assert identify("请选择您要打开的文件，然后单击确定。", both).language == "zh-Hans"
    assert identify("請選擇您要開啟的檔案，然後按一下確定。", both).language == "zh-Hant"


def test_a_script_none_of_the_expected_languages_has() -> None:
    guess = identify("วันนี้อากาศดี", PAIR)
    assert guess.language == "und"
    assert guess.reason == "Thai letters, in which English or Vietnamese is not written"


def test_an_expected_language_nothing_is_known_about() -> None:
    guess = identify("The weather is fine today and we will walk.", ("en", "mi"))
    assert guess.reason.endswith("nothing is known about mi")
    assert guess.confidence <= 0.5


def test_languages_nothing_can_tell_apart() -> None:
    guess = identify("Kami akan pergi ke pasar besok pagi.", ("id", "ms"))
    assert guess.language == "und"
    assert guess.reason == "nothing tells Indonesian from ms here"


def test_one_expected_language_is_a_yes_or_no_question() -> None:
    assert identify("We will meet at the station in the evening.", ("en",)).language == "en"
    guess = identify("Wir treffen uns heute Abend am Bahnhof in der Stadt.", ("en",))
    assert guess.language == "und"
    assert guess.reason == "more like German than English"


def test_a_string_is_one_code() -> None:
    assert identify("Good morning to all of you", "en").language == "en"


def test_a_malformed_code_is_refused() -> None:
    with pytest.raises(LanguageError, match="'english!' is not a language code"):
        identify("text", ("english!",))


def test_ambiguous_words_are_not_sure() -> None:
    assert identify("can", PAIR).confidence < 0.8
    assert identify("The committee has published its report on the harbour", PAIR).confidence > 0.99


def test_earlier_calls_change_nothing() -> None:
    before = identify("long lanh", PAIR)
    for other in ("Bonjour tout le monde", "Lưu", "Привет"):
        identify(other)
        identify(other, ("fr", "vi"))
    assert identify("long lanh", PAIR) == before


def test_the_state_of_langdetect_and_random_is_left_alone() -> None:
    from langdetect import DetectorFactory

    DetectorFactory.seed, saved = 1234, DetectorFactory.seed
    try:
        random.seed(7)
        state = random.getstate()
        identify("Guten Morgen, liebe Gäste")
        assert DetectorFactory.seed == 1234
        assert random.getstate() == state
    finally:
        DetectorFactory.seed = saved


def test_the_same_answer_in_every_process() -> None:
    code = (
        "from toolkit.languages import identify as i; print(i('mat long'), i('nov', ('en','vi')), i('Hide'))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_a_document_by_vote() -> None:
    passages = ["Chúng tôi họp vào sáng thứ hai.", "OK", "Mọi người đều đồng ý.", "See the appendix.", "123"]
    guess = identify_many(passages, PAIR)
    assert guess.language == "vi"
    assert guess.reason == "2 of 4 passages read as Vietnamese"
    assert 0.5 < guess.confidence < 1


def test_many_short_strings_say_together_what_one_does_not() -> None:
    strings = ["Open", "Save", "Close", "Print", "Undo", "Home", "Settings", "Help", "Search", "New folder"]
    assert identify_many(strings).language == "en"


def test_a_document_in_no_language() -> None:
    assert identify_many([]) == Guess("und", 0.0, "no text that could be judged")
    assert identify_many(["1", "%s", ""], PAIR).language == "und"


def test_a_document_in_the_wrong_language() -> None:
    guess = identify_many(["Wir treffen uns am Abend.", "Der Zug fährt nicht vom Gleis ab."], ("en",))
    assert guess.language == "und"
    assert guess.reason == "more like German than English"


def test_huge_inputs_are_sampled_in_bounded_memory() -> None:
    many = chain(repeat("Mọi người đều đồng ý.", 5_000), repeat("Everybody agreed to that.", 15_000))
    guess = identify_many(many, PAIR)
    assert guess.language == "en"
    assert 0.65 < guess.confidence < 0.85
    long = "Everybody agreed to that. " * 100_000
    assert identify(long, PAIR).language == "en"


@pytest.mark.parametrize(
    "mark", ["<", "{", "%", "&", "$", "@", "www.", "a.", "%(", "<a ", "\\", "http://", "\u0301"]
)
def test_hostile_text_ends_soon(mark: str) -> None:
    identify(mark * 100_000, PAIR)
    identify(mark * 5_000, PAIR)


@given(st.text(), st.sampled_from([(), PAIR, ("ja",), ("ru", "uk"), ("tlh", "mi")]))
def test_any_text_has_an_answer_among_the_expected(text: str, expected: tuple[str, ...]) -> None:
    guess = identify(text, expected)
    assert 0.0 <= guess.confidence <= 1.0
    assert guess.reason
    assert not expected or guess.language in (*expected, "und")
    assert identify(text, expected) == guess
    assert 0.0 <= identify_many([text, text], expected).confidence <= 1.0
