"""Which metrics there are, and sacrebleu's objects that compute them.

Papineni et al. (2002), Popović (2015, 2017), Snover et al. (2006); Post (2018) for why a score without its
signature says little.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from typing import Any

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


def make_metric(name: str, *, tokenize: str = "13a", effective_order: bool = False) -> Any:
    """The sacrebleu object that computes a metric.

    Args:
        name: among :data:`METRICS`, in any case.
        tokenize: sacrebleu's tokenizer for BLEU.
        effective_order: for BLEU of single segments: n-grams longer than the segment do not count.

    Raises:
        UsageError: an unknown metric or tokenizer, or one whose package is not installed.
    """
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    from toolkit.quality.ter.metric import FastTER

    makers: dict[str, Callable[[], Any]] = {
        # Forced: what sacrebleu says on standard error about periods set apart, the command says itself.
        "bleu": lambda: BLEU(tokenize=tokenize, effective_order=effective_order, force=True),
        "chrf": lambda: CHRF(),
        "chrf++": lambda: CHRF(word_order=2),
        "ter": lambda: FastTER(),
    }
    known = known_metric(name, METRICS)
    if known == "bleu" and tokenize not in BLEU.TOKENIZERS:
        raise UsageError(
            _("unknown tokenizer '{name}'", name=tokenize), _nearest(tokenize, sorted(BLEU.TOKENIZERS))
        )
    try:
        return makers[known]()
    except (ImportError, RuntimeError) as error:
        reason = " ".join(str(error).split())
        problem = _("the tokenizer '{name}' does not run here ({error})", name=tokenize, error=reason)
        raise UsageError(problem, _("install what it needs, or choose another --tokenize")) from error


def known_metric(name: str, among: Sequence[str] = (*METRICS, *NEURAL_METRICS)) -> str:
    """The metric's own name, for one in any case.

    Raises:
        UsageError: an unknown metric; says the nearest.
    """
    lowered = name.strip().lower()
    if lowered in among:
        return lowered
    raise UsageError(_("unknown metric '{name}'", name=name), _nearest(lowered, among))


def _nearest(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    if near:
        return _("did you mean '{near}'?", near=near[0])
    return _("known are {known}", known=", ".join(known))
