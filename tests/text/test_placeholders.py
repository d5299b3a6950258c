from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.text.placeholders import links, masked, placeholders, tags


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%s has %d of %5.2f", ["%s", "%d", "%5.2f"]),
        ("%1$s and %2$d", ["%1$s", "%2$d"]),
        ("%(name)s, {name!r:>8}, {}, {0}", ["%(name)s", "{name!r:>8}", "{}", "{0}"]),
        ("${HOME} {{ user }} %{count}", ["${HOME}", "{{ user }}", "%{count}"]),
        ("%1 of %2, %n files", ["%1", "%2", "%n"]),
        ("100%% sure", []),
        ("5% discount, 5%discount, 100 % of it", []),
        ("%d/%m/%Y", []),
        ("&File and R&D", []),
    ],
)
def test_variables_of_each_family(text: str, expected: list[str]) -> None:
    assert [p.text for p in placeholders(text)] == expected


def test_an_icu_argument_is_known_by_its_name() -> None:
    (argument,) = placeholders("{count, plural, one {a file} other {files}}")
    assert (argument.family, argument.name) == ("icu", "count")


def test_tags_are_tags_and_metavariables_are_words() -> None:
    assert [t.name for t in tags('<b>x</b> <a href="y">z</a> <br/>')] == ["b", "/b", "a", "/a", "br/"]
    assert [t.name for t in tags("<uicontrol>Save</uicontrol>")] == ["uicontrol", "/uicontrol"]
    assert tags("cp <file> <folder>, see <http://example.org/>, a < b > c") == []


def test_links_end_before_the_punctuation_of_the_sentence() -> None:
    text = "See https://example.org/a_(b), or mail me@example.org."
    assert [link.text for link in links(text)] == ["https://example.org/a_(b)", "me@example.org"]


def test_masking_keeps_offsets() -> None:
    assert masked("a %s b", [(2, 4)]) == "a \ufffc\ufffc b"


@given(st.text(alphabet="%{}$<>/()&;#sd1a @.:-", max_size=300))
def test_any_text_passes(text: str) -> None:
    for found in (placeholders(text), tags(text), links(text)):
        assert all(text[p.start : p.end] == p.text for p in found)


def test_hostile_input_is_read_in_one_go() -> None:
    for text in ("<" * 50_000, "<a " * 20_000, "%" * 50_000, "{" * 50_000, "a@" * 30_000, "www." * 20_000):
        placeholders(text)
        tags(text)
        links(text)
