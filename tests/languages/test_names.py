import pytest

from toolkit.errors import LanguageError
from toolkit.languages.names import language_name, locale_code
from toolkit.languages.plurals import plural_languages


def test_a_language_whose_plural_rule_is_known_has_a_name() -> None:
    assert [code for code in plural_languages() if language_name(code) is None] == []


def test_names() -> None:
    codes = ("vi", "pt-BR", "sr@latin", "gd", "tlh")
    assert [language_name(code) for code in codes] == [
        "Vietnamese", "Portuguese", "Serbian", "Scottish Gaelic", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("vi", "vi"),
        ("vi_VN.UTF-8", "vi_VN"),
        ("pt-br", "pt_BR"),
        ("PT_BR", "pt_BR"),
        ("zh-Hant-TW", "zh_Hant_TW"),
        ("sr-Latn", "sr@latin"),
        ("sr-Latn-RS", "sr_RS@latin"),
        ("uz-Cyrl", "uz@cyrillic"),
        ("sr@latin", "sr@latin"),
        ("ca_ES@valencia", "ca_ES@valencia"),
    ],
)
def test_codes_as_gettext_writes_them(code: str, written: str) -> None:
    assert locale_code(code) == written


@pytest.mark.parametrize("code", ["", "klingon!", "../vi", "@latin"])
def test_what_is_no_code(code: str) -> None:
    with pytest.raises(LanguageError):
        locale_code(code)
