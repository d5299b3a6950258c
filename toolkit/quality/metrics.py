"""Which metrics there are.

Papineni et al. (2002), Popović (2015, 2017), Snover et al. (2006); Post (2018) for why a score without its
signature says little.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from toolkit.errors import UsageError
from toolkit.translations import _

METRICS = ("bleu", "chrf", "chrf++", "ter")
"""Computed from the strings alone, by sacrebleu."""
NEURAL_METRICS = ("comet", "similarity")
"""Computed by a model, which must be named."""
LABELS = {
    "bleu": "BLEU",
    "chrf": "chrF",
    "chrf++": "chrF++",
    "ter": "TER",
    "comet": "COMET",
    "similarity": "similarity",
}


def known_metric(name: str, among: Sequence[str] = (*METRICS, *NEURAL_METRICS)) -> str:
    """The metric's own name, for one in any case.

    Raises:
        UsageError: an unknown metric; says the nearest.
    """
    lowered = name.strip().lower()
    if lowered in among:
        return lowered
    raise UsageError(_("unknown metric '{name}'", name=name), nearest(lowered, among))


def nearest(name: str, known: Sequence[str]) -> str:
    """What to say to who wrote a name that is not among the known ones."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    if near:
        return _("did you mean '{near}'?", near=near[0])
    return _("known are {known}", known=", ".join(known))
