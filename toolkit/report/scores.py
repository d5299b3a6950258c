"""The section on scores: every figure with its interval and signature, and how several systems compare."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import TYPE_CHECKING

from toolkit.model import Score
from toolkit.report import charts
from toolkit.report.contents import Report, Translation
from toolkit.report.markup import Html, element, join
from toolkit.report.parts import section
from toolkit.report.wording import Wording
from toolkit.translations import english

if TYPE_CHECKING:
    from toolkit.quality import Comparison


def scores(report: Report, words: Wording) -> Html:
    """The scores: a row a metric, or a row a metric and system with what distinguishes them."""
    several = len(report.translations) > 1
    table = _compared(report, words) if several else _single(report.scores, words)
    return section(
        "scores",
        words("scores.title"),
        words("scores.about"),
        element("div", table, class_="scroll", tabindex=0, role="group", aria_labelledby="scores-title"),
        *(element("p", line, class_="reading") for line in readings(report, words)),
    )


def readings(report: Report, words: Wording) -> list[str]:
    """The comparisons in plain sentences, one or more a system."""
    said: list[str] = []
    for translation in report.others:
        own = [each for each in report.comparisons if each.system == translation.name]
        for better in (True, False, None):
            metrics = [each.metric for each in own if each.better is better]
            if metrics:
                key = {True: "better", False: "worse", None: "unsure"}[better]
                said.append(
                    words(
                        f"scores.{key}",
                        system=translation.name,
                        baseline=report.name,
                        metrics=", ".join(metrics),
                    )
                )
    return said


def direction(score: Score, words: Wording) -> str:
    """Which way is better."""
    return words("scores.higher" if score.higher_is_better else "scores.lower")


def signature(text: str) -> Html:
    """A signature that may break between its parts."""
    return element("code", join(text.split("|"), Html("|<wbr>")))


def scale_end(found: Sequence[Score]) -> float:
    """Where the scale of a metric ends: at 100, or where its highest figure is."""
    figures = [figure for score in found for figure in (score.value, *(score.interval or ()))]
    end: float = max([100.0, *(figure for figure in figures if isfinite(figure))])
    return end


def _interval(score: Score, words: Wording) -> str:
    return " – ".join(words.number(limit, 1) for limit in score.interval) if score.interval else "–"


def _single(found: Sequence[Score], words: Wording) -> Html:
    rows = (
        element(
            "tr",
            element("th", score.metric, element("small", direction(score, words)), scope="row"),
            element("td", words.number(score.value, 1), class_="figure"),
            element("td", charts.gauge(score.value, score.interval, scale_end([score]))),
            element("td", _interval(score, words), class_="number"),
            element("td", signature(score.signature)),
        )
        for score in found
    )
    heads = ("metric", "value", "scale", "interval", "signature")
    return element("table", _head(heads, words), element("tbody", *rows), class_="scores")


def _head(names: Sequence[str], words: Wording) -> Html:
    return element("thead", element("tr", *(element("th", words(f"scores.{n}"), scope="col") for n in names)))


def _compared(report: Report, words: Wording) -> Html:
    compared = {(each.system, each.metric): each for each in report.comparisons}
    metrics = list(dict.fromkeys(s.metric for t in report.translations for s in t.scores))
    heads = ["system", "value", "scale", "interval"]
    heads += ["difference", "p", "effect"] if compared else []
    bodies: list[Html] = []
    for metric in metrics:
        own = [(t, s) for t in report.translations for s in t.scores if s.metric == metric]
        end = scale_end([score for _, score in own])
        first = own[0][1]
        bodies.append(
            element(
                "tbody",
                element(
                    "tr",
                    element(
                        "th",
                        metric,
                        element("small", direction(first, words)),
                        " ",
                        signature(first.signature),
                        colspan=len(heads),
                        scope="rowgroup",
                    ),
                    class_="metric",
                ),
                *(_row(t, s, end, compared, report.name, words) for t, s in own),
            )
        )
    return element("table", _head(heads, words), *bodies, class_="scores")


def _row(
    translation: Translation,
    score: Score,
    end: float,
    compared: dict[tuple[str, str], Comparison],
    baseline: str,
    words: Wording,
) -> Html:
    cells = [
        element("th", element("bdi", translation.name), scope="row"),
        element("td", words.number(score.value, 1), class_="figure"),
        element("td", charts.gauge(score.value, score.interval, end)),
        element("td", _interval(score, words), class_="number"),
    ]
    found = compared.get((translation.name, score.metric))
    if found is not None:
        tone = {True: "better", False: "worse", None: None}[found.better]
        cells += [
            element("td", difference(found, words), class_=f"number {tone}" if tone else "number"),
            element("td", words.number(found.p_corrected, 4), class_="number"),
            element("td", *effect(found, words)),
        ]
    elif compared:
        note = words("scores.baseline") if translation.name == baseline else "–"
        cells.append(element("td", note, colspan=3, class_="minor"))
    return element("tr", *cells)


def difference(found: Comparison, words: Wording) -> str:
    """How far the system's figure lies from the baseline's, with its sign."""
    sign = "+" if found.value > found.baseline else "−" if found.value < found.baseline else "±"
    return sign + words.number(abs(found.value - found.baseline), 1)


def effect(found: Comparison, words: Wording) -> tuple[str, Html]:
    """In how many segments the system does better and worse, and what that amounts to."""
    size = english(found.effect.size)
    total = found.effect.better + found.effect.worse + found.effect.alike
    shares = words(
        "scores.shares",
        better=words.percent(found.effect.better / total),
        worse=words.percent(found.effect.worse / total),
    )
    return shares, element("small", words.known(f"effect.{size}", size))
