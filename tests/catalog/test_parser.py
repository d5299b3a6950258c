import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog import Key, Previous, Reference, State, charset, load
from toolkit.catalog.strings import escape, unescape
from toolkit.errors import FormatError, InputError

HEADER = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'

FULL = (
    HEADER.decode()
    + """# a note
#. from the source
#: src/a.c:12 src/b.c
#: \u2068my file.c\u2069:3
#, fuzzy, c-format
#| msgctxt "old menu"
#| msgid "Opne %d file"
#| msgid_plural "Opne %d files"
msgctxt "menu"
msgid "Open %d file"
msgid_plural "Open %d files"
msgstr[0] "Mở %d tệp"
msgstr[1] ""
"Mở %d "
"tệp\\n"

#~ msgid "Close"
#~ msgstr "Đóng"
"""
)


def test_every_part_of_an_entry() -> None:
    header, entry, obsolete = load(FULL.encode()).entries
    assert header.is_header
    assert entry.key == Key("menu", "Open %d file")
    assert entry.msgid_plural == "Open %d files"
    assert entry.msgstr == ("Mở %d tệp", "Mở %d tệp\n")
    assert entry.previous == Previous("Opne %d file", "old menu", "Opne %d files")
    assert entry.comments == ("a note",)
    assert entry.extracted == ("from the source",)
    assert entry.references == (Reference("src/a.c", 12), Reference("src/b.c"), Reference("my file.c", 3))
    assert entry.flags == ("fuzzy", "c-format")
    assert entry.line == 12
    assert obsolete.obsolete
    assert [e.state for e in (entry, obsolete)] == [State.FUZZY, State.OBSOLETE]


def test_an_entry_with_an_empty_form_is_untranslated() -> None:
    data = HEADER + b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[1] ""\n'
    assert load(data).entries[1].state is State.UNTRANSLATED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('msgid"a"msgstr"b"', [("a", ("b",))]),
        ('msgid "a" "b"\n"c"\nmsgstr ""\n', [("abc", ("",))]),
        ('msgid "a"\nmsgstr "b" # tail\n', [("a", ("b",))]),
        ('msgid "a"\nmsgstr "b"\n\n  "c"\n', [("a", ("bc",))]),
        ('msgid "a"\r\nmsgstr ""\r\n"b\\r\\n"\r\n"c"\r\n', [("a", ("b\r\nc",))]),
        ('\tmsgid\t"a"\n\fmsgstr\n"b"', [("a", ("b",))]),
        ('msgid "a"\nmsgstr "\\x4" "1\\101\\7" "7"\n', [("a", ("\x041A\x077",))]),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr [ 1 ] "y"\n', [("a", ("x", "y"))]),
        ('#~ msgid "a"\n#~ "b"\n#~msgstr "c"', [("ab", ("c",))]),
        ("", []),
        ("# only a comment\n", []),
    ],
)
def test_the_grammar_is_one_of_tokens(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    if "\\x4" in text:  # U+0004 separates context and msgid in MO files
        with pytest.raises(FormatError, match="U\\+0004"):
            load(text.encode())
        return
    assert [(entry.msgid, entry.msgstr) for entry in load(text.encode()).entries] == expected


def test_eleven_plural_forms() -> None:
    forms = "".join(f'msgstr[{index}] "{index}"\n' for index in range(12))
    (entry,) = load(f'msgid "a"\nmsgid_plural "b"\n{forms}'.encode()).entries
    assert entry.msgstr == tuple(map(str, range(12)))


def test_a_comment_after_an_entry_belongs_to_the_next() -> None:
    first, second = load(b'msgid "a"\nmsgstr "b" # x\n# y\nmsgid "c"\nmsgstr "d"\n').entries
    assert (first.comments, second.comments) == ((), ("x", "y"))


def test_domains() -> None:
    data = b'msgid "a"\nmsgstr "b"\ndomain "other"\nmsgid "a"\nmsgstr "c"\n'
    assert [entry.domain for entry in load(data).entries] == ["messages", "other"]


@pytest.mark.parametrize(
    ("text", "line", "column", "problem"),
    [
        ('msgid "a\nmsgstr "b"\n', 1, 7, "does not end on its line"),
        ('msgid "a"\n', 1, 1, "msgstr or msgid_plural is missing"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', 2, 1, "msgid where msgstr or msgid_plural is due"),
        ('msgid\nmsgstr "c"\n', 1, 1, "without a string"),
        ('msgstr "c"\n', 1, 1, "msgstr where msgid is due"),
        ('"c"\n', 1, 1, "without a keyword"),
        ('msgid "a"\nmsgstr "b\\q"\n', 2, 10, r"\\q is no escape"),
        ('msgid "a"\nmsgstr[0] "b"\n', 2, 1, "without msgid_plural"),
        ('msgid "a"\nmsgid_plural "c"\nmsgstr "b"\n', 3, 1, "with msgid_plural"),
        ('msgid "a"\nmsgid_plural "c"\nmsgstr[1] "b"\n', 3, 1, r"msgstr\[0\] is due"),
        ('msgid "a"\nmsgid_plural "c"\nmsgstr[0] "b"\nmsgstr[0] "b"\n', 4, 1, r"msgstr\[1\] is due"),
        ('#~ msgid "a"\nmsgstr "b"\n', 2, 1, "commented out"),
        ('#~ msgid "a"\n#~ msgstr ""\n"b"\n', 3, 1, "commented out"),
        ('msgid "a"\n# note\nmsgstr "b"\n', 1, 1, "missing"),
        ('msgidx "a"\n', 1, 1, "'msgidx' is not expected"),
        ('#| msgctxt "a"\nmsgid "b"\nmsgstr "c"\n', 2, 1, "'#| msgid' is due"),
        ('msgid "a" ?\n', 1, 11, "'\\?' is not expected"),
    ],
)
def test_what_msgfmt_refuses(text: str, line: int, column: int, problem: str) -> None:
    with pytest.raises(FormatError, match=problem) as caught:
        load(text.encode())
    assert (caught.value.line, caught.value.column) == (line, column)
    assert caught.value.remedy


def test_lenient_lists_the_good_entries_and_keeps_every_byte() -> None:
    data = HEADER + b'msgid "a"\nmsgstr "b"\n\nmsgid "broken\nmsgstr "x"\n\n# c\nmsgid "d"\nmsgstr "e"\n'
    catalog = load(data, lenient=True)
    assert [entry.msgid for entry in catalog.entries] == ["", "a", "d"]
    assert [problem.line for problem in catalog.problems] == [7]
    assert catalog.to_bytes() == data
    assert catalog.set("d", "f").to_bytes() == data.replace(b'"e"', b'"f"')


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ('msgid "a"\n\n# note\n', 4),
        ('msgid "a"\n\n', 6),
        ('msgid "a"\nmsgstr "\\q"\n', 5),
        ('#, fuzzy\n#| msgid "\\q"\nmsgid "a"\nmsgstr "b"\n', 5),
        ('msgctxt "\\q"\nmsgid "a"\nmsgstr "b"\n', 4),
        ('msgctxt "x\nmsgid "a"\nmsgstr "b"\n', 4),
        ('#~ msgid "a"\nmsgstr "b"\n', 5),
        ("nonsense\n", 4),
    ],
)
def test_an_error_costs_its_own_entry_alone(broken: str, line: int) -> None:
    data = HEADER + broken.encode() + b'msgctxt "menu"\nmsgid "good"\nmsgstr "one"\n'
    catalog = load(data, lenient=True)
    assert [entry.key for entry in catalog.entries] == [Key(None, ""), Key("menu", "good")]
    assert [problem.line for problem in catalog.problems] == [line]
    assert catalog.entries[1].comments == (("note",) if "# note" in broken else ())


@pytest.mark.parametrize("stray", ["=======", 'nonsense "x"', ">>>>>>> theirs"])
def test_a_complete_entry_before_an_error_is_listed(stray: str) -> None:
    data = HEADER + f'msgid "a"\nmsgstr "b"\n{stray}\n'.encode()
    catalog = load(data, lenient=True)
    assert [entry.msgid for entry in catalog.entries] == ["", "a"]
    assert [problem.line for problem in catalog.problems] == [6]
    assert catalog.set("a", "c").to_bytes() == data.replace(b'"b"', b'"c"')
    assert len(load(HEADER + b'msgid "a"\nmsgstr ""\n"b\n"c"\n', lenient=True).entries) == 1


@given(st.text())
def test_escapes_go_there_and_back(text: str) -> None:
    if "\x04" not in text:
        assert unescape(escape(text)) == text


def test_numeric_escapes_are_bytes_of_the_charset() -> None:
    assert unescape(r"\303\251 \xc3\xa9\101", "utf-8") == "é éA"
    assert unescape(r"\351", "latin-1") == "é"


KEYWORDS = ("msgid ", "msgstr ", "msgid_plural ", "msgstr[0] ", "msgctxt ", "domain ")
MARKS = ('"', "\n\n", '"a"', "\n", "#", "#~ ", "#| ", "#, fuzzy", "\\", " ", "\r\n", "é", '"b\\n"\n')
SYNTAX = st.sampled_from((*KEYWORDS, *MARKS, 'msgid "x"\nmsgstr "y"\n'))


@given(st.lists(SYNTAX, max_size=40).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    data = text.encode()
    try:
        catalog = load(data)
    except InputError:
        catalog = load(data, lenient=True)
        assert catalog.problems
    assert catalog.to_bytes() == data


@given(st.lists(SYNTAX, max_size=40).map("".join))
def test_where_a_file_is_cut_into_parts_makes_no_difference(text: str) -> None:
    data = text.encode()
    with pytest.MonkeyPatch.context() as patch:
        whole = load(data, lenient=True)
        patch.setattr(charset, "_PART", 0)
        parts = load(data, lenient=True)
        assert list(charset.Charset("", "utf-8").parts(data)) != [] or not data
    assert parts.entries == whole.entries
    assert len(parts.problems) == len(whole.problems)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        load(data)
    except InputError:
        assert load(data, lenient=True).to_bytes() == data


def test_a_hostile_file_takes_linear_work() -> None:
    load(b"#~ " * 100_000)
    for text in (
        'msgid "' + "\\" * 200_000,
        '"' * 200_001,
        'msgid ""' + '\n""' * 50_000 + "\nx",
    ):
        with pytest.raises(InputError):
            load(text.encode())
