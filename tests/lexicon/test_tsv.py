"""Word lists as files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import FormatError, InputError
from toolkit.lexicon import Entry, Lexicon, parse, read, render


def test_a_line_has_a_word_and_equivalents_the_commonest_first() -> None:
    entries = list(parse("# words\ncadre\tcán bộ\n\nterm\tnhiệm kỳ; thuật ngữ\r\n"))
    assert [(entry.source, entry.target) for entry in entries] == [
        ("cadre", "cán bộ"), ("term", "nhiệm kỳ"), ("term", "thuật ngữ"),
    ]  # fmt: skip
    assert entries[0].weight == 1.0
    assert entries[1].weight > entries[2].weight
    assert entries[1].weight + entries[2].weight == pytest.approx(1.0)


def test_a_third_column_is_how_often_the_word_is_rendered_so() -> None:
    assert list(parse("cadre\tcán bộ\t0.25\n")) == [Entry("cadre", "cán bộ", 0.25)]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("cadre cán bộ", "no tab"),
        ("cadre\t", "equivalent is empty"),
        ("\tcán bộ", "word is empty"),
        ("cadre\tcán bộ\tmany", "'many' is not a weight"),
        ("cadre\tcán bộ\t1.5", "'1.5' is not a weight"),
        ("a\tb\t0.5\tc", "more than three columns"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "words.tsv"
    path.write_text(f"a\tb\n{line}\n", encoding="utf-8")
    with pytest.raises(FormatError, match=problem) as caught:
        read(path)
    assert caught.value.line == 2


def test_files_that_are_no_word_lists(tmp_path: Path) -> None:
    empty, latin = tmp_path / "empty.tsv", tmp_path / "latin.tsv"
    empty.write_text("# nothing\n", encoding="utf-8")
    latin.write_bytes("cà\tphê\n".encode("latin-1", "replace"))
    with pytest.raises(InputError, match="no entries"):
        read(empty)
    with pytest.raises(FormatError, match="not UTF-8"):
        read(latin)
    with pytest.raises(InputError):
        read(tmp_path)


word = st.text(st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=6)
entry = st.builds(Entry, word, word, st.sampled_from([0.1, 0.25, 0.5, 1.0]))


@given(st.lists(entry, min_size=1))
def test_what_is_written_is_read_again(entries: list[Entry]) -> None:
    from unicodedata import normalize

    composed = tuple(Entry(normalize("NFC", e.source), normalize("NFC", e.target), e.weight) for e in entries)
    assert tuple(parse(render(Lexicon(composed)))) == composed


def test_looking_up_knows_no_capitals_and_the_likelier_comes_first() -> None:
    lexicon = Lexicon((Entry("Term", "thuật ngữ", 0.2), Entry("term", "nhiệm kỳ", 0.5)), "en", "vi")
    assert lexicon.equivalents("TERM") == ("nhiệm kỳ", "thuật ngữ")
    assert lexicon.reversed().equivalents("nhiệm kỳ") == ("term",)
    assert list(lexicon.headwords()) == ["Term", "term"]
