"""Findings as JSON and JSONL; ``findings.schema.json`` beside this file is the schema of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from json import dumps
from typing import Any

from toolkit.model import Finding, Severity, Unit, Units
from toolkit.translations import english


def jsonl(units: Units | Iterable[Unit], findings: Iterable[Finding]) -> str:
    """One JSON object a line, the toolkit's own record of a finding; absent parts are left out."""
    return "".join(dumps(record(f), ensure_ascii=False) + "\n" for f in findings)


def json(units: Units | Iterable[Unit], findings: Iterable[Finding]) -> str:
    """One JSON object: ``{"units": n, "counts": {severity: n}, "findings": [record …]}``."""
    held = tuple(findings)
    counts = Counter(f.severity for f in held)
    value = {
        "units": sum(1 for _ in units),
        "counts": {str(severity): counts[severity] for severity in Severity},
        "findings": [record(f) for f in held],
    }
    return dumps(value, ensure_ascii=False, indent=2) + "\n"


def record(finding: Finding) -> dict[str, Any]:
    """A finding as JSON values; spans are ``[start, end]`` in characters of the unit's strings.

    ``file`` and ``line`` are there where the finding itself tells them.
    """
    value: dict[str, Any] = {
        "unit": finding.unit,
        **({"file": finding.path} if finding.path else {}),
        **({"line": finding.line} if finding.line is not None else {}),
        "check": finding.check,
        "severity": str(finding.severity),
        "category": finding.category,
        "message": english(finding.message),
    }
    if finding.source_span is not None:
        value["source_span"] = list(finding.source_span)
    if finding.target_span is not None:
        value["target_span"] = list(finding.target_span)
    if finding.values:
        value["values"] = list(finding.values)
    if finding.fix is not None:
        value["fix"] = finding.fix
    return value
