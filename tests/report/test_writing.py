from __future__ import annotations

from toolkit.report.wording import wording
from toolkit.report.writing import direction, lang, language_name, text_of


def test_known_languages_say_their_direction() -> None:
    assert (lang("vi"), direction("vi")) == ("vi", "ltr")
    assert lang("en_us") == "en-US"


def test_where_nobody_knows_the_text_itself_decides() -> None:
    for code in ("und", "*all*", "not a code", "xx"):
        assert direction(code) == "auto"
    assert (lang("und"), lang("*all*"), lang("xx")) == ("", "", "xx")


def test_a_language_is_named_in_itself() -> None:
    assert language_name("vi", wording("en")) == '<span lang="vi">Tiếng Việt</span>'
    assert language_name("und", wording("en")) == "<span>language unknown</span>"


def test_a_text_is_kept_apart() -> None:
    assert text_of("שלום <", "xx") == '<span lang="xx" dir="auto">שלום &lt;</span>'
