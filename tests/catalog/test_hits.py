from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog import Field, Key, State, load
from toolkit.catalog.hits import Hit, search_file
from toolkit.errors import FormatError
from toolkit.model import Span

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

# checked by Lan
#
# twice by Lan, who saw
#: src/a.c:12 src/b.c:7
#: src/c.c:9
#. the menu of windows
#, fuzzy
#| msgctxt "Menu"
#| msgid "Shut the files"
msgctxt "menu"
msgid ""
"Close "
"the file"
msgid_plural "Close the files"
msgstr[0] "Đóng tệp"
msgstr[1] ""
"Đóng các\\n"
"tệp"
msgid "a" msgstr "tệp" # end

#~ # old note
#~ msgid "Gone"
#~ msgstr ""
#~ "đã mất tệp"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "vi.po"
    path.write_text(PO, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("pattern", "field", "found"),
    [
        ("tệp", Field.MSGSTR, [(18, "msgstr[0]"), (21, "msgstr[1]"), (22, "msgstr"), (27, "msgstr")]),
        ("the file", Field.MSGID, [(16, "msgid"), (17, "msgid_plural")]),
        ("Close", Field.MSGID, [(15, "msgid"), (17, "msgid_plural")]),
        (r"\n", Field.MSGSTR, [(2, "msgstr"), (20, "msgstr[1]")]),
        ("$", Field.MSGCTXT, [(13, "msgctxt")]),
        ("Lan", Field.COMMENT, [(4, "comment"), (6, "comment")]),
        ("c:[79]", Field.REFERENCE, [(7, "reference"), (8, "reference")]),
        ("menu", Field.EXTRACTED, [(9, "extracted")]),
    ],
)
def test_the_line_of_each_match(file: Path, pattern: str, field: Field, found: list[tuple[int, str]]) -> None:
    assert [(hit.line, hit.label) for hit in search_file(file, pattern, fields=[field]).hits] == found


def test_a_hit_tells_its_entry(file: Path) -> None:
    result = search_file(file, "CÁC", ignore_case=True, states=[State.FUZZY])
    key = Key("menu", "Close the file")
    assert result.hits == (Hit(20, Field.MSGSTR, "msgstr[1]", "Đóng các\ntệp", Span(5, 8), key, State.FUZZY),)
    assert search_file(file, "Đóng").entries == 1


def test_a_file_with_errors_is_searched_as_far_as_it_is_understood(file: Path) -> None:
    file.write_text(PO.replace('msgid "a"', 'msgid "a'), encoding="utf-8")
    with pytest.raises(FormatError):
        search_file(file, "tệp")
    result = search_file(file, "tệp", lenient=True)
    assert [hit.line for hit in result.hits] == [18, 21, 27]
    assert [problem.line for problem in result.problems] == [22]


@given(st.lists(st.text(st.sampled_from('ab \n"\\'), max_size=6), min_size=1, max_size=5), st.data())
def test_a_match_begins_in_the_line_named(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str], data: st.DataObject
) -> None:
    from toolkit.catalog.strings import escape

    which = data.draw(st.integers(0, len(parts) - 1))
    parts[which] += "X"
    lines = ['msgid "m"', 'msgstr ""', *(f'"{escape(part)}"' for part in parts)]
    path = tmp_path_factory.mktemp("hits") / "a.po"
    path.write_text("\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    (hit,) = search_file(path, "X").hits
    assert hit.line == 3 + lines.index('msgstr ""') + 1 + which
    assert "".join(parts) == load(path).entries[0].msgstr[0]
