"""Vectors of runs of consecutive segments: what a bead with several segments on a side is compared by.

A run is encoded as one text, as in vecalign: Thompson and Koehn, *Vecalign: Improved Sentence Alignment in
Linear Time and Space* (EMNLP-IJCNLP 2019), section 3, https://aclanthology.org/D19-1136.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from toolkit.align.embedding.contract import Provider
from toolkit.align.embedding.vectors import Vectors, unit


def spans(texts: Sequence[str], most: int, joiner: str = " ") -> list[str]:
    """The text of every run of 1 to ``most`` consecutive segments.

    First all single segments, then all pairs, and so on, each from the first segment on: run of ``size``
    segments from ``start`` stands at :func:`place`. There are none longer than the document.

    Args:
        texts: the segments of a document [n].
        most: segments in the longest run.
        joiner: what stands between two segments; "" for scripts without spaces.
    """
    bare = [text.strip() for text in texts]
    return [
        joiner.join(filter(None, bare[start : start + size]))
        for size in range(1, min(most, len(bare)) + 1)
        for start in range(len(bare) - size + 1)
    ]


def place(segments: int, start: int, size: int) -> int:
    """Where :func:`spans` has the run of ``size`` segments from ``start``, of a document of ``segments``."""
    shorter = size - 1
    return shorter * (segments + 1) - shorter * size // 2 + start


@dataclass(frozen=True, slots=True)
class Encoded:
    """The vectors of all runs of a document.

    Attributes:
        vectors: ``vectors[size - 1, start]`` is the run of ``size`` segments from ``start``, of unit length;
            zeros where the run would reach past the end, or has no text [most, n, d].
    """

    vectors: Vectors

    @property
    def most(self) -> int:
        """Segments in the longest run."""
        return int(self.vectors.shape[0])

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self.vectors.shape[2])

    def __len__(self) -> int:
        """Number of segments."""
        return int(self.vectors.shape[1])

    def run(self, start: int, stop: int) -> Vectors:
        """The vector of segments ``start`` up to ``stop`` (exclusive) [d]."""
        found: Vectors = self.vectors[stop - start - 1, start]
        return found

    def centred(self) -> Encoded:
        """The same runs without what all segments of this side share: its language, its subject.

        Most of the similarity of small models is that common part, so taking it away tells apart far better
        what is left: Libovický, Rosa and Fraser, *On the Language Neutrality of Pre-trained Multilingual
        Representations* (Findings of EMNLP 2020). Both sides are to be centred, or neither. The mean is drawn
        towards zero as if by one more segment, so that a document of few is not emptied.
        """
        single = self.vectors[0]
        mean = single.sum(axis=0, dtype=np.float64) / (1 + np.count_nonzero(single.any(axis=1)))
        vectors = np.empty_like(self.vectors)
        for size, runs in enumerate(self.vectors):
            vectors[size] = unit(runs - mean)
            vectors[size, ~runs.any(axis=1)] = 0.0
        return Encoded(vectors)

    @classmethod
    def of(
        cls, provider: Provider, texts: Sequence[str], most: int, *, joiner: str = " ", each: bool = True
    ) -> Encoded:
        """The vectors of a document's runs.

        Args:
            provider: the model, best with a cache around it.
            texts: the segments [n].
            most: segments in the longest run, at least 1.
            joiner: what stands between two segments; "" for scripts without spaces.
            each: every run is encoded as a text of its own, ``most`` times the texts. Otherwise only the
                segments are, and runs are sums of theirs weighted with their lengths, which is about what a
                model gives that averages over tokens, and tells runs from their parts half as clearly.
        """
        runs = spans(texts, most if each else 1, joiner)
        rows = unit(provider.encode(runs))
        # What has no text is like nothing, whatever a model makes of it.
        rows[[not text for text in runs]] = 0.0
        if not each:
            return cls.summed(rows, most, [len(text) for text in runs])
        vectors = np.zeros((most, len(texts), rows.shape[1]), dtype=np.float32)
        for size in range(1, min(most, len(texts)) + 1):
            first, count = place(len(texts), 0, size), len(texts) - size + 1
            vectors[size - 1, :count] = rows[first : first + count]
        return cls(vectors)

    @classmethod
    def summed(cls, single: ArrayLike, most: int, weights: ArrayLike | None = None) -> Encoded:
        """Runs as sums of the vectors of their segments, brought to unit length.

        Args:
            single: the vectors of the segments [n, d].
            most: segments in the longest run, at least 1.
            weights: how much each segment counts [n]; all alike by default.

        Raises:
            InputError: a number that is not finite.
        """
        rows = unit(single)
        count = len(rows)
        counted = rows if weights is None else rows * np.asarray(weights, dtype=np.float32)[:, None]
        vectors = np.zeros((most, *rows.shape), dtype=np.float32)
        vectors[:1] = rows
        total = counted.copy()
        for size in range(2, min(most, count) + 1):
            total = total[:-1] + counted[size - 1 :]
            vectors[size - 1, : count - size + 1] = unit(total)
        return cls(vectors)
