"""ICU messages: choices with inner messages, quotations, the categories of a language."""

from __future__ import annotations

import pytest

from toolkit.catalog.format_strings import FAMILIES, Difference, InvalidFormat
from toolkit.catalog.format_strings.icu import choices, unknown_categories

ICU = FAMILIES["icu"]
FILES = "{n, plural, one {# file} other {# files}}"


def differences(source: str, target: str) -> list[Difference]:
    return list(ICU.compare(ICU.parse(source, False), ICU.parse(target, True), True))


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("{a} and { b }", {"a": "", "b": ""}),
        ("{0, number, #,##0.00}", {"0": "number"}),
        ("{d, date, ::yMMMd}", {"d": "date"}),
        ("it's {a}, o'clock", {"a": ""}),
        ("'{a}' {b} ''{c}''", {"b": "", "c": ""}),
        (FILES, {"n": "plural"}),
        ("{n, plural, offset:1 =0 {none} other {# '#' {who}}}", {"n": "plural", "who": ""}),
        (
            "{g, select, f {she has {n, plural, one {a} other {b}}} other {they}}",
            {"g": "select", "n": "plural"},
        ),
        ("{n, selectordinal, one {#st} other {#th}}", {"n": "selectordinal"}),
    ],
)
def test_arguments(text: str, arguments: dict[str, str]) -> None:
    assert ICU.parse(text, False).arguments == arguments


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{n, plural, one {x}}", "no branch 'other'"),
        ("{n, plural, other {x}", "not closed"),
        ("{n, plural, other {x", "without '}'"),
        ("{n, plural}", "without branches"),
        ("{n, select, a {x} a {y} other {z}}", "two branches for 'a'"),
        ("{n, select, =1 {x} other {z}}", "'=1' in a select"),
        ("{", "name of an argument"),
        ("{a b}", "expected after the name"),
        ("{a,}", "type of the argument is missing"),
        ("a } b", "without '{'"),
        ("{n, plural, other {" * 60, "nested too deeply"),
    ],
)
def test_what_is_no_message(text: str, reason: str) -> None:
    with pytest.raises(InvalidFormat, match=reason):
        ICU.parse(text, False)


def test_branches() -> None:
    (choice,) = choices(ICU.parse("{n, plural, =0 {none} one {x} other {y}}", False))
    assert (choice.name, choice.type, choice.keys) == ("n", "plural", ("=0", "one", "other"))
    assert choice.keywords == ("one", "other")


def test_a_translation_may_choose_where_the_message_only_shows() -> None:
    assert differences("{n} files", FILES) == []
    assert differences(FILES, "{n} tệp") == []


def test_arguments_that_do_not_fit() -> None:
    assert [d.message for d in differences("{a} {b}", "{a} {c}")] == [
        "{b} is missing in the translation",
        "{c} is not in the message",
    ]
    (difference,) = differences("{a, date}", "{a, number}")
    assert difference.message == "{a} is of type date in the message and number in the translation"


def test_keys_of_a_select_are_the_programs_words() -> None:
    unknown, missing = differences("{g, select, male {x} other {y}}", "{g, select, nam {x} other {y}}")
    assert (unknown.message, unknown.harmless) == ("the message has no branch 'nam' for {g}", False)
    assert (missing.message, missing.harmless) == ("the branch 'male' for {g} is missing", True)


def test_categories_of_the_language() -> None:
    def messages(text: str, *categories: str) -> list[tuple[str, bool]]:
        found = unknown_categories(ICU.parse(text, True), categories)
        return [(each.message, each.harmless) for each in found]

    assert messages(FILES, "one", "other") == []
    assert messages(FILES, "one", "few", "other") == [("the plural of {n} has no branch for few", True)]
    assert messages(FILES, "other") == [("the language never takes the plural branch 'one'", True)]
    assert messages("{n, plural, many1 {x} other {y}}", "other") == [("'many1' is no plural category", False)]
    # Ordinals go by categories of their own.
    assert messages("{n, selectordinal, two {#nd} other {#th}}", "one", "other") == []
