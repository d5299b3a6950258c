"""The units themselves: a table to read as it is, and to search, filter and compare where the script runs.

Rows come in sheets of a hundred, each a table of its own. A small report has them all in the page; of a
large one the first sheet stands there, and the other rows follow packed (raw deflate in base64), so that the
file is small and painted before they are looked at. The script unpacks them and inserts them as they come
into sight.
"""

from __future__ import annotations

import zlib
from base64 import b64encode
from collections.abc import Mapping, Sequence

from toolkit.model import Finding
from toolkit.report.contents import Report
from toolkit.report.marked import SEVERITY_CLASS
from toolkit.report.markup import Html, element, escape, join
from toolkit.report.parts import section
from toolkit.report.rows import Rows, segment_metric
from toolkit.report.summary import BANDS, SEVERITIES, Summary
from toolkit.report.wording import Wording
from toolkit.report.writing import language_name

SHEET = 100
"""Rows in one sheet."""

LAID_OUT = 500
"""Up to so many rows stand in the page as they are."""

FIRST = 100
"""Rows of a larger report that do."""


def browser(
    report: Report,
    figures: Summary,
    names: Sequence[str],
    placed: Sequence[Mapping[int, Sequence[Finding]]],
    words: Wording,
) -> Html:
    """The section with all units.

    Args:
        report: what to show.
        figures: its summary.
        names: the anchor of each unit.
        placed: for each translation the findings of each row.
        words: the page's language.
    """
    units = list(report.units)
    columns = ["number", "source", "target"]
    columns += ["type"] if figures.aligned else []
    columns += ["confidence"] if figures.mean_confidence is not None else []
    columns += ["findings"] if any(placed) or any(unit.note for unit in units) else []
    # Names from a catalog need more room than numbers.
    width = "names" if any(len(unit.id) > 5 for unit in units) else "number"
    group = element("colgroup", *(element("col", class_=style) for style in (width, *columns[1:])))
    head = element(
        "thead", element("tr", *(element("th", h, scope="col") for h in _heads(report, columns, words)))
    )
    row = Rows(report, columns, placed, words)
    shown = len(units) if len(units) <= LAID_OUT else FIRST
    sheets = []
    for first in range(0, shown, SHEET):
        last = min(first + SHEET, shown)
        title = words("units.sheet", first=words.number(first + 1), last=words.number(last))
        caption = element("caption", title, class_="unseen")
        rows = "".join(row(i, names[i]) for i in range(first, last))
        sheets.append(
            Html(
                f'<div class="sheet"><table class="units">{caption}{group}{head}'
                f"<tbody>{rows}</tbody></table></div>\n"
            )
        )
    bar = element(
        "div",
        _filters(report, figures, words),
        element("table", group, head, class_="units heads", aria_hidden="true"),
        class_="sticky",
    )
    titles = words("units.sheet", first="{first}", last="{last}")
    return section(
        "units",
        words("units.title"),
        words("units.about"),
        bar,
        element(
            "div",
            Html("".join(sheets)),
            id="sheets",
            data_sheet=titles,
            data_total=len(units),
            data_lower=_lower(report),
        ),
        element("p", words("units.nothing"), id="nothing", hidden=True),
        *(_packed(row, names, shown, words) if shown < len(units) else ()),
        wide=True,
    )


def _packed(row: Rows, names: Sequence[str], shown: int, words: Wording) -> tuple[Html, Html]:
    """The rows that are not in the page, and a word about them for who cannot unpack them.

    Sheets are parted by U+0000, which no row holds.
    """
    sheets = (
        "".join(row(i, names[i]) for i in range(first, min(first + SHEET, len(names))))
        for first in range(shown, len(names), SHEET)
    )
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packer.compress("\0".join(sheets).encode("utf-8")) + packer.flush()
    rest = words("units.packed", n=words.number(len(names) - shown))
    return (
        element("p", rest, id="packed-note", class_="soft"),
        element("template", b64encode(data).decode("ascii"), id="packed"),
    )


def _heads(report: Report, columns: Sequence[str], words: Wording) -> list[Html]:
    codes = {"source": report.units.source_language, "target": report.units.target_language}
    return [
        join([words(f"units.{column}"), ": ", language_name(codes[column], words)])
        if column in codes
        else escape(words(f"units.{column}"))
        for column in columns
    ]


def _filters(report: Report, figures: Summary, words: Wording) -> Html:
    """The form; it appears when the script runs, as it does nothing without."""
    severities = [("", words("units.all")), ("any", words("units.any"))]
    severities += [(SEVERITY_CLASS[s], words(f"units.{s}")) for s in SEVERITIES]
    severities.append(("none", words("units.none")))
    checks = sorted({group.check for group in figures.checks})
    fields = [_select("severity", words("units.severity"), severities)]
    systems = [(str(place), each.name) for place, each in enumerate(report.translations)]
    if report.others:
        options = [("", words("units.every_system")), *systems]
        fields.append(_select("system", words("units.system"), options))
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
    fields += _comparing(report, systems, words)
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
        element(
            "p",
            words("units.keys_compared" if report.others or report.references else "units.keys"),
            class_="keys",
        ),
        id="filters",
        role="search",
        aria_label=words("units.filters"),
        hidden=True,
    )


def _comparing(report: Report, systems: Sequence[tuple[str, str]], words: Wording) -> list[Html]:
    """What to mark the differences from, and what to sort by; nothing where there is one translation only."""
    fields: list[Html] = []
    if report.others or report.references:
        references = [
            (f"r{place}", words("units.reference", name=each.name))
            for place, each in enumerate(report.references)
        ]
        bases = references + ([(f"s{place}", name) for place, name in systems] if report.others else [])
        options = [("", words("units.no_base")), *bases]
        fields.append(_select("base", words("units.base"), options))
    metric = segment_metric(report)
    if metric is not None and (report.others or report.references):
        options = [("", words("units.by_text"))]
        options += [
            (place, words("units.worst_first", system=name or metric, metric=metric))
            for place, name in systems
        ]
        if report.others:
            options.append(("apart", words("units.apart", metric=metric)))
        fields.append(_select("order", words("units.order"), options))
    return fields


def _lower(report: Report) -> bool:
    """Whether of the metric beside the segments lower figures are the better ones."""
    metric = segment_metric(report)
    return any(score.metric == metric and not score.higher_is_better for score in report.scores)


def _select(name: str, label: str, options: Sequence[tuple[str, str]]) -> Html:
    choices = (element("option", shown, value=value) for value, shown in options)
    return element("label", element("span", label), element("select", *choices, name=name))
