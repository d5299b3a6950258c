"""The report as Markdown, short enough for a comment on a pull request."""

from __future__ import annotations

import re

from toolkit.formats import UNSURE
from toolkit.model import Severity
from toolkit.report.contents import Report
from toolkit.report.scores import difference, readings
from toolkit.report.sections import extent
from toolkit.report.summary import Summary, summarise
from toolkit.report.wording import Wording, wording
from toolkit.translations import worded

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
    parts = [f"### {_text(report.title)}", _verdict(report, figures, words)]
    if report.evaluation or any(translation.scores for translation in report.translations):
        parts.append(_scores(report, words))
    if figures.checks:
        parts.append(_findings(report, figures, words))
    return "\n\n".join(parts) + "\n"


def _verdict(report: Report, figures: Summary, words: Wording) -> str:
    sentence = words(
        f"verdict.{figures.verdict}",
        errors=words.count("count.error", figures.severities[Severity.ERROR]),
        warnings=words.count("count.warning", figures.severities[Severity.WARNING]),
        units=extent(figures, words),
    )
    lines = [f"{_VERDICT_SIGNS[figures.verdict]} **{sentence}**"]
    lines += [_text(line) for line in readings(report, words)]
    if figures.aligned and figures.unaligned:
        lines.append(words.count("count.alone", figures.unaligned))
    if figures.low_confidence:
        lines.append(words.count("count.low", figures.low_confidence, limit=words.number(UNSURE, 1)))
    return " ".join(lines)


def _scores(report: Report, words: Wording) -> str:
    several = bool(report.others)
    compared = {(each.system, each.metric): each for each in report.comparisons}
    heads = [words("scores.metric"), *([words("scores.system")] if several else [])]
    heads += [words("scores.value"), words("scores.interval")]
    heads += [words("scores.difference"), words("scores.p")] if compared else []
    heads.append(words("scores.signature"))
    rules = ["---", *(["---"] if several else []), "--:", ":-:", *(["--:", "--:"] if compared else []), "---"]
    lines = [f"| {' | '.join(heads)} |", f"|{'|'.join(rules)}|"]
    metrics = dict.fromkeys(s.metric for t in report.translations for s in t.scores)
    rows = [(t, s) for metric in metrics for t in report.translations for s in t.scores if s.metric == metric]
    for translation, score in rows:
        interval = " – ".join(words.number(end, 1) for end in score.interval) if score.interval else ""
        cells = [_text(score.metric), *([_text(translation.name)] if several else [])]
        cells += [words.number(score.value, 1), interval]
        if compared:
            found = compared.get((translation.name, score.metric))
            cells += (
                [difference(found, words), words.number(found.p_corrected, 4)]
                if found is not None
                else ["", ""]
            )
        # A bar would end the cell and a backtick the code, even inside it.
        signature = _CONTROLS.sub(" ", score.signature).replace("|", "\\|").replace("`", "'")
        lines.append(f"| {' | '.join([*cells, f'`{signature}`'])} |")
    empty = " |" * (len(heads) - 3 - several)
    if report.evaluation:
        for key, agreement in (("strict", report.evaluation.strict), ("lax", report.evaluation.lax)):
            name = f"{words('gold.f1')}, {words(f'gold.{key}').lower()}"
            counts = f"{words.number(agreement.hits_precision)} / {words.number(agreement.total_precision)}"
            lines.append(f"| {name} |{' |' * several} {words.number(agreement.f1, 3)} |{empty} {counts} |")
    return "\n".join(lines)


def _findings(report: Report, figures: Summary, words: Wording) -> str:
    several = bool(report.others)
    names = [report.name, *(translation.name for translation in report.others)]
    ordered = [
        (finding, names[system])
        for group in figures.checks
        for finding, system in zip(group.findings, group.systems, strict=True)
    ]
    ordered.sort(key=lambda found: list(_SIGNS).index(found[0].severity))
    shown = ordered[:FINDINGS_SHOWN]
    system = f" {words('scores.system')} |" if several else ""
    lines = [
        f"<details><summary>{words.count('count.finding', len(ordered))}</summary>",
        "",
        f"| | {words('units.number')} |{system} {words('findings.check')} | {words('findings.title')} |",
        f"|---|---|{'---|' * several}---|---|",
    ]
    for finding, name in shown:
        cells = [_text(finding.unit), *([_text(name)] if several else [])]
        cells += [_text(finding.check), _text(worded(finding.message, words.language))]
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
