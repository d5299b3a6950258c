"""The grammar of a written syllable, for languages whose words are single syllables.

Vietnamese, typed without its diacritics, looks to letter statistics like any Latin text; but each of its
words must be an onset and a rime out of short lists, and other languages break that rule at every third word.
"""

from __future__ import annotations

import math
from functools import cache

from toolkit.languages.data import Identification
from toolkit.languages.prose import without_diacritics

_FRONT = frozenset("eiy")
_VOWELS = frozenset("aeiouy")


class Syllables:
    """Which bare words can be syllables, and how likely each is.

    Args:
        facts: language data with ``onsets`` and ``rimes``.
    """

    def __init__(self, facts: Identification) -> None:
        self._facts = facts
        self._whole = frozenset(without_diacritics(word) for word in facts.frequent)
        self._onsets = sum(facts.onsets.values())
        self._rimes = sum(facts.rimes.values())
        self._longest = max(map(len, facts.onsets)) + max(map(len, facts.rimes))

    def word(self, bare: str) -> float | None:
        """Natural logarithm of the probability of a bare word; ``None`` if it is no syllable."""
        if len(bare) > self._longest:
            return None
        facts = self._facts
        chance = 0.0
        for at in range(len(bare)):
            onset, rime = bare[:at], bare[at:]
            if onset in facts.onsets and rime in facts.rimes and self._agree(onset, rime):
                chance += facts.onsets[onset] / self._onsets * facts.rimes[rime] / self._rimes
        if chance:
            return math.log(chance)
        return math.log(1 / (self._onsets * self._rimes)) if bare in self._whole else None

    def _agree(self, onset: str, rime: str) -> bool:
        """Whether the orthography lets the two meet."""
        facts = self._facts
        if rime in facts.bare_rimes and onset and onset[-1] not in _VOWELS:
            return False
        if onset in facts.front_onsets:
            return rime[0] in _FRONT
        if onset in facts.back_onsets:
            return rime[0] not in _FRONT
        return not onset or onset[-1] != rime[0]


@cache
def _made(code: str) -> Syllables | None:
    from toolkit.languages.data import language

    facts = language(code).identification
    return Syllables(facts) if facts.onsets and facts.rimes else None


def syllables_of(code: str) -> Syllables | None:
    """The syllables of a language (a BCP 47 code), where its data has their grammar."""
    return _made(code)
