"""The section on distributions: how segments differ in length, in length against the source, and in score."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from toolkit.model import Score
from toolkit.report import charts
from toolkit.report.contents import Report, Translation
from toolkit.report.markup import Html, element
from toolkit.report.parts import as_table, section
from toolkit.report.rows import segment_metric
from toolkit.report.scores import scale_end
from toolkit.report.wording import Wording

_BINS = 20
_DIFFERENCES = 21
"""Columns of differences: an odd number, as what is about alike stands in the middle one."""
_RATIO_END = 3.0
"""A translation three times as long as its source, and longer ones, stand in the last column."""
_LONGEST_SHOWN = 0.99
"""Share of the segments whose lengths span the scale; what is longer stands in the last column."""


def distributions(report: Report, words: Wording) -> Html:
    """Segment scores, length ratios and lengths, a picture each with its figures as a table.

    Several translations stand below one another in one picture; of the metric beside the segments there is
    also how far they are apart.

    Returns:
        The section; "" where there is nothing to draw (fewer than two units).
    """
    units = list(report.units)
    if len(units) < 2:
        return Html("")
    several = bool(report.others)
    figures: list[Html] = []
    for metric in dict.fromkeys(score.metric for each in report.translations for score in each.scores):
        own = [
            (each, score) for each in report.translations for score in each.scores if score.metric == metric
        ]
        streams = [(each.name, [v for v in score.segments if isfinite(v)]) for each, score in own]
        end = max(scale_end([score for _, score in own]), 100.0)
        figures += _figure(words("scores.segments", metric=metric), streams, end, "scores.value", words)
        if several and metric == segment_metric(report):
            figures += [_apart(own[0], other, words) for other in own[1:]]
    ratios = [
        (
            each.name,
            [
                len(text) / len(unit.source)
                for unit, text in zip(units, each.texts, strict=True)
                if unit.source and text
            ],
        )
        for each in report.translations
    ]
    title = words("distributions.ratio")
    figures += _figure(title, ratios, _RATIO_END, "distributions.ratio_unit", words, digits=2)
    lengths = [(each.name, [len(text) for text in each.texts if text]) for each in report.translations]
    source = [len(unit.source) for unit in units if unit.source]
    end = _end([*source, *(length for _, own in lengths for length in own)])
    for side, found in (("source", [("", source)]), ("target", lengths)):
        figures += _figure(words(f"distributions.{side}"), found, end, "distributions.length", words)
    return section(
        "distributions",
        words("distributions.title"),
        words("distributions.about"),
        element("div", *figures, class_="figures"),
    )


def _end(lengths: Sequence[int]) -> float:
    """A round number of characters that spans nearly all lengths."""
    if not lengths:
        return float(_BINS)
    place = sorted(lengths)[min(len(lengths) - 1, int(len(lengths) * _LONGEST_SHOWN))]
    return float(-(-place // (2 * _BINS)) * 2 * _BINS)


def _figure(
    title: str,
    streams: Sequence[tuple[str, Sequence[float]]],
    end: float,
    measure: str,
    words: Wording,
    *,
    digits: int = 0,
) -> list[Html]:
    """A picture of the streams below one another, on one scale; none where there is little to show."""
    drawn = [(name, values) for name, values in streams if len(values) > 1]
    if not drawn:
        return []
    several = len(drawn) > 1
    columns = [charts.counted(values, end, _BINS) for _, values in drawn]
    step = end / _BINS
    rows = [
        (
            f"{words.number(i * step, digits)} – {words.number((i + 1) * step, digits)}",
            *(words.number(counts[i]) for counts in columns),
        )
        for i in range(_BINS)
        if any(counts[i] for counts in columns)
    ]
    heads = (words(measure), *((name for name, _ in drawn) if several else (words("alignment.count"),)))
    parts: list[Html] = []
    for name, values in drawn:
        middle = sorted(values)[len(values) // 2]
        shown = words.number(middle, digits if isinstance(middle, int) else max(digits, 1))
        said = words("distributions.median", value=shown)
        label = [element("bdi", name), " · ", said] if several else [said]
        parts += [
            charts.histogram(values, end, ["c"] * _BINS, words, digits=min(digits, 1)),
            element("p", *label, class_="reading"),
        ]
    return [element("figure", element("figcaption", title), *parts, as_table(words, heads, rows))]


def _apart(first: tuple[Translation, Score], other: tuple[Translation, Score], words: Wording) -> Html:
    """How far apart two translations are segment by segment: the better half and the worse one."""
    (baseline, ours), (system, theirs) = first, other
    found = [
        after - before
        for before, after in zip(ours.segments, theirs.segments, strict=True)
        if isfinite(before) and isfinite(after)
    ]
    reach = max(10.0, -(-max(map(abs, found), default=0.0) // 10) * 10)
    width = 2 * reach / _DIFFERENCES
    middle = _DIFFERENCES // 2
    signs = ["worse"] * middle + ["c"] + ["better"] * middle
    counts = charts.counted(found, reach, _DIFFERENCES, -reach)
    rows = [
        (
            " … ".join(_signed(-reach + place * width, words) for place in (index, index + 1)),
            words.number(count),
        )
        for index, count in enumerate(counts)
        if count
    ]
    title = words("distributions.apart", metric=ours.metric, system=system.name, baseline=baseline.name)
    return element(
        "figure",
        element("figcaption", title),
        charts.histogram(
            found,
            reach,
            signs if ours.higher_is_better else signs[::-1],
            words,
            start=-reach,
        ),
        element("p", words("distributions.apart_text", system=system.name), class_="reading"),
        as_table(words, (words("scores.difference"), words("alignment.count")), rows),
    )


def _signed(value: float, words: Wording) -> str:
    return f"{'−' if value < 0 else '+'}{words.number(abs(value), 1)}"
