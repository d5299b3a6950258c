"""A unit's text with the spans of its findings marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from toolkit.model import Finding, Severity, Span
from toolkit.report.markup import Html, escape
from toolkit.report.summary import SEVERITIES
from toolkit.translations import worded

SEVERITY_CLASS = {Severity.ERROR: "e", Severity.WARNING: "w", Severity.INFO: "i"}
"""Short class names: they are repeated in every row."""

MOST = 40
"""Spans marked in one text."""


def marked(text: str, spans: Iterable[tuple[Span, Finding]], language: str = "en") -> Html:
    """The text, each stretch that findings point at in ``<mark>`` with their words as its title.

    Spans may overlap, be empty (a place where something is missing) or lie outside the text, where they are
    cut to fit. Only the first :data:`MOST` are drawn, as each stretch asks every span. The words are in the
    language of the page if they were made in it, otherwise in English.
    """
    placed = [(*_within(span, len(text)), finding) for span, finding in islice(spans, MOST)]
    if not placed:
        return escape(text)
    borders = sorted({0, len(text), *(start for start, _, _ in placed), *(end for _, end, _ in placed)})
    pieces: list[str] = []
    for start, end in zip(borders, [*borders[1:], borders[-1]], strict=True):
        missing = [finding for begin, stop, finding in placed if begin == stop == start]
        if missing:
            pieces.append(_mark("", missing, language, " gap"))
        over = [finding for begin, stop, finding in placed if begin <= start and end <= stop and start < end]
        pieces.append(_mark(text[start:end], over, language) if over else escape(text[start:end]))
    return Html("".join(pieces))


def _within(span: Span, length: int) -> tuple[int, int]:
    start = min(max(span.start, 0), length)
    return start, min(max(span.end, start), length)


def _mark(text: str, findings: Sequence[Finding], language: str, extra: str = "") -> Html:
    worst = next(severity for severity in SEVERITIES if any(f.severity == severity for f in findings))
    told = (f"{finding.check}: {worded(finding.message, language)}" for finding in findings)
    words = "; ".join(dict.fromkeys(told))
    return Html(f'<mark class="{SEVERITY_CLASS[worst]}{extra}" title="{escape(words)}">{escape(text)}</mark>')
