"""Scores of one or several translations, and how they compare: BLEU, chrF, chrF++, TER, and neural metrics.

Figures, intervals, p-values and signatures are sacrebleu's to the last digit (the tests hold them against
it); all texts are put into Unicode NFC first, and where that changed a character, the signature ends in
``|nfc:yes``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from toolkit.errors import InputError, UsageError
from toolkit.model import Score
from toolkit.quality.kept import Kept
from toolkit.quality.measure import FromSacrebleu, Mean, Measure
from toolkit.quality.metrics import METRICS
from toolkit.quality.neural import Judge
from toolkit.quality.recipe import Recipe, recipe
from toolkit.quality.resampling import bootstrap, seed
from toolkit.quality.significance import Comparison, Test, compare_measures
from toolkit.quality.statistics import Progress, statistics
from toolkit.quality.streams import Streams, System, streams
from toolkit.translations import _

DEFAULT_METRICS = ("bleu", "chrf", "ter")


@dataclass(frozen=True, slots=True)
class Scoring:
    """How to score.

    Attributes:
        metrics: names among :data:`toolkit.quality.METRICS` and
            :data:`~toolkit.quality.metrics.NEURAL_METRICS`, in any case, with the options of a signature if
            those are not the usual ones: ``bleu|tok:intl|case:lc`` (:mod:`toolkit.quality.recipe`).
        segments: compute the metric for each segment too. BLEU of one segment uses effective order.
        confidence: bootstrap samples for a 95 % interval around the corpus score; ``None`` for none.
        tokenize: sacrebleu's tokenizer for BLEU where a metric names none: ``13a``, ``intl``, ``char`` …
        test: how systems are compared with the baseline.
        samples: samples or trials of the test; sacrebleu's number if ``None``.
        jobs: processes that count; ``None`` for as many as it is worth. A script that asks for more than one
            must be importable, its work behind ``if __name__ == "__main__"``.
        kept: where statistics are remembered from run to run; ``None`` for nowhere.
        judges: the models of neural metrics, by the metric's name.
        source: the source, which some of those read.
        progress: called with the work done and the work in all.
    """

    metrics: Sequence[str] = DEFAULT_METRICS
    segments: bool = False
    confidence: int | None = None
    tokenize: str = "13a"
    test: Test = Test.BOOTSTRAP
    samples: int | None = None
    jobs: int | None = 1
    kept: Kept | None = None
    judges: Mapping[str, Judge] = field(default_factory=dict)
    source: Sequence[str] | None = None
    progress: Progress = lambda done, total: None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What came of it.

    Attributes:
        scores: of each system, by name, a score a metric.
        comparisons: each system after the first beside the first, metric by metric; none where not asked for.
    """

    scores: dict[str, list[Score]]
    comparisons: list[Comparison]


def assess(
    systems: Sequence[System],
    references: Sequence[Sequence[str | None]],
    scoring: Scoring = Scoring(),
    *,
    compared: bool = False,
) -> Assessment:
    """Score several translations of one source, and compare them with the first.

    Args:
        systems: the translations; names must differ.
        references: streams of references, as long as each translation; ``None`` where one has no reference
            for a segment.
        scoring: how.
        compared: whether to test the others against the first.

    Raises:
        UsageError: an unknown metric, option or tokenizer, a neural metric without a model, too few samples.
        InputError: nothing to score, or streams of different lengths (says where they drift apart).
        MissingExtra: a model whose package is not installed.
    """
    recipes = list(dict.fromkeys(recipe(written, scoring.tokenize) for written in scoring.metrics))
    if scoring.confidence is not None and scoring.confidence < 2:
        raise UsageError(
            _("{count} bootstrap samples give no interval", count=scoring.confidence), _("ask for 1000")
        )
    lines = streams(systems, references)
    if scoring.source is not None and len(scoring.source) != len(lines.references[0]):
        problem = _(
            "the source has {count:,} lines, the translation {others:,}",
            count=len(scoring.source),
            others=len(lines.references[0]),
        )
        raise InputError(problem, _("give the source line by line"))
    measures = _measures(recipes, lines, scoring)
    intervals = _intervals(measures, scoring.confidence) if scoring.confidence else None
    scores = {
        system.name: [
            _score(measure, place, scoring, intervals[number][place] if intervals else None)
            for number, measure in enumerate(measures)
        ]
        for place, system in enumerate(lines.systems)
    }
    if not compared or len(systems) < 2:
        return Assessment(scores, [])
    labels = [system.name for system in systems]
    return Assessment(scores, compare_measures(labels, measures, test=scoring.test, samples=scoring.samples))


def _measures(recipes: Sequence[Recipe], lines: Streams, scoring: Scoring) -> list[Measure]:
    counted = [each for each in recipes if each.name in METRICS]
    tables = statistics(
        [system.lines for system in lines.systems],
        lines.references,
        counted,
        jobs=scoring.jobs,
        kept=scoring.kept,
        progress=scoring.progress,
    )
    made: dict[Recipe, Measure] = {
        each: FromSacrebleu(each, lines.count, own, lines.changed)
        for each, own in zip(counted, tables, strict=True)
    }
    for each in recipes:
        if each not in made:
            if each.name not in scoring.judges:
                raise UsageError(_("{name} needs a model", name=each.name), _("name one"))
            if lines.count != len(lines.references):
                raise UsageError(
                    _("{name} needs every reference of a segment", name=each.label), _("leave none out")
                )
            judge = scoring.judges[each.name]
            whole = [[line or "" for line in stream] for stream in lines.references]
            figures = [judge.judge(system.lines, whole, scoring.source) for system in lines.systems]
            made[each] = Mean(each.label, figures, f"nrefs:{len(whole)}|{judge.signature}")
    return [made[each] for each in recipes]


def _score(measure: Measure, place: int, scoring: Scoring, interval: tuple[float, float] | None) -> Score:
    table = measure.tables[place]
    said = {"bs": scoring.confidence, "seed": str(seed()).lower()} if interval else {}
    return Score(
        metric=measure.label,
        value=measure.whole(table),
        signature=measure.signature(**said),
        higher_is_better=measure.higher_is_better,
        interval=interval,
        segments=tuple(measure.each(table)) if scoring.segments else (),
    )


def _intervals(measures: Sequence[Measure], samples: int) -> list[list[tuple[float, float]]]:
    """Of each measure and system the interval around the mean of the samples: sacrebleu's "μ = … ± …"."""
    sums = iter(
        bootstrap(
            [table for measure in measures for table in measure.tables],
            samples,
            np.random.default_rng(seed()),
            [measure.single for measure in measures for _table in measure.tables],
        )
    )
    return [[_interval(measure.sampled(next(sums))) for _table in measure.tables] for measure in measures]


def _interval(scores: Sequence[Any]) -> tuple[float, float]:
    from sacrebleu.metrics.base import Score as Figure

    # Of a single system sacrebleu takes the mean by other means than of paired ones: the last digit differs.
    if len(set(map(type, scores))) > 1:
        # It stumbles over samples that score 0, a number of another precision, among others.
        scores = [float(score) for score in scores]
    figure: Any = Figure("", 0.0)
    figure.estimate_ci([Figure("", score) for score in scores])
    mean, half = float(figure._mean), float(figure._ci)
    return mean - half, mean + half


def score(
    hypotheses: Sequence[str],
    references: Sequence[Sequence[str | None]],
    metrics: Sequence[str] = DEFAULT_METRICS,
    *,
    segments: bool = False,
    confidence: int | None = None,
    tokenize: str = "13a",
    jobs: int | None = 1,
) -> list[Score]:
    """Score a translation against one or more references: :func:`assess` for a single system."""
    scoring = Scoring(metrics, segments, confidence, tokenize, jobs=jobs)
    return assess([System("", hypotheses)], references, scoring).scores[""]


def compare(
    hypotheses: Sequence[str],
    baseline: Sequence[str],
    references: Sequence[Sequence[str | None]],
    metrics: Sequence[str] = DEFAULT_METRICS,
    *,
    samples: int | None = None,
    test: Test = Test.BOOTSTRAP,
    tokenize: str = "13a",
) -> list[Comparison]:
    """Compare a translation with a baseline of the same source, metric by metric: :func:`assess` for two."""
    systems = [System("baseline", baseline), System("system", hypotheses)]
    scoring = Scoring(metrics, tokenize=tokenize, test=test, samples=samples)
    return assess(systems, references, scoring, compared=True).comparisons
