"""Findings as text for people and machines: pure functions from units and findings to one string.

One module a format. :data:`FORMATS` has them by the names they go by on the command line. ``text`` speaks the
language of the person; the others are read by programs or by a whole team, and so are in English always.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from toolkit.model import Finding, Unit, Units
from toolkit.quality.output.annotations import github
from toolkit.quality.output.junit_xml import junit
from toolkit.quality.output.plain import text
from toolkit.quality.output.pull_request import markdown
from toolkit.quality.output.records import json, jsonl, record
from toolkit.quality.output.sarif_log import sarif

__all__ = ["FORMATS", "Renderer", "github", "json", "jsonl", "junit", "markdown", "record", "sarif", "text"]

Renderer = Callable[[Units | Iterable[Unit], Iterable[Finding]], str]
"""What every format is: units and findings to text."""

FORMATS: dict[str, Renderer] = {
    "text": text,
    "json": json,
    "jsonl": jsonl,
    "junit": junit,
    "sarif": sarif,
    "github": github,
    "markdown": markdown,
}
