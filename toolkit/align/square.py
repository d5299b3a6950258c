"""The same probabilities over all nodes of small documents, in logarithms: nothing is ever forgotten.

Where passages changed places, the way that is best in the end may for long be e ** 1000 times less probable
than another. So the first look at a document, by which all later ones go, is taken with this.
"""

from __future__ import annotations

import numpy as np

from toolkit.align.profile import Floats
from toolkit.align.search import BeadType, Gap, Posterior

_NEVER = -1e30
"""Log-probability of the impossible; finite, so that differences stay numbers."""


def posterior(types: tuple[BeadType, ...], scores: Floats, gap: Gap) -> Posterior:
    """Probabilities of beads and nodes by the forward-backward algorithm.

    Args:
        types: bead types, both sides at least 1.
        scores: log-score of a bead of each type that ends at each node [types, n + 1, m + 1].
        gap: scores of left-out runs.
    """
    scores = np.maximum(scores, _NEVER)
    rows, columns = scores.shape[1:]
    shape = rows, columns
    run = gap.extend * np.arange(columns)
    whole, bead, left_out, inserted = (np.full(shape, _NEVER) for _ in range(4))
    leading = np.full(scores.shape, _NEVER)
    for row in range(rows):
        for plane, (a, b) in enumerate(types):
            if row >= a:
                leading[plane, row, b:] = whole[row - a, :-b] + scores[plane, row, b:]
        bead[row] = _log_sum(leading[:, row])
        if row:
            left_out[row] = np.logaddexp(bead[row - 1] + gap.open, left_out[row - 1] + gap.extend)
        else:
            bead[0, 0] = 0.0
        either = np.logaddexp(bead[row], left_out[row])
        inserted[row, 1:] = np.logaddexp.accumulate(either - run)[:-1] + run[:-1] + gap.open
        whole[row] = np.logaddexp(either, inserted[row])
    total = whole[-1, -1]
    if total <= _NEVER / 2:
        return Posterior(np.zeros(scores.shape), np.zeros(shape))
    after_bead, after_source, after_target = (np.full(shape, _NEVER) for _ in range(3))
    for row in range(rows - 1, -1, -1):
        start = np.full((len(types), columns), _NEVER)
        for plane, (a, b) in enumerate(types):
            if row + a < rows:
                start[plane, :-b] = scores[plane, row + a, b:] + after_bead[row + a, b:]
        begun = _log_sum(start)
        if row == rows - 1:
            begun[-1] = 0.0
        after_target[row] = np.logaddexp.accumulate((begun + run)[::-1])[::-1] - run
        base = begun.copy()
        base[:-1] = np.logaddexp(base[:-1], gap.open + after_target[row, 1:])
        later = after_source[row + 1] if row + 1 < rows else np.full(columns, _NEVER)
        after_source[row] = np.logaddexp(base, later + gap.extend)
        after_bead[row] = np.logaddexp(base, later + gap.open)
    beads = np.exp(np.minimum(leading + after_bead - total, 0.0))
    passed = np.logaddexp(np.logaddexp(bead + after_bead, left_out + after_source), inserted + after_target)
    return Posterior(beads, np.exp(np.minimum(passed - total, 0.0)))


def _log_sum(scores: Floats) -> Floats:
    """Log of the sum of exponentials over the first axis."""
    top = scores.max(axis=0)
    result: Floats = top + np.log(np.exp(scores - top).sum(axis=0))
    return result
