"""Which of many texts can be similar to one at all, judged by how often letters occur in them.

The counts of letters (:mod:`toolkit.text.letters`) bound the length of a common subsequence from above. The
bound takes a few operations on whole arrays, and rules out nearly everything before texts are compared one by
one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit.text.letters import CLASSES, MOST, counts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AT_ONCE = 4096  # texts whose letters are counted together


class Letters:
    """The letters of many texts.

    Args:
        texts: in the order by which they are asked for.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        import numpy as np

        # (CLASSES, texts): a class is one run of memory, so that it can be taken for all texts at once.
        self._counts: NDArray[np.uint16] = np.empty((CLASSES, len(texts)), np.uint16)
        for start in range(0, len(texts), _AT_ONCE):
            self._counts[:, start : start + _AT_ONCE] = counts(texts[start : start + _AT_ONCE]).T
        self._lengths: NDArray[np.int64] = np.fromiter(map(len, texts), np.int64, len(texts))

    def candidates(self, text: str, threshold: float, first: int, last: int) -> list[int]:
        """The texts ``first`` up to ``last`` whose similarity to a text may reach a threshold.

        Similarity is twice the length of the longest common subsequence, divided by the lengths of both.
        """
        import numpy as np

        wanted = counts([text])[0]
        if int(wanted.sum(dtype=np.int64)) > MOST:  # more than can be counted: no one is ruled out
            return list(range(first, last))
        common = np.zeros(last - first, np.uint16)
        for letter in np.flatnonzero(wanted):
            common += np.minimum(self._counts[letter, first:last], wanted[letter])
        # 2·common ≥ threshold·(a+b), with some room for rounding
        least = self._lengths[first:last] * (threshold / 2) + (threshold * len(text) / 2 - 1e-6)
        return (np.flatnonzero(common >= least) + first).tolist()
