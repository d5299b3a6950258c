"""The HTML page: one file, no request, nothing run or styled that its own policy does not name by hash."""

from __future__ import annotations

from toolkit.report import sections
from toolkit.report.alignment import alignment
from toolkit.report.anchors import anchors, findings_by_row, rows_by_id
from toolkit.report.browser import browser
from toolkit.report.consistency import consistency
from toolkit.report.contents import Report
from toolkit.report.distributions import distributions
from toolkit.report.document import document
from toolkit.report.gold import gold
from toolkit.report.markup import Html, element
from toolkit.report.scores import scores
from toolkit.report.summary import summarise
from toolkit.report.wording import wording

_ICON = (
    "%3Cpath d='M2 3h12M2 13h12' stroke='%23777' stroke-width='2'/%3E"
    "%3Cpath d='M3 4h5l5 8H8z' fill='%233a7a8c'/%3E"
)
"""Two bars and a bead between them."""


def render_html(report: Report, language: str = "en") -> str:
    """The report as one self-contained HTML page; the same report gives the same bytes.

    Args:
        report: what to show.
        language: of the page's own words, one of :func:`toolkit.report.languages`.

    Raises:
        UsageError: no strings for that language.
    """
    words = wording(language)
    figures = summarise(report)
    units = list(report.units)
    names = anchors(units)
    rows = rows_by_id(units)
    placed = [findings_by_row(translation.findings, rows) for translation in report.translations]
    places = {identifier: (names[row], row) for identifier, row in rows.items()}
    parts = {"summary": sections.glance(report, figures, words)}
    if any(translation.scores for translation in report.translations):
        parts["scores"] = scores(report, words)
    if report.evaluation:
        parts["gold"] = gold(report, report.evaluation, words)
    parts["findings"] = sections.findings(report, figures, places, words)
    parts["distributions"] = distributions(report, words)
    if figures.aligned:
        parts["alignment"] = alignment(report, figures, names, placed[0], words)
    parts["consistency"] = consistency(report, names, words)
    parts["units"] = browser(report, figures, names, placed, words)
    parts["provenance"] = sections.provenance(report, words)
    parts = {name: part for name, part in parts.items() if part}
    content = [
        element("a", words("page.skip"), href="#units", class_="skip"),
        sections.heading(report, words),
        sections.contents([(name, words(f"{name}.title")) for name in parts], words),
        Html("\n"),
        element("main", sections.verdict(report, figures, words), Html("\n"), *parts.values()),
        Html("\n"),
        element("footer", element("p", words("page.made_with"))),
    ]
    return document(
        report.title,
        content,
        language=words.language,
        styles=("report.css",),
        scripts=("theme.js", "report.js"),
        icon=_ICON,
    )
