"""Scores on the screen and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit.cli.console import emit_json, table
from toolkit.model import Score
from toolkit.translations import N_

if TYPE_CHECKING:
    from toolkit.quality import Comparison

_NEURAL = ("COMET", "similarity")
"""Labels of metrics whose figures lie between 0 and 1."""


# ── for people ──────────────────────────────────────────────────────────────────────────────────────────────


def print_tables(shown: dict[str, list[Score]], comparisons: Sequence[Comparison]) -> None:
    """The scores, the comparisons, and the segments if they were scored.

    Args:
        shown: scores by system, in the order shown.
        comparisons: systems beside the baseline; none if there is none.
    """
    several = len(shown) > 1
    scores = [(path, each) for path, own in shown.items() for each in own]
    interval = any(each.interval for _path, each in scores)
    header = [
        *([N_("system")] if several else []),
        N_("metric"),
        N_("score"),
        *([N_("95 % interval")] if interval else []),
        N_("signature"),
    ]
    table(
        [
            (
                *([path] if several else []),
                each.metric,
                _figure(each.value, each.metric),
                *([_range(each)] if interval else []),
                each.signature,
            )
            for path, each in scores
        ],
        header,
        right=(1 + several,),
    )
    if comparisons:
        table(
            [
                (
                    *([c.system] if len(shown) > 2 else []),
                    c.metric,
                    _figure(c.baseline, c.metric),
                    f"{'+' if c.value >= c.baseline else ''}{_figure(c.value - c.baseline, c.metric)}",
                    f"{c.p:.4f}",
                    f"{c.p_corrected:.4f}",
                    c.verdict,
                    c.effect.words,
                )
                for c in comparisons
            ],
            [
                *([N_("system")] if len(shown) > 2 else []),
                N_("metric"),
                N_("baseline"),
                N_("difference"),
                "p",
                "p (Holm)",
                N_("verdict"),
                N_("effect"),
            ],
            right=tuple(number + (len(shown) > 2) for number in (1, 2, 3, 4)),
        )
    for path, own in shown.items():
        if own and own[0].segments:
            columns = zip(*(each.segments for each in own), strict=True)
            rows = [
                (
                    *([path] if several else []),
                    n,
                    *(_figure(f, each.metric) for f, each in zip(row, own, strict=True)),
                )
                for n, row in enumerate(columns, 1)
            ]
            heads = [*([N_("system")] if several else []), N_("segment"), *(each.metric for each in own)]
            table(rows, heads, right=tuple(range(several, len(heads))))


def _figure(value: float, label: str) -> str:
    return f"{value:.4f}" if label in _NEURAL else f"{value:.2f}"


def _range(each: Score) -> str:
    if each.interval is None:
        return ""
    low, high = each.interval
    return f"{_figure(low, each.metric)} – {_figure(high, each.metric)}"


# ── for programs ────────────────────────────────────────────────────────────────────────────────────────────


def print_json(shown: dict[str, list[Score]], comparisons: Sequence[Comparison]) -> None:
    """One object: ``scores`` and, if systems were compared, ``comparison``."""
    from toolkit.translations import english

    value: dict[str, object] = {
        "scores": [_score_json(path, each) for path, own in shown.items() for each in own]
    }
    if comparisons:
        value["comparison"] = [
            {
                "system": c.system,
                "metric": c.metric,
                "score": c.value,
                "baseline": c.baseline,
                "p": c.p,
                "p_corrected": c.p_corrected,
                **(
                    {"mean": c.mean, "interval": [c.mean - c.half, c.mean + c.half]}
                    if c.half is not None and c.mean is not None
                    else {}
                ),
                "verdict": english(c.verdict),
                "effect": {
                    "better": c.effect.better,
                    "worse": c.effect.worse,
                    "alike": c.effect.alike,
                    "delta": c.effect.delta,
                    "size": english(c.effect.size),
                },
                "signature": c.signature,
            }
            for c in comparisons
        ]
    emit_json(value)


def _score_json(path: str, each: Score) -> dict[str, object]:
    value: dict[str, object] = {
        "system": path,
        "metric": each.metric,
        "score": each.value,
        "signature": each.signature,
    }
    if each.interval:
        value["interval"] = list(each.interval)
    if each.segments:
        value["segments"] = list(each.segments)
    return value
