from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import DecodingError
from toolkit.formats.lines import count_lone, decoded_lines, scalars


@given(st.text(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_lines_join_to_the_text(text: str, encoding: str) -> None:
    text = text.removeprefix("\ufeff")
    lines = list(decoded_lines(io.BytesIO(text.encode(encoding))))
    assert "".join(lines) == text
    assert all(line.endswith("\n") for line in lines[:-1]) and not any("\n" in line[:-1] for line in lines)


def test_a_fault_is_named_to_the_byte_and_comes_no_sooner_than_its_line() -> None:
    lines = decoded_lines(io.BytesIO(b"\xef\xbb\xbfa\nb\xff\n"), "a.txt")
    assert next(lines) == "a\n"
    with pytest.raises(DecodingError) as caught:
        next(lines)
    assert (caught.value.line, caught.value.offset, caught.value.path) == (2, 6, "a.txt")


def test_halves_of_surrogate_pairs_are_replaced_and_counted() -> None:
    assert scalars("a\ud800𝄞\udfff") == "a\ufffd𝄞\ufffd" and count_lone("a\ud800𝄞\udfff") == 2
