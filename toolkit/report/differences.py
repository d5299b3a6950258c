"""Where the system's beads and the gold beads differ, place by place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.model import Bead, Evaluation, Span, Unit
from toolkit.report.summary import segment_counts


@dataclass(frozen=True, slots=True)
class Difference:
    """One place: system beads and gold beads that share segments, each in the order of the text."""

    ours: tuple[Bead, ...]
    theirs: tuple[Bead, ...]


def differences(evaluation: Evaluation) -> list[Difference]:
    """Wrong and missed beads, put together wherever they share a segment; in the order of the text."""
    beads = [*((bead, True) for bead in evaluation.wrong), *((bead, False) for bead in evaluation.missed)]
    parent = list(range(len(beads)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    owner: dict[tuple[str, int], int] = {}
    for index, (bead, _) in enumerate(beads):
        for segment in (*(("source", i) for i in bead.source), *(("target", j) for j in bead.target)):
            parent[root(index)] = root(owner.setdefault(segment, index))
    places: dict[int, tuple[list[Bead], list[Bead]]] = {}
    for index, (bead, is_ours) in enumerate(beads):
        places.setdefault(root(index), ([], []))[0 if is_ours else 1].append(bead)
    found = [
        Difference(tuple(sorted(ours, key=_place)), tuple(sorted(theirs, key=_place)))
        for ours, theirs in places.values()
    ]
    return sorted(found, key=lambda place: min(_place(bead) for bead in (*place.ours, *place.theirs)))


def _place(bead: Bead) -> tuple[int, int, tuple[int, ...], tuple[int, ...]]:
    """Order of the text; a bead without source stands where its target does."""
    source = min(bead.source, default=-1)
    target = min(bead.target, default=-1)
    return source if source >= 0 else target, target, bead.source, bead.target


def segment_texts(units: Iterable[Unit]) -> tuple[list[str | None], list[str | None]]:
    """The text of each source and each target segment behind the units, in order.

    A unit of several segments can be cut again where its text is as long as they are (no mark-up dropped);
    elsewhere the text is ``None``.
    """
    source: list[str | None] = []
    target: list[str | None] = []
    for unit in units:
        source_count, target_count = segment_counts(unit)
        source += _cut(unit.source, unit.source_spans, source_count)
        target += _cut(unit.target, unit.target_spans, target_count)
    return source, target


def _cut(text: str, spans: Sequence[Span], count: int) -> list[str | None]:
    if count == 1:
        return [text]
    lengths = [end - start for start, end in spans]
    gap, rest = divmod(len(text) - sum(lengths), max(1, count - 1))
    if len(lengths) != count or rest or gap not in (0, 1):
        return [None] * count
    pieces: list[str | None] = []
    at = 0
    for length in lengths:
        pieces.append(text[at : at + length])
        at += length + gap
    return pieces
