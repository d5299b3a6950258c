"""The markers of lists: at the beginning of a block, and one after the other within it."""

from __future__ import annotations

import re
from functools import lru_cache

_BULLETS = "•⁃▪▫◦‣●○■□➢➤✓✔★☆"
_START = re.compile(
    rf"\s*(?P<bullet>[{_BULLETS}]\s?)?\(?"
    r"(?P<label>(?:\d{1,3}|[^\W\d_])(?:\.\d{1,3}){0,5}|[ivxIVX]{1,6})?(?P<mark>\.\)|[.)](?!\w))?(?=\s|(?<=[^\W])\S)"
)
_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "abcdđeghiklmnopqrstuvxy")
Span = tuple[int, int]


@lru_cache(maxsize=64)
def clause_marker(words: frozenset[str], pattern: str) -> re.Pattern[str] | None:
    """Finds ``Article 5.``, ``Điều 12.``, ``第五条`` at the beginning of a block, for words of a language."""
    if not words:
        return re.compile(rf"\s*(?:{pattern})[.:)）、 　]?") if pattern else None
    named = "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
    number = r"(?:\d{1,4}(?:\.\d{1,3}){0,4}[a-zđ]?|[IVXLC]{1,8}|[A-Z])"
    inside = rf"|(?:{pattern})[.:)）、 　]?" if pattern else ""
    return re.compile(rf"\s*(?:(?:{named})\s+{number}\s?[.:)](?!\w){inside})", re.IGNORECASE)


def markers(text: str, words: frozenset[str], pattern: str = "") -> tuple[list[Span], list[int]]:
    """The list markers of a block.

    Returns:
        The spans of all markers, and where in the block further items begin: "1. One 2. Two" is two items.
    """
    clause = clause_marker(words, pattern)
    match = clause.match(text) if clause else None
    if match:
        return [match.span()], []
    match = _START.match(text)
    if not match or not (match["bullet"] or (match["label"] and match["mark"])):
        return [], []
    spans = [(match.start(), match.end())]
    items: list[int] = []
    label: str | None = match["label"] if match["mark"] else None
    bullet = (match["bullet"] or "").strip()
    at = match.end()
    while True:
        label = _next(label) if label else None
        if label is None and not bullet:
            break
        numbered = re.escape(label) + re.escape(match["mark"]) + r"(?=\s)" if label else ""
        found = re.compile(rf"(?<=\s){re.escape(bullet)}\s?{numbered}").search(text, at)
        if not found:
            break
        spans.append(found.span())
        items.append(found.start())
        at = found.end()
    return spans, items


def _next(label: str) -> str | None:
    """The label of the item after: ``2`` after ``1``, ``đ`` or ``e`` after ``d``."""
    if label.isdigit():
        return str(int(label) + 1)
    if len(label) == 1 and label.lower() in _ALPHABETS[0][:-1]:
        following = _ALPHABETS[0][_ALPHABETS[0].index(label.lower()) + 1]
        return following.upper() if label.isupper() else following
    return None
