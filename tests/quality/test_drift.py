from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.quality.drift import Drift, first_drift

TEXT = [f"line number {n} about topic{chr(97 + n)} and theme{chr(97 + n)}" for n in range(20)]


@given(st.integers(0, 16), st.integers(1, 3))
def test_a_dropped_stretch_is_found(at: int, count: int) -> None:
    shorter = TEXT[:at] + TEXT[at + count :]
    assert first_drift(TEXT, shorter) == Drift(at + 1, count)
    assert first_drift(shorter, TEXT) == Drift(at + 1, -count)


def test_a_missing_end_is_at_the_end() -> None:
    assert first_drift(TEXT[:15], TEXT) == Drift(16, -5)


def test_the_advice_names_the_side() -> None:
    assert Drift(3, 1).advice == (
        "they seem to drift apart at line 3, where 1 line stands only in the translation"
    )


@given(st.lists(st.text(max_size=10), max_size=8), st.lists(st.text(max_size=10), max_size=8))
def test_any_streams_pass(left: list[str], right: list[str]) -> None:
    assert first_drift(left, right).line >= 1
