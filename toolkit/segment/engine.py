"""From a document's blocks to its segments: ask the rules at every candidate, cut, and trim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from toolkit.languages import language
from toolkit.model import Block, Document, Kind, Segment, View
from toolkit.segment.blocks import lines, refined
from toolkit.segment.candidates import candidate
from toolkit.segment.enumerations import markers
from toolkit.segment.knowledge import Knowledge, knowledge
from toolkit.segment.lengths import shortened
from toolkit.segment.options import Options
from toolkit.segment.rules import decide, plainly
from toolkit.segment.surroundings import Surroundings
from toolkit.text.characters import INVISIBLE

_WHOLE = frozenset({Kind.HEADING, Kind.BOILERPLATE})
_CONTEXT = 30
_END = "end-of-block"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided at one place.

    Attributes:
        offset: in ``Document.text``, after the last character before the place.
        cut: whether a segment ends there.
        rule: the name of the rule that decided.
        context: some characters before and after, with ``⏎`` at a cut and ``·`` where none was made.
    """

    offset: int
    cut: bool
    rule: str
    context: str


class _Place(NamedTuple):
    """A place in a block's text: the segment before ends at ``end``, the one after starts at ``next``."""

    end: int
    next: int
    cut: bool
    rule: str


def segment(document: Document, options: Options) -> Document:
    """The document with its segments."""
    prepared = _prepared(document, options)
    known = knowledge(prepared.language, options)
    limited = options.soft_split is not None or options.max_length is not None
    segments: list[Segment] = []
    for index, block in enumerate(prepared.blocks):
        view = prepared.view(block.start, block.end)
        text = view.text
        # In the plain case a view's places are the document's, but for where the block begins.
        base = view.base if view.starts is None else -1
        start = _visible(text, 0)
        last = (len(text.rstrip(INVISIBLE)), len(text), True, _END)
        for end, following, cut, rule in chain(_places(prepared, block, view, known, options), (last,)):
            if not cut:
                continue
            if base >= 0 and not limited and start < end:
                segments.append(Segment(base + start, base + end, block.kind, rule, index))
            elif start < end:
                segments.extend(_segments(view, block, index, start, end, rule, options))
            start = following
    return prepared.with_segments(segments)


def explain(document: Document, options: Options) -> list[Decision]:
    """Every place considered."""
    prepared = _prepared(document, options)
    known = knowledge(prepared.language, options)
    decisions = []
    for block in prepared.blocks:
        view = prepared.view(block.start, block.end)
        for end, following, cut, rule in _places(prepared, block, view, known, options):
            before = " ".join(view.text[max(0, end - _CONTEXT) : end].split())
            after = " ".join(view.text[following : following + _CONTEXT].split())
            context = f"{before} {'⏎' if cut else '·'} {after}"
            decisions.append(Decision(view.span(end - 1, end).end, cut, rule, context))
    return decisions


def _prepared(document: Document, options: Options) -> Document:
    blocks = document.blocks or lines(document.text)
    if options.refine_blocks:
        blocks = refined(replace(document, blocks=blocks), language(document.language).segmentation)
    return replace(document, blocks=blocks)


def _places(
    document: Document, block: Block, view: View, known: Knowledge, options: Options
) -> Iterator[tuple[int, int, bool, str]]:
    """The places of one block in order as :class:`_Place` has them, those at its very end left out."""
    text = view.text
    if block.kind in _WHOLE:
        return
    if block.kind is Kind.CODE:
        yield from _breaks(text, range(len(text)), "line")
        return
    if options.srx is not None:
        for asked in options.srx.places(text, document.language):
            place = _before(text, _visible(text, asked.offset), asked.rule.name)
            if place.end and place.next < len(text):
                yield place._replace(cut=asked.breaks)
        return
    data = language(document.language).segmentation
    spans, items = markers(text, data.list_words, data.list_pattern)
    breaks = list(_marked_breaks(document, view))
    further = [_before(text, at, "enumeration") for at in items]
    forced = sorted((*breaks, *further), key=lambda place: place.next)
    around = Surroundings(
        text, known, whole=options.quotations == "whole", markers=spans, forced=bool(forced)
    )
    at = 0
    for match in known.candidate.finditer(text):
        start = match.start()
        end, following = match.span(1)
        plain = plainly(text, start, end, following, known) if around.plain else None
        if plain:
            rule, cut = plain
            yield end, following, cut, rule
            if cut:
                around.start = following
            continue
        found = candidate(text, start, end, following, known)
        if found.next >= len(text):
            break
        while at < len(forced) and forced[at].next <= found.next:
            yield forced[at]
            around.start = forced[at].next
            at += 1
        if at and forced[at - 1].next == found.next:
            continue
        rule, cut = decide(found, known, around)
        yield found.end, found.next, cut, rule
        if cut:
            around.start = found.next
    yield from forced[at:]


def _marked_breaks(document: Document, view: View) -> Iterator[_Place]:
    """Line breaks that mark-up asks for (``<br>``), unlike those that only wrap the file's lines."""
    if view.starts is None or view.ends is None or "\n" not in view.text:
        return
    asked = [
        i
        for i, character in enumerate(view.text)
        if character == "\n" and document.text[view.starts[i] : view.ends[i]] != "\n"
    ]
    yield from _breaks(view.text, asked, "line-break")


def _breaks(text: str, where: Iterator[int] | list[int] | range, rule: str) -> Iterator[_Place]:
    for i in where:
        if text[i] in "\n\r\v\f\x85\u2028\u2029":
            place = _before(text, _visible(text, i), rule)
            if 0 < place.end <= i and place.next < len(text):
                yield place


def _before(text: str, start: int, rule: str) -> _Place:
    """The place before the visible character at ``start``."""
    end = start
    while end and text[end - 1] in INVISIBLE:
        end -= 1
    return _Place(end, start, True, rule)


def _visible(text: str, at: int) -> int:
    while at < len(text) and text[at] in INVISIBLE:
        at += 1
    return at


def _segments(
    view: View, block: Block, index: int, start: int, end: int, rule: str, options: Options
) -> Iterator[Segment]:
    """The characters ``start:end`` of a block as one segment, or several where they are too long."""
    for first, last, reason in shortened(view.text, start, end, rule, options):
        span = view.span(first, last)
        yield Segment(span.start, span.end, block.kind, reason, index)
