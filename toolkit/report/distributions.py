"""The section on distributions: how segments differ in length, in length against the source, and in score."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from toolkit.report import charts
from toolkit.report.contents import Report, Translation
from toolkit.report.markup import Html, element
from toolkit.report.parts import as_table, section
from toolkit.report.scores import scale_end
from toolkit.report.wording import Wording

_BINS = 20
_RATIO_END = 3.0
"""A translation three times as long as its source, and longer ones, stand in the last column."""
_LONGEST_SHOWN = 0.99
"""Share of the segments whose lengths span the scale; what is longer stands in the last column."""


def distributions(report: Report, words: Wording) -> Html:
    """Lengths, length ratios and segment scores, a picture each with its figures as a table.

    Returns:
        The section; "" where there is nothing to draw (fewer than two units).
    """
    units = list(report.units)
    if len(units) < 2:
        return Html("")
    figures: list[Html] = []
    for translation in report.translations:
        for score in translation.scores:
            values = [value for value in score.segments if isfinite(value)]
            if len(values) > 1:
                end = max(scale_end([score]), 100.0)
                title = _named(words("scores.segments", metric=score.metric), translation, report)
                figures.append(_figure(title, values, end, "scores.value", words))
    for translation in report.translations:
        ratios = [
            len(text) / len(unit.source)
            for unit, text in zip(units, translation.texts, strict=True)
            if unit.source and text
        ]
        if len(ratios) > 1:
            title = _named(words("distributions.ratio"), translation, report)
            figures.append(_figure(title, ratios, _RATIO_END, "distributions.ratio_unit", words, digits=2))
    lengths = [("source", [len(unit.source) for unit in units if unit.source])]
    lengths.append(("target", [len(unit.target) for unit in units if unit.target]))
    end = _end([length for _, found in lengths for length in found])
    for side, found in lengths:
        if len(found) > 1:
            figures.append(_figure(words(f"distributions.{side}"), found, end, "distributions.length", words))
    return section(
        "distributions",
        words("distributions.title"),
        words("distributions.about"),
        element("div", *figures, class_="figures"),
    )


def _named(title: str, translation: Translation, report: Report) -> str:
    return f"{title}: {translation.name}" if report.others else title


def _end(lengths: Sequence[int]) -> float:
    """A round number of characters that spans nearly all lengths."""
    if not lengths:
        return float(_BINS)
    place = sorted(lengths)[min(len(lengths) - 1, int(len(lengths) * _LONGEST_SHOWN))]
    return float(-(-place // (2 * _BINS)) * 2 * _BINS)


def _figure(
    title: str, values: Sequence[float], end: float, measure: str, words: Wording, *, digits: int = 0
) -> Html:
    picture = charts.histogram(values, end, ["c"] * _BINS, words, digits=min(digits, 1))
    counts = charts.counted(values, end, _BINS)
    step = end / _BINS
    rows = [
        (f"{words.number(i * step, digits)} – {words.number((i + 1) * step, digits)}", words.number(count))
        for i, count in enumerate(counts)
        if count
    ]
    middle = sorted(values)[len(values) // 2]
    return element(
        "figure",
        element("figcaption", title),
        picture,
        element(
            "p",
            words(
                "distributions.median",
                value=words.number(middle, digits if isinstance(middle, int) else max(digits, 1)),
            ),
            class_="reading",
        ),
        as_table(words, (words(measure), words("alignment.count")), rows),
    )
