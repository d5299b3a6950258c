from __future__ import annotations

import pytest

from toolkit.translations import chosen_languages

VIETNAMESE = ("vi_VN", "vi")


@pytest.mark.parametrize(
    ("environ", "languages"),
    [
        ({}, ()),
        ({"LANG": "vi_VN.UTF-8"}, VIETNAMESE),
        ({"LANG": "vi"}, ("vi",)),
        ({"LANG": "vi_VN@dict"}, VIETNAMESE),
        ({"LANG": "en_GB.UTF-8"}, ()),
        ({"LANG": "C"}, ()),
        ({"LANG": "C.UTF-8"}, ()),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "vi_VN.UTF-8"}, VIETNAMESE),
        ({"LANG": "vi_VN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, ()),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "vi_VN.UTF-8", "LC_MESSAGES": "de_DE"}, VIETNAMESE),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "", "LC_MESSAGES": ""}, VIETNAMESE),
    ],
)
def test_the_first_variable_that_is_set_names_the_locale(
    environ: dict[str, str], languages: tuple[str, ...]
) -> None:
    assert chosen_languages(environ) == languages


@pytest.mark.parametrize(
    ("wanted", "languages"),
    [
        ("vi", ("vi", "de_DE", "de")),
        ("fr:vi", ("fr", "vi", "de_DE", "de")),
        ("fr_CA:fr", ("fr_CA", "fr", "de_DE", "de")),
        ("fr:en:vi", ("fr",)),
        ("en", ()),
        ("", ("de_DE", "de")),
        (":", ("de_DE", "de")),
    ],
)
def test_language_goes_before_the_locale(wanted: str, languages: tuple[str, ...]) -> None:
    assert chosen_languages({"LANG": "de_DE.UTF-8", "LANGUAGE": wanted}) == languages


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_a_locale_set_for_a_script_outweighs_language(locale: str) -> None:
    assert chosen_languages({"LC_ALL": locale, "LANG": "vi_VN", "LANGUAGE": "vi"}) == ()
