from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from toolkit.text.letters import CLASSES, MOST, classes, counts


@given(st.lists(st.text(max_size=30), min_size=1, max_size=6))
def test_counts_are_those_of_the_classes(texts: list[str]) -> None:
    found = counts(texts)
    assert found.shape == (len(texts), CLASSES)
    for row, text in zip(found.tolist(), texts, strict=True):
        assert sum(row) == len(text)
        assert Counter(classes(text).tolist()) == Counter({c: n for c, n in enumerate(row) if n})


def test_frequent_letters_have_a_class_of_their_own() -> None:
    assert len(set(classes("abcdefghijklmnopqrstuvwxyz ").tolist())) == 27
    assert len(set(classes("абвгдежзийклмнопрстуфхцчшщъыьэюя").tolist())) == 32


def test_more_than_can_be_counted() -> None:
    assert counts(["a" * (MOST + 5)])[0].max() == MOST
