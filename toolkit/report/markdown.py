"""The report as Markdown, short enough for a comment on a pull request."""

from __future__ import annotations

import re

from toolkit.formats import UNSURE
from toolkit.model import Severity
from toolkit.report.contents import Report
from toolkit.report.summary import Summary, summarise
from toolkit.report.wording import Wording, wording

FINDINGS_SHOWN = 25
"""Findings in the comment; worst first."""

_LONGEST = 240
_SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "ℹ️"}
_VERDICT_SIGNS = {"error": "❌", "warning": "⚠️", "clean": "✅", "empty": "–"}
_ACTIVE = re.compile(r"([\\`*_{}\[\]()<>#+!|~$&])")
# "@name" and "#12" would notify people and link issues; an empty comment between keeps them text.
_CALLS = re.compile(r"(@|\\#)(?=\w)")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def render_markdown(report: Report, language: str = "en") -> str:
    """The verdict, the scores and the worst findings as GitHub-flavoured Markdown.

    Raises:
        UsageError: no strings for that language.
    """
    words = wording(language)
    figures = summarise(report)
    parts = [f"### {_text(report.title)}", _verdict(figures, words)]
    if report.scores or report.evaluation:
        parts.append(_scores(report, words))
    if report.findings:
        parts.append(_findings(report, figures, words))
    return "\n\n".join(parts) + "\n"


def _verdict(figures: Summary, words: Wording) -> str:
    sentence = words(
        f"verdict.{figures.verdict}",
        errors=words.count("count.error", figures.severities[Severity.ERROR]),
        warnings=words.count("count.warning", figures.severities[Severity.WARNING]),
        units=words.count("count.unit", figures.units),
    )
    lines = [f"{_VERDICT_SIGNS[figures.verdict]} **{sentence}**"]
    if figures.aligned and figures.unaligned:
        lines.append(words.count("count.alone", figures.unaligned))
    if figures.low_confidence:
        lines.append(words.count("count.low", figures.low_confidence, limit=words.number(UNSURE, 1)))
    return " ".join(lines)


def _scores(report: Report, words: Wording) -> str:
    lines = [
        f"| {words('scores.metric')} | {words('scores.value')} | {words('scores.interval')} |"
        f" {words('scores.signature')} |",
        "|---|--:|:-:|---|",
    ]
    for score in report.scores:
        interval = " – ".join(words.number(end, 1) for end in score.interval) if score.interval else ""
        # A bar would end the cell and a backtick the code, even inside it.
        signature = _CONTROLS.sub(" ", score.signature).replace("|", "\\|").replace("`", "'")
        lines.append(
            f"| {_text(score.metric)} | {words.number(score.value, 1)} | {interval} | `{signature}` |"
        )
    if report.evaluation:
        for key, agreement in (("strict", report.evaluation.strict), ("lax", report.evaluation.lax)):
            name = f"{words('gold.f1')}, {words(f'gold.{key}').lower()}"
            counts = f"{words.number(agreement.hits_precision)} / {words.number(agreement.total_precision)}"
            lines.append(f"| {name} | {words.number(agreement.f1, 3)} | | {counts} |")
    return "\n".join(lines)


def _findings(report: Report, figures: Summary, words: Wording) -> str:
    ordered = [finding for group in figures.checks for finding in group.findings]
    ordered.sort(key=lambda finding: list(_SIGNS).index(finding.severity))
    shown = ordered[:FINDINGS_SHOWN]
    lines = [
        f"<details><summary>{words.count('count.finding', len(ordered))}</summary>",
        "",
        f"| | {words('units.number')} | {words('findings.check')} | {words('findings.title')} |",
        "|---|---|---|---|",
    ]
    for finding in shown:
        cells = (_text(finding.unit), _text(finding.check), _text(finding.message))
        lines.append(f"| {_SIGNS[finding.severity]} | {' | '.join(cells)} |")
    if len(ordered) > len(shown):
        lines += ["", words("markdown.more", n=words.number(len(ordered) - len(shown)))]
    return "\n".join([*lines, "", "</details>"])


def _text(text: str) -> str:
    """Plain text that Markdown shows as it is, on one line, cut if it is long."""
    line = " ".join(_CONTROLS.sub(" ", text).split())
    if len(line) > _LONGEST:
        line = line[: _LONGEST - 1] + "…"
    return _CALLS.sub(r"\1<!-- -->", _ACTIVE.sub(r"\\\1", line))
