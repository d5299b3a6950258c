import pytest

from toolkit.catalog import Field, State, grep, load
from toolkit.errors import UsageError

PO = """# checked by Lan
#: src/a.c:12
msgid "Open file"
msgstr "Mở tệp"

#, fuzzy
msgctxt "menu"
msgid "Close file"
msgid_plural "Close files"
msgstr[0] "Đóng tệp"
msgstr[1] "ĐÓNG các tệp"
"""
ENTRIES = load(PO.encode()).entries


def found(
    pattern: str, *fields: Field, ignore_case: bool = False, literal: bool = False
) -> list[tuple[str, str, int]]:
    where = fields or (Field.MSGID, Field.MSGSTR)
    matches = grep(ENTRIES, pattern, fields=where, ignore_case=ignore_case, literal=literal)
    return [
        (match.field.value, match.text[match.span.start : match.span.end], match.index) for match in matches
    ]


def test_fields() -> None:
    assert found("t.p$") == [("msgstr", "tệp", 0), ("msgstr", "tệp", 0), ("msgstr", "tệp", 1)]
    assert found("files?$", Field.MSGID) == [
        ("msgid", "file", 0),
        ("msgid", "file", 0),
        ("msgid", "files", 1),
    ]
    assert found("m", Field.MSGCTXT) == [("msgctxt", "m", 0)]
    assert found("lan", Field.COMMENT, ignore_case=True) == [("comment", "Lan", 0)]
    assert found("a.c:12", Field.REFERENCE, literal=True) == [("reference", "a.c:12", 0)]
    assert found("đóng", ignore_case=True) == [("msgstr", "Đóng", 0), ("msgstr", "ĐÓNG", 1)]


def test_states() -> None:
    assert [match.entry.msgid for match in grep(ENTRIES, "file", states=[State.FUZZY])] == ["Close file"] * 2


def test_expressions_that_are_none() -> None:
    with pytest.raises(UsageError, match="no regular expression"):
        grep(ENTRIES, "(")


def test_an_expression_without_end_is_stopped() -> None:
    (entry,) = load(('msgid "' + "a" * 60 + '!"\nmsgstr ""\n').encode()).entries
    with pytest.raises(UsageError, match="too long"):
        list(grep([entry], "(a|aa|aaa)+$|(a|b|ab)*c(?:x+x+)+y"))
