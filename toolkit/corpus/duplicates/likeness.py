"""What counts as the same: which texts are compared, and when two of them are alike."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from toolkit.errors import UsageError
from toolkit.model import Unit
from toolkit.translations import _

LEVELS = ("exact", "normalised", "near")
SIDES = ("both", "source", "target")

SHINGLE = 4
"""Characters that are compared together: about a word, so that one word more or less touches few of them."""
_BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class Likeness:
    """When two units are the same.

    Attributes:
        level: ``exact`` compares characters; ``normalised`` letters and digits, without case; ``near`` the
            share of runs of four characters that two texts have in common.
        side: compare ``source``, ``target`` or ``both``.
        threshold: least Jaccard similarity of the runs of characters for ``near``, above 0, at most 1.

    Raises:
        UsageError: a value that is none of these.
    """

    level: str = "near"
    side: str = "both"
    threshold: float = 0.65

    def __post_init__(self) -> None:
        for value, known in ((self.level, LEVELS), (self.side, SIDES)):
            if value not in known:
                raise UsageError(
                    _("'{value}' is not known here", value=value), _("one of {known}", known=", ".join(known))
                )
        if not 0 < self.threshold <= 1:
            raise UsageError(_("a threshold lies above 0 and is at most 1"))

    def text(self, unit: Unit) -> str:
        """What is compared of a unit."""
        sides = {"both": (unit.source, unit.target), "source": (unit.source,), "target": (unit.target,)}
        chosen = sides[self.side]
        return _BETWEEN.join(chosen if self.level == "exact" else map(bare, chosen))

    def same(self, one: str, other: str) -> bool:
        """Whether two such texts are alike."""
        if one == other:
            return True
        if self.level != "near":
            return False
        left, right = shingles(one), shingles(other)
        least, most = sorted((len(left), len(right)))
        # What one has more than the other they cannot share.
        return least >= self.threshold * most and shared(left, right) >= self.threshold


def bare(text: str) -> str:
    """A text's letters, digits and their marks, without case, with one space between words."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    kept = [c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in composed]
    words = "".join(kept).split()
    return " ".join(words) if words else " ".join(text.split())


def similarity(one: str, other: str) -> float:
    """The share of runs of characters in both of those in either (Jaccard 1901), 0 to 1."""
    return shared(shingles(one), shingles(other))


def shared(left: frozenset[str], right: frozenset[str]) -> float:
    """The same of two sets of runs."""
    common = len(left & right)
    return common / (len(left) + len(right) - common)


@lru_cache(maxsize=512)
def shingles(text: str) -> frozenset[str]:
    """The runs of characters of a text; the latest are remembered, since a key has the same first for all."""
    padded = f" {text} "
    return frozenset([padded[at : at + SHINGLE] for at in range(max(1, len(padded) - SHINGLE + 1))])
