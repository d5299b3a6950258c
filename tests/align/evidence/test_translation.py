"""What the words of a bead say."""

from __future__ import annotations

import numpy as np
import pytest

from toolkit.align.band import Band
from toolkit.align.coarse import pooled
from toolkit.align.evidence.translation import Table, scores
from toolkit.align.profile import Floats, Profile, profile
from toolkit.model import Document

TYPES = ((1, 1), (2, 1), (1, 2), (2, 2))


def side(lines: list[str]) -> Profile:
    return profile(Document.of_lines(lines, "en"), boilerplate=True, words=True)


def table(given: Profile, made: Profile, pairs: dict[str, str]) -> Table:
    left, right = given.vocabulary.keys, made.vocabulary.keys
    known = [(left.index(s), right.index(t)) for s, t in pairs.items() if s in left and t in right]
    s, t = (np.array([pair[k] for pair in known], dtype=np.int64) for k in (0, 1))
    caused = np.zeros(len(right))
    caused[t] = 0.5
    return Table.of(len(left), s, t, np.full(len(s), 0.8), caused)


WORDS = {"delete": "xoá", "entry": "mục", "edit": "sửa", "list": "dãy"}
FILLING = ["filler words stand here and there", "so that none of the others is common at all"] * 40


def said(source: list[str], target: list[str]) -> Floats:
    """The evidence of each type of bead at each node [types, n + 1, m + 1]."""
    left, right = side(source + FILLING), side(target + FILLING)
    forth = table(left, right, WORDS)
    back = table(right, left, {t: s for s, t in WORDS.items()})
    return scores(Band.full(len(left), len(right)), TYPES, left, right, forth, back)


def test_words_that_translate_each_other_speak_for_a_bead_and_missing_ones_against_it() -> None:
    evidence = said(["delete", "edit"], ["xoá", "sửa"])[0]
    assert evidence[1, 1] > 1 and evidence[2, 2] > 1
    assert evidence[1, 2] < 0 and evidence[2, 1] < 0


def test_a_word_is_not_the_translation_of_the_same_word_twice() -> None:
    """The title above a sentence is not needed to explain the translation of the sentence."""
    evidence = said(["delete", "delete the entry"], ["xoá mục"])
    single, both = evidence[0, 2, 1], evidence[1, 2, 1]
    assert both == pytest.approx(single, abs=0.3)
    # Where the translation has the word twice too, each explains one.
    twice = said(["delete", "delete the entry"], ["xoá", "xoá mục"])
    assert twice[3, 2, 2] > evidence[1, 2, 1] + 1


def test_passages_are_looked_at_as_segments_are() -> None:
    """A passage of one segment says what the segment says, but for words that stand there again."""
    left, right = side(["delete entry", "edit list", *FILLING]), side(["xoá mục", "sửa dãy", *FILLING])
    tables = table(left, right, WORDS), table(right, left, {t: s for s, t in WORDS.items()})
    band = Band.full(len(left), len(right))
    segments = scores(band, TYPES, left, right, *tables)
    passages = scores(band, TYPES, pooled(left, 1), pooled(right, 1), *tables)
    assert np.allclose(segments[0, 1:, 1:], passages[0, 1:, 1:])
