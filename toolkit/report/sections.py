"""The frame of the page: heading, verdict, figures, findings, and the provenance at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.formats import UNSURE
from toolkit.model import Finding, Severity, Units
from toolkit.report import charts
from toolkit.report.change import change
from toolkit.report.contents import Report, Translation
from toolkit.report.marked import SEVERITY_CLASS
from toolkit.report.markup import Html, element, join
from toolkit.report.parts import section
from toolkit.report.scores import direction, readings, signature
from toolkit.report.summary import SEVERITIES, CheckGroup, Summary
from toolkit.report.wording import Wording
from toolkit.report.writing import language_name
from toolkit.translations import Translated, worded

FINDINGS_SHOWN = 25
"""Findings listed under one check; the table of units shows all."""

CARDS = 6
"""Figures that stand in one row; of more, the scores have a row of their own."""

MOSTLY = 3
"""Checks named in the verdict."""

_SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.INFO: "i"}
_VERDICT_SIGNS = {"error": "✕", "warning": "!", "clean": "✓", "empty": "–"}


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


def verdict(report: Report, figures: Summary, words: Wording) -> Html:
    """One plain sentence, what else to know, and the findings by severity."""
    sentence = words(
        f"verdict.{figures.verdict}",
        errors=words.count("count.error", figures.severities[Severity.ERROR]),
        warnings=words.count("count.warning", figures.severities[Severity.WARNING]),
        units=extent(figures, words),
    )
    more = readings(report, words)
    often = sorted(figures.checks, key=lambda group: -len(group.findings))[:MOSTLY]
    if len(figures.checks) > 1:
        checks = ", ".join(f"{group.check} ({words.number(len(group.findings))})" for group in often)
        more.append(words("verdict.mostly", checks=checks))
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


def extent(figures: Summary, words: Wording) -> str:
    """How much was looked at: "27 units", or "2 translations of 27 units"."""
    units = words.count("count.unit", figures.units)
    if figures.translations == 1:
        return units
    return words(
        "verdict.of", translations=words.count("count.translation", figures.translations), units=units
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
    scored: list[tuple[str, str, str]] = []
    if not report.others:
        scored = [(s.metric, words.number(s.value, 1), direction(s, words)) for s in report.scores[:3]]
    elif report.comparisons:
        metric = report.comparisons[0].metric
        scored = [
            (t.name, words.number(s.value, 1), s.metric)
            for t in report.translations[:6]
            for s in t.scores
            if s.metric == metric
        ]
    rows = [[*cards, *scored]] if len(cards) + len(scored) <= CARDS else [cards, scored]
    return section("summary", words("summary.title"), "", *map(_cards, filter(None, rows)))


def _cards(cards: Sequence[tuple[str, str, str]]) -> Html:
    """Figures side by side, as (name, figure, detail)."""
    items = (
        element("div", element("dt", name), element("dd", value), element("dd", detail, class_="detail"))
        for name, value, detail in cards
    )
    return element("dl", *items, class_="cards")


def findings(report: Report, figures: Summary, places: Mapping[str, tuple[str, int]], words: Wording) -> Html:
    """The findings by category and check.

    Args:
        report: what to show.
        figures: its summary.
        places: anchor and row of each unit id.
        words: the page's language.
    """
    if not figures.checks:
        content = element("p", words("findings.none"), class_="good")
        return section("findings", words("findings.title"), "", content)
    categories: dict[str, list[CheckGroup]] = {}
    for group in figures.checks:
        categories.setdefault(group.category, []).append(group)
    most = max(len(group.findings) for group in figures.checks)
    translations = report.translations
    parts: list[Html] = []
    for category, groups in categories.items():
        parts.append(element("h3", words.known(f"category.{category}", category)))
        parts.extend(_check(group, most, translations, places, words) for group in groups)
    return section("findings", words("findings.title"), words("findings.about"), *parts)


def _check(
    group: CheckGroup,
    most: int,
    translations: Sequence[Translation],
    places: Mapping[str, tuple[str, int]],
    words: Wording,
) -> Html:
    shown = list(zip(group.findings, group.systems, strict=True))[:FINDINGS_SHOWN]
    rest = len(group.findings) - len(shown)
    by_system = (
        ", ".join(
            f"{translation.name} {words.number(group.systems.count(index))}"
            for index, translation in enumerate(translations)
        )
        if len(translations) > 1
        else ""
    )
    return element(
        "details",
        element(
            "summary",
            severity_sign(group.severity, words),
            element(
                "span",
                element("b", group.check),
                element(
                    "small", words("findings.unit", id=shown[0][0].unit), ": ", _said(shown[0][0], words)
                ),
                class_="check",
            ),
            charts.bar(len(group.findings) / most, SEVERITY_CLASS[group.severity]),
            element(
                "span",
                words.count("count.finding", len(group.findings)),
                element("small", element("bdi", by_system)) if by_system else "",
                class_="number",
            ),
        ),
        element(
            "ul",
            *(
                _finding(
                    finding, translations[system], places.get(finding.unit), len(translations) > 1, words
                )
                for finding, system in shown
            ),
        ),
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


def _finding(
    finding: Finding,
    translation: Translation,
    place: tuple[str, int] | None,
    several: bool,
    words: Wording,
) -> Html:
    name = words("findings.unit", id=finding.unit)
    return element(
        "li",
        severity_sign(finding.severity, words),
        element("a", name, href=f"#{place[0]}") if place else element("bdi", name),
        " ",
        join([element("bdi", translation.name, class_="who"), " "]) if several else "",
        finding_words(finding, translation.texts[place[1]] if place else "", words),
    )


def finding_words(finding: Finding, target: str, words: Wording) -> Html:
    """The message, the values it does not already name, and what the fix changes in ``target``."""
    message = worded(finding.message, words.language)  # whatever the locale of whoever made the page
    parts = [_said(finding, words)]
    values = [value for value in finding.values if value and value not in message]
    if values:
        parts.append(join((element("code", value, dir="auto") for value in values), " · "))
    if finding.fix is not None:
        fix = join([words("findings.fix"), ": ", change(target, finding.fix)])
        parts.append(element("span", fix, class_="fix"))
    return join(parts, " ")


def _said(finding: Finding, words: Wording) -> Html:
    """The message in the page's language, or in English, and then it says so."""
    message = worded(finding.message, words.language)
    foreign = words.language != "en" and not isinstance(message, Translated)
    return element("bdi", message, lang="en" if foreign else None)


def provenance(report: Report, words: Wording) -> Html:
    """Everything needed to make the report again."""
    rows: list[tuple[str, Html]] = []
    if report.created:
        rows.append((words("provenance.created"), element("time", report.created, datetime=report.created)))
    if report.command:
        rows.append((words("provenance.command"), _command(report.command)))
    for key, (code, name) in zip(("source", "target"), _sides(report.units), strict=True):
        file = element("bdi", name or words("page.unnamed"))
        rows.append(
            (
                words(f"provenance.{key}"),
                join([file, join([language_name(code, words), element("code", f"({code})")], " ")], ", "),
            )
        )
    if report.others or report.references:
        for key, found in (("translation", report.translations), ("reference", report.references)):
            rows += [(words(f"provenance.{key}"), element("bdi", each.name)) for each in found if each.name]
    labels = {score.metric: score.signature for t in report.translations for score in t.scores}
    labels |= {f"{c.metric}, {words('scores.p')}": c.signature for c in report.comparisons if c.signature}
    for metric, label in labels.items():
        rows.append((words("provenance.signature", metric=metric), signature(label)))
    rows.append((words("provenance.fingerprint"), element("code", report.fingerprint)))
    for name, value in (*report.provenance.items(), *report.units.properties.items()):
        rows.append((name, element("code", value)))
    items = (
        element("div", element("dt", join(name.split("/"), Html("/<wbr>"))), element("dd", value))
        for name, value in rows
    )
    return section(
        "provenance",
        words("provenance.title"),
        words("provenance.about"),
        element("dl", *items, class_="provenance"),
    )


def _command(typed: str) -> Html:
    """A command whose lines break between its words, not after the hyphens of an option."""
    return element("code", join((element("span", word) for word in typed.split(" ")), " "))
