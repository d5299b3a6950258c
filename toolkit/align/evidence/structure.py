"""Layout: headings translate headings, and paragraphs end where their translations end."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from toolkit.align.band import Band
from toolkit.align.profile import FREELY, NEVER, OVER_BLOCK, OVER_KIND, Floats, Profile
from toolkit.align.search import BeadType
from toolkit.model import Kind

_SAME_KIND = 0.9
"""How often a segment and its translation are laid out as the same kind of block."""
_SAME_END = 0.85
"""How often a translation ends its paragraph where the original does."""
_JOIN = {FREELY: 0.0, OVER_BLOCK: math.log(0.05), OVER_KIND: math.log(0.01), NEVER: -1e6}
"""Log-probability that one bead spans such a border."""


@dataclass(frozen=True, slots=True)
class StructureModel:
    """What layout says in one pair of documents.

    Attributes:
        kinds: evidence of a source kind meeting a target kind [kinds, kinds].
        ends: evidence of block ends meeting: rows no or yes for the source, columns for the target [2, 2].
        weigh: unless this, only borders that no bead may span are looked at.
    """

    kinds: Floats
    ends: Floats
    weigh: bool

    @classmethod
    def of(cls, source: Profile, target: Profile, weigh: bool) -> StructureModel:
        """From how the two documents are laid out."""
        return cls(_kind_table(source, target), _end_table(source, target), weigh)

    def scores(self, band: Band, types: tuple[BeadType, ...], source: Profile, target: Profile) -> Floats:
        """Log-likelihood ratio of each bead type ending at each node [types, n + 1, width]."""
        columns = np.minimum(band.grid(), band.columns)
        rows = np.arange(band.rows + 1)
        out = np.zeros((len(types), band.rows + 1, band.width))
        if not band.rows or not band.columns:
            return out
        kinds = self.kinds if self.weigh and self.kinds.any() else None
        left, right = _borders(source, self.weigh), _borders(target, self.weigh)
        last, closing = np.maximum(rows - 1, 0), np.maximum(columns - 1, 0)
        if self.weigh and self.ends.any():
            out += self.ends[source.ends[last].astype(int)[:, None], target.ends[closing].astype(int)]
        for plane, (a, b) in enumerate(types):
            first = np.clip(rows - a, 0, band.rows - 1)
            opening = np.clip(columns - b, 0, band.columns - 1)
            if kinds is not None:
                out[plane] += kinds[source.kinds[first][:, None], target.kinds[opening]]
            if a > 1 and left[-1]:
                out[plane] += (left[last] - left[np.minimum(first, last)])[:, None]
            if b > 1 and right[-1]:
                out[plane] += right[closing] - right[np.minimum(opening, closing)]
        return out


def _borders(side: Profile, weigh: bool) -> Floats:
    """Summed log-probabilities of the borders before each segment [n]."""
    costs = np.array([_JOIN[code] if weigh or code == NEVER else 0.0 for code in sorted(_JOIN)])
    return np.concatenate(([0.0], np.cumsum(costs[side.joins])))


def _kind_table(source: Profile, target: Profile) -> Floats:
    """Evidence of a source kind meeting a target kind [kinds, kinds]."""
    number = len(Kind)
    left = (np.bincount(source.kinds, minlength=number) + 0.5) / (len(source) + 0.5 * number)
    right = (np.bincount(target.kinds, minlength=number) + 0.5) / (len(target) + 0.5 * number)
    common = np.sqrt(left * right)
    if min(np.ptp(source.kinds), np.ptp(target.kinds)) == 0:
        # A reader that knows one kind only says nothing by it.
        return np.zeros((number, number))
    table = np.full((number, number), math.log(1 - _SAME_KIND))
    np.fill_diagonal(table, np.log(_SAME_KIND / common + (1 - _SAME_KIND)))
    return table


def _end_table(source: Profile, target: Profile) -> Floats:
    """Evidence of block ends meeting: rows no or yes for the source, columns for the target [2, 2]."""
    if not (source.has_blocks and target.has_blocks):
        return np.zeros((2, 2))
    share = float(np.sqrt(source.ends.mean() * target.ends.mean()))
    both = share * _SAME_END
    one = share - both
    neither = max(1 - both - 2 * one, 1e-3)
    seen = np.array([[neither, one], [one, both]])
    chance = np.outer([1 - share, share], [1 - share, share])
    table: Floats = np.log(seen / chance)
    return table
