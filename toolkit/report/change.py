"""What a fix changes, without what it leaves alone."""

from __future__ import annotations

from itertools import takewhile

from toolkit.report.markup import Html, element


def change(old: str, new: str) -> Html:
    """The words taken out of ``old`` and those put in for ``new``, an ellipsis for what stays around them."""
    start = _common(old, new)
    after = min(_common(old[::-1], new[::-1]), min(len(old), len(new)) - start)
    if any(_inside_word(text, start) for text in (old, new)):
        start = old.rfind(" ", 0, start) + 1
    if any(_inside_word(text, len(text) - after) for text in (old, new)):
        space = new.find(" ", len(new) - after)
        after = len(new) - space if space >= 0 else 0
    gone, come = old[start : len(old) - after], new[start : len(new) - after]
    parts = [
        "… " if start else "",
        element("del", gone) if gone else "",
        " " if gone and come else "",
        element("ins", come) if come else "",
        " …" if after else "",
    ]
    return element("bdi", *parts)


def _common(left: str, right: str) -> int:
    """Length of the common beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1] != " " and text[at] != " "
