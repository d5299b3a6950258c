"""A metric with what it counted: how its statistics become scores of a test set, a sample, a segment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

import numpy as np

from toolkit.quality.recipe import Recipe
from toolkit.quality.resampling import Statistics, Sums


class Measure(Protocol):
    """One metric and the statistics of all systems under it, ``tables`` [n, k] each."""

    @property
    def label(self) -> str:
        """The metric's name as people write it."""

    @property
    def higher_is_better(self) -> bool:
        """False for an error rate."""

    @property
    def tables(self) -> Sequence[Statistics]:
        """The statistics, a table a system."""

    @property
    def single(self) -> bool:
        """Whether samples are summed in single precision, as sacrebleu does."""

    def whole(self, table: Statistics) -> float:
        """The score of a whole test set."""

    def sampled(self, sums: Sums) -> list[Any]:
        """Scores of bootstrap samples, in the precision the metric gives them."""

    def dealt(self, sums: Statistics) -> list[float]:
        """Scores from sums of statistics."""

    def each(self, table: Statistics) -> list[float]:
        """The score of each segment."""

    def signature(self, **said: object) -> str:
        """What reproduces the score, with further facts such as the samples of an interval."""


class FromSacrebleu:
    """A measure of sacrebleu's: every score comes out of its own metric object.

    Args:
        recipe: of a metric among :data:`toolkit.quality.METRICS`.
        references: how many each segment has; ``None`` if not all have as many.
        tables: the statistics, a table a system.
        composed: whether the text was put into NFC and that changed it, which the signature tells.
    """

    single = True

    def __init__(
        self, recipe: Recipe, references: int | None, tables: Sequence[Statistics], composed: bool
    ) -> None:
        self._metric = recipe.make()
        self._metric.num_refs = -1 if references is None else references
        # A short segment without a 4-gram match is not simply 0.
        self._single = recipe.make(effective_order=True)
        self._adds = getattr(self._metric, "smooth_method", "") == "add-k"
        self._composed = composed
        self.label = recipe.label
        self.higher_is_better = recipe.name != "ter"
        self.tables = tables

    def whole(self, table: Statistics) -> float:
        """The score of a whole test set."""
        # Whole numbers add up to the same in any order; fractions are added as the metric does it.
        exact = bool((table == np.floor(table)).all())
        rows = [table.sum(axis=0).tolist()] if exact else table.tolist()
        return float(self._metric._aggregate_and_compute(rows).score)

    def sampled(self, sums: Sums) -> list[Any]:
        """Scores of samples; numbers of single precision where the metric computes with those."""
        return [self._metric._compute_score_from_stats(row).score for row in sums]

    def dealt(self, sums: Statistics) -> list[float]:
        """Scores from sums of statistics."""
        if self._adds:
            # sacrebleu adds what smooths to whole numbers here, and a fraction of it is lost.
            return [float(self._metric._compute_score_from_stats(row).score) for row in sums.astype(np.int64)]
        return _single_rows(self._metric, sums.tolist())

    def each(self, table: Statistics) -> list[float]:
        """The score of each segment; BLEU by effective order."""
        return _single_rows(self._single, table.tolist())

    def signature(self, **said: object) -> str:
        """The signature of sacrebleu, and ``nfc:yes`` where the text had to be composed first."""
        signature = self._metric.get_signature()
        for key, value in said.items():
            signature.update(key, value)
        return str(signature.format()) + ("|nfc:yes" if self._composed else "")


def _single_rows(metric: Any, rows: Iterable[list[float]]) -> list[float]:
    return [float(metric._compute_score_from_stats(row).score) for row in rows]


class Mean:
    """A measure whose score of a test set is the mean over its segments, as neural metrics have it.

    Args:
        label: the metric's name as people write it.
        figures: the score of each segment, a list a system.
        made_by: model and versions, for the signature.
    """

    higher_is_better = True
    single = False

    def __init__(self, label: str, figures: Sequence[Sequence[float]], made_by: str) -> None:
        self.label = label
        self.tables = [np.array([[figure, 1.0] for figure in own], dtype=np.float64) for own in figures]
        self._made_by = made_by

    def whole(self, table: Statistics) -> float:
        """The mean."""
        return float(table[:, 0].mean())

    def sampled(self, sums: Sums) -> list[Any]:
        """Means of samples."""
        return [float(total) / float(count) for total, count in sums]

    def dealt(self, sums: Statistics) -> list[float]:
        """Means of pseudo-systems."""
        return [float(total / count) for total, count in sums]

    def each(self, table: Statistics) -> list[float]:
        """The segments' own figures."""
        return [float(figure) for figure in table[:, 0]]

    def signature(self, **said: object) -> str:
        """Model and versions, after the facts that sacrebleu's signatures begin with."""
        return "|".join([*(f"{key}:{value}" for key, value in said.items()), self._made_by])
