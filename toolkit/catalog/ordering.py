"""Two sequences that come from one: their additions, removals and moves, all in one sequence.

The order is that of ours. What only theirs has stands after the item it follows there; what theirs moved, and
ours left where it was, moves along.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def three_way(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T]) -> tuple[T, ...]:
    """What both sides made of a list: everything either added, nothing either removed.

    An item that stands in a list several times counts each time.
    """
    if ours == theirs or theirs == base:
        return tuple(ours)
    if ours == base:
        return tuple(theirs)
    before, left, right = _numbered(base), _numbered(ours), _numbered(theirs)
    kept = (set(left) & set(right)) | ((set(left) | set(right)) - set(before))
    return tuple(item for item, _ in merged_order(before, left, right, kept))


def merged_order(
    base: Sequence[T],
    ours: Sequence[T],
    theirs: Sequence[T],
    kept: Collection[T],
    *,
    late: Callable[[T], bool] = lambda item: False,
) -> list[T]:
    """The items of ``kept`` in the order both sides agree to.

    Args:
        base: no item twice; likewise the other two.
        ours: whose order is kept.
        theirs: whose additions and moves are brought in.
        kept: items of ours or theirs.
        late: items that an addition is not put behind unless it is one, too (obsolete entries).
    """
    ours_known, theirs_known = set(ours), set(theirs)
    moved = _moved(base, theirs) - _moved(base, ours)
    sequence = [item for item in ours if item in kept and item not in moved]
    placed = set(sequence)
    first: list[T] = []  # what theirs has before anything of ours
    following: dict[T, list[T]] = {}
    group = first
    for item in theirs:
        if item in placed:
            group = following.setdefault(item, [])
        elif item in kept and (item in moved or item not in ours_known):
            group.append(item)
    out: list[T] = []
    group = first
    own: list[T] = []  # what ours alone has in this place
    for item in sequence:
        if item in theirs_known:
            out += _together(own, group, late)
            out.append(item)
            own, group = [], following.get(item, [])
        else:
            own.append(item)
    return out + _together(own, group, late)


def _together(ours: list[T], theirs: list[T], late: Callable[[T], bool]) -> list[T]:
    """Additions of both sides to one place."""
    return sorted([*ours, *theirs], key=late) if ours and theirs else [*ours, *theirs]


def _numbered(items: Iterable[T]) -> list[tuple[T, int]]:
    """Each item with how often it has been there before."""
    seen: Counter[T] = Counter()
    out = []
    for item in items:
        out.append((item, seen[item]))
        seen[item] += 1
    return out


def _moved(before: Sequence[T], after: Sequence[T]) -> set[T]:
    """The fewest items whose moves explain another order."""
    place = {item: index for index, item in enumerate(before)}
    common = [item for item in after if item in place]
    ends: list[int] = []  # places at which the longest rising runs of each length end
    last: list[int] = []  # which items those are
    previous: list[int] = []
    for index, item in enumerate(common):
        at = bisect_left(ends, place[item])
        previous.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [place[item]]
        last[at : at + 1] = [index]
    staying = set()
    index = last[-1] if last else -1
    while index >= 0:
        staying.add(common[index])
        index = previous[index]
    return set(common) - staying
