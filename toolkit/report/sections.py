"""The upper part of the page: heading, verdict, figures, scores, findings, and the provenance at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite

from toolkit.formats import UNSURE
from toolkit.model import Finding, Score, Severity, Unit, Units
from toolkit.report import charts
from toolkit.report.change import change
from toolkit.report.contents import Report
from toolkit.report.marked import SEVERITY_CLASS
from toolkit.report.markup import Html, element, join
from toolkit.report.summary import SEVERITIES, CheckGroup, Summary
from toolkit.report.wording import Wording
from toolkit.report.writing import language_name

FINDINGS_SHOWN = 25
"""Findings listed under one check; the table of units shows all."""

_SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.INFO: "i"}
_VERDICT_SIGNS = {"error": "✕", "warning": "!", "clean": "✓", "empty": "–"}


def section(name: str, title: str, about: str, *content: str, wide: bool = False) -> Html:
    """A part of the page: its heading and a word about it in the margin, the content beside them."""
    head = element("header", element("h2", title, id=f"{name}-title"), element("p", about) if about else "")
    body = element("div", *content, class_="body")
    return element(
        "section", head, body, id=name, class_="wide" if wide else None, aria_labelledby=f"{name}-title"
    )


def heading(report: Report, words: Wording) -> Html:
    """Title, languages, files and day."""
    units = report.units
    sides = [
        join([language_name(code, words), element("bdi", name, class_="file") if name else ""], " ")
        for code, name in _sides(units)
    ]
    day = element("time", report.created, datetime=report.created) if report.created else ""
    return element(
        "header",
        element("p", words("page.kind"), class_="kind"),
        element("h1", element("bdi", report.title)),
        element(
            "p",
            sides[0],
            element("span", " → ", class_="arrow"),
            sides[1],
            " · " if day else "",
            day,
            class_="sides",
        ),
        element("button", words("page.theme"), type="button", id="theme", hidden=True),
        class_="page",
    )


def _sides(units: Units) -> tuple[tuple[str, str], tuple[str, str]]:
    return (units.source_language, units.source_name), (units.target_language, units.target_name)


def contents(parts: Sequence[tuple[str, str]], words: Wording) -> Html:
    """Links to the sections, given as (anchor, title)."""
    links = (element("li", element("a", title, href=f"#{name}")) for name, title in parts)
    return element("nav", element("ul", *links), aria_label=words("page.contents"))


def verdict(figures: Summary, words: Wording) -> Html:
    """One plain sentence and the findings by severity."""
    sentence = words(
        f"verdict.{figures.verdict}",
        errors=words.count("count.error", figures.severities[Severity.ERROR]),
        warnings=words.count("count.warning", figures.severities[Severity.WARNING]),
        units=words.count("count.unit", figures.units),
    )
    more = []
    if figures.aligned and figures.unaligned:
        more.append(words.count("count.alone", figures.unaligned))
    if figures.low_confidence:
        limit = words.number(UNSURE, 1)
        more.append(words.count("count.low", figures.low_confidence, limit=limit))
    chips = (
        element(
            "li",
            element("span", _SIGNS[severity], class_="sign", aria_hidden="true"),
            words.count(f"count.{severity}", figures.severities[severity]),
            class_=SEVERITY_CLASS[severity] if figures.severities[severity] else "zero",
        )
        for severity in SEVERITIES
    )
    return element(
        "div",
        element("span", _VERDICT_SIGNS[figures.verdict], class_="sign", aria_hidden="true"),
        element(
            "div",
            element("p", sentence, class_="sentence"),
            element("p", " ".join(more), class_="more") if more else "",
        ),
        element("ul", *chips, class_="chips", aria_label=words("verdict.findings")),
        class_=f"verdict {figures.verdict}",
    )


def glance(report: Report, figures: Summary, words: Wording) -> Html:
    """The figures a reader asks for first, as cards."""
    cards = [(words("summary.units"), words.number(figures.units), "")]
    if figures.aligned:
        share = figures.types.get("1-1", 0) / figures.units if figures.units else 0.0
        mean = figures.mean_confidence
        low = words("summary.low", n=words.number(figures.low_confidence), limit=words.number(UNSURE, 1))
        segments = f"{words.number(figures.source_segments)} → {words.number(figures.target_segments)}"
        alone = words(
            "summary.alone_detail",
            source=words.number(figures.source_only),
            target=words.number(figures.target_only),
        )
        cards = [
            (words("summary.segments"), segments, words.count("count.unit", figures.units)),
            (words("summary.one_to_one"), words.percent(share), words("summary.one_to_one_detail")),
            (words("summary.alone"), words.number(figures.unaligned), alone),
            (
                words("summary.confidence"),
                "–" if mean is None else words.number(mean, 2),
                words("summary.no_confidence") if mean is None else low,
            ),
        ]
    if report.evaluation:
        lax = words.number(report.evaluation.lax.f1, 3)
        f1 = words.number(report.evaluation.strict.f1, 3)
        cards.append((words("summary.f1"), f1, words("summary.f1_detail", lax=lax)))
    cards += [(s.metric, words.number(s.value, 1), _direction(s, words)) for s in report.scores[:3]]
    items = (
        element("div", element("dt", name), element("dd", value), element("dd", detail, class_="detail"))
        for name, value, detail in cards
    )
    return section("summary", words("summary.title"), "", element("dl", *items, class_="cards"))


def _direction(score: Score, words: Wording) -> str:
    return words("scores.higher" if score.higher_is_better else "scores.lower")


def signature(score: Score) -> Html:
    """A signature that may break between its parts."""
    return element("code", join(score.signature.split("|"), Html("|<wbr>")))


def scores(found: Sequence[Score], words: Wording) -> Html:
    """Every score with its interval and signature; its spread over the segments where that is known."""
    rows: list[Html] = []
    spreads: list[Html] = []
    for score in found:
        end = max(filter(isfinite, (100.0, score.value, *(score.interval or ()))))
        interval = " – ".join(words.number(limit, 1) for limit in score.interval) if score.interval else ""
        rows.append(
            element(
                "tr",
                element("th", score.metric, element("small", _direction(score, words)), scope="row"),
                element("td", words.number(score.value, 1), class_="figure"),
                element("td", charts.gauge(score.value, score.interval, end)),
                element("td", interval or "–", class_="number"),
                element("td", signature(score)),
            )
        )
        if len(score.segments) > 1:
            picture = charts.histogram(filter(isfinite, score.segments), end, ["c"] * 20, words)
            caption = element("figcaption", words("scores.segments", metric=score.metric))
            spreads.append(element("figure", caption, picture))
    heads = ("metric", "value", "scale", "interval", "signature")
    table = element(
        "table",
        element("thead", element("tr", *(element("th", words(f"scores.{h}"), scope="col") for h in heads))),
        element("tbody", *rows),
        class_="scores",
    )
    return section(
        "scores",
        words("scores.title"),
        words("scores.about"),
        element("div", table, class_="scroll", tabindex=0, role="group", aria_labelledby="scores-title"),
        element("div", *spreads, class_="figures") if spreads else "",
    )


def findings(figures: Summary, places: Mapping[str, tuple[str, Unit]], words: Wording) -> Html:
    """The findings by category and check.

    Args:
        figures: the summary.
        places: anchor and unit of each unit id.
        words: the page's language.
    """
    if not figures.checks:
        content = element("p", words("findings.none"), class_="good")
        return section("findings", words("findings.title"), "", content)
    categories: dict[str, list[CheckGroup]] = {}
    for group in figures.checks:
        categories.setdefault(group.category, []).append(group)
    most = max(len(group.findings) for group in figures.checks)
    parts: list[Html] = []
    for category, groups in categories.items():
        parts.append(element("h3", words.known(f"category.{category}", category)))
        parts.extend(_check(group, most, places, words) for group in groups)
    return section("findings", words("findings.title"), words("findings.about"), *parts)


def _check(group: CheckGroup, most: int, places: Mapping[str, tuple[str, Unit]], words: Wording) -> Html:
    shown = group.findings[:FINDINGS_SHOWN]
    rest = len(group.findings) - len(shown)
    return element(
        "details",
        element(
            "summary",
            severity_sign(group.severity, words),
            element("span", group.check, class_="check"),
            charts.bar(len(group.findings) / most, SEVERITY_CLASS[group.severity]),
            element("span", words.count("count.finding", len(group.findings)), class_="number"),
        ),
        element("ul", *(_finding(finding, places.get(finding.unit), words) for finding in shown)),
        element("p", words.count("count.more", rest)) if rest else "",
        element(
            "p", element("button", words("findings.show"), type="button", data_check=group.check, hidden=True)
        ),
        class_="check",
    )


def severity_sign(severity: Severity, words: Wording) -> Html:
    """A sign for the eye, a word for the ear."""
    return element(
        "span",
        element("span", _SIGNS[severity], aria_hidden="true"),
        element("span", words(f"severity.{severity}"), class_="unseen"),
        class_=f"sign {SEVERITY_CLASS[severity]}",
    )


def _finding(finding: Finding, place: tuple[str, Unit] | None, words: Wording) -> Html:
    name = words("findings.unit", id=finding.unit)
    return element(
        "li",
        severity_sign(finding.severity, words),
        element("a", name, href=f"#{place[0]}") if place else element("bdi", name),
        " ",
        finding_words(finding, place[1].target if place else "", words),
    )


def finding_words(finding: Finding, target: str, words: Wording) -> Html:
    """The message, the values it does not already name, and what the fix changes in ``target``."""
    parts = [element("bdi", finding.message)]
    values = [value for value in finding.values if value and value not in finding.message]
    if values:
        parts.append(join((element("code", value, dir="auto") for value in values), " · "))
    if finding.fix is not None:
        parts.append(join([words("findings.fix"), ": ", change(target, finding.fix)]))
    return join(parts, " ")


def provenance(report: Report, words: Wording) -> Html:
    """Everything needed to make the report again."""
    rows: list[tuple[str, Html]] = []
    if report.created:
        rows.append((words("provenance.created"), element("time", report.created, datetime=report.created)))
    if report.command:
        rows.append((words("provenance.command"), element("code", report.command)))
    for key, (code, name) in zip(("source", "target"), _sides(report.units), strict=True):
        file = element("bdi", name or words("page.unnamed"))
        rows.append(
            (
                words(f"provenance.{key}"),
                join([file, join([language_name(code, words), element("code", f"({code})")], " ")], ", "),
            )
        )
    for score in report.scores:
        rows.append((words("provenance.signature", metric=score.metric), signature(score)))
    rows.append((words("provenance.fingerprint"), element("code", report.fingerprint)))
    for name, value in (*report.provenance.items(), *report.units.properties.items()):
        rows.append((name, element("code", value)))
    items = (element("div", element("dt", name), element("dd", value)) for name, value in rows)
    return section(
        "provenance",
        words("provenance.title"),
        words("provenance.about"),
        element("dl", *items, class_="provenance"),
    )
