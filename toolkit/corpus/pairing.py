"""Which documents of two languages are translations of each other, when their names do not tell.

Every document becomes a bag of words (:mod:`~toolkit.corpus.bags`), and pairs that have rare words in common
get a likeness (:mod:`~toolkit.corpus.likeness`). Of these the best one-to-one assignment is chosen
(:mod:`~toolkit.corpus.assignment`), and a pair is sure only where each of the two is like the other as it is
like no one else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toolkit.corpus.assignment import assign
from toolkit.corpus.bags import Candidate, Reader
from toolkit.corpus.likeness import likenesses
from toolkit.errors import UsageError
from toolkit.languages import language
from toolkit.translations import _

__all__ = ["Candidate", "Pair", "pair"]

_LEAST = 0.08
"""Likeness below which two documents are no pair, whatever the others are."""
_AHEAD = 1.15
"""How much more a pair has to be alike than either side is to the next best, for it to be sure."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents that seem to be translations of each other.

    ``likeness`` is 0 to 1; ``sure`` if neither is nearly as like to any other document.
    """

    source: int
    target: int
    likeness: float
    sure: bool


def pair(
    sources: Sequence[Candidate],
    targets: Sequence[Candidate],
    *,
    least: float = _LEAST,
    progress: Callable[[int, int], None] | None = None,
) -> list[Pair]:
    """The pairs, by source; each document in one at most.

    Args:
        sources: documents of one language.
        targets: documents of another one.
        least: likeness below which two documents are no pair.
        progress: called with documents done and documents in all.

    Raises:
        UsageError: a side is empty, or has documents of several languages.
    """
    codes = [_language(side) for side in (sources, targets)]
    done, total = 0, len(sources) + len(targets)

    def step() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, total)

    reader = Reader(language(codes[0]), language(codes[1]), step)
    left = reader.sources(sources)
    right = reader.targets(targets)
    edges = likenesses(left, right, reader.words)
    best: dict[int, list[float]] = {}
    """For each target the two greatest likenesses."""
    for row in edges:
        for column, value in row:
            best[column] = sorted([*best.get(column, ()), value], reverse=True)[:2]
    found = []
    for source, target in assign(edges, len(targets)):
        value = dict(edges[source])[target]
        if value < least:
            continue
        ours = [like for other, like in edges[source] if other != target]
        # Its own is one of the target's likenesses: the best of the others is the second, or the first.
        theirs = [like for like in best[target] if like != value] or best[target][1:]
        found.append(Pair(source, target, value, value >= _AHEAD * max([0.0, *ours[:1], *theirs[:1]])))
    return found


def _language(side: Sequence[Candidate]) -> str:
    codes = sorted({candidate.document.language for candidate in side})
    if len(codes) != 1:
        raise UsageError(
            _("documents of one language are paired with those of another one"),
            _("here are: {codes}", codes=", ".join(codes) or _("none")),
        )
    return codes[0]
