"""Which words keep company across the two sides of a corpus.

Nothing is known beforehand, so it works for any two languages. A word of one side and a word of the other go
together as far as they stand in the same pairs more often than chance would have it. Whoever asks about a
pair that was learned from must not hear what that pair itself has said: it is taken out of the counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from toolkit.languages import Language
from toolkit.text.tokens import pieces, read

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Keys = npt.NDArray[np.unsignedinteger[Any]]

_SMOOTH = 0.5
"""Pairs beyond those counted in which any two words are taken to have met as chance has it."""
_MOST = 5.0
"""Cap of an association, in nats."""
_REMEMBERED = 50_000
"""Pieces of texts that were not learned from, of which the words are remembered; then they are forgotten."""
_BLOCK = 1 << 20
"""Keys counted at once."""


class Words:
    """The words of one side, numbered as they are met.

    Args:
        language: of the side.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self._numbers: dict[str, int] = {}
        self._pieces: dict[str, tuple[int, ...]] = {}
        self._others: dict[str, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def learn(self, text: str) -> Ints:
        """The distinct words of a text, those not met before with new numbers."""
        found: set[int] = set()
        for piece in pieces(text):
            known = self._pieces.get(piece)
            if known is None:
                keys = (token.key for token in read(piece, self._language, cut=True))
                known = tuple(self._numbers.setdefault(key, len(self._numbers)) for key in keys)
                self._pieces[piece] = known
            found.update(known)
        return np.array(sorted(found), dtype=np.int64)

    def known(self, text: str) -> Ints:
        """The distinct words of a text that were met before."""
        found: set[int] = set()
        for piece in pieces(text):
            known = self._pieces.get(piece)
            if known is None:
                keys = (token.key for token in read(piece, self._language, cut=True))
                known = tuple(self._numbers[key] for key in keys if key in self._numbers)
            found.update(known)
        return np.array(sorted(found), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well the words of two texts go together, each side seen from the other.

    Attributes:
        source: mean association of the source's words with the best of the target's, in nats.
        target: the same for the target's words.
        words: how many words of both sides something is known of.
    """

    source: float
    target: float
    words: int


class Company:
    """What was learned from some pairs.

    Args:
        pairs: the words of both sides of each pair, as numbers of :class:`Words`.
        sizes: how many words there are on either side.
    """

    def __init__(self, pairs: Sequence[tuple[Ints, Ints]], sizes: tuple[int, int]) -> None:
        self._count = len(pairs)
        self._of_source = np.zeros(sizes[0])
        self._of_target = np.zeros(sizes[1])
        for ours, theirs in pairs:
            self._of_source[ours] += 1
            self._of_target[theirs] += 1
        # A word met once tells only of the pair it stands in; the others are numbered close together.
        self._rows, height = _close(self._of_source)
        self._columns, self._width = _close(self._of_target)
        kind = np.uint32 if height * self._width < 1 << 32 else np.uint64
        self._rows, self._columns = self._rows.astype(kind), self._columns.astype(kind)
        self._keys, self._met = _counted(self._meetings(pairs, height - 1))

    def _meetings(self, pairs: Sequence[tuple[Ints, Ints]], once: int) -> Keys:
        """The key of every meeting of two words of a pair that were both met more than once."""
        most = sum(len(ours) * len(theirs) for ours, theirs in pairs)
        made = np.empty(most, self._rows.dtype)  # what is not written to takes no memory
        at = 0
        for ours, theirs in pairs:
            rows, columns = self._rows[ours], self._columns[theirs]
            keys = self._joined(rows[rows < once], columns[columns < self._width - 1]).ravel()
            made[at : at + len(keys)] = keys
            at += len(keys)
        return made[:at]

    def _joined(self, rows: Keys, columns: Keys) -> Keys:
        """Keys of all words of one text with all of another [rows, columns]."""
        keys: Keys = rows[:, None] * self._rows.dtype.type(self._width) + columns
        return keys

    def fit(self, ours: Ints, theirs: Ints, *, learned: bool = False, own: bool = True) -> Fit:
        """How well two texts go together.

        Args:
            ours: words of the source.
            theirs: words of the target.
            learned: both stand in pairs that were learned from, whose say is left out.
            own: they stand in the same one.
        """
        less = float(learned)
        source, target = self._of_source[ours] - less, self._of_target[theirs] - less
        ours, source = ours[source > 0], source[source > 0]
        theirs, target = theirs[target > 0], target[target > 0]
        if not len(ours) or not len(theirs) or not len(self._keys):
            return Fit(0.0, 0.0, 0)
        wanted = self._joined(self._rows[ours], self._columns[theirs])
        at = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        met = np.where(self._keys[at] == wanted, self._met[at], 0) - (less if own else 0.0)
        chance = source[:, None] * target / max(1.0, self._count - less)
        gain = np.log((np.maximum(met, 0.0) + _SMOOTH) / (chance + _SMOOTH)).clip(0.0, _MOST)
        return Fit(float(gain.max(axis=1).mean()), float(gain.max(axis=0).mean()), len(ours) + len(theirs))


def _close(counts: Floats) -> tuple[Keys, int]:
    """Numbers without gaps for words met more than once, a last one for all others; how many numbers."""
    often = counts > 1
    number = int(np.count_nonzero(often))
    return np.where(often, np.cumsum(often) - 1, number).astype(np.uint64), number + 1


def _counted(keys: Keys) -> tuple[Keys, npt.NDArray[np.uint32]]:
    """The distinct keys, ascending, and how often each occurs; in the place of the keys, which are many."""
    keys.sort()
    first = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    met = np.empty(int(np.count_nonzero(first)), dtype=np.uint32)
    done = 0
    for begin in range(0, len(keys), _BLOCK):
        at = np.flatnonzero(first[begin : begin + _BLOCK])
        now = slice(done, done + len(at))
        keys[now] = keys[begin + at]  # they never go where others are still to be read
        met[now] = begin + at
        done += len(at)
    met[:-1] = met[1:] - met[:-1]
    met[-1:] = len(keys) - met[-1:]
    return keys[:done].copy(), met
