"""SARIF 2.1.0 (OASIS), as code-scanning services read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from json import dumps
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from toolkit.model import Finding, Severity, Unit, Units
from toolkit.quality.baseline import Mark, mark
from toolkit.quality.checks import CHECKS
from toolkit.quality.output.places import Places
from toolkit.translations import english

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(
    units: Units | Iterable[Unit], findings: Iterable[Finding], marks: Sequence[Mark] | None = None
) -> str:
    """SARIF 2.1.0 (OASIS), for code-scanning services: a rule a check, a result a finding.

    Args:
        units: what was looked at.
        findings: what was found.
        marks: what a baseline recognises each finding by, if the units do not hold the texts. By it a service
            knows a finding again wherever it moves (section 3.27.17 of the standard, partialFingerprints).
    """
    from toolkit.catalog.checks import CHECKS as CATALOG_CHECKS
    from toolkit.version import __version__

    known = {**CATALOG_CHECKS, **CHECKS}
    places = Places(units)
    held = tuple(findings)
    fingerprints = _fingerprints(_marks(units, held) if marks is None else marks)
    names = sorted({f.check for f in held})
    rules = [
        {
            "id": name,
            "shortDescription": {"text": known[name].about if name in known else name},
            "defaultConfiguration": {"level": _LEVEL[known[name].severity] if name in known else "error"},
            "properties": {"tags": [known[name].category if name in known else "other"]},
        }
        for name in names
    ]
    results = []
    for finding, fingerprint in zip(held, fingerprints, strict=True):
        result: dict[str, Any] = {
            "ruleId": finding.check,
            "ruleIndex": names.index(finding.check),
            "level": _LEVEL[finding.severity],
            "message": {"text": english(finding.message)},
            "partialFingerprints": {"bitextFinding/v1": fingerprint},
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
        "$schema": _SCHEMA,
        "version": "2.1.0",
        # Spans of the toolkit count code points, and so does the log.
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return dumps(log, ensure_ascii=False, indent=2) + "\n"


def _marks(units: Units | Iterable[Unit], findings: Iterable[Finding]) -> list[Mark]:
    texts = {unit.id: (unit.source, unit.target) for unit in units}
    return [mark(finding, *texts.get(finding.unit, ("", ""))) for finding in findings]


def _fingerprints(marks: Iterable[Mark]) -> list[str]:
    """One for each finding; those alike are numbered in their order."""
    met: Counter[str] = Counter()
    made = []
    for each in marks:
        met[each.fingerprint] += 1
        made.append(f"{each.fingerprint}:{met[each.fingerprint]}")
    return made


def _uri(path: str) -> str:
    if PurePath(path).is_absolute():
        return PurePath(path).as_uri()
    return quote(path.replace("\\", "/"), safe="/")
