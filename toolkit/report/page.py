"""The HTML page: one file, no request, nothing run or styled that its own policy does not name by hash."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib.resources import files

from toolkit.report import sections
from toolkit.report.alignment import alignment
from toolkit.report.anchors import anchors, findings_by_row, rows_by_id
from toolkit.report.browser import browser
from toolkit.report.consistency import consistency
from toolkit.report.contents import Report
from toolkit.report.distributions import distributions
from toolkit.report.gold import gold
from toolkit.report.markup import Html, element, escape
from toolkit.report.scores import scores
from toolkit.report.summary import summarise
from toolkit.report.wording import wording

# A page that is served asks for /favicon.ico unless it names an icon; this one is a picture of two bars and a
# bead between them, in the page itself.
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Cpath d='M2 3h12M2 13h12' stroke='%23777' stroke-width='2'/%3E"
    "%3Cpath d='M3 4h5l5 8H8z' fill='%233a7a8c'/%3E%3C/svg%3E"
)


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
    body = element(
        "body",
        element("a", words("page.skip"), href="#units", class_="skip"),
        sections.heading(report, words),
        sections.contents([(name, words(f"{name}.title")) for name in parts], words),
        Html("\n"),
        element("main", sections.verdict(report, figures, words), Html("\n"), *parts.values()),
        Html("\n"),
        element("footer", element("p", words("page.made_with"))),
        element("script", Html(_asset("report.js"))),
    )
    return f"<!doctype html>\n{element('html', _head(report.title), body, lang=words.language)}\n"


def _head(title: str) -> Html:
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="generator", content="bitext-toolkit"),
        element("title", escape(" ".join(title.split()) or "bitext")),
        element("link", rel="icon", href=_ICON),
        element("style", Html(style)),
        Html("\n"),
    )


@cache
def _asset(name: str) -> str:
    text = (files(__package__) / "assets" / name).read_text(encoding="utf-8")
    # HTML parsers read CRLF as LF, so a hash over a checkout with CRLF would not hold.
    return text.replace("\r\n", "\n")


def _hash(content: str) -> str:
    """A source expression of Content Security Policy, level 2."""
    return "sha256-" + b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
