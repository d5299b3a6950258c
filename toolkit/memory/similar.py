"""The texts of a memory that are most similar to one: all of them at or above a threshold, none missed.

Similarity is that of gettext's ``msgmerge`` and of rapidfuzz's ``ratio``: twice the length of the longest
common subsequence, divided by the lengths of both. It is bounded from above, ever more narrowly: by the
lengths; by how often letters occur, since a common subsequence has no letter more often than either text; by
the common subsequence of the frequent letters and the counts of the others. What passes is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.memory.profiles import Block, Profiles, sketch
from toolkit.text.letters import MOST, counts

if TYPE_CHECKING:
    import sqlite3

    import numpy as np
    from numpy.typing import NDArray

_SLACK = 1e-6  # for rounding
_AT_ONCE = 500  # texts that are fetched together

Run = Callable[..., "sqlite3.Cursor"]


class Similar(NamedTuple):
    """A segment of the memory and its similarity, 0 to 1."""

    segment: int
    text: str
    similarity: float


def similar(
    run: Run, profiles: Profiles, language: int, text: str, threshold: float, enough: int | None = None
) -> list[Similar]:
    """Segments by falling similarity, then by id.

    Args:
        run: executes a statement.
        profiles: of the memory.
        language: its id.
        text: to be compared.
        threshold: 0 (exclusive) to 1.
        enough: so many of the best are wanted; ``None`` for all.
    """
    length = len(text)
    if not length:
        return []
    # 2·min/(a+b) bounds the similarity, so the shorter must have threshold/(2-threshold) of the longer.
    ratio = threshold / (2 - threshold)
    shortest, longest = int(length * ratio), int(length / ratio) + 1
    question = _Question(text, threshold)
    segments: list[int] = []
    for block in profiles.blocks(language, shortest, longest):
        first = int(block.lengths.searchsorted(shortest))
        last = int(block.lengths.searchsorted(longest, "right"))
        if first < last:
            segments += block.segments[question.possible(block, first, last)].tolist()
    found = _compared(run, segments, text, threshold)
    found.sort(key=lambda each: (-each.similarity, each.segment))
    return found[:enough]


class _Question:
    """A text, and what of it is compared with each block."""

    def __init__(self, text: str, threshold: float) -> None:
        import numpy as np

        self._text = text
        self._half = threshold / 2
        self._counts = counts([text])[0]
        self._countable = int(self._counts.sum(dtype=np.int64)) <= MOST
        self._sketches: dict[bytes, bytes] = {}

    def possible(self, block: Block, first: int, last: int) -> NDArray[np.int64]:
        """Those of the texts ``first`` up to ``last`` of a block that may reach the threshold."""
        import numpy as np

        if not self._countable:  # more letters than are counted: no one is ruled out
            return np.arange(first, last)
        # Similarity reaches the threshold where the common subsequence is this long.
        wanted = (block.lengths[first:last] + len(self._text)) * self._half - _SLACK
        rare, common = self._common(block, first, last)
        indices = np.flatnonzero(rare + common >= wanted)
        if not len(indices):
            return indices
        from rapidfuzz.distance import LCSseq
        from rapidfuzz.process import cdist

        mine = self._sketches.get(block.frequent)
        if mine is None:
            mine = self._sketches[block.frequent] = sketch(self._text, block.frequent)
        others = block.sketched((indices + first).tolist())
        shared: NDArray[Any] = cdist([mine], others, scorer=LCSseq.similarity, dtype=np.int32)[0]
        passed: NDArray[np.int64] = indices[shared + rare[indices] >= wanted[indices]] + first
        return passed

    def _common(self, block: Block, first: int, last: int) -> tuple[NDArray[Any], NDArray[Any]]:
        """How many letters each text can have in common with the question, rare ones and frequent ones."""
        import numpy as np

        sums = np.zeros((2, last - first), np.uint16)
        narrow = block.counts.dtype == np.uint8
        for letter in np.flatnonzero(self._counts).tolist():
            mine = int(self._counts[letter])
            most = np.uint8(min(mine, 255)) if narrow else np.uint16(mine)
            sums[int(letter in block.frequent)] += np.minimum(block.counts[letter, first:last], most)
        return sums[0].astype(np.int32), sums[1].astype(np.int32)


def _compared(run: Run, segments: Sequence[int], text: str, threshold: float) -> list[Similar]:
    """Those of some segments that reach the threshold."""
    from rapidfuzz.distance import Indel

    found: list[Similar] = []
    for start in range(0, len(segments), _AT_ONCE):
        part = segments[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(part))
        for segment, other in run(f"SELECT id, text FROM segment WHERE id IN ({marks})", part):
            value = float(Indel.normalized_similarity(text, other, score_cutoff=threshold))
            if value >= threshold:
                found.append(Similar(segment, other, value))
    return found
