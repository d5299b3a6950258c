from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.strategies import units as made_units
from toolkit.errors import DecodingError, FormatError
from toolkit.formats.contract import Context
from toolkit.formats.jsonl import FORMAT
from toolkit.model import Kind, Span, Unit, Units


def written(units: Units) -> bytes:
    assert FORMAT.write is not None
    stream = io.BytesIO()
    FORMAT.write(units, stream, Context())
    return stream.getvalue()


def read(data: bytes | str, context: Context | None = None) -> Units:
    assert FORMAT.read is not None
    raw = data.encode() if isinstance(data, str) else data
    return FORMAT.read(io.BytesIO(raw), context or Context(path="a.jsonl")).held()


def test_a_unit_is_one_line_with_the_seven_keys() -> None:
    unit = Unit("12", "Một. Hai.", "One, two.", "2-1", 0.97123, (Span(0, 4), Span(5, 9)), (Span(0, 9),))
    assert written(Units((unit,))).decode() == (
        '{"id": "12", "source": "Một. Hai.", "target": "One, two.", "source_spans": [[0, 4], [5, 9]], '
        '"target_spans": [[0, 9]], "bead": "2-1", "confidence": 0.9712}\n'
    )


def test_more_keys_only_where_there_is_more_to_say() -> None:
    unit = Unit("1", "a", "b", source_line=3, target_line=4, kind=Kind.HEADING, note="n")
    line = json.loads(written(Units((unit,), "vi", "en", "a.txt", "b.txt")))
    assert {key: line[key] for key in list(line)[7:]} == {
        "source_line": 3,
        "target_line": 4,
        "kind": "heading",
        "note": "n",
        "source_language": "vi",
        "target_language": "en",
        "source_name": "a.txt",
        "target_name": "b.txt",
    }


@given(st.lists(made_units(), max_size=4), st.sampled_from(["", "a b.txt"]))
def test_units_come_back(units: list[Unit], name: str) -> None:
    before = Units(tuple(units), "vi", "pt-BR", name, name)
    assert units == [] or read(written(before)) == before


@given(made_units(), st.integers(0xD800, 0xDFFF))
def test_half_a_surrogate_pair_becomes_the_replacement_character(unit: Unit, half: int) -> None:
    lone = replace(unit, source=f"a{chr(half)}b")
    assert read(written(Units((lone,)))).held().units == (replace(unit, source="a\ufffdb"),)
    assert next(iter(read('{"source": "\\ud800", "target": ""}'))).source == "\ufffd"


def test_only_source_and_target_are_required() -> None:
    units = read(
        '\n{"source": "a", "target": "b", "mine": {"x": [1]}, "kind": 7}\r\n{"source":"","target":"c","id":7}'
    )
    assert units.units == (Unit("2", "a", "b"), Unit("7", "", "c"))


def test_a_byte_order_mark_is_no_text() -> None:
    assert len(tuple(read(b'\xef\xbb\xbf{"source": "a", "target": "b"}'))) == 1


def test_the_files_languages_outrank_the_callers() -> None:
    line = '{"source": "a", "target": "b", "source_language": "vi_VN"}'
    units = read(line, Context("fr", "en"))
    assert (units.source_language, units.target_language) == ("vi-VN", "en")


def test_lines_of_another_file_lose_their_numbers() -> None:
    line = '{{"source": "a", "target": "b", "source_line": 3, "source_name": "{}"}}\n'
    units = read(line.format("x") + line.format("y"))
    assert [unit.source_line for unit in units] == [3, None] and units.source_name == "x"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"source": "a"', "not JSON"),
        ("source\ttarget", "not JSON"),
        ('["a", "b"]', "is not a JSON object"),
        ('{"source": "a"}', "has no 'target'"),
        ('{"source": "a", "target": null}', "'target' is null, not text"),
        ('{"source": 1, "target": "b"}', "'source' is a number, not text"),
        ('{"source": "a", "target": "b", "id": []}', "'id' is a list, not text"),
        ('{"source": "a", "target": "b", "bead": "many"}', "'bead' is not a bead type"),
        ('{"source": "a", "target": "b", "confidence": 1.5}', "'confidence' is not a number from 0 to 1"),
        ('{"source": "a", "target": "b", "confidence": true}', "'confidence' is not"),
        ('{"source": "a", "target": "b", "confidence": NaN}', "NaN is not JSON"),
        ('{"source": "a", "target": "b", "source_spans": [[2, 1]]}', "'source_spans' is not a list of spans"),
        ('{"source": "a", "target": "b", "target_spans": "0-1"}', "'target_spans' is not"),
        ('{"source": "a", "target": "b", "source_language": "!"}', "'!' is not a language code"),
        ('{"source": "a", "target": "b", "source_language": "fr"}', "other languages"),
        ("[" * 100_000, "nested too deeply"),
        ('{"source": "a", "target": "b", "id": ' + "9" * 5000 + "}", "not usable JSON"),
    ],
)
def test_a_bad_line_is_named(line: str, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        read('{"source": "a", "target": "b"}\n' + line)
    assert said in caught.value.problem
    assert (caught.value.path, caught.value.line) == ("a.jsonl", 2)


def test_a_fault_in_json_is_named_to_the_column() -> None:
    with pytest.raises(FormatError) as caught:
        read('{"source": "ă", "target": b}')
    assert caught.value.where == "a.jsonl:1:27"


def test_a_byte_that_is_not_utf8_is_named_to_the_byte() -> None:
    with pytest.raises(DecodingError) as caught:
        read(b'{"source": "a", "target": "b"}\n{"source": "\xe9"}')
    assert (caught.value.line, caught.value.offset) == (2, 43)
