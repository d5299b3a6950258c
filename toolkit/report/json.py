"""The report for programs.

Keys, in this order; lists may be empty, nothing is left out; a figure that is not a finite number is null::

    report       1, the version of this layout
    title, created, command        as in Report
    source, target                 {"language", "name", "segments", "unaligned"}
    fingerprint                    SHA-256 of all strings
    verdict                        "empty", "error", "warning" or "clean"
    summary      {"units", "types": {type: count}, "mean_confidence" (or null), "low_confidence",
                  "findings": {severity: count}, "checks": [{"category", "check", "severity", "count"}]};
                 findings are those of all translations
    system       the name of the translation in the units; scores and findings at this level are its own
    scores       [{"metric", "value", "signature", "higher_is_better", "interval" (or null), "segments"}]
    evaluation   null or {"strict", "lax", "by_type": {type: …}, "wrong", "missed"}; an agreement is
                 {"precision", "recall", "f1", "hits_precision", "total_precision", "hits_recall",
                 "total_recall"}, a bead {"source": [index], "target": [index], "confidence"}
    findings     [{"unit", "check", "severity", "category", "message", "source_span", "target_span",
                  "values", "fix"}]; spans are [start, end] in characters of the unit, or null
    units        [{"id", "source", "target", "bead", "confidence", "source_spans", "target_spans",
                  "source_line", "target_line", "kind", "note"}]; spans in characters of the files
    systems      the other translations, [{"system", "scores", "findings", "targets"}]; a target a unit
    references   [{"reference", "targets"}]
    comparisons  each of the others beside the first, [{"system", "metric", "score", "baseline",
                  "higher_is_better", "p", "p_corrected", "better" (or null), "mean" (or null), "half" (or
                  null), "effect": {"better", "worse", "alike", "delta"}, "signature"}]
    terms        the glossary's terms, [{"term", "rendered", "system", "met", "missed": [unit]}]
    consistency  [{"system", "same_source": [group], "same_target": [group]}]; a group is {"text",
                  "renderings": [{"text", "units": [unit]}]}
    provenance   {name: value}
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any

from toolkit.model import Agreement, Bead, Evaluation, Finding, Score, Unit
from toolkit.report.contents import Report, Translation
from toolkit.report.repeated import LEAST_WORDS, Repeated, repeated
from toolkit.report.summary import summarise
from toolkit.translations import english

if TYPE_CHECKING:
    from toolkit.quality import Comparison

LAYOUT = 1
"""Version of the layout; goes up when a key changes its meaning."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def render_json(report: Report) -> str:
    """The report as one JSON object, one item of each list a line; see the module for its keys."""
    figures = summarise(report)
    units = report.units
    table: dict[str, Any] = {
        "report": LAYOUT,
        "title": report.title,
        "created": report.created,
        "command": report.command,
        "source": {
            "language": units.source_language,
            "name": units.source_name,
            "segments": figures.source_segments,
            "unaligned": figures.source_only,
        },
        "target": {
            "language": units.target_language,
            "name": units.target_name,
            "segments": figures.target_segments,
            "unaligned": figures.target_only,
        },
        "fingerprint": report.fingerprint,
        "verdict": figures.verdict,
        "summary": {
            "units": figures.units,
            "types": figures.types,
            "mean_confidence": _finite(figures.mean_confidence),
            "low_confidence": figures.low_confidence,
            "findings": {str(severity): count for severity, count in figures.severities.items()},
            "checks": [
                {
                    "category": group.category,
                    "check": group.check,
                    "severity": group.severity,
                    "count": len(group.findings),
                }
                for group in figures.checks
            ],
        },
        "system": report.name,
        "scores": [_score(score) for score in report.scores],
        "evaluation": _evaluation(report.evaluation) if report.evaluation else None,
        "findings": [_finding(finding) for finding in report.findings],
        "units": [_unit(unit) for unit in units],
        "systems": [
            {
                "system": each.name,
                "scores": [_score(score) for score in each.scores],
                "findings": [_finding(finding) for finding in each.findings],
                "targets": each.texts,
            }
            for each in report.others
        ],
        "references": [{"reference": each.name, "targets": each.texts} for each in report.references],
        "comparisons": [_comparison(each) for each in report.comparisons],
        "terms": [
            {
                "term": use.source,
                "rendered": use.targets,
                "system": use.system,
                "met": use.met,
                "missed": use.missed,
            }
            for use in report.terms
        ],
        "consistency": [_consistency(report, translation) for translation in report.translations],
        "provenance": dict(report.provenance),
    }
    text = "{\n" + ",\n".join(f" {_line(key)}: {_lines(value)}" for key, value in table.items()) + "\n}\n"
    # A lone surrogate is legal in JSON only as an escape; as a character no file could hold it.
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _lines(value: Any) -> str:
    """A list with one item a line, for a diff to compare; anything else on one line."""
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"  {_line(item)}" for item in value) + "\n ]"
    return _line(value)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _finite(value: float | None) -> float | None:
    """JSON knows neither infinity nor "not a number"."""
    return value if value is not None and math.isfinite(value) else None


def _score(score: Score) -> dict[str, Any]:
    return {
        "metric": score.metric,
        "value": _finite(score.value),
        "signature": score.signature,
        "higher_is_better": score.higher_is_better,
        "interval": [_finite(end) for end in score.interval] if score.interval else None,
        "segments": [_finite(value) for value in score.segments],
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    effect = comparison.effect
    return {
        "system": comparison.system,
        "metric": comparison.metric,
        "score": _finite(comparison.value),
        "baseline": _finite(comparison.baseline),
        "higher_is_better": comparison.higher_is_better,
        "p": _finite(comparison.p),
        "p_corrected": _finite(comparison.p_corrected),
        "better": comparison.better,
        "mean": _finite(comparison.mean),
        "half": _finite(comparison.half),
        "effect": {
            "better": effect.better,
            "worse": effect.worse,
            "alike": effect.alike,
            "delta": effect.delta,
        },
        "signature": comparison.signature,
    }


def _consistency(report: Report, translation: Translation) -> dict[str, Any]:
    units = list(report.units)
    pairs = [(unit.source, text) for unit, text in zip(units, translation.texts, strict=True)]

    def groups(found: list[Repeated]) -> list[dict[str, Any]]:
        return [
            {
                "text": each.text,
                "renderings": [
                    {"text": rendering.text, "units": [units[row].id for row in rendering.rows]}
                    for rendering in each.renderings
                ],
            }
            for each in found
        ]

    return {
        "system": translation.name,
        "same_source": groups(repeated(pairs)),
        "same_target": groups(repeated([(text, source) for source, text in pairs], least_words=LEAST_WORDS)),
    }


def _evaluation(evaluation: Evaluation) -> dict[str, Any]:
    return {
        "strict": _agreement(evaluation.strict),
        "lax": _agreement(evaluation.lax),
        "by_type": {kind: _agreement(value) for kind, value in evaluation.by_type.items()},
        "wrong": [_bead(bead) for bead in evaluation.wrong],
        "missed": [_bead(bead) for bead in evaluation.missed],
    }


def _agreement(agreement: Agreement) -> dict[str, float]:
    return {
        "precision": agreement.precision,
        "recall": agreement.recall,
        "f1": agreement.f1,
        "hits_precision": agreement.hits_precision,
        "total_precision": agreement.total_precision,
        "hits_recall": agreement.hits_recall,
        "total_recall": agreement.total_recall,
    }


def _bead(bead: Bead) -> dict[str, Any]:
    return {"source": bead.source, "target": bead.target, "confidence": _finite(bead.confidence)}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "unit": finding.unit,
        "check": finding.check,
        "severity": finding.severity,
        "category": finding.category,
        "message": english(finding.message),
        "source_span": finding.source_span,
        "target_span": finding.target_span,
        "values": finding.values,
        "fix": finding.fix,
    }


def _unit(unit: Unit) -> dict[str, Any]:
    return {
        "id": unit.id,
        "source": unit.source,
        "target": unit.target,
        "bead": unit.type,
        "confidence": _finite(unit.confidence),
        "source_spans": unit.source_spans,
        "target_spans": unit.target_spans,
        "source_line": unit.source_line,
        "target_line": unit.target_line,
        "kind": unit.kind,
        "note": unit.note,
    }
