from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.globs import matches


@pytest.mark.parametrize(
    ("pattern", "path", "wanted"),
    [
        ("*.po", "vi.po", True),
        ("*.po", "po/deep/vi.po", True),
        ("*.po", "vi.pot", False),
        ("po/*.po", "po/vi.po", True),
        ("po/*.po", "po/deep/vi.po", False),
        ("po/**", "po/deep/vi.po", True),
        ("po/**/vi.po", "po/vi.po", True),
        ("po/**/vi.po", "po/a/b/vi.po", True),
        ("**/drafts/*", "a/drafts/x.tsv", True),
        ("drafts", "drafts/x.tsv", True),
        ("drafts/", "a/drafts/x.tsv", True),
        ("/drafts", "drafts/x.tsv", True),
        ("./drafts/*", "drafts/x.tsv", True),
        ("v?.po", "vi.po", True),
        ("v?.po", "v/.po", False),
        ("[a-v]i.po", "vi.po", True),
        ("[!v]i.po", "vi.po", False),
        ("a.b", "aXb", False),
    ],
)
def test_patterns(pattern: str, path: str, wanted: bool) -> None:
    assert matches(pattern, path) is wanted


@given(st.text("abc*?[]!-/.\\^", min_size=1, max_size=12), st.text("abc/.", max_size=12))
def test_no_pattern_is_an_error(pattern: str, path: str) -> None:
    matches(pattern, path)


@given(st.text("abc.-_é ", min_size=1, max_size=12).filter(lambda name: name.strip() == name))
def test_a_plain_name_is_of_itself(name: str) -> None:
    assert matches(name, name)
    assert matches(name, f"folder/{name}")
