"""The same figures by sacrebleu itself, and made-up texts to hold both against each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import PairedTest

MAKERS: dict[str, Any] = {
    "bleu": BLEU,
    "chrf": CHRF,
    "chrf++": lambda: CHRF(word_order=2),
    "ter": TER,
}

_WORDS = st.sampled_from("a b the of cat, sat mat. ấm trà “xanh” 3,5 kg don't x-y (z) ! 中文 .".split())
_LINE = st.lists(_WORDS, max_size=9).map(" ".join)


@st.composite
def test_sets(draw: st.DrawFn, systems: int = 1) -> tuple[list[list[str]], list[list[str]]]:
    """Translations, each with at least one word, and one to three references, all of as many lines."""
    count = draw(st.integers(1, 6))
    stream = st.lists(_LINE, min_size=count, max_size=count).filter(any)
    made = draw(st.lists(stream, min_size=systems, max_size=systems))
    return made, draw(st.lists(stream, min_size=1, max_size=3))


test_sets.__test__ = False  # type: ignore[attr-defined]  # no test, whatever its name looks like


def paired(
    systems: Sequence[Sequence[str]],
    references: Sequence[Sequence[str]],
    metrics: Sequence[str],
    kind: str,
    samples: int,
) -> list[tuple[str, list[Any]]]:
    """Of each metric its signature and the results of all systems, the baseline first."""
    named = [(str(number), system) for number, system in enumerate(systems)]
    makers = {name: MAKERS[name]() for name in metrics}
    signatures, table = PairedTest(named, makers, references, test_type=kind, n_samples=samples)()
    return [(str(signature.format()), table[name]) for name, signature in signatures.items()]
