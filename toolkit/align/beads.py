"""From steps over the segments that took part to beads over all segments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from toolkit.align.profile import Floats, Profile
from toolkit.align.search import Step
from toolkit.model import Bead


def beads(
    source: Profile,
    target: Profile,
    counts: tuple[int, int],
    steps: list[Step],
    trust: Floats,
    kept: Iterable[Bead] = (),
) -> list[Bead]:
    """Beads that cover every segment of both documents once, in order.

    Segments that were set aside get a bead of their own, or the one that was kept for them, before the bead
    of what follows them.

    Args:
        source: profile of the source; its ``places`` are the segments that took part.
        target: profile of the target.
        counts: how many segments the two documents have.
        steps: the alignment.
        trust: the probability of each step.
        kept: beads of segments that took no part.
    """
    out: list[Bead] = []
    left, right = source.places.tolist(), target.places.tolist()
    at = [0, 0]
    # A bead is said where its first source segment stands; without one, where its first target segment does.
    by_source = {index: bead for bead in kept for index in bead.source}
    by_target = {index: bead for bead in kept for index in bead.target}

    def say(sources: Iterable[int], targets: Iterable[int]) -> None:
        for k in sources:
            bead = by_source.get(k)
            if bead is None:
                out.append(Bead((k,), (), 1.0))
            elif k == bead.source[0]:
                out.append(replace(bead, confidence=1.0))
        for k in targets:
            bead = by_target.get(k)
            if bead is None:
                out.append(Bead((), (k,), 1.0))
            elif not bead.source and k == bead.target[0]:
                out.append(replace(bead, confidence=1.0))

    def set_aside(i: int, j: int) -> None:
        say(range(at[0], i), range(at[1], j))
        at[:] = max(at[0], i), max(at[1], j)

    for (i0, i, j0, j), probability in zip(steps, trust.tolist(), strict=True):
        mine, theirs = tuple(left[i0:i]), tuple(right[j0:j])
        set_aside(mine[0] if mine else at[0], theirs[0] if theirs else at[1])
        out.append(Bead(mine, theirs, round(min(1.0, max(0.0, probability)), 6)))
        # Segments that took no part may stand between those of one bead.
        say(
            *(
                sorted(set(range(part[0], part[-1])).difference(part)) if part else ()
                for part in (mine, theirs)
            )
        )
        at[:] = mine[-1] + 1 if mine else at[0], theirs[-1] + 1 if theirs else at[1]
    set_aside(*counts)
    return out
