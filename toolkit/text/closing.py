"""What a segment ends in, as a class that means the same in every script."""

from __future__ import annotations

_CLOSERS = " \t\u00a0\u3000\"'”’»›)]}）】］」』》〉*_"
"""Quotation marks, brackets and emphasis that may follow the mark."""
_MARKS = {
    **dict.fromkeys(".。．｡।۔።။។", 1),
    **dict.fromkeys("?？؟\u037e", 2),
    **dict.fromkeys("!！", 3),
    **dict.fromkeys(":：", 4),
    **dict.fromkeys(",;，；、،؛", 5),
    **dict.fromkeys("…⋯", 6),
}
CLASSES = 7
"""Nothing, full stop, question, exclamation, colon, comma or semicolon, ellipsis."""


def closing(text: str) -> int:
    """The class of the mark that ``text`` ends in, 0 for none."""
    bare = text.rstrip(_CLOSERS)
    if bare.endswith("..."):
        return _MARKS["…"]
    return _MARKS.get(bare[-1:], 0)
