"""A lexicon learned from units."""

from __future__ import annotations

import pytest

from toolkit.align import Options, align
from toolkit.align.teaching import teach
from toolkit.errors import InputError
from toolkit.lexicon import Entry, Lexicon
from toolkit.model import Document, Unit

WORDS = {"cat": "mèo", "dog": "chó", "house": "nhà", "fish": "cá"}
UNITS = [
    Unit(str(k), f"the {one} and the {other}", f"con {WORDS[one]} và con {WORDS[other]}")
    for k, (one, other) in enumerate((a, b) for a in WORDS for b in WORDS if a != b)
]


def test_words_that_go_together_are_learned() -> None:
    found = teach(UNITS, "en", "vi")
    for word, equivalent in WORDS.items():
        # "con mèo" is a word of the word list that ships.
        assert found.equivalents(word)[0] in (equivalent, f"con {equivalent}")
    assert all(0 < entry.weight <= 1 for entry in found.entries)
    assert [entry.source for entry in found.entries] == sorted(entry.source for entry in found.entries)


def test_units_without_text_teach_nothing() -> None:
    with pytest.raises(InputError, match="nothing to learn"):
        teach([Unit("1", "a", ""), Unit("2", " ", "b")], "en", "vi")


def test_a_word_list_of_ones_own_decides_where_nothing_else_does() -> None:
    """Three names of which one is missing; only the word list tells which."""
    others = [f"They came on day {day}." for day in (3, 4, 6, 7)]
    autres = [f"Họ đã đến ngày {day}." for day in (3, 4, 6, 7)]
    source = Document.of_lines([*others[:2], "Blorp was here.", "Snarg was here.", *others[2:]], "en")
    target = Document.of_lines(
        [*autres[:2], "Zumo đã ở đây.", "Kiru đã ở đây.", "Tapi đã ở đây.", *autres[2:]], "vi"
    )
    for missing, (first, second) in {2: ("kiru", "tapi"), 4: ("zumo", "kiru")}.items():
        words = Lexicon((Entry("blorp", first, 1.0), Entry("snarg", second, 1.0)), "en", "vi")
        made = align(source, target, options=Options(lexicons=(words,)))
        assert [bead.target for bead in made.beads if not bead.source] == [(missing,)]
