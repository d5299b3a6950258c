"""A lexicon learned from a corpus that is aligned already: a translation memory, a catalog, checked beads."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from toolkit.align.evidence import lexicon
from toolkit.align.evidence.translation import Table
from toolkit.align.likely import Likely
from toolkit.align.profile import Profile, profile
from toolkit.align.vocabulary import Phrases
from toolkit.errors import InputError
from toolkit.lexicon import Entry, Lexicon, word_list
from toolkit.model import Document, Unit
from toolkit.text.tokens import TokenKind
from toolkit.translations import _

ENOUGH = 30_000
"""Units that are learned from; of a larger corpus, as many at even distances."""
_LEAST = 0.05
"""How often a word has to be rendered so, and to be what the other renders."""
_SEEN = 2
"""How often a word has to be met."""


def teach(units: Iterable[Unit], source: str, target: str) -> Lexicon:
    """The words that translate each other in some units, with how often they do.

    IBM model 1 in both directions (Brown et al. 1993); what only one direction finds is left aside.

    Args:
        units: those with text on both sides count.
        source: language of their sources.
        target: language of their targets.

    Raises:
        InputError: no unit has text on both sides.
    """
    pairs = [(unit.source, unit.target) for unit in units if unit.source.strip() and unit.target.strip()]
    if not pairs:
        raise InputError(_("no unit has text on both sides"), _("there is nothing to learn from"))
    pairs = pairs[:: -(-len(pairs) // ENOUGH)]
    left, right = (
        _whole_words(Document.of_lines((" ".join(pair[side].split()) for pair in pairs), language))
        for side, language in enumerate((source, target))
    )
    each = np.arange(len(pairs))
    ranges = np.stack((each, each + 1), axis=1)
    none = np.zeros(0, dtype=np.int64)
    likely = Likely(ranges, ranges, np.ones(len(pairs)), none, none)
    forth, back = lexicon.learn(left, right, likely, (_nothing(left, right), _nothing(right, left)), ENOUGH)
    return Lexicon(tuple(_entries(forth, back, left, right)), source, target)


def _whole_words(document: Document) -> Profile:
    phrases = Phrases.of(word.casefold() for word in word_list(document.language))
    return profile(document, boilerplate=True, words=True, phrases=phrases, cut=False)


def _nothing(given: Profile, made: Profile) -> Table:
    none = np.zeros(0, dtype=np.int64)
    return Table.of(len(given.vocabulary), none, none, np.zeros(0), np.zeros(len(made.vocabulary)))


def _entries(forth: Table, back: Table, source: Profile, target: Profile) -> list[Entry]:
    returned = {
        (s, t): p
        for t, s, p in zip(
            back.given().tolist(), back.targets.tolist(), back.probabilities.tolist(), strict=True
        )
    }
    left, right = source.vocabulary, target.vocabulary
    words = [
        kinds == TokenKind.WORD and count >= _SEEN
        for kinds, count in zip(left.kinds.tolist(), left.counts.tolist(), strict=True)
    ]
    found = [
        Entry(left.keys[s], right.keys[t], min(1.0, p))
        for s, t, p in zip(
            forth.given().tolist(), forth.targets.tolist(), forth.probabilities.tolist(), strict=True
        )
        if words[s]
        and right.kinds[t] == TokenKind.WORD
        and p >= _LEAST
        and returned.get((s, t), 0.0) >= _LEAST
    ]
    return sorted(found, key=lambda entry: (entry.source, -entry.weight, entry.target))
