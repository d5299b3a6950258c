from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import DecodingError, FormatError
from toolkit.segment.abbreviations import load


def test_one_a_line_with_or_without_the_full_stop(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\ufeffapprox.\n# ours\nTr\n\nn.d.   # no date\n", encoding="utf-8")
    assert load(path) == {"approx", "Tr", "n.d"}


@pytest.mark.parametrize(
    ("line", "said"),
    [("two words", "space"), ("123.", "no letter"), ("x" * 31, "longer"), (".", "no letter")],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"ok.\n{line}\n", encoding="utf-8")
    with pytest.raises(FormatError, match=said) as caught:
        load(path)
    assert caught.value.line == 2


def test_it_has_to_be_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"ok.\ncaf\xe9.\n")
    with pytest.raises(DecodingError) as caught:
        load(path)
    assert (caught.value.line, caught.value.offset) == (2, 7)
