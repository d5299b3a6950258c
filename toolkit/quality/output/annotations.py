"""Workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.model import Finding, Severity, Unit, Units
from toolkit.quality.output.places import Places
from toolkit.translations import english

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(units: Units | Iterable[Unit], findings: Iterable[Finding]) -> str:
    """Workflow commands that GitHub shows as annotations: ``::error file=…,line=…,title=…::message``."""
    places = Places(units)
    lines = []
    for finding in findings:
        path, line = places.at(finding)
        properties = {"file": path, "line": "" if line is None else str(line), "title": finding.check}
        given = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
        said = english(finding.message)
        message = said if line is not None else f"unit {finding.unit}: {said}"
        lines.append(f"::{_LEVEL[finding.severity]} {given}::{_command(message)}\n")
    return "".join(lines)


def _command(message: str) -> str:
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _command(value).replace(":", "%3A").replace(",", "%2C")
