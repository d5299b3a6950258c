"""Numbers of documents and codes, the same on both sides: ``24-CT/TU``, ``15/2020/NĐ-CP``, ``A380``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.quality.differs import differs
from toolkit.text.words import fold
from toolkit.translations import N_, _

# A number, perhaps a year, then groups of letters that begin with a capital.
_DOCUMENT = re.compile(r"(?<![\w/.-])\d{1,5}(?:/\d{4})?(?:[-/][^\W\d_a-zà-ÿ][^\W\d_]{0,9}){1,5}(?![\w/])")
# Capitals with digits glued to them or behind a hyphen.
_CODE = re.compile(
    r"(?<![\w/.\-\ufffc])(?:(?:[A-Z]{1,3}|[A-Z]{1,8}-)\d{1,6}(?:-?[A-Z0-9]{1,6})?|\d{1,4}[A-EG-JLN-Z])(?![\w/-]|\.\w)"
)
# What is in each of them, quicker to look for.
_PART_OF_DOCUMENT = re.compile(r"[-/][^\W\d_a-zà-ÿ]")
_PART_OF_CODE = re.compile(r"[A-Z\d](?:(?<=[A-Z])-?\d|(?<=\d)[A-Z])")
_QUARTER = re.compile(r"Q[1-4]")


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Compare both kinds, folded: an English text may write ``ND-CP`` for ``NĐ-CP``."""
    if not context.source.has_digits and not context.target.has_digits:
        return
    for pattern, part in ((_DOCUMENT, _PART_OF_DOCUMENT), (_CODE, _PART_OF_CODE)):
        source, target = (
            [(fold(m.group()), m) for m in pattern.finditer(side.prose) if not _money(m, side)]
            if part.search(side.prose)
            else []
            for side in (context.source, context.target)
        )
        if not source and not target:
            continue
        left = _beyond(source, Counter(key for key, _ in target), unit.target)
        right = _beyond(target, Counter(key for key, _ in source), unit.source)
        if pattern is _CODE:
            left = [match for match in left if not _QUARTER.fullmatch(match.group())]
            if not left:
                continue
        if len(left) == len(right) == 1:
            one, other = left[0], right[0]
            said = one.group(), other.group()
            fix = unit.target[: other.start()] + said[0] + unit.target[other.end() :]
            yield differs(said[0], Span(*one.span()), said[1], Span(*other.span()), said, fix)
            continue
        for match in left:
            yield Observation(
                _("{text} is missing in the target", text=match.group()),
                Span(*match.span()),
                values=(match.group(),),
            )
        for match in right if pattern is _DOCUMENT else ():
            yield Observation(
                _("{text} is not in the source", text=match.group()),
                target_span=Span(*match.span()),
                values=(match.group(),),
            )


def _money(match: re.Match[str], side: Side) -> bool:
    """Whether what looks like a code is a sum behind its currency: ``VND30`` of ``VND30,000``."""
    return match.group().rstrip("0123456789").lower() in side.language.grammar.currencies


def _beyond(found: list[tuple[str, re.Match[str]]], other: Counter[str], text: str) -> list[re.Match[str]]:
    """Matches of one side the other has neither as a match nor anywhere in its text."""
    left = [(key, match) for key, match in found if not other[key]]
    if not left:
        return []
    text = _joined(text)
    return [match for key, match in left if _joined(key) not in text]


def _joined(text: str) -> str:
    """Folded and without spaces and hyphens: ``ISO 8859`` is ``ISO-8859``."""
    return fold(text).replace(" ", "").replace("-", "")


CHECK = Check("identifier", "accuracy", Severity.ERROR, N_("document numbers and codes that differ"), run)
