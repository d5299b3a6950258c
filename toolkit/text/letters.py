"""How often letters occur in texts: what bounds their similarity before they are compared one by one.

A common subsequence of two texts has no letter more often than either of them. Letters are counted in
:data:`CLASSES` classes; that letters share one only loosens the bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CLASSES = 64
MOST = 0xFFFF
"""More than this is not counted."""

_CAPITALS, _DIGITS, _MARKS = 27, 41, 42  # first classes; small letters and the space have one each before


def classes(text: str) -> NDArray[np.uint8]:
    """The class of each character of a text, (characters,)."""
    import numpy as np

    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return _classes()[np.minimum(points, 0xFFFF)]


def counts(texts: Sequence[str]) -> NDArray[np.uint16]:
    """How often each class of letters occurs in each text, (texts, CLASSES)."""
    import numpy as np

    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    rows = np.repeat(np.arange(len(texts)) * CLASSES, sizes)
    found = np.bincount(rows + classes("".join(texts)), minlength=len(texts) * CLASSES)
    return np.minimum(found, MOST).astype(np.uint16).reshape(-1, CLASSES)


@cache
def _classes() -> NDArray[np.uint8]:
    """The class of each character of the basic plane.

    The frequent ones of ASCII, which all writing has, are kept apart; neighbours in other alphabets are, too.
    """
    import numpy as np

    table = (np.arange(0x10000) % CLASSES).astype(np.uint8)
    for point in range(128):
        letter = chr(point)
        if letter.islower():
            table[point] = point - ord("a")
        elif letter.isupper():
            table[point] = _CAPITALS + (point - ord("A")) % (_DIGITS - _CAPITALS)
        elif letter.isdigit():
            table[point] = _DIGITS
        else:
            table[point] = _CAPITALS - 1 if letter == " " else _MARKS + point % (CLASSES - _MARKS)
    return table
