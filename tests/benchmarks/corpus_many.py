"""Pairing of many made-up documents: right ones, processor time, memory."""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator

from tests.corpus.generated import sentences
from toolkit.corpus.pairing import Candidate, pair
from toolkit.model import Document

_KEPT = 0.8
"""Share of the sentences that a document still has: in each language others are missing."""


def many(count: int) -> Iterator[str]:
    """Shuffled documents of 8 to 14 sentences, a fifth of which each side lacks; a tenth has no partner."""
    rng = random.Random(count)
    sides: tuple[list[Candidate], list[Candidate]] = ([], [])
    for number in range(count):
        rows = sentences(f"many {number}", 8 + number % 7)
        for at, code in ((0, "en"), (1, "vi")):
            kept = [row[at] for row in rows if rng.random() < _KEPT] or [rows[0][at]]
            sides[at].append(Candidate(Document("\n".join(kept), code, f"{number}.txt")))
    order = list(range(count))
    rng.shuffle(order)
    targets = [
        Candidate(Document(sides[1][at].document.text, "vi", f"{n}.txt")) for n, at in enumerate(order)
    ]
    sources = sides[0][: count * 9 // 10]
    before, begun = _peak(), time.process_time()
    found = pair(sources, targets)
    spent = time.process_time() - begun
    right = sum(order[each.target] == each.source for each in found)
    sure = [order[each.target] == each.source for each in found if each.sure]
    precision, recall = right / len(found), right / len(sources)
    yield (
        f"{len(sources):,} and {count:,} documents: precision {precision:.4f}, recall {recall:.4f}, "
        f"F1 {2 * precision * recall / (precision + recall):.4f}; sure {sum(sure):,} of {len(sure):,}; "
        f"processor {spent:.1f} s, {_peak() - before:.0f} MB beside the {before:.0f} MB of the documents"
    )


def _peak() -> float:
    """Greatest memory so far, in MB."""
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
