"""Patterns of paths, as people know them from ``.gitignore``: ``*.po``, ``drafts/**``, ``po/*/vi.po``."""

from __future__ import annotations

import re
from functools import lru_cache

_PARTS = re.compile(r"\*\*/?|\*|\?|\[[!^]?\]?[^\]/]*\]|.", re.DOTALL)


def matches(pattern: str, path: str) -> bool:
    """Whether a pattern is of a path.

    ``*`` and ``?`` stay inside a name, ``**`` spans folders, ``[a-c]`` is one of some characters. A pattern
    without a slash, but at its end, is of a name at any depth; a folder's pattern is of all in it.

    Args:
        pattern: as people write it.
        path: with forward slashes, relative to where the pattern is meant.
    """
    return _expression(pattern).fullmatch(path) is not None


@lru_cache(maxsize=256)
def _expression(pattern: str) -> re.Pattern[str]:
    bare = pattern.strip().removeprefix("./").rstrip("/")
    anywhere = "" if "/" in bare else "(?:.*/)?"
    inside = "".join(map(_translated, _PARTS.findall(bare.removeprefix("/"))))
    try:
        return re.compile(f"{anywhere}{inside}(?:/.*)?", re.DOTALL)
    except re.error:  # "[z-a]": a set that is none is taken as it stands
        return re.compile(f"{anywhere}{re.escape(bare)}(?:/.*)?", re.DOTALL)


def _translated(part: str) -> str:
    if part == "**/":
        return "(?:.*/)?"
    if part == "**":
        return ".*"
    if part == "*":
        return "[^/]*"
    if part == "?":
        return "[^/]"
    if len(part) > 1:
        negated = part[1] in "!^"
        inside = part[2:-1] if negated else part[1:-1]
        escaped = inside.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace("^", "\\^")
        return f"[{'^/' if negated else ''}{escaped}]"
    return re.escape(part)
