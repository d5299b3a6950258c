"""Errors become one line that says what, where and what to do."""

from __future__ import annotations

import pytest

from toolkit import errors
from toolkit.errors import BitextError, FormatError, GateFailed, MissingExtra


def test_an_error_names_the_place_as_editors_do() -> None:
    error = FormatError("a tab is missing", "write source, tab, target", path="a.tsv", line=3, column=7)
    assert str(error) == "a.tsv:3:7: a tab is missing – write source, tab, target"


def test_an_offset_is_in_bytes() -> None:
    assert str(BitextError("not UTF-8", path="a.txt", offset=12345)) == "a.txt (byte 12,345): not UTF-8"


def test_a_line_without_a_file_is_still_named() -> None:
    assert str(BitextError("odd", line=3)) == "line 3: odd"


def test_the_message_is_one_line_whatever_the_parts_hold() -> None:
    assert "\n" not in str(BitextError("bad\nvalue", path="odd\nname"))


def test_a_missing_extra_says_how_to_get_it() -> None:
    assert str(MissingExtra("Parquet", "parquet")) == (
        "Parquet needs the extra 'parquet' – pip install 'bitext-toolkit[parquet]'"
    )


@pytest.mark.parametrize("name", [n for n in dir(errors) if isinstance(getattr(errors, n), type)])
def test_every_error_exits_with_two_but_a_failed_gate(name: str) -> None:
    kind = getattr(errors, name)
    assert issubclass(kind, BitextError)
    assert kind.exit_code == (1 if kind is GateFailed else 2)
    assert kind.__name__ in (errors.__doc__ or "")
