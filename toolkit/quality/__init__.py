"""Is the translation good? Metrics against references, checks without them.

:func:`score` computes BLEU, chrF and TER with their signatures; :func:`check` looks at each translation unit
for signs of an error; :data:`CHECKS` lists the checks, one file each in :mod:`toolkit.quality.checks`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from toolkit.quality.gates import Gate, gates
from toolkit.quality.metrics import METRICS

if TYPE_CHECKING:
    from toolkit.quality.checking import check, selected
    from toolkit.quality.checks import CHECKS
    from toolkit.quality.contract import AnyCheck, Check, Context, CorpusCheck, Observation, Side
    from toolkit.quality.scoring import Assessment, Scoring, assess, compare, score
    from toolkit.quality.significance import Comparison, Test
    from toolkit.quality.streams import System

__all__ = [
    "CHECKS",
    "METRICS",
    "AnyCheck",
    "Assessment",
    "Check",
    "Comparison",
    "Context",
    "CorpusCheck",
    "Gate",
    "Observation",
    "Scoring",
    "Side",
    "System",
    "Test",
    "assess",
    "check",
    "compare",
    "gates",
    "score",
    "selected",
]


_HOMES = {
    "CHECKS": "checks",
    "AnyCheck": "contract",
    "Assessment": "scoring",
    "Check": "contract",
    "Comparison": "significance",
    "Context": "contract",
    "CorpusCheck": "contract",
    "Observation": "contract",
    "Scoring": "scoring",
    "Side": "contract",
    "System": "streams",
    "Test": "significance",
    "assess": "scoring",
    "check": "checking",
    "compare": "scoring",
    "score": "scoring",
    "selected": "checking",
}
"""Where each is defined: scores should not wait for all the checks, nor checks for numpy."""


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"toolkit.quality.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
