"""White space at the borders that differs from the source's, doubled spaces, spaces before punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation

_DOUBLE = re.compile(r"(?<=\S)  +(?=\S)")
_BEFORE_MARK = re.compile(r"(?<=[^\W\d_]) (?=[,.;!?](?:\s|$))")


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Compare with the source: layout that both share is meant."""
    source, target = unit.source, unit.target
    lead, trail = _lead(source), _trail(source)
    if (lead, trail) != (_lead(target), _trail(target)):
        border = "beginning" if lead != _lead(target) else "end"
        at = Span(0, len(_lead(target))) if border == "beginning" else Span(len(target.rstrip()), len(target))
        yield Observation(
            f"the white space at the {border} differs from the source's",
            target_span=at,
            fix=lead + target.strip() + trail,
        )
    if "  " in target.strip() and not _DOUBLE.search(source):
        match = _DOUBLE.search(target)
        if match:
            yield Observation(
                "two spaces running", target_span=Span(*match.span()), fix=_DOUBLE.sub(" ", target)
            )
    if not _BEFORE_MARK.search(source):
        match = _BEFORE_MARK.search(target)
        if match:
            yield Observation(
                "a space before a punctuation mark",
                target_span=Span(*match.span()),
                fix=_BEFORE_MARK.sub("", target),
            )


def _lead(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _trail(text: str) -> str:
    return text[len(text.rstrip()) :]


CHECK = Check("white-space", "fluency", Severity.WARNING, "white space that is wrong or differs", run)
