"""Enumerations that lost an item or gained one: apples, pears and grapes become apples and grapes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from toolkit.languages import language
from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.quality.equivalents import Item, vocabularies
from toolkit.text.words import fold
from toolkit.translations import N_, _

_LONGEST = 5
"""Words an item may have; what is longer is a clause."""
_SHORT = 3
"""Words of items that are plainly a list even where there are only two."""
_TAIL = 5
"""Words up to the next mark after which the last item is a clause of its own."""
_LEAST = 3
"""Items of the longer enumeration."""
_DOCUMENT = 5_000
"""Characters of a text that is no unit of translation any more."""
_MOST = 6
_MOST_ITEMS = 40
_MOST_LOST = 2
"""Items by which enumerations of the same things may differ."""
_LIST = re.compile(r"[^.!?;:()\n,]+(?:,\s[^.!?;:()\n,]+)*\.?")
_COMMA = re.compile(r",\s+")
_SENTENCE_END = tuple(".!?…")
_NUMBER = re.compile(r"[\s\d.,%–-]+")
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
    """An enumeration of one side, and the one of the other side that says the same with an item less."""
    if "," not in unit.source and "," not in unit.target:
        return
    found = next(chain(_listed(unit, context), _in_prose(unit, context)), None)
    if found is not None:
        yield found


def _listed(unit: Unit, context: Context) -> Iterator[Observation]:
    """A line that is a list, or has one after its colon: then the items need only be counted."""
    left, right = _plain_list(context.source), _plain_list(context.target)
    if not left or not right or len(left) == len(right) or max(len(left), len(right)) < _LEAST:
        return
    more, fewer = (left, right) if len(left) > len(right) else (right, left)
    short = ":" in unit.source and all(
        len(text[i.start : i.end].split()) <= _SHORT
        for text, items in ((unit.source, left), (unit.target, right))
        for i in items
    )
    if len(more) - len(fewer) > _MOST_LOST or (len(fewer) < _LEAST and not short):
        return
    matched = _matched(context, more, fewer, more is left)
    yield _observed(unit, left, right, tuple(span for at, span in enumerate(more) if at not in matched))


def _plain_list(side: Side) -> list[Span]:
    """The items of a text that is nothing but short items with commas between, after a colon at most."""
    text = side.prose
    colon = text.find(": ")
    begin = colon + 2 if 0 < colon == text.rfind(": ") else 0
    if not begin and (text.rstrip()[-1:] in _SENTENCE_END or ":" in text):
        return []
    body = text[begin:]
    if not _LIST.fullmatch(body.strip()) or not (begin or "," in body):
        return []
    pattern = _joiner(side.language.code)
    cuts = [match.span() for match in _COMMA.finditer(body)]
    last = cuts[-1][1] if cuts else 0
    # Where the last item begins with a joiner there is no further one.
    if pattern is not None and pattern.match(body, max(0, last - 1)) is None:
        cuts += [match.span() for match in pattern.finditer(body, last)][:1]
    edges = [0, *(place for cut in cuts for place in cut), len(body)]
    items = [Span(begin + one, begin + other) for one, other in zip(edges[::2], edges[1::2], strict=True)]
    longest = _LONGEST if begin == 0 else _TAIL
    if any(not 1 <= len(text[i.start : i.end].split()) <= longest for i in items):
        return []
    return items


def _in_prose(unit: Unit, context: Context) -> Iterator[Observation]:
    """Enumerations in running text, item by item."""
    ours = enumerations(context.source)
    theirs = enumerations(context.target) if ours else []
    # A text with many of them is a document, and its items cannot be told apart.
    if not 0 < len(ours) <= _MOST or not 0 < len(theirs) <= _MOST:
        return
    single = len(ours) == len(theirs) == 1
    for mine, yours, here in ((ours, theirs, True), (theirs, ours, False)):
        for more, _whole in mine:
            if len(more) < _LEAST:
                continue
            ways = [(_matched(context, more, other.items, here), other) for other in yours]
            matched, (fewer, whole) = max(ways, key=lambda way: len(way[0]))
            lost = [span for at, span in enumerate(more) if at not in matched]
            less = len(more) - len(fewer)
            if not 1 <= less <= _MOST_LOST or len(lost) < less:
                continue
            gone = [span for span in lost if not _told(context, span, here)]
            strange = len(fewer) - len(matched)
            # Where the first item begins is not certain.
            certain = len(matched) >= 2 and strange <= 1 and more[0] not in lost
            enough = certain and len(gone) - strange == less
            # Of words that the lexicon lacks, the place at the end of both sides speaks.
            solid = single and whole and len(fewer) >= _LEAST and less == 1 and matched and gone == lost
            if enough or (solid and _ends_both(context, ours[0].items, theirs[0].items)):
                left, right = (more, fewer) if here else (fewer, more)
                yield _observed(unit, left, right, tuple(gone), here)
                return


def _ends_both(context: Context, left: list[Span], right: list[Span]) -> bool:
    """Whether both sides end with their enumeration, so that its items can be counted."""
    return all(
        not any(map(str.isalnum, side.prose[items[-1].end :]))
        for side, items in ((context.source, left), (context.target, right))
    )


def _observed(
    unit: Unit, left: list[Span], right: list[Span], lost: tuple[Span, ...], ours: bool | None = None
) -> Observation:
    text = unit.source if (len(left) > len(right) if ours is None else ours) else unit.target
    names = tuple(text[span.start : span.end].strip(" ,.") for span in lost)
    return Observation(
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


def _matched(context: Context, more: list[Span], fewer: list[Span], ours: bool) -> set[int]:
    """Which items of one enumeration an item of the other says, each item of that one being used once."""
    if len(more) > _MOST_ITEMS or len(fewer) > _MOST_ITEMS:
        return set()
    free = list(fewer)
    found = set()
    for at, span in enumerate(more):
        other = next((each for each in free if _same(context, span, each, ours)), None)
        if other is not None:
            free.remove(other)
            found.add(at)
    return found


def _same(context: Context, span: Span, other: Span, ours: bool) -> bool:
    """Whether an item has a word of which an equivalent, or which itself, stands in one of the other side."""
    side, there = (context.source, context.target) if ours else (context.target, context.source)
    theirs = {word.text.lower() for word in there.prose_words if other.start <= word.start < other.end}
    folded = set(map(fold, theirs))
    pair = vocabularies(context.source.language.code, context.target.language.code)
    if pair is not None:
        theirs = (pair[1] if ours else pair[0]).present(theirs)
    known = context.equivalents
    items: Sequence[Item] = () if known is None else known.source if ours else known.target
    words = side.prose_words
    return any(
        item.meaning.whole(theirs) for item in items if span.start <= words[item.first].start < span.end
    ) or any(
        fold(word.text) in folded and len(word.text) > 1 and word.text[0].isupper()
        for word in words
        if span.start <= word.start < span.end
    )


class Enumeration(NamedTuple):
    """Items of one side; ``whole`` unless something longer goes before the first with a comma."""

    items: list[Span]
    whole: bool


def enumerations(side: Side) -> list[Enumeration]:
    """Enumerations of short items, the last after a joiner; of the first only its last words."""
    pattern = _joiner(side.language.code)
    if pattern is None or len(side.prose) > _DOCUMENT:
        return []
    # White space stands on both sides of a joiner, so that it is among the words if it is one.
    if not any(
        joiner in (side.distinct if joiner.isalpha() else side.prose)
        for joiner in side.language.grammar.list_joiners
    ):
        return []
    found = []
    joiners = side.language.grammar.list_joiners
    for match in pattern.finditer(side.prose):
        head = side.prose[: match.start()]
        clause = max((m.end() for m in _BREAK.finditer(head)), default=0)
        parts: list[Span] = []
        at, whole = match.start(), True
        while True:
            comma = head.rfind(", ", clause, at)
            begin = comma + 1 if comma >= 0 else clause
            words = head[begin:at].split()
            if words and words[0].lower() in joiners:
                parts = []
                break
            if comma < 0 or not words or len(words) > _LONGEST:
                # The first item stands at the end of its clause.
                whole = comma < 0
                kept = head[begin:at].strip(" ,").rsplit(" ", 2)[-2:]
                parts.append(Span(at - len(" ".join(kept)), at))
                break
            parts.append(Span(begin, at))
            at = comma
        if not parts:
            continue
        last = _END.search(side.prose, match.end())
        end = last.start() if last else len(side.prose)
        if len(side.prose[match.end() : end].split()) > _TAIL:
            continue
        tail = side.prose[match.end() : end].split(" ", _TAIL)[:_TAIL]
        parts.insert(0, Span(match.end(), match.end() + len(" ".join(tail))))
        items = [side.prose[span.start : span.end] for span in parts]
        if not any(_NUMBER.fullmatch(item) or not any(map(str.isalpha, item)) for item in items):
            found.append(Enumeration(parts[::-1], whole))
    return found


def _told(context: Context, span: Span, ours: bool) -> bool:
    """Whether something of an item stands anywhere on the other side."""
    known = context.equivalents
    side, other = (context.source, context.target) if ours else (context.target, context.source)
    items: Sequence[Item] = () if known is None else known.source if ours else known.target
    words = side.prose_words
    if any(item.told and span.start <= words[item.first].start < span.end for item in items):
        return True
    names = [w for w in words if span.start <= w.start < span.end and w.text[0].isupper()]
    return any(fold(name.text) in other.folded for name in names)


CHECK = Check("enumeration", "accuracy", Severity.WARNING, N_("enumerations that lost or gained items"), run)
