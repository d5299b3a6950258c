"""Findings as text for people and machines: pure functions from units and findings to one string."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from json import dumps
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from toolkit.model import Finding, Severity, Unit, Units
from toolkit.quality.checks import CHECKS

Renderer = Callable[[Units | Iterable[Unit], Iterable[Finding]], str]
"""What every function below is: units and findings to text."""

_SARIF_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def text(units: Units | Iterable[Unit], findings: Iterable[Finding]) -> str:
    """One line a finding, ``file:line: severity: message [check]``, as editors and people read it.

    Where the unit's line is unknown, its id stands in: ``file: unit 12: …``.
    """
    places = _Places(units)
    return "".join(f"{places.label(f)}: {f.severity}: {_flat(f.message)} [{f.check}]\n" for f in findings)


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
        "message": finding.message,
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


def junit(units: Units | Iterable[Unit], findings: Iterable[Finding]) -> str:
    """A JUnit report: one test case a unit; errors fail it, warnings and notes go to its ``system-out``."""
    by_unit: dict[str, list[Finding]] = {}
    for finding in findings:
        by_unit.setdefault(finding.unit, []).append(finding)
    held = tuple(units)
    cases: list[str] = []
    failed = 0
    for unit in held:
        own = by_unit.get(unit.id, [])
        errors = [f for f in own if f.severity is Severity.ERROR]
        failed += bool(errors)
        body = ""
        if errors:
            body += f"<failure message={_attribute(errors[0].message)}>{_lines(errors)}</failure>"
        others = [f for f in own if f.severity is not Severity.ERROR]
        if others:
            body += f"<system-out>{_lines(others)}</system-out>"
        head = f'<testcase classname="bitext.check" name={_attribute(f"unit {unit.id}")}'
        cases.append(f"    {head}>{body}</testcase>\n" if body else f"    {head}/>\n")
    name = _attribute(_name(units) or "bitext check")
    counts = f'tests="{len(held)}" failures="{failed}"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites {counts}>\n  <testsuite name={name} {counts} errors="0">\n'
        + "".join(cases)
        + "  </testsuite>\n</testsuites>\n"
    )


def sarif(units: Units | Iterable[Unit], findings: Iterable[Finding]) -> str:
    """SARIF 2.1.0 (OASIS), for code-scanning services: a rule a check, a result a finding."""
    from toolkit.catalog.checks import CHECKS as CATALOG_CHECKS
    from toolkit.version import __version__

    known = {**CATALOG_CHECKS, **CHECKS}
    places = _Places(units)
    held = tuple(findings)
    names = sorted({f.check for f in held})
    rules = [
        {
            "id": name,
            "shortDescription": {"text": known[name].about if name in known else name},
            "defaultConfiguration": {
                "level": _SARIF_LEVEL[known[name].severity] if name in known else "error"
            },
        }
        for name in names
    ]
    results = []
    for finding in held:
        result: dict[str, Any] = {
            "ruleId": finding.check,
            "ruleIndex": names.index(finding.check),
            "level": _SARIF_LEVEL[finding.severity],
            "message": {"text": finding.message},
            "partialFingerprints": {"unit/v1": f"{finding.check}:{finding.unit}"},
        }
        location: dict[str, Any] = {"logicalLocations": [{"name": f"unit {finding.unit}"}]}
        path, line = places.at(finding)
        if path:
            physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
            if line is not None:
                physical["region"] = {"startLine": line}
            location["physicalLocation"] = physical
        result["locations"] = [location]
        results.append(result)
    driver = {"name": "bitext-toolkit", "semanticVersion": __version__, "rules": rules}
    log = {
        "$schema": _SARIF_SCHEMA,
        "version": "2.1.0",
        # Spans of the toolkit count code points, and so does the log.
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return dumps(log, ensure_ascii=False, indent=2) + "\n"


def github(units: Units | Iterable[Unit], findings: Iterable[Finding]) -> str:
    """Workflow commands that GitHub shows as annotations: ``::error file=…,line=…,title=…::message``."""
    places = _Places(units)
    lines = []
    for finding in findings:
        path, line = places.at(finding)
        properties = {"file": path, "line": "" if line is None else str(line), "title": finding.check}
        given = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
        message = finding.message if line is not None else f"unit {finding.unit}: {finding.message}"
        lines.append(f"::{_GITHUB_LEVEL[finding.severity]} {given}::{_command(message)}\n")
    return "".join(lines)


class _Places:
    """Where each finding stands, or its unit: the target file if it is known, else the source file."""

    def __init__(self, units: Units | Iterable[Unit]) -> None:
        self._target = units.target_name if isinstance(units, Units) else ""
        self._source = units.source_name if isinstance(units, Units) else ""
        self._lines = {unit.id: (unit.source_line, unit.target_line) for unit in units}

    def at(self, finding: Finding) -> tuple[str, int | None]:
        if finding.line is not None or finding.path:
            return finding.path, finding.line
        source, target = self._lines.get(finding.unit, (None, None))
        if self._target and (target is not None or not self._source):
            return self._target, target
        return self._source, source

    def label(self, finding: Finding) -> str:
        path, line = self.at(finding)
        unit = finding.unit
        if line is not None:
            return f"{path}:{line}" if path else f"line {line}"
        return f"{path}: unit {unit}" if path else f"unit {unit}"


def _name(units: Units | Iterable[Unit]) -> str:
    return (units.target_name or units.source_name) if isinstance(units, Units) else ""


def _lines(findings: Iterable[Finding]) -> str:
    return "\n".join(escape(_printable(f"{f.severity}: {f.message} [{f.check}]")) for f in findings)


def _attribute(value: str) -> str:
    return quoteattr(_printable(value))


def _printable(value: str) -> str:
    """XML 1.0 has no place for control characters, not even escaped, nor for lone surrogates."""
    return "".join(
        c if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff" else " " for c in value
    )


def _flat(message: str) -> str:
    return " ".join(message.split())


def _command(message: str) -> str:
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _command(value).replace(":", "%3A").replace(",", "%2C")


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path.replace("\\", "/"), safe="/")
