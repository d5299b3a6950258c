import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog import Change, Key
from toolkit.catalog.changes import read_changes
from toolkit.errors import DecodingError, FormatError


def test_a_change_a_line() -> None:
    rows = (
        '\ufeff{"msgid": "Open", "msgstr": "Mở"}\r\n\n'
        '{"msgid": "%d row", "msgstr": "%d hàng", "index": 0, "msgctxt": null}\n'
        '{"msgctxt": "menu", "msgid": "%d file", "msgstr": ["a", "b"], "fuzzy": false, "domain": "d"}\n'
        '{"msgid": "Close", "fuzzy": true}'
    )
    assert read_changes(rows.encode()) == [
        Change(Key(None, "Open"), "Mở"),
        Change(Key(None, "%d row"), "%d hàng", index=0),
        Change(Key("menu", "%d file", "d"), ["a", "b"], fuzzy=False),
        Change(Key(None, "Close"), None, fuzzy=True),
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "a.jsonl:2:2: not JSON"),
        ("[" * 100_000, "a.jsonl:2: not JSON"),
        ("[1]", "a.jsonl:2: not an object"),
        ('{"msgid": "a", "msgst": "b"}', "unknown key 'msgst'"),
        ('{"msgstr": "b"}', "no 'msgid'"),
        ('{"msgid": "a"}', "neither 'msgstr' nor 'fuzzy'"),
        ('{"msgid": 1, "msgstr": "b"}', "'msgid' is not a string"),
        ('{"msgid": "a", "msgstr": []}', "'msgstr' is not a string, or a list"),
        ('{"msgid": "a", "msgstr": [1]}', "'msgstr' is not a string, or a list"),
        ('{"msgid": "a", "msgstr": "b", "index": -1}', "'index' is not"),
        ('{"msgid": "a", "msgstr": "b", "index": true}', "'index' is not"),
        ('{"msgid": "a", "fuzzy": "yes"}', "'fuzzy' is not true or false"),
    ],
)
def test_lines_that_are_no_change(line: str, problem: str) -> None:
    with pytest.raises(FormatError) as caught:
        read_changes(b'{"msgid": "a", "msgstr": "b"}\n' + line.encode(), "a.jsonl")
    assert problem in str(caught.value)
    assert caught.value.line == 2


def test_bytes_that_are_not_text() -> None:
    with pytest.raises(DecodingError, match=r"a.jsonl:2 \(byte 4\)"):
        read_changes(b"{}\n\n\xff".replace(b"\n\n", b"\n "), "a.jsonl")


@given(st.text(), st.text() | st.lists(st.text(), min_size=1), st.none() | st.booleans())
def test_what_json_can_say_is_read(msgid: str, msgstr: str | list[str], fuzzy: bool | None) -> None:
    line = json.dumps({"msgid": msgid, "msgstr": msgstr, "fuzzy": fuzzy})
    assert read_changes(line.encode()) == [Change(Key(None, msgid), msgstr, fuzzy=fuzzy)]


@given(st.binary())
def test_any_bytes_are_changes_or_refused(data: bytes) -> None:
    try:
        read_changes(data)
    except (DecodingError, FormatError) as error:
        assert error.line
