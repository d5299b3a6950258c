from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.strategies import texts
from tests.formats.strategies import units as made_units
from toolkit.errors import DecodingError, FormatError
from toolkit.formats.contract import Context, Written
from toolkit.formats.po import FORMAT
from toolkit.model import Kind, Unit, Units

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def write(units: Units, context: Context | None = None) -> tuple[str, Written]:
    assert FORMAT.write is not None
    stream = io.BytesIO()
    written = FORMAT.write(units, stream, context or Context())
    return stream.getvalue().decode(), written


def entries(*units: Unit, name: str = "a.txt", below: float = 0.5) -> list[str]:
    """The messages but the header, as written."""
    return write(Units(units, "vi", "en", name), Context(fuzzy_below=below))[0].rstrip("\n").split("\n\n")[1:]


def read(data: str | bytes, below: float = 0.5) -> Units:
    assert FORMAT.read is not None
    raw = data.encode() if isinstance(data, str) else data
    return FORMAT.read(io.BytesIO(raw), Context(path="a.po", fuzzy_below=below)).held()


def carried(text: str) -> str:
    return text.replace("\0", "\ufffd").replace("\x04", "\ufffd")


def pairs(data: str | bytes) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in read(data)]


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_header_says_language_and_plural_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    text, _ = write(Units((), "en-US", "vi", "a.txt"))
    assert text.startswith('msgid ""\nmsgstr ""\n"Project-Id-Version: a.txt\\n"\n')
    for line in (
        "PO-Revision-Date: 2023-11-14 22:13+0000",
        "Language: vi",
        "X-Source-Language: en_US",
        "Plural-Forms: nplurals=1; plural=0;",
        "Content-Type: text/plain; charset=UTF-8",
        "MIME-Version: 1.0",
    ):
        assert f'"{line}\\n"\n' in text


def test_a_message_says_where_it_is_from_and_how_sure() -> None:
    unit = Unit("1", "Một.", 'One "1".', "2-1", 0.97, source_line=3, note="see\nthe map")
    assert entries(unit) == [
        '#. bead 2-1, confidence 0.97\n#. see\n#. the map\n#: a.txt:3\nmsgid "Một."\nmsgstr "One \\"1\\"."'
    ]


def test_a_note_does_not_swallow_the_line_below_it() -> None:
    (entry,) = entries(Unit("1", "a", "b", note="C:\\"))
    assert "#. C:\\ \n" in entry and next(iter(read(HEADER + entry))).note == "C:\\"


def test_unsure_units_are_fuzzy() -> None:
    unit = Unit("1", "a", "b", confidence=0.4)
    assert "#, fuzzy" in entries(unit)[0]
    assert "#, fuzzy" not in entries(unit, below=0.3)[0]
    assert "#, fuzzy" not in entries(replace(unit, target=""))[0]
    assert "#, fuzzy" not in entries(replace(unit, confidence=None))[0]


def test_line_breaks_at_one_border_only_need_a_look() -> None:
    assert "#, fuzzy" in entries(Unit("1", "a\n", "b"))[0]
    assert "#, fuzzy" not in entries(Unit("1", "a\n", "b\n"))[0]


def test_a_unit_without_target_is_untranslated_and_one_without_source_left_out() -> None:
    text, written = write(Units((Unit("1", "a", ""), Unit("2", "", "b"))))
    assert written == Written(1, 1, "no source text") and text.endswith('msgid "a"\nmsgstr ""\n')


def test_the_same_pair_met_again_is_one_message_with_two_places() -> None:
    unit = Unit("1", "a", "b", confidence=0.2, source_line=1)
    (entry,) = entries(unit, replace(unit, source_line=9, confidence=0.8), unit)
    assert "#: a.txt:1 a.txt:9\n" in entry and "confidence 0.8" in entry and "fuzzy" not in entry


def test_the_same_source_with_another_target_gets_a_context() -> None:
    unit = Unit("1", "a", "b", source_line=1)
    made = entries(unit, replace(unit, target="c", source_line=9), replace(unit, target="d"))
    assert [entry.split("\n")[2] for entry in made] == [
        'msgctxt "a.txt:1"',
        'msgctxt "a.txt:9"',
        'msgctxt "a.txt:1 (2)"',
    ]
    assert 'msgctxt "unit 1"' in entries(Unit("1", "a", "b"), Unit("2", "a", "c"), name="")[0]


def test_a_file_name_with_spaces_stays_one_name() -> None:
    unit = Unit("1", "a", "b", source_line=3)
    assert "#: \u2068my file.txt\u2069:3\n" in entries(unit, name="my file.txt")[0]
    assert read(HEADER + entries(unit, name="my file.txt")[0]).source_name == "my file.txt"


def test_escapes_and_line_breaks_as_gettext_has_them() -> None:
    assert entries(Unit("1", 'a\tb\\c"d\a\r', "x\ny\n"))[0].split("\n")[1:] == [
        "#, fuzzy",
        'msgid "a\\tb\\\\c\\"d\\a\\r"',
        'msgstr ""',
        '"x\\n"',
        '"y\\n"',
    ]


def test_long_lines_are_wrapped_at_79_columns_between_words() -> None:
    lines = entries(Unit("1", "Đảng bộ thành phố " * 20, "a" * 200))[0].split("\n")
    assert all(len(line) <= 79 for line in lines[:-1]) and lines[-1] == f'msgstr "{"a" * 200}"'
    assert "".join(line.strip('"') for line in lines[2:-1]) == "Đảng bộ thành phố " * 20


@given(
    st.lists(made_units(), max_size=5),
    st.sampled_from(["", "a.txt", "my file.txt"]),
    st.sampled_from([0, 0.5]),
)
def test_units_come_back(units: list[Unit], name: str, below: float) -> None:
    unlike = list({(u.source, u.target): u for u in units if u.source}.values())
    after = read(write(Units(tuple(unlike), "vi", "pt-BR", name), Context(fuzzy_below=below))[0], below)
    assert [(u.source, u.target, u.bead, u.confidence) for u in after] == [
        (carried(u.source), carried(u.target), u.bead, u.confidence) for u in unlike
    ]
    if name:
        assert [u.source_line for u in after] == [u.source_line for u in unlike]
    assert (after.source_language, after.target_language) == ("vi", "pt-BR")


def test_what_po_cannot_carry_is_counted() -> None:
    text, written = write(Units((Unit("1", "a\0", "b\ud800\x04"),)))
    assert written.note == "3 characters PO cannot carry became U+FFFD" and pairs(text) == [
        ("a\ufffd", "b\ufffd\ufffd")
    ]


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_catalog_of_programmers() -> None:
    text = HEADER + (
        '#:src/a.c:7 b.c:9\n#,fuzzy, c-format\n#. extracted\n#said by hand\n#| msgid "old"\n'
        'msgctxt "menu"\nmsgid "%d fi" "le"\nmsgid_plural ""\n"%d files"\n'
        'msgstr[0] "%d \\"tệp\\""\nmsgstr[1] "x"\n'
        '#~ msgid "gone"\n#~ msgstr "đi rồi"\n# the end\n'
    )
    assert read(text).units == (
        Unit(
            "1",
            "%d file",
            '%d "tệp"',
            source_line=7,
            kind=Kind.PARAGRAPH,
            note="extracted\nsaid by hand\nfuzzy",
        ),
    )
    assert read(text).source_name == "src/a.c"


def test_a_message_a_person_approved_has_no_old_doubts() -> None:
    doubted = write(Units((Unit("1", "a", "b", "1-1", 0.4),)))[0]
    assert [u.confidence for u in read(doubted)] == [0.4]
    assert [u.confidence for u in read(doubted.replace("#, fuzzy\n", ""))] == [None]


def test_rarer_escapes_are_understood() -> None:
    assert pairs(
        HEADER + r'msgid "\x41\102\xe1\xbb\x87\\x41\'\?\a\012"' + '\nmsgstr "\\342\\200\\250"\n'
    ) == [("ABệ\\x41'?\a\n", "\u2028")]


@given(texts, texts)
def test_strings_may_hold_any_separator_unescaped(left: str, right: str) -> None:
    def raw(text: str) -> str:
        return "".join(c for c in text if c not in '\\"\n\r\0\ufeff')

    assert pairs(f'{HEADER}msgid "a{raw(left)}"\nmsgstr "{raw(right)}"\n') == [("a" + raw(left), raw(right))]


def test_the_header_names_the_encoding() -> None:
    data = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=windows-1258\\n"\nmsgid "é"\nmsgstr "à"\n'
    assert pairs(data.encode("windows-1258")) == [("é", "à")]
    assert pairs(b'\xef\xbb\xbf#\nmsgid ""\nmsgstr "charset=CHARSET"\nmsgid "charset=x"\nmsgstr ""\n') == [
        ("charset=x", "")
    ]


def test_a_text_that_is_some_files_name_is_still_a_text() -> None:
    with pytest.raises(FormatError):
        read("pyproject.toml")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('msgid "a"\nmsgstr "b\n', 2, "without its closing quotation mark"),
        ('msgid "a\nmsgstr "b"\n', 1, "without its closing"),
        ('msgid "a"\nmsgstr "b"c\n', 2, "text after a string"),
        ('msgid "a"b"\nmsgstr ""\n', 1, "text after a string"),
        ('msgid "a"\n', 2, "ends before the last message's msgstr"),
        ('msgid "a"\nmsgid "b"\nmsgstr ""\n', 2, "not PO"),
        ('msgstr "a"\n', 1, "not PO"),
        ('"a"\n', 1, "belongs to no keyword"),
        ('# c\nmsgfoo "a"\n', 2, "'msgfoo' is no keyword of PO"),
        ("Một câu văn.\n", 1, "'Một' is no keyword of PO"),
        ('msgid a\nmsgstr ""\n', 1, "'msgid' is no keyword"),
        ('msgid ""\nmsgstr "charset=hex"\n', None, "'hex'"),
        ('msgid ""\nmsgstr "charset=utf-99"\n', None, "'utf-99'"),
    ],
)
def test_what_is_no_po_is_named_with_its_line(text: str, line: int | None, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(text)
    assert said in caught.value.problem and (caught.value.path, caught.value.line) == ("a.po", line)


def test_bytes_of_another_encoding_are_named() -> None:
    with pytest.raises(DecodingError) as caught:
        read(HEADER.encode() + b'msgid "\xe9"\nmsgstr ""\n')
    assert caught.value.line == 4 and caught.value.offset == len(HEADER) + 7


@given(st.text(st.sampled_from('msgidtrx01[]_ "\\#~|:,.\n\u2028'), max_size=80))
def test_any_text_is_po_or_a_format_error(text: str) -> None:
    for head in ("", 'msgid "a"\nmsgstr ""\n#~ '):
        try:
            read(head + text)
        except FormatError as error:
            assert error.path == "a.po"
