"""The comment by which a filled entry says where its translation is from, and how sure that is.

It has one form, ``# fill: 0.87 similar, memory.tmx``, so that it can be searched for and taken away again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.catalog.catalog import Catalog
from toolkit.catalog.edit import Replacement, apply
from toolkit.catalog.lexer import pieces
from toolkit.catalog.model import Entry, State

_COMMENT = re.compile(r"fill: ([01]\.[0-9]{2}) ([a-z]+)(?:, .*)?")


def filled_comment(score: float, kind: str, origin: str = "", alternatives: int = 1) -> str:
    """The comment, without a line break."""
    line = f"# fill: {score:.2f} {kind}"
    if origin:
        line += f", {' '.join(origin.split())}"
    return line + (f", the most frequent of {alternatives} translations" if alternatives > 1 else "")


def filled_as(entry: Entry) -> tuple[float, str] | None:
    """Score and kind of a filled entry, ``None`` for one that has no such comment."""
    for line in entry.comments:
        found = _COMMENT.fullmatch(line)
        if found is not None:
            return float(found[1]), found[2]
    return None


def without_comments(catalog: Catalog, *, reviewed: bool = False) -> Catalog:
    """The catalog without these comments.

    Args:
        catalog: any.
        reviewed: take them only from entries that are no longer fuzzy.
    """
    changes = list(_removals(catalog, reviewed))
    if not changes:
        return catalog
    data = apply(catalog.to_bytes(), catalog.text, catalog.charset, changes, catalog.path)
    return Catalog(data, catalog.path, lenient=catalog.lenient)


def _removals(catalog: Catalog, reviewed: bool) -> Iterator[Replacement]:
    text = catalog.text
    for entry in catalog:
        if "# fill: " not in entry.head or (reviewed and entry.state is State.FUZZY):
            continue
        for _, start, end, _, keyword, _, string in pieces(text, entry.start):
            if keyword != "#":
                break
            if _COMMENT.fullmatch((string or "").removeprefix("# ").rstrip("\r")):
                line = text.rfind("\n", 0, start) + 1
                yield Replacement(line, text.find("\n", end) + 1 or len(text), "")
