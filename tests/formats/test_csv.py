from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.strategies import units as made_units
from toolkit.errors import FormatError
from toolkit.formats.contract import Context
from toolkit.formats.csv import FORMAT
from toolkit.model import Unit, Units


def write(*units: Unit) -> str:
    assert FORMAT.write is not None
    stream = io.BytesIO()
    FORMAT.write(Units(units), stream, Context())
    return stream.getvalue().decode()


def read(text: str) -> list[Unit]:
    assert FORMAT.read is not None
    return list(FORMAT.read(io.BytesIO(text.encode()), Context(path="a.csv")))


def test_a_table_as_the_rules_have_it() -> None:
    assert write(Unit("1", 'a, "b"', "c\nd", "2-1", 0.5), Unit("2", "e", "")) == (
        'id,source,target,bead,confidence\r\n1,"a, ""b""","c\nd",2-1,0.5\r\n2,e,,1-0,\r\n'
    )


@given(st.lists(made_units(), max_size=4))
def test_units_come_back_and_other_readers_see_the_same(units: list[Unit]) -> None:
    text = write(*units)
    assert [(u.id, u.source, u.target, u.type, u.confidence) for u in read(text)] == [
        (u.id, u.source, u.target, u.type, u.confidence) for u in units
    ]
    rows = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert [row[:3] for row in rows] == [[u.id, u.source, u.target] for u in units]


@pytest.mark.parametrize(
    "text",
    [
        "source,target\nMột,One\n",
        "Target;x;Source\r\nOne;;Một\r\n",
        "sep=;\nsource;target\nMột;One\n",
        "Một,One\n",
        '"Một";"One"\n',
        "\ufeffsource,target,,\nMột,One,,\n",
    ],
)
def test_tables_as_people_have_them(text: str) -> None:
    assert [(u.source, u.target) for u in read(text)] == [("Một", "One")]


def test_comments_and_decimal_commas() -> None:
    (unit,) = read("source;target;confidence;comment\na;b;0,75;look\n")
    assert (unit.confidence, unit.note) == (0.75, "look")


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("source,target\na,b,c\n", "a.csv:2", "3 columns where there should be 2"),
        ('source,target\na,"b\nc"d\n', "a.csv:2", "quotation marks that do not fit"),
        ('source,target\na,b\n"c,d\n', "a.csv:3", "quotation marks that do not fit"),
        ("source,target,confidence\na,b,high\n", "a.csv:2", "is not a number"),
    ],
)
def test_faults_are_named_with_their_line(text: str, where: str, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(text)
    assert caught.value.where == where and said in caught.value.problem
