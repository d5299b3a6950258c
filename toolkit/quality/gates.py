"""Bars a score must clear: ``chrf=50``."""

from __future__ import annotations

import difflib
import math
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.errors import UsageError
from toolkit.model import Score
from toolkit.quality.recipe import recipe
from toolkit.translations import _


@dataclass(frozen=True, slots=True)
class Gate:
    """A metric, by its label, and the score it must reach (for TER, must not exceed)."""

    metric: str
    bar: float

    def met(self, scores: Sequence[Score]) -> bool:
        """Whether the metric's score among ``scores`` clears the bar."""
        score = self._of(scores)
        return score.value >= self.bar if score.higher_is_better else score.value <= self.bar

    def complaint(self, scores: Sequence[Score]) -> str:
        """What to say when it does not."""
        score = self._of(scores)
        fields = {"metric": score.metric, "score": score.value, "bar": self.bar}
        if score.higher_is_better:
            return _("{metric} {score:.2f} is below {bar:g}", **fields)
        return _("{metric} {score:.2f} is above {bar:g}", **fields)

    def _of(self, scores: Sequence[Score]) -> Score:
        return next(score for score in scores if score.metric == self.metric)


def gates(written: Sequence[str], metrics: Sequence[str], tokenize: str = "13a") -> list[Gate]:
    """Gates from ``metric=number`` strings, for metrics that will be computed.

    Args:
        written: the gates; a metric may have options, as in ``bleu|tok:intl=30``.
        metrics: what will be scored, with the options.
        tokenize: the tokenizer for BLEU where a metric names none.

    Raises:
        UsageError: not of that form, or a metric that is not scored.
    """
    made = []
    for text in written:
        name, _sign, number = text.rpartition("=")
        name = name.strip().lower()
        try:
            bar = float(number)
            if not math.isfinite(bar):  # no score is above or below "nan"
                raise ValueError
        except ValueError:
            raise UsageError(
                _("'{text}' is not a gate", text=text), _("write metric=number, e.g. chrf=50")
            ) from None
        wanted = _label(name, tokenize)
        if wanted not in {_label(metric, tokenize) for metric in metrics}:
            near = difflib.get_close_matches(name, metrics, n=1)
            remedy = (
                _("did you mean '{near}'?", near=near[0]) if near else _("add --metric {name}", name=name)
            )
            raise UsageError(
                _(
                    "'{name}' is not among the metrics scored ({metrics})",
                    name=name,
                    metrics=", ".join(metrics),
                ),
                remedy,
            )
        made.append(Gate(wanted, bar))
    return made


def _label(written: str, tokenize: str) -> str:
    """What the figure will be called; what is no metric keeps its name, and is then told not to be scored."""
    try:
        return recipe(written, tokenize).label
    except UsageError:
        return written
