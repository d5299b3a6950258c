"""A JUnit report, as build servers read it."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from toolkit.model import Finding, Severity, Unit, Units
from toolkit.quality.output.places import name
from toolkit.translations import english


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
            body += f"<failure message={_attribute(english(errors[0].message))}>{_lines(errors)}</failure>"
        others = [f for f in own if f.severity is not Severity.ERROR]
        if others:
            body += f"<system-out>{_lines(others)}</system-out>"
        head = f'<testcase classname="bitext.check" name={_attribute(f"unit {unit.id}")}'
        cases.append(f"    {head}>{body}</testcase>\n" if body else f"    {head}/>\n")
    title = _attribute(name(units) or "bitext check")
    counts = f'tests="{len(held)}" failures="{failed}"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites {counts}>\n  <testsuite name={title} {counts} errors="0">\n'
        + "".join(cases)
        + "  </testsuite>\n</testsuites>\n"
    )


def _lines(findings: Iterable[Finding]) -> str:
    return "\n".join(escape(_printable(f"{f.severity}: {english(f.message)} [{f.check}]")) for f in findings)


def _attribute(value: str) -> str:
    return quoteattr(_printable(value))


def _printable(value: str) -> str:
    """XML 1.0 has no place for control characters, not even escaped, nor for lone surrogates."""
    return "".join(
        c if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff" else " " for c in value
    )
