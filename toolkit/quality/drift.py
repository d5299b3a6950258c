"""Where two files that should match line by line begin to differ in step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.text.words import fold, words
from toolkit.translations import _, ngettext

_WINDOW = 3
"""Lines looked at together: one line alone may match its neighbour by chance."""
_REACH = 5
"""Largest shift tried at one place."""
_MARGIN = 0.15
"""How much better a shifted reading must match before the files are said to drift."""


@dataclass(frozen=True, slots=True)
class Drift:
    """The first place where two streams lose step.

    ``line`` is 1-based. ``extra`` lines at that place stand only in the hypothesis if positive, only in the
    reference if negative.
    """

    line: int
    extra: int

    @property
    def advice(self) -> str:
        """The place, as a clause for the user."""
        side = _("translation") if self.extra > 0 else _("reference")
        return ngettext(
            "they seem to drift apart at line {line:,}, where {count:,} line stands only in the {side}",
            "they seem to drift apart at line {line:,}, where {count:,} lines stand only in the {side}",
            abs(self.extra),
            line=self.line,
            side=side,
        )


def first_drift(hypotheses: Sequence[str], references: Sequence[str]) -> Drift:
    """The first line after which one stream, shifted, matches the other better than in step.

    Lines are compared by the words they share, in linear time. Where no shift helps, the surplus is taken to
    stand at the end of the longer stream.
    """
    short = min(len(hypotheses), len(references))
    left = [_bag(line) for line in hypotheses]
    right = [_bag(line) for line in references]
    for at in range(short):
        if left[at] == right[at]:
            continue
        best, shift = _likeness(left, right, at, at) + _MARGIN, 0
        for step in range(1, _REACH + 1):
            for extra in (step, -step):
                score = _likeness(left, right, at + max(extra, 0), at - min(extra, 0))
                if score > best:
                    best, shift = score, extra
        if shift:
            return Drift(at + 1, shift)
    return Drift(short + 1, len(hypotheses) - len(references))


def _bag(line: str) -> frozenset[str]:
    return frozenset(fold(word.text) for word in words(line)) | frozenset(
        piece for piece in line.split() if any(map(str.isdigit, piece))
    )


def _likeness(left: list[frozenset[str]], right: list[frozenset[str]], i: int, j: int) -> float:
    """Mean share of common words over a window; 0 past either end."""
    pairs = list(zip(left[i : i + _WINDOW], right[j : j + _WINDOW], strict=False))
    shares = (len(a & b) / max(len(a), len(b)) if a and b else float(a == b) for a, b in pairs)
    return sum(shares) / len(pairs) if pairs else 0.0
