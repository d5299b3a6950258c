"""One row of the table of units: its strings in all translations, its bead, its findings.

The markup is as short as HTML allows (closing tags that may be left out are), as each row repeats it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from toolkit.model import Finding, Kind, Score, Unit
from toolkit.report.contents import Report
from toolkit.report.marked import SEVERITY_CLASS, marked
from toolkit.report.markup import Html, element, escape
from toolkit.report.sections import finding_words
from toolkit.report.summary import SEVERITIES, band, confidence_of
from toolkit.report.wording import Wording
from toolkit.report.writing import direction, lang

NOTES_SHOWN = 20
"""Findings written out beside one unit."""

_PREFERRED = ("chrF++", "chrF2++", "chrF", "chrF2")
"""Metrics that say most about a single segment, where there is a choice."""


class Rows:
    """Writes rows; what is the same in every row is worked out once.

    Args:
        report: whose rows.
        columns: names of the columns, in order.
        placed: for each translation the findings of each row.
        words: the page's language.
    """

    def __init__(
        self,
        report: Report,
        columns: Sequence[str],
        placed: Sequence[Mapping[int, Sequence[Finding]]],
        words: Wording,
    ) -> None:
        self._words = words
        self._units = list(report.units)
        self._translations = report.translations
        self._references = report.references
        self._labels = [escape(words("units.reference", name=each.name)) for each in self._references]
        self._stacked = bool(report.others or report.references)
        self._placed = placed
        self._source = _language(report.units.source_language)
        self._target = _language(report.units.target_language)
        self._columns = frozenset(columns)
        self._metric = segment_metric(report)
        self._scores = [_of(translation.scores, self._metric) for translation in self._translations]

    def __call__(self, row: int, name: str) -> str:
        """The markup of row ``row``, 0-based, with the anchor ``name``."""
        unit = self._units[row]
        found = [placed.get(row, ()) for placed in self._placed]
        severities = {finding.severity for findings in found for finding in findings}
        classes = [SEVERITY_CLASS[severity] for severity in SEVERITIES if severity in severities]
        if unit.kind is Kind.HEADING:
            classes.append("heading")
        style = f' class="{" ".join(classes)}"' if classes else ""
        source = marked(
            unit.source,
            ((f.source_span, f) for findings in found for f in findings if f.source_span is not None),
            self._words.language,
        )
        out = f"<tr id={name}{style}><th scope=row><a href=#{name}{self._lines(unit)}>{escape(unit.id)}</a>"
        out += f"<td {self._source}>{source}{self._targets(row, found)}"
        if "type" in self._columns:
            out += f"<td>{escape(unit.type)}" if unit.type != "1-1" else "<td class=u>1-1"
        if "confidence" in self._columns:
            confidence = confidence_of(unit)
            out += (
                "<td>" if confidence is None else f"<td class=c{band(confidence)}>{self._share(confidence)}"
            )
        if "findings" in self._columns:
            out += f"<td>{self._notes(row, unit, found)}"
        return out + "\n"

    def _targets(self, row: int, found: Sequence[Sequence[Finding]]) -> str:
        """The target's cell: one text, or the references and translations one below the other."""
        texts = [
            marked(
                translation.texts[row],
                ((f.target_span, f) for f in findings if f.target_span is not None),
                self._words.language,
            )
            for translation, findings in zip(self._translations, found, strict=True)
        ]
        if not self._stacked:
            return f"<td {self._target}>{texts[0]}{self._figure(0, row)}"
        lines = [
            f"<p class=r><b>{label}</b>{self._span(escape(reference.texts[row]))}"
            for label, reference in zip(self._labels, self._references, strict=True)
        ]
        lines += [
            f"<p><b>{escape(translation.name)}</b>{self._figure(place, row)}{self._span(text)}"
            for place, (translation, text) in enumerate(zip(self._translations, texts, strict=True))
        ]
        return f"<td class=stack>{''.join(lines)}"

    def _span(self, text: Html) -> str:
        return f"<span {self._target}>{text}</span>"

    def _figure(self, place: int, row: int) -> str:
        """The metric of one segment, where it is known and the texts stand one below the other."""
        score = self._scores[place]
        if score is None or not self._stacked or not math.isfinite(score.segments[row]):
            return ""
        value = score.segments[row]
        return f"<data value={value:.2f}>{self._words.number(value, 1)}</data>"

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

    def _notes(self, row: int, unit: Unit, found: Sequence[Sequence[Finding]]) -> str:
        told = [(place, finding) for place, findings in enumerate(found) for finding in findings]
        items = "".join(self._note(row, place, finding) for place, finding in told[:NOTES_SHOWN])
        rest = len(told) - NOTES_SHOWN
        if rest > 0:
            items += f"<li>+ {self._words.number(rest)}"
        notes = f"<ul>{items}</ul>" if items else ""
        if unit.note:
            notes += element("p", element("b", self._words("units.note")), " ", element("bdi", unit.note))
        return notes

    def _note(self, row: int, place: int, finding: Finding) -> str:
        translation = self._translations[place]
        several = len(self._translations) > 1
        who = f"<i>{escape(translation.name)}</i> " if several else ""
        opening = f"<li class={SEVERITY_CLASS[finding.severity]}"
        opening += f" data-system={place}>" if several else ">"
        said = finding_words(finding, translation.texts[row], self._words)
        return f"{opening}<b>{escape(finding.check)}</b> {who}{said}"


def segment_metric(report: Report) -> str | None:
    """The metric shown beside each segment: one that was counted for each, of every translation.

    ``None`` where there is none.
    """
    whole = len(tuple(report.units))
    shared = [
        {score.metric for score in translation.scores if len(score.segments) == whole}
        for translation in report.translations
    ]
    common = [score.metric for score in report.scores if all(score.metric in own for own in shared)]
    return next((metric for metric in _PREFERRED if metric in common), common[0] if common else None)


def _of(scores: Iterable[Score], metric: str | None) -> Score | None:
    return next((score for score in scores if metric is not None and score.metric == metric), None)


def _language(code: str) -> str:
    """The attributes of a text in some language."""
    return f'lang="{escape(lang(code))}" dir={direction(code)}'
