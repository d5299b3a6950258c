import pytest

from toolkit.catalog.plural import difference, examples, parse_rule
from toolkit.errors import LanguageError
from toolkit.languages import available, language
from toolkit.languages.plurals import known_plural_forms, plural_forms, plural_languages

CATEGORIES = ("zero", "one", "two", "few", "many", "other")


def every() -> list[str]:
    return [*plural_languages()]


def test_most_languages_that_have_a_gettext_catalog_anywhere_are_known() -> None:
    assert len(every()) > 200


@pytest.mark.parametrize("code", every())
def test_a_rule_parses_and_takes_each_of_its_forms(code: str) -> None:
    for forms in known_plural_forms(code):
        rule = parse_rule(forms.value)
        assert tuple(examples(rule)) == tuple(range(rule.nplurals))
        assert len(forms.categories) == rule.nplurals
        assert set(forms.categories) <= set(CATEGORIES)


@pytest.mark.parametrize("code", every())
def test_no_rule_is_listed_twice_for_a_language(code: str) -> None:
    values = [forms.value for forms in known_plural_forms(code)]
    assert len(set(values)) == len(values)


@pytest.mark.parametrize("code", available())
def test_the_language_files_agree(code: str) -> None:
    forms = plural_forms(code)
    assert forms is not None
    assert difference(parse_rule(forms.value), parse_rule(language(code).plural_forms)) is None


def test_a_region_may_have_its_own_rule() -> None:
    brazil, portugal, angola = (plural_forms(code) for code in ("pt_BR", "pt", "pt-AO"))
    assert brazil is not None and portugal is not None
    assert (parse_rule(brazil.value).form(0), parse_rule(portugal.value).form(0)) == (0, 1)
    assert angola == portugal
    assert plural_forms("zh-Hant-TW") == plural_forms("zh")
    assert plural_forms("sr@latin") == plural_forms("sr")


def test_the_usual_rule_comes_first_and_the_others_after_it() -> None:
    french = known_plural_forms("fr")
    assert [forms.categories for forms in french] == [("one", "other"), ("one", "many", "other")]
    assert french[0] == plural_forms("fr")


def test_what_is_not_known_is_said_not_guessed() -> None:
    assert plural_forms("tlh") is None
    assert known_plural_forms("tlh") == ()
    with pytest.raises(LanguageError):
        plural_forms("klingon!")
