"""The texts of a memory that are most similar to one: all of them at or above a threshold, none missed.

Similarity is that of gettext's ``msgmerge`` and of rapidfuzz's ``ratio``: twice the length of the longest
common subsequence, divided by the lengths of both. Lengths and counts of letters bound it from above; what
passes is compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from toolkit.memory.profiles import Block, Profiles
from toolkit.text.letters import MOST, counts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MANY = 30_000  # comparisons, from which several processors are worth asking
_STAGES = (0.95, 0.85)  # thresholds to try first where only the best are wanted


class Similar(NamedTuple):
    """A segment of the memory and its similarity, 0 to 1."""

    segment: int
    text: str
    similarity: float


def similar(
    profiles: Profiles, language: int, text: str, threshold: float, enough: int | None = None
) -> list[Similar]:
    """Segments by falling similarity, then by id.

    Args:
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
    bounded = [
        (block, *_bounds(block, text, threshold, shortest, longest))
        for block in profiles.blocks(language, shortest, longest)
    ]
    found: list[Similar] = []
    upper = 2.0
    for lower in (*(stage for stage in _STAGES if enough and stage > threshold), threshold):
        # What can only be less similar than enough that were found already is not compared.
        picked = [
            (block, indices[(bounds >= lower) & (bounds < upper)]) for block, indices, bounds in bounded
        ]
        found += _compared(profiles, picked, text, threshold)
        upper = lower
        if enough and sum(each.similarity >= lower for each in found) >= enough:
            break
    found.sort(key=lambda each: (-each.similarity, each.segment))
    return found[:enough]


def _bounds(
    block: Block, text: str, threshold: float, shortest: int, longest: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Which texts of a block may reach the threshold, and what similarity they can have at most."""
    import numpy as np

    first = int(np.searchsorted(block.lengths, shortest))
    last = int(np.searchsorted(block.lengths, longest, "right"))
    wanted = counts([text])[0]
    both = block.lengths[first:last].astype(np.float32) + len(text)
    if int(wanted.sum(dtype=np.int64)) > MOST:  # more than can be counted: no one is ruled out
        return np.arange(first, last), np.ones(last - first, np.float32)
    common = np.zeros(last - first, np.uint16)
    narrow = block.counts.dtype == np.uint8
    for letter in np.flatnonzero(wanted):
        most = np.uint8(min(int(wanted[letter]), 255)) if narrow else wanted[letter]
        common += np.minimum(block.counts[letter, first:last], most)
    bounds = common * np.float32(2) / both + np.float32(1e-6)  # some room for rounding
    indices = np.flatnonzero(bounds >= threshold)
    return indices + first, bounds[indices]


def _compared(
    profiles: Profiles, picked: list[tuple[Block, NDArray[np.int64]]], text: str, threshold: float
) -> list[Similar]:
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    texts: list[str] = []
    segments: list[int] = []
    for block, indices in picked:
        if len(indices):
            profiles.load(block)
            texts += block.texts(indices.tolist())
            segments += block.segments[indices].tolist()
    if not texts:
        return []
    workers = -1 if len(texts) >= _MANY else 1
    row = cdist([text], texts, scorer=Indel.normalized_similarity, score_cutoff=threshold, workers=workers)[0]
    hits = row.nonzero()[0].tolist()
    # The matrix holds 32-bit floats; what is near the threshold is told exactly.
    exact = [(index, float(Indel.normalized_similarity(text, texts[index]))) for index in hits]
    return [Similar(segments[index], texts[index], value) for index, value in exact if value >= threshold]
