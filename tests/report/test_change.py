from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.report.change import change


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("received 1,520 visitors.", "received 1,250 visitors.", "… -1,520- +1,250+ …"),
        ("Hello world", "Hello world.", "… -world- +world.+"),
        ("hello", "Hello", "-hello- +Hello+"),
        ("", "all new", "+all new+"),
        ("a b b c", "a b c", "… -b - …"),
        ("the end ", "the end", "… - -"),
        ("same", "same", "… "),
    ],
)
def test_only_the_words_that_change_are_shown(old: str, new: str, shown: str) -> None:
    made = re.sub("</?del>", "-", re.sub("</?ins>", "+", change(old, new)))
    assert re.sub("</?bdi>", "", made) == shown


@given(st.text(alphabet="ab ", max_size=12), st.text(alphabet="ab ", max_size=12))
def test_the_change_made_to_the_old_gives_the_new(old: str, new: str) -> None:
    found = re.fullmatch(r"<bdi>(… )?(?:<del>(.*)</del>)? ?(?:<ins>(.*)</ins>)?( …)?</bdi>", change(old, new))
    assert found
    before, gone, come, after = found.groups(default="")
    assert any(
        old[:start] + come + old[start + len(gone) :] == new
        for start in range(len(old) + 1)
        if old[start : start + len(gone)] == gone
    )
    assert before or old.startswith(gone)
    assert after or old.endswith(gone)
