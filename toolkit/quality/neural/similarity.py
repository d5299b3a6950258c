"""How near a translation comes to its reference in meaning: the cosine of their sentence embeddings."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.align.embedding import Provider


class Similarity:
    """The judge ``similarity``.

    Args:
        provider: a model of the align room's embeddings.
    """

    def __init__(self, provider: Provider) -> None:
        self._provider = provider

    @property
    def signature(self) -> str:
        """The model's name and version."""
        return f"model:{self._provider.name.replace('|', ' ')}"

    def judge(
        self, hypotheses: Sequence[str], references: Sequence[Sequence[str]], source: Sequence[str] | None
    ) -> list[float]:
        """The cosine of each translation and its nearest reference, -1 to 1."""
        import numpy as np

        count = len(hypotheses)
        rows = self._provider.encode([*hypotheses, *(line for stream in references for line in stream)])
        rows = np.asarray(rows, dtype=np.float64)
        ours, theirs = rows[:count], rows[count:].reshape(len(references), count, -1)
        nearness = np.einsum("nd,rnd->rn", ours, theirs).max(axis=0)
        return [float(figure) for figure in nearness.clip(-1, 1)]
