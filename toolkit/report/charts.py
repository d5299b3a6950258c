"""The pictures, as SVG drawn here: no library, no script, colours from the style sheet's classes.

Every picture is hidden from screen readers and stands in a figure with a caption in words and its figures as
a table; links in it are for the mouse, the same places are reached from the table of units by keyboard.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.report.markup import Html, element, join
from toolkit.report.trace import ALONE, Stretch
from toolkit.report.wording import Wording

_WIDTH = 1000.0


def ribbon(
    stretches: Sequence[Stretch], marks: Sequence[tuple[float, str]], links: Sequence[tuple[str, str]]
) -> Html:
    """Bands from the source (top edge) to the target (bottom edge).

    Args:
        stretches: what to draw.
        marks: findings as (position in the target, severity class), drawn as ticks below.
        links: for each stretch the anchor it leads to and the words shown on pointing at it.
    """
    bands = (
        element(
            "a",
            element("title", words),
            element("path", class_=f"band {stretch.style}", d=_band(stretch)),
            href=f"#{anchor}",
            tabindex=-1,
        )
        for stretch, (anchor, words) in zip(stretches, links, strict=True)
    )
    ticks = (
        element(
            "path",
            class_=f"tick {style}",
            d=f"M{_at(place * _WIDTH)} 122v14",
            vector_effect="non-scaling-stroke",
        )
        for place, style in marks
    )
    edges = element("path", class_="edge", d="M0 1H1000M0 115H1000", vector_effect="non-scaling-stroke")
    # Stretches without counterpart are drawn last: a hair's breadth of text missing must not be painted over.
    drawn = sorted(zip(stretches, bands, strict=True), key=lambda pair: pair[0].style == ALONE)
    return element(
        "svg",
        edges,
        *(shape for _, shape in drawn),
        *ticks,
        class_="ribbon",
        viewBox="0 0 1000 138",
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def _band(stretch: Stretch) -> str:
    a, b = _at(stretch.source_start * _WIDTH), _at(stretch.source_end * _WIDTH)
    c, d = _at(stretch.target_start * _WIDTH), _at(stretch.target_end * _WIDTH)
    return f"M{a} 4H{b}C{b} 58 {d} 58 {d} 112H{c}C{c} 58 {a} 58 {a} 4Z"


def dot_plot(stretches: Sequence[Stretch], links: Sequence[tuple[str, str]]) -> Html:
    """The course through both texts: the source runs to the right, the target down."""
    lines = (
        element(
            "a",
            element("title", words),
            element(
                "path",
                class_=f"course {stretch.style}",
                d=f"M{_at(stretch.source_start * 100)} {_at(stretch.target_start * 100)}"
                f"L{_at(stretch.source_end * 100)} {_at(stretch.target_end * 100)}",
                vector_effect="non-scaling-stroke",
            ),
            href=f"#{anchor}",
            tabindex=-1,
        )
        for stretch, (anchor, words) in zip(stretches, links, strict=True)
    )
    grid = element(
        "path",
        class_="grid",
        d="M25 0V100M50 0V100M75 0V100M0 25H100M0 50H100M0 75H100M0 0L100 100",
        vector_effect="non-scaling-stroke",
    )
    frame = element("path", class_="edge", d="M0 0H100V100H0Z", vector_effect="non-scaling-stroke")
    return element("svg", grid, frame, *lines, class_="dots", viewBox="-1 -1 102 102", aria_hidden="true")


def counted(values: Iterable[float], end: float, bins: int, start: float = 0.0) -> list[int]:
    """How many values lie in each of ``bins`` stretches from ``start`` to ``end``, others at the border."""
    counts = [0] * bins
    for value in values:
        counts[min(bins - 1, max(0, int((value - start) / (end - start) * bins)))] += 1
    return counts


def histogram(
    values: Iterable[float],
    end: float,
    classes: Sequence[str],
    words: Wording,
    *,
    digits: int = 0,
    start: float = 0.0,
) -> Html:
    """Columns from ``start`` to ``end``, one for each of ``classes``; others count at the border."""
    bins = len(classes)
    counts = counted(values, end, bins, start)
    top = max(counts) or 1
    width = 300 / bins
    columns = (
        element(
            "rect",
            element("title", words.number(count)),
            class_=f"column {style}",
            x=_at(10 + index * width + 0.75),
            y=_at(130 - 112 * count / top),
            width=_at(width - 1.5),
            height=_at(112 * count / top),
        )
        for index, (count, style) in enumerate(zip(counts, classes, strict=True))
        if count
    )
    labels = (
        element(
            "text",
            words.number(start + share * (end - start), digits).replace("-", "−"),
            x=_at(10 + 300 * share),
            y=147,
            text_anchor="middle",
        )
        for share in (0, 0.5, 1)
    )
    highest = counts.index(max(counts))
    peak = element(
        "text",
        words.number(counts[highest]),
        x=_at(10 + (highest + 0.5) * width),
        y=13,
        text_anchor="middle",
    )
    axis = element("path", class_="edge", d="M10 130.5H310")
    return element(
        "svg", *columns, axis, *labels, peak, class_="histogram", viewBox="0 0 320 152", aria_hidden="true"
    )


def bar(share: float, style: str = "") -> Html:
    """A bar in a table cell, ``share`` (0 to 1) of its width."""
    return element(
        "svg",
        element("rect", width=_at(100 * min(1.0, max(0.0, share))), height=10),
        class_=f"bar {style}".rstrip(),
        viewBox="0 0 100 10",
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def gauge(value: float, interval: tuple[float, float] | None, end: float) -> Html:
    """A figure on a scale from 0 to ``end``, with the whiskers of its interval."""
    place = 4 + 192 * min(1.0, max(0.0, value / end))
    parts = [element("path", class_="grid", d="M4 6V18M52 6V18M100 6V18M148 6V18M196 6V18M4 12H196")]
    if interval:
        low, high = (4 + 192 * min(1.0, max(0.0, limit / end)) for limit in interval)
        parts.append(
            element(
                "path", class_="whisker", d=f"M{_at(low)} 12H{_at(high)}M{_at(low)} 7V17M{_at(high)} 7V17"
            )
        )
    parts.append(element("circle", class_="dot", cx=_at(place), cy=12, r=4))
    return element("svg", join(parts), class_="gauge", viewBox="0 0 200 24", aria_hidden="true")


def _at(value: float) -> str:
    """A coordinate with at most two decimals, always written alike."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
