"""Metrics that a model computes: :mod:`~toolkit.quality.neural.comet`, and the similarity of embeddings.

They are extras. No model is fetched by itself: each is named by a path on this machine, or by the spec of the
align room's embeddings.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

__all__ = ["Judge"]


class Judge(Protocol):
    """A model that gives each segment of a translation a figure."""

    @property
    def signature(self) -> str:
        """Model and versions, as ``key:value|…``."""

    def judge(
        self, hypotheses: Sequence[str], references: Sequence[Sequence[str]], source: Sequence[str] | None
    ) -> list[float]:
        """A figure a segment, higher for better.

        Args:
            hypotheses: the translation.
            references: streams of references, each as long; with several, the best of each segment counts.
            source: the source, as long, or ``None``.
        """
