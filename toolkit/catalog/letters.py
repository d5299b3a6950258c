"""Which of many texts can be similar to one at all, judged by how often letters occur in them.

A common subsequence of two texts has no letter more often than either of them, so the counts of letters
bound its length from above. The bound takes a few operations on whole arrays, and rules out nearly everything
before texts are compared one by one. Letters are counted in 32 classes; that only loosens the bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CLASSES = 32
_MOST = 0xFFFF
_AT_ONCE = 4096  # texts whose letters are counted together


class Letters:
    """The letters of many texts.

    Args:
        texts: in the order by which they are asked for.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        import numpy as np

        # (_CLASSES, texts): a class is one run of memory, so that it can be taken for all texts at once.
        self._counts: NDArray[np.uint16] = np.empty((_CLASSES, len(texts)), np.uint16)
        for start in range(0, len(texts), _AT_ONCE):
            self._counts[:, start : start + _AT_ONCE] = _counts(texts[start : start + _AT_ONCE]).T
        self._lengths: NDArray[np.int64] = np.fromiter(map(len, texts), np.int64, len(texts))

    def candidates(self, text: str, threshold: float, first: int, last: int) -> list[int]:
        """The texts ``first`` up to ``last`` whose similarity to a text may reach a threshold.

        Similarity is twice the length of the longest common subsequence, divided by the lengths of both.
        """
        import numpy as np

        wanted = _counts([text])[0]
        if int(wanted.sum(dtype=np.int64)) > _MOST:  # more than can be counted: no one is ruled out
            return list(range(first, last))
        common = np.zeros(last - first, np.uint16)
        for letter in np.flatnonzero(wanted):
            common += np.minimum(self._counts[letter, first:last], wanted[letter])
        # 2·common ≥ threshold·(a+b), with some room for rounding
        least = self._lengths[first:last] * (threshold / 2) + (threshold * len(text) / 2 - 1e-6)
        return (np.flatnonzero(common >= least) + first).tolist()


def _counts(texts: Sequence[str]) -> NDArray[np.uint16]:
    """How often each class of bytes occurs in each text, (texts, _CLASSES)."""
    import numpy as np

    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    sizes = np.fromiter(map(len, encoded), np.int64, len(encoded))
    classes = np.frombuffer(b"".join(encoded), np.uint8) & (_CLASSES - 1)
    rows = np.repeat(np.arange(len(encoded)) * _CLASSES, sizes)
    counts = np.bincount(rows + classes, minlength=len(encoded) * _CLASSES)
    return np.minimum(counts, _MOST).astype(np.uint16).reshape(-1, _CLASSES)
