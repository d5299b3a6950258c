from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog.ordering import merged_order, three_way

LISTS = st.lists(st.integers(0, 9), max_size=8)
UNIQUE = st.lists(st.integers(0, 12), max_size=10, unique=True)


def test_additions_and_removals_of_both_sides() -> None:
    assert three_way("abc", "abxc", "bcy") == tuple("bxcy")
    assert three_way("ab", "aob", "atb") == tuple("aotb")
    assert three_way("", "ab", "bc") == tuple("abc")


def test_an_item_counts_as_often_as_it_is_there() -> None:
    assert three_way("a", "aa", "ab") == tuple("aab")
    assert three_way("aa", "a", "aab") == tuple("ab")


def test_what_one_side_moved_moves() -> None:
    assert three_way("abcd", "abcd", "dabc") == tuple("dabc")
    assert three_way("abcd", "abcdx", "bcda") == tuple("bcdxa")
    assert three_way("abcdef", "bacdef", "abcdfe") == tuple("bacdfe")


def test_additions_stay_before_what_comes_late() -> None:
    order = merged_order("ab", "abZ", "abc", set("abcZ"), late=str.isupper)
    assert order == list("abcZ")


@given(LISTS, LISTS)
def test_one_side_alone(base: list[int], changed: list[int]) -> None:
    assert three_way(base, base, changed) == tuple(changed)
    assert three_way(base, changed, base) == tuple(changed)
    assert three_way(base, changed, changed) == tuple(changed)


@given(LISTS, LISTS, LISTS)
def test_the_same_items_whichever_side_is_ours(base: list[int], one: list[int], other: list[int]) -> None:
    assert sorted(three_way(base, one, other)) == sorted(three_way(base, other, one))


@given(UNIQUE, UNIQUE, UNIQUE)
def test_every_item_that_is_kept_is_there_once(base: list[int], one: list[int], other: list[int]) -> None:
    kept = {item for item in {*one, *other} if item % 3}
    order = merged_order(base, one, other, kept)
    assert sorted(order) == sorted(kept)


@given(UNIQUE, UNIQUE)
def test_the_order_of_the_side_that_moved_things(base: list[int], changed: list[int]) -> None:
    assert merged_order(base, base, changed, set(changed)) == changed
