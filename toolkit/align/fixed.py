"""What people have said about an alignment: beads to keep and places where both sides begin together.

Segments of kept beads take no part in the alignment; what is left is aligned around them. A *pin* is a node
that every alignment has to pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from toolkit.align.chain import heaviest
from toolkit.align.profile import NEVER, Profile
from toolkit.errors import UsageError
from toolkit.model import Bead, Document, Kind
from toolkit.translations import _

Pin = tuple[int, int]
"""Segments of the source and of the target that stand before the place."""

_NUMBERED = re.compile(r"\W*(?:[^\W\d_]+\s+){0,2}(\d+(?:\.\d+)*)(?!\d)")


def check(beads: Iterable[Bead], anchors: Sequence[Pin], counts: tuple[int, int]) -> None:
    """Refuse what does not fit documents of so many segments.

    Raises:
        UsageError: a segment that is not there, one that is in two beads, anchors that cross.
    """
    seen: tuple[dict[int, Bead], dict[int, Bead]] = ({}, {})
    for bead in beads:
        for name, side, before, count in zip(
            ("source", "target"), (bead.source, bead.target), seen, counts, strict=True
        ):
            for index in side:
                if not 0 <= index < count:
                    there = _("there are {count}, counted from 0", count=count)
                    raise UsageError(
                        _(
                            "the bead {bead} names {side} segment {index}",
                            bead=_written(bead),
                            side=_(name),
                            index=index,
                        ),
                        there,
                    )
                if index in before:
                    problem = _(
                        "{side} segment {index} is in {before} and {bead}",
                        side=_(name),
                        index=index,
                        before=_written(before[index]),
                        bead=_written(bead),
                    )
                    raise UsageError(problem, _("a segment belongs to one bead"))
                before[index] = bead
    for name, side, count in zip(("source", "target"), zip(*anchors, strict=True), counts, strict=False):
        for index in side:
            if not 0 <= index < count:
                there = _("there are {count}, counted from 0", count=count)
                raise UsageError(
                    _("an anchor names {side} segment {index}", side=_(name), index=index), there
                )
    for one, other in pairwise(sorted(anchors)):
        if other[1] < one[1] or (other[0] == one[0]) != (other[1] == one[1]):
            raise UsageError(
                _(
                    "the anchors {s1}, {t1} and {s2}, {t2} cross",
                    s1=one[0],
                    t1=one[1],
                    s2=other[0],
                    t2=other[1],
                ),
                _("delete one of them"),
            )


def _written(bead: Bead) -> str:
    return f"{list(bead.source)}:{list(bead.target)}"


def pins(source: Profile, target: Profile, kept: Iterable[Bead], anchors: Iterable[Pin]) -> list[Pin]:
    """The nodes of two profiles that have to be passed, in order.

    Kept beads that change the order pin nothing, as many as need be.

    Raises:
        UsageError: an anchor that crosses a kept bead.
    """
    full = [bead for bead in kept if bead.source and bead.target and _whole(bead)]
    spans = np.array(
        [(b.source[0], b.source[-1] + 1, b.target[0], b.target[-1] + 1) for b in full], dtype=np.int64
    ).reshape(-1, 4)
    chain = heaviest(spans[:, :2], spans[:, 2:], np.ones(len(spans)))
    places = [(full[k].source[0], full[k].target[0]) for k in chain]
    given = sorted({*places, *anchors})
    for one, other in pairwise(given):
        if other[1] < one[1]:
            raise UsageError(
                _(
                    "the anchor or kept bead at {s1}, {t1} crosses the one at {s2}, {t2}",
                    s1=one[0],
                    t1=one[1],
                    s2=other[0],
                    t2=other[1],
                ),
                _("delete one of them"),
            )
    left = np.searchsorted(source.places, [i for i, _ in given])
    right = np.searchsorted(target.places, [j for _, j in given])
    return sorted(set(zip(left.tolist(), right.tolist(), strict=True)))


def _whole(bead: Bead) -> bool:
    """Without a segment of another bead between its own."""
    sides = bead.source, bead.target
    return all(list(side) == list(range(side[0], side[-1] + 1)) for side in sides)


def parted(side: Profile, places: Iterable[int]) -> Profile:
    """The profile with borders before some segments that no bead may span."""
    joins = side.joins.copy()
    before = np.array([place - 1 for place in places if 0 < place < len(side)], dtype=np.int64)
    joins[before] = NEVER
    return replace(side, joins=joins)


def delimited(source: Document, target: Document, pattern: str) -> tuple[Pin, ...]:
    """Anchors at the segments that delimit passages on both sides, the first with the first and so on.

    Args:
        source: a document with segments.
        target: the other one.
        pattern: ``blank`` for empty lines; ``numbers`` for headings that begin with a number, or with a word
            and a number (``Article 5``, ``2.1``), each with the one that has the same; else a regular
            expression that is looked for in each segment.

    Raises:
        UsageError: not a regular expression; not as many delimiters on both sides; none at all.
    """
    if pattern == "numbers":
        return _same_numbers(source, target)
    if pattern == "blank":
        found = tuple(
            [i for i, text in enumerate(each.strings()) if not text.strip()] for each in (source, target)
        )
    else:
        try:
            compiled = re.compile(pattern)
        except re.error as error:
            raise UsageError(
                _("'{pattern}' is not a regular expression: {error}", pattern=pattern, error=error),
                _("blank and numbers have a meaning of their own"),
            ) from None
        found = tuple(
            [i for i, text in enumerate(each.strings()) if compiled.search(text)] for each in (source, target)
        )
    left, right = found
    if len(left) != len(right):
        problem = _(
            "{left} delimiters in the source and {right} in the target", left=len(left), right=len(right)
        )
        raise UsageError(problem, _("they are matched in order and have to be as many"))
    if not left:
        raise UsageError(
            _("no delimiter '{pattern}' on either side", pattern=pattern), _("name another, or none")
        )
    return tuple(zip(left, right, strict=True))


def _same_numbers(source: Document, target: Document) -> tuple[Pin, ...]:
    left, right = _numbered(source), _numbered(target)
    pairs = [(left[number], right[number]) for number in left if number in right]
    spans = np.array([(i, i + 1, j, j + 1) for i, j in sorted(pairs)], dtype=np.int64).reshape(-1, 4)
    chain = heaviest(spans[:, :2], spans[:, 2:], np.ones(len(spans)))
    if not chain:
        raise UsageError(_("no heading has the same number on both sides"), _("give no delimiter"))
    return tuple((int(spans[k, 0]), int(spans[k, 2])) for k in chain)


def _numbered(document: Document) -> dict[str, int]:
    """Segments that begin with a number of their own, by that number."""
    found: dict[str, list[int]] = {}
    headings = any(segment.kind is Kind.HEADING for segment in document.segments)
    for index, (segment, text) in enumerate(zip(document.segments, document.strings(), strict=True)):
        if headings and segment.kind is not Kind.HEADING:
            continue
        match = _NUMBERED.match(text)
        if match:
            found.setdefault(match[1], []).append(index)
    return {number: places[0] for number, places in found.items() if len(places) == 1}
