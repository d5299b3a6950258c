"""What depends on a word form alone, worked out once for each form.

The same few thousand forms come again and again. A dictionary that fills itself answers for all words of a
text in one call, ``map(recalled.__getitem__, words)``, where a function would be called for each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

MOST = 100_000
"""Forms that are remembered before the memory is emptied."""


class Recalled(dict[_Key, _Value], Generic[_Key, _Value]):
    """A function of one argument, as a dictionary of what it said so far; emptied when it is full.

    Args:
        compute: the function; what it says of an argument must never change.
        most: how many arguments to remember.
    """

    def __init__(self, compute: Callable[[_Key], _Value], most: int = MOST) -> None:
        super().__init__()
        self._compute = compute
        self._most = most

    def __missing__(self, key: _Key) -> _Value:
        if len(self) >= self._most:
            self.clear()
        value = self[key] = self._compute(key)
        return value
