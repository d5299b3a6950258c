from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.strategies import units as made_units
from toolkit.errors import DecodingError, FormatError
from toolkit.formats.contract import Context
from toolkit.formats.tsv import FORMAT
from toolkit.model import Unit, Units


def written(*units: Unit) -> str:
    assert FORMAT.write is not None
    stream = io.BytesIO()
    FORMAT.write(Units(units), stream, Context())
    return stream.getvalue().decode()


def read(data: bytes | str) -> tuple[Unit, ...]:
    assert FORMAT.read is not None
    raw = data.encode() if isinstance(data, str) else data
    return tuple(FORMAT.read(io.BytesIO(raw), Context(path="a.tsv")))


def pairs(data: bytes | str) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in read(data)]


def test_a_table_with_a_header() -> None:
    units = Unit("1", "Một.", "One.", "1-1", 0.97), Unit("2", 'a "b"', "c\td\ne", "")
    assert written(*units) == (
        'id\tsource\ttarget\tbead\tconfidence\n1\tMột.\tOne.\t1-1\t0.97\n2\t"a ""b"""\t"c\td\ne"\t1-1\t\n'
    )


def known(unit: Unit) -> tuple[object, ...]:
    return unit.id, unit.source, unit.target, unit.bead, unit.confidence


@given(st.lists(made_units(), max_size=4))
def test_units_come_back(units: list[Unit]) -> None:
    assert [known(unit) for unit in read(written(*units))] == [known(unit) for unit in units]


@given(st.lists(made_units(), max_size=4))
def test_other_programs_read_the_same_table(units: list[Unit]) -> None:
    rows = csv.reader(io.StringIO(written(*units), newline=""), delimiter="\t", strict=True)
    assert [row[:3] for row in rows][1:] == [[unit.id, unit.source, unit.target] for unit in units]


@given(
    st.text(st.sampled_from('"\t\n\r a1-,')),
    st.sampled_from(["", "source\ttarget\n", "target\tid\tsource\n"]),
)
def test_any_text_is_a_table_or_a_format_error(text: str, header: str) -> None:
    try:
        read(header + text)
    except FormatError as error:
        assert error.line is not None and error.line <= (header + text).count("\n") + 1


def test_two_columns_need_no_header() -> None:
    assert read("Một\tOne\r\n\nHai\tTwo") == (Unit("1", "Một", "One"), Unit("3", "Hai", "Two"))


def test_the_header_may_come_in_any_order_and_with_other_columns() -> None:
    data = "Target\tcomment\tSource\tConfidence\nOne\tgood\tMột\t0,5\nTwo\t\tHai\t\n"
    assert [(u.source, u.target, u.confidence) for u in read(data)] == [
        ("Một", "One", 0.5),
        ("Hai", "Two", None),
    ]


def test_rows_of_our_own_are_known_without_their_header() -> None:
    body = written(Unit("7", "a", "b", "2-1", 0.5)).split("\n", 1)[1]
    assert read(body) == (Unit("7", "a", "b", "2-1", 0.5),)


def test_quotation_marks_of_the_text_stay_where_there_is_no_header() -> None:
    spoken = '"Câu một.\t"Sentence one.\nCâu hai."\tSentence two."\n"Vâng."\t"Yes."\n'
    assert pairs(spoken) == [
        ('"Câu một.', '"Sentence one.'),
        ('Câu hai."', 'Sentence two."'),
        ('"Vâng."', '"Yes."'),
    ]


def test_quotation_marks_that_had_to_be_put_on_come_off() -> None:
    assert pairs('"Anh ""Ba"" đến"\t"a\tb"\n') == [('Anh "Ba" đến', "a\tb")]


def test_below_a_header_a_raw_row_stays_one_row() -> None:
    raw = 'source\ttarget\n"Câu một.\t"Sentence one.\nCâu hai."\tSentence two."\nNói "a"\tSay "a"\n'
    assert pairs(raw) == [
        ('"Câu một.', '"Sentence one.'),
        ('Câu hai."', 'Sentence two."'),
        ('Nói "a"', 'Say "a"'),
    ]


def test_quoted_fields_below_a_header_may_span_lines() -> None:
    assert pairs('source\ttarget\n"a\n""b"""\tc\r\nd\te') == [('a\n"b"', "c"), ("d", "e")]


def test_cells_a_spreadsheet_leaves_behind_are_nothing() -> None:
    assert pairs("source\ttarget\t\t\na\tb\t\t\n") == [("a", "b")]
    assert pairs("a\tb\t\t\n") == [("a", "b")]


def test_utf16_as_spreadsheets_save_it() -> None:
    assert pairs("Một\tOne\nHai\tTwo".encode("utf-16")) == [("Một", "One"), ("Hai", "Two")]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("only one column\n", 1, "one column"),
        ("a\tb\nc\n", 2, "one column"),
        ("a\tb\tc\n", 1, "3 columns and no header"),
        ("source\ttarget\na\tb\tc\n", 2, "3 columns where the header names 2"),
        ("source\ttarget\n\na\n", 3, "one column where the header names 2"),
        ("source\ttarget\tbead\na\tb\tsome\n", 2, "'some' is not a bead type"),
        ("source\ttarget\tconfidence\na\tb\t97%\n", 2, "'97%' is not a number"),
        ("source\ttarget\tconfidence\na\tb\tinf\n", 2, "'inf' is not a number"),
        ('source\ttarget\n"a\nb"\tc\na\tb\td\n', 4, "3 columns"),
    ],
)
def test_a_bad_row_is_named(text: str, line: int, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(text)
    assert said in caught.value.problem and (caught.value.path, caught.value.line) == ("a.tsv", line)


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(DecodingError) as caught:
        read(b"a\tb\n\x89PNG")
    assert (caught.value.line, caught.value.offset) == (2, 4)
    with pytest.raises(DecodingError, match="UTF-16"):
        read(b"\xff\xfea\x00\t")


def test_many_opening_quotes_cost_no_more_than_their_number() -> None:
    # Quadratic reading would not end in the time of a test.
    assert len(pairs("source\ttarget\n" + '"a\tb\n' * 50_000)) == 50_000
    assert len(pairs("source\ttarget\n" + '"a\tb\n' + 'a""\tb\n' * 50_000)) == 50_001
