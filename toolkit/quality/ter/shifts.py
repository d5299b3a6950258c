"""The search for shifts: which runs of words, moved elsewhere, bring a translation nearest to its reference.

Greedy as in Tercom: of all shifts of a run that stands elsewhere in the reference, the one that saves most is
made, and so on until none saves anything. Most of the time of other implementations goes into the edit
distance of each candidate; here

* words become characters, and the plain distance of two strings is rapidfuzz's;
* the band of Tercom matters only where a best path may come near its border, and there the plain distance,
  which can only be smaller, says which candidates are worth the banded one;
* equal words are looked up and not searched for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from toolkit.quality.ter.beam import banded, is_within
from toolkit.quality.ter.trace import traced

_LONGEST = 10
"""Words of a run that is shifted at once."""
_FARTHEST = 50
"""Words between the places of a run in hypothesis and reference."""
_CANDIDATES = 1000
"""Shifts looked at for one segment; the round that reaches so many counts for nothing, and is the last."""


class _Shift(NamedTuple):
    """A candidate, in the order of preference: nearest to the reference, longest, earliest, to the front."""

    distance: int
    shorter: int
    start: int
    target: int
    words: str


def edits(hypothesis: Sequence[str], reference: Sequence[str]) -> int:
    """The edits that turn one sequence of words into the other, shifts among them: what sacrebleu counts.

    Args:
        hypothesis: the words of the translation.
        reference: the words of the reference.
    """
    if not reference:
        return len(hypothesis)
    names: dict[str, str] = {}
    words, goal = (
        "".join(names.setdefault(word, chr(len(names))) for word in side) for side in (hypothesis, reference)
    )
    places: dict[str, list[int]] = {}
    for place, word in enumerate(goal):
        places.setdefault(word, []).append(place)
    shifts = looked_at = 0
    while True:
        distance, path = _aligned(words, goal)
        best = None
        if distance:
            targets = list(_targets(words, goal, places, path))
            looked_at += len(targets)
            if looked_at >= _CANDIDATES:
                return shifts + distance
            best = _best(words, goal, targets, distance)
        if best is None:
            return shifts + distance
        words = best
        shifts += 1


def _aligned(words: str, goal: str) -> tuple[int, str]:
    """The distance and the path that has it."""
    path = traced(words, goal)
    distance = len(path) - path.count(" ")
    return (distance, path) if is_within(distance, len(words), len(goal)) else banded(words, goal)


def _targets(
    words: str, goal: str, places: dict[str, list[int]], path: str
) -> Iterator[tuple[int, int, int]]:
    """The shifts worth a look, as (start, length, target): a wrong run to where the reference has it."""
    aligned, wrong_here, wrong_there = _read(path)
    wrong_words = [0, *accumulate(wrong_here)]
    wrong_goal = [0, *accumulate(wrong_there)]
    rows, columns = len(words), len(goal)
    for start in range(rows):
        there = places.get(words[start])
        if not there:
            continue
        for place in there[bisect_left(there, start - _FARTHEST) :]:
            if place > start + _FARTHEST:
                break
            longest = min(_LONGEST, rows - start, columns - place)
            opposite = aligned[place]
            for length in range(1, longest + 1):
                if length > 1 and words[start + length - 1] != goal[place + length - 1]:
                    break
                if wrong_words[start + length] == wrong_words[start]:
                    continue
                if wrong_goal[place + length] == wrong_goal[place]:
                    continue
                if start <= opposite < start + length:
                    continue
                before = -1
                # In front of the word opposite to the run's first, or behind those opposite to its words.
                for neighbour in range(place - 1, place + length):
                    target = aligned[neighbour] + 1 if neighbour >= 0 else 0
                    if target != before:
                        yield start, length, target
                        before = target


def _read(path: str) -> tuple[list[int], list[int], list[int]]:
    """The place opposite to each word of the reference, and which words of either side are wrong."""
    aligned: list[int] = []
    here: list[int] = []
    there: list[int] = []
    place = -1
    for step in path:
        if step != "i":
            place += 1
            here.append(step != " ")
        if step != "d":
            aligned.append(place)
            there.append(step != " ")
    return aligned, here, there


def _best(words: str, goal: str, targets: Sequence[tuple[int, int, int]], distance: int) -> str | None:
    """The words after the best shift, or ``None`` where no shift saves an edit."""
    from rapidfuzz.distance.Levenshtein import distance as plain

    rows, columns = len(words), len(goal)
    candidates: list[_Shift] = []
    seen: dict[str, int] = {}
    limit = distance - 1
    for start, length, target in targets:
        moved = _moved(words, start, length, target)
        cost = seen.get(moved)
        if cost is None:
            cost = seen[moved] = plain(moved, goal, score_cutoff=limit)
        if cost <= limit:
            candidates.append(_Shift(cost, -length, start, target, moved))
            if is_within(cost, rows, columns):
                limit = cost
    best: _Shift | None = None
    for shift in sorted(candidates):
        if best is not None and best[:4] <= shift[:4]:
            break
        if not is_within(shift.distance, rows, columns):
            shift = shift._replace(distance=banded(shift.words, goal)[0])
        if shift.distance < distance and (best is None or shift[:4] < best[:4]):
            best = shift
    return best.words if best else None


def _moved(words: str, start: int, length: int, target: int) -> str:
    end = start + length
    run = words[start:end]
    if target < start:
        return words[:target] + run + words[target:start] + words[end:]
    if target <= end:
        # Into the run itself, which Tercom reads as counted from the run's own end.
        target += length
    return words[:start] + words[end:target] + run + words[target:]
