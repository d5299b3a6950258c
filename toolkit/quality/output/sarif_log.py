"""SARIF 2.1.0 (OASIS), as code-scanning services read it."""

from __future__ import annotations

from collections.abc import Iterable
from json import dumps
from typing import Any
from urllib.parse import quote

from toolkit.model import Finding, Severity, Unit, Units
from toolkit.quality.checks import CHECKS
from toolkit.quality.output.places import Places
from toolkit.translations import english

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(units: Units | Iterable[Unit], findings: Iterable[Finding]) -> str:
    """SARIF 2.1.0 (OASIS), for code-scanning services: a rule a check, a result a finding."""
    from toolkit.catalog.checks import CHECKS as CATALOG_CHECKS
    from toolkit.version import __version__

    known = {**CATALOG_CHECKS, **CHECKS}
    places = Places(units)
    held = tuple(findings)
    names = sorted({f.check for f in held})
    rules = [
        {
            "id": name,
            "shortDescription": {"text": known[name].about if name in known else name},
            "defaultConfiguration": {"level": _LEVEL[known[name].severity] if name in known else "error"},
        }
        for name in names
    ]
    results = []
    for finding in held:
        result: dict[str, Any] = {
            "ruleId": finding.check,
            "ruleIndex": names.index(finding.check),
            "level": _LEVEL[finding.severity],
            "message": {"text": english(finding.message)},
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
        "$schema": _SCHEMA,
        "version": "2.1.0",
        # Spans of the toolkit count code points, and so does the log.
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return dumps(log, ensure_ascii=False, indent=2) + "\n"


def _uri(path: str) -> str:
    return quote(path.replace("\\", "/"), safe="/")
