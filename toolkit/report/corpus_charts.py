"""Columns of counts, as SVG drawn here; the figures stand beside them in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.report.markup import Html, element
from toolkit.report.parts import as_table
from toolkit.report.wording import Wording

_WIDTH, _HEIGHT, _LEFT, _TOP = 300.0, 112.0, 10.0, 18.0


def columns(title: str, axis: str, bins: Sequence[tuple[str, int]], note: str, words: Wording) -> Html:
    """A figure with a column for each of the bins.

    Args:
        title: its caption.
        axis: what the names of the bins count.
        bins: name and count of each, in order.
        note: a word below the picture, "" for none.
        words: the page's language.
    """
    top = max(count for _name, count in bins) or 1
    width = _WIDTH / len(bins)
    foot = _TOP + _HEIGHT
    shapes = [
        element(
            "rect",
            element("title", f"{name}: {words.number(count)}"),
            class_="column c",
            x=_at(_LEFT + at * width + width * 0.06),
            y=_at(foot - _HEIGHT * count / top),
            width=_at(width * 0.88),
            height=_at(_HEIGHT * count / top),
        )
        for at, (name, count) in enumerate(bins)
        if count
    ]
    highest = max(range(len(bins)), key=lambda at: bins[at][1])
    # The figure above the highest column is kept inside the picture.
    place = min(max(_LEFT + (highest + 0.5) * width, _LEFT + 22), _LEFT + _WIDTH - 22)
    peak = element("text", words.number(bins[highest][1]), x=_at(place), y=13, text_anchor="middle")
    step = max(1, (len(bins) + 4) // 5)
    labels = [
        element(
            "text", bins[at][0], x=_at(_LEFT + (at + 0.5) * width), y=_at(foot + 15), text_anchor="middle"
        )
        for at in range(0, len(bins), step)
    ]
    edge = element("path", class_="edge", d=f"M{_at(_LEFT)} {_at(foot + 0.5)}H{_at(_LEFT + _WIDTH)}")
    drawn = element(
        "svg", *shapes, edge, *labels, peak, class_="histogram", viewBox="0 0 320 152", aria_hidden="true"
    )
    rows = [(name, words.number(count)) for name, count in bins if count]
    return element(
        "figure",
        element("figcaption", title),
        drawn,
        element("p", note, class_="soft") if note else "",
        as_table(words, (axis, words("name.count")), rows),
    )


def binned(counts: Mapping[int, int], width: int, end: int, words: Wording) -> list[tuple[str, int]]:
    """Counts of whole numbers from 0 in bins of a width; ``end`` and beyond in the last one."""
    bins = [0] * (end // width + 1)
    for value, count in counts.items():
        bins[min(value // width, len(bins) - 1)] += count
    last = max((at for at, count in enumerate(bins) if count), default=0)
    return [(str(at * width) if width > 1 else words.number(at), count) for at, count in enumerate(bins)][
        : last + 1
    ]


def median(counts: Mapping[int, int]) -> int:
    """The middle one of the numbers that were counted; of two the lower."""
    half = (sum(counts.values()) + 1) // 2
    for value in sorted(counts):
        half -= counts[value]
        if half <= 0:
            return value
    return 0


def _at(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
