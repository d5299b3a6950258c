"""Is one translation better than another, or was it luck? Paired bootstrap resampling.

Koehn (2004), "Statistical significance tests for machine translation evaluation", as sacrebleu computes it.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from toolkit.quality.metrics import make_metric, score

_SURE = 0.05


@dataclass(frozen=True, slots=True)
class Comparison:
    """One metric of a system beside a baseline's.

    ``p`` is the probability of a difference this large between systems that are really alike.
    """

    metric: str
    value: float
    baseline: float
    p: float
    higher_is_better: bool = True

    @property
    def verdict(self) -> str:
        """The comparison in plain words."""
        if self.p >= _SURE:
            return "no reliable difference"
        better = (self.value > self.baseline) is self.higher_is_better
        return "better than the baseline" if better else "worse than the baseline"


def compare(
    hypotheses: Sequence[str],
    baseline: Sequence[str],
    references: Sequence[Sequence[str]],
    metrics: Sequence[str] = ("bleu", "chrf", "ter"),
    *,
    samples: int = 1000,
) -> list[Comparison]:
    """Compare a translation with a baseline of the same source, metric by metric.

    Args:
        hypotheses: the translation, one segment an item.
        baseline: the other translation, as long.
        references: streams of references, each as long.
        metrics: names among :data:`toolkit.quality.METRICS`.
        samples: how many times to resample.

    Raises:
        InputError: different numbers of segments.
        UsageError: an unknown metric.
    """
    ours, theirs = (score(system, references, metrics) for system in (hypotheses, baseline))

    from sacrebleu.significance import PairedTest

    streams = [_nfc(stream) for stream in references]
    systems: list[tuple[str, Sequence[str]]] = [("baseline", _nfc(baseline)), ("system", _nfc(hypotheses))]
    makers = {made.metric: make_metric(name) for made, name in zip(ours, metrics, strict=True)}
    with _quiet():
        _, table = PairedTest(systems, makers, streams, test_type="bs", n_samples=samples, n_jobs=1)()
    # One column a metric, in the order asked for, after the one of the systems' names; sacrebleu titles them
    # by its own names ("chrF2++").
    columns = [cells for title, cells in table.items() if title != "System"]
    return [
        Comparison(
            metric=made.metric,
            value=made.value,
            baseline=other.value,
            # Equal figures differ by nothing; sacrebleu would say that chance never does that.
            p=1.0 if made.value == other.value else _p(cells),
            higher_is_better=made.higher_is_better,
        )
        for made, other, cells in zip(ours, theirs, columns, strict=True)
    ]


def _p(cells: Sequence[object]) -> float:
    """The p-value of the system, which comes second, after the baseline."""
    system: Any = cells[1]
    return float(system.p_value)


def _nfc(lines: Sequence[str]) -> list[str]:
    return [unicodedata.normalize("NFC", line) for line in lines]


@contextmanager
def _quiet() -> Iterator[None]:
    """Without sacrebleu's remarks on its own progress."""
    log = logging.getLogger("sacrebleu")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)
