"""The units themselves: a table to read as it is, and to search and filter where the script runs.

Rows come in sheets of a hundred, each a table of its own, so that a browser lays out only what is in sight.
Their markup is as short as HTML allows (closing tags that may be left out are), as each row repeats it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from toolkit.model import Finding, Kind, Unit
from toolkit.report.contents import Report
from toolkit.report.marked import SEVERITY_CLASS, marked
from toolkit.report.markup import Html, element, escape, join
from toolkit.report.sections import finding_words, section
from toolkit.report.summary import BANDS, SEVERITIES, Summary, band, confidence_of
from toolkit.report.wording import Wording
from toolkit.report.writing import direction, lang, language_name

SHEET = 100
"""Rows in one sheet."""

LAID_OUT = 500
"""Up to so many rows a browser may lay out all at once, which keeps the scroll bar true."""

NOTES_SHOWN = 20
"""Findings written out beside one unit."""


def browser(
    report: Report,
    figures: Summary,
    names: Sequence[str],
    placed: Mapping[int, Sequence[Finding]],
    words: Wording,
) -> Html:
    """The section with all units.

    Args:
        report: what to show.
        figures: its summary.
        names: the anchor of each unit.
        placed: the findings of each row.
        words: the page's language.
    """
    units = list(report.units)
    columns = ["number", "source", "target"]
    columns += ["type"] if figures.aligned else []
    columns += ["confidence"] if figures.mean_confidence is not None else []
    columns += ["findings"] if placed or any(unit.note for unit in units) else []
    row = _Row(report, columns, words)
    # Names from a catalog need more room than numbers.
    width = "names" if any(len(unit.id) > 5 for unit in units) else "number"
    group = element("colgroup", *(element("col", class_=style) for style in (width, *columns[1:])))
    head = element(
        "thead", element("tr", *(element("th", h, scope="col") for h in _heads(report, columns, words)))
    )
    style = "sheet many" if len(units) > LAID_OUT else "sheet"
    sheets = []
    for first in range(0, len(units), SHEET):
        last = min(first + SHEET, len(units))
        title = words("units.sheet", first=words.number(first + 1), last=words.number(last))
        caption = element("caption", title, class_="unseen")
        rows = "".join(row(units[i], names[i], placed.get(i, ())) for i in range(first, last))
        sheets.append(
            Html(
                f'<div class="{style}"><table class="units">{caption}{group}{head}'
                f"<tbody>{rows}</tbody></table></div>\n"
            )
        )
    bar = element(
        "div",
        _filters(figures, words),
        element("table", group, head, class_="units heads", aria_hidden="true"),
        class_="sticky",
    )
    return section(
        "units",
        words("units.title"),
        words("units.about"),
        bar,
        *sheets,
        element("p", words("units.nothing"), id="nothing", hidden=True),
        wide=True,
    )


def _heads(report: Report, columns: Sequence[str], words: Wording) -> list[Html]:
    codes = {"source": report.units.source_language, "target": report.units.target_language}
    return [
        join([words(f"units.{column}"), ": ", language_name(codes[column], words)])
        if column in codes
        else escape(words(f"units.{column}"))
        for column in columns
    ]


class _Row:
    """Writes one row; what is the same in every row is worked out once."""

    def __init__(self, report: Report, columns: Sequence[str], words: Wording) -> None:
        self._words = words
        self._source = _cell(report.units.source_language)
        self._target = _cell(report.units.target_language)
        self._type = "type" in columns
        self._confidence = "confidence" in columns
        self._findings = "findings" in columns

    def __call__(self, unit: Unit, name: str, findings: Sequence[Finding]) -> str:
        severities = {finding.severity for finding in findings}
        classes = [SEVERITY_CLASS[severity] for severity in SEVERITIES if severity in severities]
        if unit.kind is Kind.HEADING:
            classes.append("heading")
        style = f' class="{" ".join(classes)}"' if classes else ""
        source = marked(unit.source, ((f.source_span, f) for f in findings if f.source_span is not None))
        target = marked(unit.target, ((f.target_span, f) for f in findings if f.target_span is not None))
        row = f"<tr id={name}{style}><th scope=row><a href=#{name}{self._lines(unit)}>{escape(unit.id)}</a>"
        row += f"{self._source}{source}{self._target}{target}"
        if self._type:
            row += f"<td>{escape(unit.type)}" if unit.type != "1-1" else "<td class=u>1-1"
        if self._confidence:
            confidence = confidence_of(unit)
            row += (
                "<td>" if confidence is None else f"<td class=c{band(confidence)}>{self._share(confidence)}"
            )
        if self._findings:
            row += f"<td>{self._notes(unit, findings)}"
        return row + "\n"

    def _share(self, confidence: float) -> str:
        """Two decimals, rounded down, so that 0.899 does not read as if it were in the band from 0.9."""
        return self._words.number(math.floor(confidence * 100 + 1e-9) / 100, 2)

    def _lines(self, unit: Unit) -> str:
        if unit.source_line is None and unit.target_line is None:
            return ""
        source, target = (
            str(line) if line is not None else "–" for line in (unit.source_line, unit.target_line)
        )
        return f' title="{escape(self._words("units.line", source=source, target=target))}"'

    def _notes(self, unit: Unit, findings: Sequence[Finding]) -> str:
        items = "".join(
            f"<li class={SEVERITY_CLASS[finding.severity]}><b>{escape(finding.check)}</b> "
            f"{finding_words(finding, unit.target, self._words)}"
            for finding in findings[:NOTES_SHOWN]
        )
        rest = len(findings) - NOTES_SHOWN
        if rest > 0:
            items += f"<li>+ {self._words.number(rest)}"
        notes = f"<ul>{items}</ul>" if items else ""
        if unit.note:
            notes += element("p", element("b", self._words("units.note")), " ", element("bdi", unit.note))
        return notes


def _cell(code: str) -> str:
    """The opening tag of a text cell."""
    return f'<td lang="{escape(lang(code))}" dir={direction(code)}>'


def _filters(figures: Summary, words: Wording) -> Html:
    """The form; it appears when the script runs, as it does nothing without."""
    severities = [("", words("units.all")), ("any", words("units.any"))]
    severities += [(SEVERITY_CLASS[s], words(f"units.{s}")) for s in SEVERITIES]
    severities.append(("none", words("units.none")))
    checks = sorted({group.check for group in figures.checks})
    fields = [_select("severity", words("units.severity"), severities)]
    if checks:
        options = [("", words("units.every_check")), *((check, check) for check in checks)]
        fields.append(_select("check", words("units.check"), options))
    if figures.aligned and len(figures.types) > 1:
        options = [("", words("units.every_type")), *((kind, kind) for kind in figures.types)]
        fields.append(_select("type", words("units.type"), options))
    if figures.mean_confidence is not None:
        options = [("", words("units.every_confidence"))]
        options += [
            (str(index + 1), words("units.below", limit=words.number(border, 1)))
            for index, border in enumerate(BANDS)
        ]
        fields.append(_select("confidence", words("units.confidence"), options))
    search = element(
        "label",
        element("span", words("units.search")),
        element(
            "input", type="search", name="search", placeholder=words("units.search_hint"), autocomplete="off"
        ),
        class_="search",
    )
    return element(
        "form",
        search,
        *fields,
        element("button", words("units.reset"), type="reset"),
        element(
            "output", data_words=words("units.shown", shown="{shown}", total="{total}"), aria_live="polite"
        ),
        element("p", words("units.keys"), class_="keys"),
        id="filters",
        role="search",
        aria_label=words("units.filters"),
        hidden=True,
    )


def _select(name: str, label: str, options: Sequence[tuple[str, str]]) -> Html:
    choices = (element("option", shown, value=value) for value, shown in options)
    return element("label", element("span", label), element("select", *choices, name=name))
