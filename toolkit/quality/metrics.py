"""BLEU, chrF, chrF++ and TER, by sacrebleu's own classes, each with the signature that reproduces it.

Papineni et al. (2002), Popović (2015, 2017), Snover et al. (2006); Post (2018) for why a score without its
signature says little.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from toolkit.errors import InputError, UsageError
from toolkit.model import Score
from toolkit.quality.drift import first_drift

METRICS = ("bleu", "chrf", "chrf++", "ter")
_NAMES = {"bleu": "BLEU", "chrf": "chrF", "chrf++": "chrF++", "ter": "TER"}


def score(
    hypotheses: Sequence[str],
    references: Sequence[Sequence[str]],
    metrics: Sequence[str] = ("bleu", "chrf", "ter"),
    *,
    segments: bool = False,
    confidence: int | None = None,
    tokenize: str = "13a",
) -> list[Score]:
    """Score a translation against one or more references.

    All texts are put into Unicode NFC first, since a decomposed "é" would match no composed one; where that
    changed a character, the signature ends in ``|nfc:yes``, otherwise it is sacrebleu's own to the letter.

    Args:
        hypotheses: the translation, one segment an item.
        references: streams of references, each as long as ``hypotheses``.
        metrics: names among :data:`METRICS`, in any case.
        segments: compute the metric for each segment too. BLEU of one segment uses effective order, so that
            a short segment without a 4-gram match is not simply 0.
        confidence: bootstrap samples for a 95 % interval around the corpus score; ``None`` for none.
        tokenize: sacrebleu's tokenizer for BLEU: ``13a``, ``intl``, ``char``, ``none`` …

    Raises:
        UsageError: an unknown metric or tokenizer, or fewer than two bootstrap samples.
        InputError: nothing to score, or streams of different lengths (says where they drift apart).
    """
    names = [_known(name) for name in metrics]
    if confidence is not None and confidence < 2:
        raise UsageError(f"{confidence} bootstrap samples give no interval", "ask for 1000")
    _same_length(hypotheses, references)
    system = [unicodedata.normalize("NFC", line) for line in hypotheses]
    streams = [[unicodedata.normalize("NFC", line) for line in stream] for stream in references]
    changed = system != list(hypotheses) or streams != [list(stream) for stream in references]
    scores = []
    for name in names:
        metric = make_metric(name, tokenize=tokenize)
        result = metric.corpus_score(system, streams, n_bootstrap=confidence or 1)
        signature = str(metric.get_signature().format())
        interval = None
        if confidence:
            # The centre is the mean over the samples, as in sacrebleu's "μ = … ± …".
            mean, half = float(result._mean), float(result._ci)
            interval = (mean - half, mean + half)
        scores.append(
            Score(
                metric=_NAMES[name],
                value=float(result.score),
                signature=signature + ("|nfc:yes" if changed else ""),
                higher_is_better=name != "ter",
                interval=interval,
                segments=_segments(name, tokenize, system, streams) if segments else (),
            )
        )
    return scores


def make_metric(name: str, *, tokenize: str = "13a", effective_order: bool = False) -> Any:
    """The sacrebleu object that computes metric ``name``.

    Raises:
        UsageError: an unknown metric or tokenizer.
    """
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    makers: dict[str, Callable[[], Any]] = {
        "bleu": lambda: BLEU(tokenize=tokenize, effective_order=effective_order),
        "chrf": lambda: CHRF(),
        "chrf++": lambda: CHRF(word_order=2),
        "ter": lambda: TER(),
    }
    known = _known(name)
    if known == "bleu" and tokenize not in BLEU.TOKENIZERS:
        raise UsageError(f"unknown tokenizer '{tokenize}'", _nearest(tokenize, sorted(BLEU.TOKENIZERS)))
    return makers[known]()


def _segments(
    name: str, tokenize: str, system: Sequence[str], streams: Sequence[Sequence[str]]
) -> tuple[float, ...]:
    metric = make_metric(name, tokenize=tokenize, effective_order=True)
    return tuple(
        float(metric.sentence_score(line, list(matching)).score)
        for line, *matching in zip(system, *streams, strict=True)
    )


def _known(name: str) -> str:
    lowered = name.strip().lower()
    if lowered in METRICS:
        return lowered
    raise UsageError(f"unknown metric '{name}'", _nearest(lowered, METRICS))


def _nearest(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    return f"did you mean '{near[0]}'?" if near else f"known are {', '.join(known)}"


def _same_length(hypotheses: Sequence[str], references: Sequence[Sequence[str]]) -> None:
    if not hypotheses:
        raise InputError("the translation has no segments", "give a file with one segment a line")
    if not references:
        raise UsageError("no reference to score against", "give at least one")
    if not any(line.strip() for line in hypotheses):
        raise InputError("the translation has only empty lines", "give a file with one segment a line")
    for number, stream in enumerate(references, 1):
        if len(stream) == len(hypotheses):
            continue
        which = f"reference {number}" if len(references) > 1 else "the reference"
        raise InputError(
            f"the translation has {_lines(len(hypotheses))}, {which} {_lines(len(stream))}",
            first_drift(hypotheses, stream).advice,
        )


def _lines(count: int) -> str:
    return f"{count:,} line{'s' if count != 1 else ''}"
