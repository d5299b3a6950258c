"""Is one translation better than another, or was it luck?

Two tests, both as sacrebleu computes them: paired bootstrap resampling (Koehn 2004, "Statistical significance
tests for machine translation evaluation") and paired approximate randomisation (Riezler and Maxwell 2005, "On
some pitfalls in automatic evaluation and significance testing for MT"). Who compares several systems by
several metrics looks often and will find something by chance; the p-values are corrected for that (Holm 1979,
"A simple sequentially rejective multiple test procedure").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.errors import UsageError
from toolkit.quality.effect import NONE, Effect, effect, evenly
from toolkit.quality.measure import Measure
from toolkit.quality.resampling import bootstrap, randomise, seed
from toolkit.translations import _

_SURE = 0.05


class Test(StrEnum):
    """How chance is imitated."""

    __test__ = False  # no test case, whatever its name looks like to a runner

    BOOTSTRAP = "bootstrap"
    RANDOMISATION = "randomisation"


DEFAULT_SAMPLES = {Test.BOOTSTRAP: 1000, Test.RANDOMISATION: 10_000}
"""As many as sacrebleu takes."""
_SIGNED = {Test.BOOTSTRAP: "bs", Test.RANDOMISATION: "ar"}
"""What sacrebleu's signatures call the number of samples."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One metric of a system beside a baseline's.

    Attributes:
        metric: its name as people write it.
        value: the system's score.
        baseline: the baseline's.
        p: the probability of a difference this large between systems that are really alike; for equal scores,
            where it means nothing, what sacrebleu gives.
        higher_is_better: false for TER.
        system: the system's name.
        p_corrected: ``p`` after Holm's correction for all comparisons made together; 1 for equal scores.
        mean: mean over the samples of the bootstrap, the centre of the interval; ``None`` for the other test.
        half: half the width of the 95 % interval.
        signature: what reproduces the test.
        effect: the difference segment by segment.
    """

    metric: str
    value: float
    baseline: float
    p: float
    higher_is_better: bool = True
    system: str = ""
    p_corrected: float = 1.0
    mean: float | None = None
    half: float | None = None
    signature: str = ""
    effect: Effect = NONE

    @property
    def better(self) -> bool | None:
        """Whether the system is reliably better or, if false, worse; ``None`` where neither is sure."""
        if self.p_corrected >= _SURE:
            return None
        return (self.value > self.baseline) is self.higher_is_better

    @property
    def verdict(self) -> str:
        """The comparison in plain words."""
        if self.value == self.baseline:
            return _("the same score")
        if self.better is None:
            return _("no reliable difference")
        return _("better than the baseline") if self.better else _("worse than the baseline")


def compare_measures(
    names: Sequence[str],
    measures: Sequence[Measure],
    *,
    test: Test = Test.BOOTSTRAP,
    samples: int | None = None,
) -> list[Comparison]:
    """Compare systems with the first of them, metric by metric.

    Args:
        names: of the systems, in the order of the measures' tables; the baseline first.
        measures: the metrics with the statistics of all systems.
        test: the test.
        samples: how many samples or trials; sacrebleu's number if ``None``.

    Returns:
        The comparisons system by system, in the orders given.

    Raises:
        UsageError: less than two samples.
    """
    count = DEFAULT_SAMPLES[test] if samples is None else samples
    if count < 2:
        raise UsageError(_("{count} samples show no difference", count=count), _("ask for 1000"))
    start = seed()
    figures = (_bootstrapped if test is Test.BOOTSTRAP else _randomised)(measures, count, start)
    said = {_SIGNED[test]: count, "seed": str(start).lower()}
    found = []
    for place, name in enumerate(names[1:], 1):
        for measure, results in zip(measures, figures, strict=True):
            looked_at = evenly(len(measure.tables[0]))
            result = results[place - 1]
            found.append(
                Comparison(
                    metric=measure.label,
                    value=measure.whole(measure.tables[place]),
                    baseline=measure.whole(measure.tables[0]),
                    p=result.p,
                    higher_is_better=measure.higher_is_better,
                    system=name,
                    mean=result.mean,
                    half=result.half,
                    signature=measure.signature(**said),
                    effect=effect(
                        measure.each(measure.tables[place][looked_at]),
                        measure.each(measure.tables[0][looked_at]),
                        higher_is_better=measure.higher_is_better,
                    ),
                )
            )
    corrected = holm([1.0 if c.value == c.baseline else c.p for c in found])
    return [replace(each, p_corrected=p) for each, p in zip(found, corrected, strict=True)]


class _Result(NamedTuple):
    p: float
    mean: float | None = None
    half: float | None = None


def _bootstrapped(measures: Sequence[Measure], samples: int, start: int | None) -> list[list[_Result]]:
    """Of each measure the result of each system but the first; one set of samples serves them all."""
    sums = iter(
        bootstrap(
            [table for measure in measures for table in measure.tables],
            samples,
            np.random.default_rng(start),
            [measure.single for measure in measures for _table in measure.tables],
        )
    )
    found = []
    for measure in measures:
        baseline, *systems = (np.array(measure.sampled(next(sums))) for _table in measure.tables)
        real, *scores = (measure.whole(table) for table in measure.tables)
        row = []
        for score, sampled in zip(scores, systems, strict=True):
            differences = np.abs(sampled - baseline)
            p = _p_value(differences - differences.mean(), abs(real - score))
            row.append(_Result(p, *centre(sampled)))
        found.append(row)
    return found


def _randomised(measures: Sequence[Measure], trials: int, start: int | None) -> list[list[_Result]]:
    """Of each measure the result of each system but the first; the segments are dealt out alike for all."""
    found: list[list[_Result]] = [[] for _measure in measures]
    for place in range(1, len(measures[0].tables)):
        dealt = randomise(
            [measure.tables[0] for measure in measures],
            [measure.tables[place] for measure in measures],
            trials,
            np.random.default_rng(start),
        )
        for measure, (left, right), row in zip(measures, dealt, found, strict=True):
            differences = np.abs(np.array(measure.dealt(left)) - np.array(measure.dealt(right)))
            real = abs(measure.whole(measure.tables[0]) - measure.whole(measure.tables[place]))
            row.append(_Result(_p_value(differences, real)))
    return found


def _p_value(chance: NDArray[np.floating[Any]], real: float) -> float:
    """The share of differences by chance that exceed the real one, which is counted among them."""
    return (int((chance > real).sum()) + 1) / (len(chance) + 1)


def centre(scores: NDArray[np.floating[Any]]) -> tuple[float, float]:
    """The mean of sampled scores, and half the width of the interval that holds 95 % of them."""
    ordered = np.sort(scores)
    outside = len(ordered) // 40
    return float(ordered.mean()), float(0.5 * (ordered[len(ordered) - outside - 1] - ordered[outside]))


def holm(values: Sequence[float]) -> list[float]:
    """The p-values corrected for having been looked at together, in the order given."""
    corrected = [1.0] * len(values)
    highest = 0.0
    for rank, place in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        highest = max(highest, min(1.0, (len(values) - rank) * values[place]))
        corrected[place] = highest
    return corrected
