"""How large a difference is, in plain words.

A small p-value says that a difference is no accident, not that anybody would notice it. What a person can
picture is the share of segments in which one system does better, and Cliff's delta (1993) for matched pairs:
that share less the share in which it does worse. Its words are those of Romano et al. (2006).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.translations import N_, _

_SIZES = (
    (0.147, N_("a negligible effect")),
    (0.33, N_("a small effect")),
    (0.474, N_("a medium effect")),
    (1.0, N_("a large effect")),
)
_LOOKED_AT = 10_000
"""Segments compared at most, at even distances."""


@dataclass(frozen=True, slots=True)
class Effect:
    """In how many segments a system does better, worse, and neither; never all zero."""

    better: int
    worse: int
    alike: int

    @property
    def delta(self) -> float:
        """Share of better segments less the share of worse ones, -1 to 1."""
        return (self.better - self.worse) / (self.better + self.worse + self.alike)

    @property
    def size(self) -> str:
        """The size in words."""
        return _(next(words for bound, words in _SIZES if abs(self.delta) < bound or bound == 1.0))

    @property
    def words(self) -> str:
        """The effect as a clause for a person."""
        total = self.better + self.worse + self.alike
        return _(
            "better in {better:.0%} of the segments, worse in {worse:.0%}: {size}",
            better=self.better / total,
            worse=self.worse / total,
            size=self.size,
        )


NONE = Effect(0, 0, 1)
"""Nothing to tell apart."""


def evenly(count: int) -> slice:
    """The segments that are looked at, of so many."""
    return slice(None, None, -(-count // _LOOKED_AT))


def effect(system: Sequence[float], baseline: Sequence[float], *, higher_is_better: bool) -> Effect:
    """Compare segment by segment.

    Args:
        system: a score a segment.
        baseline: the other system's scores of the same segments.
        higher_is_better: false for an error rate.
    """
    higher = sum(ours > theirs for ours, theirs in zip(system, baseline, strict=True))
    lower = sum(ours < theirs for ours, theirs in zip(system, baseline, strict=True))
    better, worse = (higher, lower) if higher_is_better else (lower, higher)
    return Effect(better, worse, len(system) - better - worse)
