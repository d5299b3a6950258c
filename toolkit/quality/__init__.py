"""Is the translation good? Metrics against references, checks without them.

:func:`score` computes BLEU, chrF and TER with their signatures; :func:`check` looks at each translation unit
for signs of an error; :data:`CHECKS` lists the checks, one file each in :mod:`toolkit.quality.checks`.
"""

from __future__ import annotations

from toolkit.quality.checking import check, selected
from toolkit.quality.checks import CHECKS
from toolkit.quality.contract import AnyCheck, Check, Context, CorpusCheck, Observation, Side
from toolkit.quality.gates import Gate, gates
from toolkit.quality.metrics import METRICS, score
from toolkit.quality.significance import Comparison, compare

__all__ = [
    "CHECKS",
    "METRICS",
    "AnyCheck",
    "Check",
    "Comparison",
    "Context",
    "CorpusCheck",
    "Gate",
    "Observation",
    "Side",
    "check",
    "compare",
    "gates",
    "score",
    "selected",
]
