from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from toolkit.align.embedding.vectors import Vectors, unit
from toolkit.quality import Scoring, System, assess
from toolkit.quality.neural.similarity import Similarity


class Letters:
    """A model as tiny as can be: how often each letter occurs."""

    name = "letters 1"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text [n, 26]."""
        return unit([[text.count(chr(97 + n)) for n in range(26)] for text in texts])


def test_the_cosine_with_the_nearest_reference() -> None:
    judge = Similarity(Letters())
    assert judge.judge(["ab", "a"], [["ba", "b"]], None) == pytest.approx([1, 0])
    assert judge.judge(["ab", "a"], [["ba", "b"], ["c", "ab"]], None) == pytest.approx([1, np.sqrt(0.5)])
    assert judge.signature == "model:letters 1"


def test_it_is_a_metric_like_others() -> None:
    scoring = Scoring(("chrf", "similarity"), judges={"similarity": Similarity(Letters())}, samples=20)
    systems = [System("a", ["ab", "a"]), System("b", ["ba", "b"])]
    made = assess(systems, [["ba", "b"]], scoring, compared=True)
    assert [score.metric for score in made.scores["b"]] == ["chrF", "similarity"]
    assert made.scores["b"][1].value == pytest.approx(1)
    assert made.scores["b"][1].signature == "nrefs:1|model:letters 1"
    assert [c.metric for c in made.comparisons] == ["chrF", "similarity"]
