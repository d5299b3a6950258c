"""White space at the borders that differs from the source's, doubled spaces, spaces before punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation
from toolkit.text.characters import LARGE, SMALL
from toolkit.translations import N_, _

_DOUBLE = re.compile(r"(?<=\S)  +(?=\S)")
_BEFORE_MARK = re.compile(r"(?<=[^\W\d_]) (?=[,.;!?](?:\s|$))")
_WRONG_SIDE = re.compile(r"(?<=[^\W\d_]) ([,;])(?=[^\W\d_])")
# Two small letters, a mark, a capital and a small letter.
_AFTER_MARK = re.compile(f"(?<=[{SMALL}]{{2}}[.!?])(?=[{LARGE}][{SMALL}])")
_AFTER_COMMA = re.compile(f"(?<=[{SMALL}]{{2}},)(?=[{SMALL}{LARGE}][{SMALL}])")
_SUSPECT = re.compile(r"[ .!?,](?:(?<= )[ ,.;!?]|(?<! )[^\W\d_])")
"""Something of every slip (a space and another or a mark, a mark and a letter), quicker to look for."""
_SLIPS = (
    (_DOUBLE, " ", N_("two spaces running")),
    (_WRONG_SIDE, r"\1 ", N_("a space before a comma instead of after it")),
    (_BEFORE_MARK, "", N_("a space before a punctuation mark")),
    (_AFTER_MARK, " ", N_("no space after the end of a sentence")),
    (_AFTER_COMMA, " ", N_("no space after a comma")),
)


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Compare with the source: layout that both share is meant. Every finding has the same repair, of all."""
    source, target = unit.source, unit.target
    lead, trail = _lead(source), _trail(source)
    found: list[tuple[str, Span]] = []
    fixed = target
    if (lead, trail) != (_lead(target), _trail(target)):
        if lead != _lead(target):
            found.append(
                (_("the white space at the beginning differs from the source's"), Span(0, len(_lead(target))))
            )
        else:
            at = Span(len(target.rstrip()), len(target))
            found.append((_("the white space at the end differs from the source's"), at))
        fixed = lead + target.strip() + trail
    for pattern, instead, message in _SLIPS if _SUSPECT.search(target) else ():
        match = pattern.search(target)
        if match and not pattern.search(source) and not _inside_code(context, match):
            found.append((_(message), Span(*match.span())))
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


CHECK = Check("white-space", "fluency", Severity.WARNING, N_("white space that is wrong or differs"), run)
