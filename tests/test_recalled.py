"""What is worked out once for each argument."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.recalled import Recalled


def test_a_function_is_asked_once_for_each_argument() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    recalled = Recalled(length)
    assert list(map(recalled.__getitem__, ["one", "three", "one"])) == [3, 5, 3]
    assert asked == ["one", "three"]


@given(st.lists(st.integers(0, 20)), st.integers(1, 5))
def test_no_more_is_remembered_than_was_said_and_nothing_else_is_answered(
    numbers: list[int], most: int
) -> None:
    recalled = Recalled[int, int](lambda number: number * number, most)
    for number in numbers:
        assert recalled[number] == number * number
        assert len(recalled) <= most
