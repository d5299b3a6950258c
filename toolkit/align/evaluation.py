"""How good is an alignment: beads held against gold beads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from toolkit.model import Agreement, Bead, Evaluation

_Key = tuple[tuple[int, ...], tuple[int, ...]]


def evaluate(system: Iterable[Bead], gold: Iterable[Bead]) -> Evaluation:
    """Strict and lax agreement of a system's beads with gold beads.

    Precision is over all the system's beads, insertions and deletions included; recall over the gold beads
    with both sides filled, because which of many leftovers were set apart how is no achievement. Strict: the
    very same bead. Lax: at least one link (a source and a target segment) is shared with a bead of the other
    side. Beads given twice count once; beads empty on both sides do not count. This is how vecalign counts
    (Thompson and Koehn 2019).
    """
    found, right = _keys(system), _keys(gold)
    full_found = {key: bead for key, bead in found.items() if key[0] and key[1]}
    full_right = {key: bead for key, bead in right.items() if key[0] and key[1]}
    precision = _hits(found, right)
    recall = _hits(full_right, full_found)
    types = sorted({bead.type for bead in (*found.values(), *right.values())})
    return Evaluation(
        strict=Agreement(precision[0], len(found), recall[0], len(full_right)),
        lax=Agreement(precision[1], len(found), recall[1], len(full_right)),
        by_type={name: _agreement(name, found, right) for name in types},
        wrong=tuple(bead for key, bead in found.items() if key not in right),
        missed=tuple(bead for key, bead in full_right.items() if key not in found),
    )


def _keys(beads: Iterable[Bead]) -> dict[_Key, Bead]:
    return {(tuple(b.source), tuple(b.target)): b for b in beads if b.source or b.target}


def _hits(candidates: Iterable[_Key], reference: Iterable[_Key]) -> tuple[int, int]:
    """How many candidates are in the reference, and how many share a link with it."""
    whole = set(reference)
    links: defaultdict[int, set[int]] = defaultdict(set)
    for source, target in whole:
        for i in source:
            links[i].update(target)
    strict = lax = 0
    for key in candidates:
        same = key in whole
        strict += same
        lax += same or any(j in links[i] for i in key[0] if i in links for j in key[1])
    return strict, lax


def _agreement(name: str, found: dict[_Key, Bead], right: dict[_Key, Bead]) -> Agreement:
    mine = [key for key, bead in found.items() if bead.type == name]
    theirs = [key for key, bead in right.items() if bead.type == name]
    return Agreement(
        sum(key in right for key in mine), len(mine), sum(key in found for key in theirs), len(theirs)
    )
