"""More than two languages: alignments with one text in common, joined into units of all of them."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.errors import UsageError
from toolkit.model import Bitext
from toolkit.translations import _

Places = tuple[tuple[int, ...], ...]
"""The segments of a unit in each text, the pivot's first."""


def joined(bitexts: Sequence[Bitext]) -> list[Places]:
    """Units of all texts: the smallest groups of segments that no bead of any alignment crosses.

    Args:
        bitexts: alignments of the same source, the pivot, with one text each.

    Returns:
        In the order of the pivot; what has no counterpart in the pivot follows what stands before it.

    Raises:
        UsageError: the sources differ.
    """
    first, *others = bitexts
    if any(other.source.segments != first.source.segments for other in others):
        raise UsageError(_("the alignments have no text in common"), _("align each text with the same pivot"))
    count = len(first.source)
    group = list(range(count))
    for bitext in bitexts:
        for bead in bitext.beads:
            # Segments of one bead, and all that lie between them, belong together.
            for index in range(min(bead.source), max(bead.source)) if bead.source else ():
                group[index + 1] = -1
    starts = [index for index in range(count) if group[index] >= 0]
    of = {}
    for number, (start, stop) in enumerate(zip(starts, [*starts[1:], count], strict=True)):
        of.update(dict.fromkeys(range(start, stop), number))
    units: list[list[list[int]]] = [
        [list(range(start, stop)), *([] for _ in bitexts)]
        for start, stop in zip(starts, [*starts[1:], count], strict=True)
    ]
    alone: list[tuple[int, int, list[int]]] = []
    for side, bitext in enumerate(bitexts, start=1):
        last = -1
        for bead in bitext.beads:
            if bead.source:
                last = of[bead.source[0]]
                units[last][side].extend(bead.target)
            elif bead.target:
                alone.append((last, side, list(bead.target)))
    out: list[Places] = []
    for number in range(-1, len(units)):
        if number >= 0:
            out.append(tuple(tuple(sorted(places)) for places in units[number]))
        for after, side, places in alone:
            if after == number:
                empty: list[tuple[int, ...]] = [() for _ in range(len(bitexts) + 1)]
                empty[side] = tuple(places)
                out.append(tuple(empty))
    return out
