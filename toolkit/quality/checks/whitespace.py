"""White space at the borders that differs from the source's, doubled spaces, spaces before punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation

_DOUBLE = re.compile(r"(?<=\S)  +(?=\S)")
_BEFORE_MARK = re.compile(r"(?<=[^\W\d_]) (?=[,.;!?](?:\s|$))")
# Two small letters, a mark, a capital and a small letter; in a class, "[^\W\d_]" is any letter.
_SMALL = "".join(chr(c) for c in range(0x1EFA) if chr(c).islower() and chr(c).isalpha())
_LARGE = "".join(chr(c) for c in range(0x1EFA) if chr(c).isupper() and chr(c).isalpha())
_AFTER_MARK = re.compile(f"(?<=[{_SMALL}]{{2}}[.!?])(?=[{_LARGE}][{_SMALL}])")
_AFTER_COMMA = re.compile(f"(?<=[{_SMALL}]{{2}},)(?=[{_SMALL}]{{2}})")
_SLIPS = (
    (_DOUBLE, " ", "two spaces running"),
    (_BEFORE_MARK, "", "a space before a punctuation mark"),
    (_AFTER_MARK, " ", "no space after the end of a sentence"),
    (_AFTER_COMMA, " ", "no space after a comma"),
)


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Compare with the source: layout that both share is meant. Every finding has the same repair, of all."""
    source, target = unit.source, unit.target
    lead, trail = _lead(source), _trail(source)
    found: list[tuple[str, Span]] = []
    fixed = target
    if (lead, trail) != (_lead(target), _trail(target)):
        border = "beginning" if lead != _lead(target) else "end"
        at = Span(0, len(_lead(target))) if border == "beginning" else Span(len(target.rstrip()), len(target))
        found.append((f"the white space at the {border} differs from the source's", at))
        fixed = lead + target.strip() + trail
    for pattern, instead, message in _SLIPS:
        match = pattern.search(target)
        if match and not pattern.search(source) and not _inside_code(context, match):
            found.append((message, Span(*match.span())))
            fixed = pattern.sub(instead, fixed)
    for message, span in found:
        yield Observation(message, target_span=span, fix=fixed)


def _inside_code(context: Context, match: re.Match[str]) -> bool:
    """Whether a seeming slip is part of an address or a variable."""
    target = context.target
    return any(p.start <= match.start() < p.end for p in (*target.links, *target.tags, *target.placeholders))


def _lead(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _trail(text: str) -> str:
    return text[len(text.rstrip()) :]


CHECK = Check("white-space", "fluency", Severity.WARNING, "white space that is wrong or differs", run)
