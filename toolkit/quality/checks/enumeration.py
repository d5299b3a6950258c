"""Enumerations that lost an item or gained one: apples, pears and grapes become apples and grapes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from toolkit.languages import language
from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.quality.equivalents import Item
from toolkit.text.words import fold
from toolkit.translations import N_, _

_LONGEST = 3
"""Words an item may have; what is longer is a clause."""
_TAIL = 5
"""Words up to the next mark after which the last item is a clause of its own."""
_LEAST = 3
"""Items of the longer enumeration."""
_BREAK = re.compile(r"[.!?;:()\n]")
_END = re.compile(r"[,.;:!?)\n]|$")


@cache
def _joiner(code: str) -> re.Pattern[str] | None:
    words = language(code).grammar.list_joiners
    if not words:
        return None
    joiners = "|".join(re.escape(word) for word in sorted(words))
    return re.compile(rf",?\s(?:{joiners})\s", re.IGNORECASE)


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """One enumeration on each side, and an item of the longer one that the other side does not say."""
    if "," not in unit.source and "," not in unit.target:
        return
    ours = enumerations(context.source)
    theirs = enumerations(context.target) if len(ours) == 1 else []
    if len(theirs) != 1:
        return
    left, right = ours[0], theirs[0]
    more, fewer = (left, right) if len(left) > len(right) else (right, left)
    if len(left) == len(right) or len(more) < _LEAST:
        return
    lost = [span for span in more if _untold(context, span, more is left)]
    # Of what the lexicon does not know, as much is untold on either side.
    unknown = sum(_untold(context, span, fewer is left) for span in fewer)
    if len(lost) - unknown != len(more) - len(fewer):
        return
    text = unit.source if more is left else unit.target
    names = tuple(text[span.start : span.end].strip() for span in lost)
    yield Observation(
        _(
            "{count} items in the source, {other} in the target: {names}",
            count=len(left),
            other=len(right),
            names=", ".join(names),
        ),
        Span(left[0].start, left[-1].end),
        Span(right[0].start, right[-1].end),
        names,
    )


def enumerations(side: Side) -> list[list[Span]]:
    """Enumerations of short items, the last after a joiner; of the first only its last words."""
    pattern = _joiner(side.language.code)
    if pattern is None or not any(
        # White space stands on both sides of a joiner, so that it is among the words if it is one.
        joiner in (side.distinct if joiner.isalpha() else side.prose)
        for joiner in side.language.grammar.list_joiners
    ):
        return []
    found = []
    for match in pattern.finditer(side.prose):
        head = side.prose[: match.start()]
        clause = max((m.end() for m in _BREAK.finditer(head)), default=0)
        parts: list[Span] = []
        at = match.start()
        while True:
            comma = head.rfind(",", clause, at)
            begin = comma + 1 if comma >= 0 else clause
            words = head[begin:at].split()
            if comma < 0 or not words or len(words) > _LONGEST:
                # The first item stands at the end of its clause.
                kept = head[begin:at].rstrip().rsplit(" ", 2)[-2:]
                parts.append(Span(at - len(" ".join(kept)), at))
                break
            parts.append(Span(begin, at))
            at = comma
        last = _END.search(side.prose, match.end())
        end = last.start() if last else len(side.prose)
        if len(side.prose[match.end() : end].split()) > _TAIL:
            continue
        tail = side.prose[match.end() : end].split(" ", _LONGEST)[:_LONGEST]
        parts.insert(0, Span(match.end(), match.end() + len(" ".join(tail))))
        if not any(c.isdigit() for span in parts for c in side.prose[span.start : span.end]):
            found.append(parts[::-1])
    return found


def _untold(context: Context, span: Span, ours: bool) -> bool:
    """Whether nothing of an item stands on the other side: no equivalent, and not the words themselves."""
    known = context.equivalents
    if known is None:
        return False
    side, other = (context.source, context.target) if ours else (context.target, context.source)
    items: Sequence[Item] = known.source if ours else known.target
    words = side.prose_words
    inside = [i for i in items if span.start <= words[i.first].start < span.end]
    if inside:
        return not any(item.told for item in inside)
    there = other.folded
    names = [w for w in words if span.start <= w.start < span.end and w.text[0].isupper()]
    return bool(names) and not any(fold(name.text) in there for name in names)


CHECK = Check("enumeration", "accuracy", Severity.WARNING, N_("enumerations that lost or gained items"), run)
