import contextlib
import struct
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.catalog import Catalog, load
from toolkit.catalog.compiling import Options, compile_catalog
from toolkit.catalog.decompiling import decompile
from toolkit.catalog.mo import ByteOrder, Record, read, write
from toolkit.errors import FormatError, InputError, UsageError

HEADER = 'msgid ""\nmsgstr ""\n"Language: vi\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
PO = (
    HEADER
    + """msgid "Open"
msgstr "Mở"

msgctxt "menu"
msgid "Open"
msgstr "Mở ra"

#, fuzzy
msgid "Close"
msgstr "Đóng"

msgid "Save"
msgstr ""

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d tệp"
msgstr[1] "%d các tệp"

#~ msgid "Gone"
#~ msgstr "Mất"
"""
)


def compiled(po: str, options: Options | None = None) -> bytes:
    return compile_catalog(load(po.encode()), options or Options()).data


def records(po: str) -> dict[bytes, bytes]:
    return {record.key: record.value for record in read(compiled(po))}


# ── the file ────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_strings_byte_by_byte() -> None:
    data = write([Record(b"b", b"2"), Record(b"a", b"10")])
    words = [0x950412DE, 0, 2, 28, 44, 5, 60, 1, 80, 1, 82, 2, 84, 1, 87]
    assert data[: 4 * len(words)] == struct.pack("<15I", *words)
    assert struct.unpack("<5I", data[60:80]) == (0, 0, 1, 2, 0)  # "a" is 97, "b" 98; five places
    assert data[80:] == b"a\0b\x0010\x002\0"


@pytest.mark.parametrize(
    ("count", "size"), [(1, 3), (2, 5), (3, 5), (4, 5), (5, 7), (6, 11), (7, 11), (100, 137)]
)
def test_the_hash_table_has_a_third_more_places_than_there_are_strings(count: int, size: int) -> None:
    data = write(Record(b"%d" % index, b"x") for index in range(count))
    assert struct.unpack_from("<I", data, 20) == (size,)
    table = struct.unpack_from(f"<{size}I", data, struct.unpack_from("<I", data, 24)[0])
    assert sorted(table) == [0] * (size - count) + list(range(1, count + 1))


def test_options_of_the_layout() -> None:
    given_ = [Record(b"a", b"1"), Record(b"bc", b"22")]
    assert struct.unpack_from(">7I", write(given_, byte_order="big")) == (0x950412DE, 0, 2, 28, 44, 5, 60)
    bare = write(given_, hash_table=False)
    assert struct.unpack_from("<2I", bare, 20) == (0, 60)
    assert len(bare) == len(write(given_)) - 20
    aligned = write(given_, alignment=8)
    assert [at % 8 for at in struct.unpack_from("<8I", aligned, 28)[1::2]] == [0, 0, 0, 0]
    for alignment in (0, -1, 5000):
        with pytest.raises(UsageError, match="alignment"):
            write(given_, alignment=alignment)


def test_strings_that_differ_between_systems() -> None:
    record = Record(b"%<PRIu64> B", b"%Id %<PRIu64>%<PRIu64>", ((1, 9),), ((1, 2), (5, 13), (14, 22)))
    data = write([record, Record(b"a", b"b")])
    assert struct.unpack_from("<7I", data)[:3] == (0x950412DE, 0x10001, 1)
    assert b"PRIu64\0I\0% B\0%d %%\0" in data
    assert read(data) == [Record(b"a", b"b"), record]


@given(
    st.dictionaries(st.binary(max_size=20).filter(lambda key: b"\0" not in key), st.binary(max_size=20)),
    st.sampled_from(["little", "big"]),
    st.integers(1, 20),
    st.booleans(),
)
def test_what_is_written_is_read(
    strings: dict[bytes, bytes], byte_order: ByteOrder, alignment: int, hash_table: bool
) -> None:
    given_ = [Record(key, value) for key, value in strings.items()]
    data = write(given_, byte_order=byte_order, alignment=alignment, hash_table=hash_table)
    assert read(data) == sorted(given_, key=lambda record: record.key)


# ── hostile files ───────────────────────────────────────────────────────────────────────────────────────────

GOOD = write([Record(b"", b"charset=UTF-8\n"), Record(b"a\0as", b"1\x002"), Record(b"b", b"3")])
SYSTEM = write([Record(b"a%<PRId32>", b"%<PRId32>b", ((2, 10),), ((1, 9),)), Record(b"b", b"3")])


def altered(data: bytes, word: int, value: int) -> bytes:
    return data[: 4 * word] + struct.pack("<I", value) + data[4 * word + 4 :]


@pytest.mark.parametrize(
    ("data", "offset", "problem"),
    [
        (b"", 0, "not an MO file"),
        (b'msgid ""\n', 0, "not an MO file"),
        (GOOD[:27], 0, "the header would end at byte 28 of 27"),
        (GOOD[:70], 16, "the table of 3 translations would end"),
        (GOOD[:-1], 68, "a string would end at byte"),
        (altered(GOOD, 1, 0x20000), 4, "revision 2.0"),
        (struct.pack("<7I", 0x950412DE, 1, 0, 28, 28, 0, 0), 4, "the header would end at byte 48 of 28"),
        (altered(GOOD, 2, 0xFFFFFFFF), 12, "the table of 4,294,967,295 messages"),
        (altered(GOOD, 3, 0xFFFFFFF0), 12, "the table of 3 messages would end"),
        (altered(GOOD, 7, 0xFFFFFFFF), 28, "a string would end at byte 4,294,967,"),
        (altered(GOOD, 8, 0x7FFFFFFF), 28, "a string would end at byte 2,147,483,648"),
        (altered(GOOD, 13, 1), 52, "does not end in NUL"),
        (altered(SYSTEM, 7, 0x10000000), 32, "the table of 268,435,456 segments"),
        (altered(SYSTEM, 9, 0x10000000), 40, "system-dependent messages would end"),
    ],
)
def test_damage_is_named_with_its_byte(data: bytes, offset: int, problem: str) -> None:
    with pytest.raises(FormatError, match=problem) as caught:
        read(data, "x.mo")
    assert caught.value.offset == offset
    assert caught.value.message.startswith(f"x.mo (byte {offset:,}): ")


def test_a_small_file_does_not_fill_the_memory() -> None:
    count, length = 2000, 200_000
    table = struct.pack("<2I", length, 28 + 8 * count) * count
    header = struct.pack("<7I", 0x950412DE, 0, count, 28, 28, 0, 0)
    with pytest.raises(FormatError, match="overlap"):
        read(header + table + b"x" * length + b"\0")


def test_nor_does_it_take_the_day() -> None:
    count = 4000
    segments = struct.pack("<2I", 0, 0) * count + struct.pack("<2I", 1, 0xFFFFFFFF)
    name_at = 56
    string_at = name_at + 4
    lists = string_at + 4 + len(segments)
    header = struct.pack("<12I", 0x950412DE, 1, 0, 28, 28, 0, 0, 1, 48, count, lists, lists)
    data = header + struct.pack("<2I", 1, name_at) + b"\0" * 4 + struct.pack("<I", name_at) + segments
    with pytest.raises(FormatError, match="overlap"):
        read(data + struct.pack("<I", string_at) * count)


@given(st.binary(max_size=200))
@example(GOOD)
@example(SYSTEM)
def test_no_bytes_do_harm(data: bytes) -> None:
    for start in (b"", struct.pack("<2I", 0x950412DE, 0x10001), struct.pack(">2I", 0x950412DE, 0)):
        with contextlib.suppress(InputError):
            decompile(start + data)


@given(st.sampled_from([GOOD, SYSTEM]), st.data())
def test_no_damage_does_harm(good: bytes, data: st.DataObject) -> None:
    damaged = bytearray(good)
    for _ in range(data.draw(st.integers(1, 3))):
        word = data.draw(st.integers(0, len(good) // 4 - 1))
        value = data.draw(st.one_of(st.integers(0, 200), st.integers(0, 2**32 - 1)))
        damaged[4 * word : 4 * word + 4] = struct.pack("<I", value)
    with contextlib.suppress(InputError):
        decompile(bytes(damaged[: data.draw(st.integers(0, len(damaged)))]))


# ── compiling ───────────────────────────────────────────────────────────────────────────────────────────────


def test_what_goes_in() -> None:
    result = compile_catalog(load(PO.encode()))
    assert [(record.key, record.value) for record in read(result.data)] == [
        (b"", b"Language: vi\nContent-Type: text/plain; charset=UTF-8\n"),
        (b"%d file\0%d files", "%d tệp\0%d các tệp".encode()),
        (b"Open", "Mở".encode()),
        (b"menu\x04Open", "Mở ra".encode()),
    ]
    assert (result.translated, result.fuzzy, result.untranslated) == (3, 1, 1)
    assert result.summary == "3 translated messages, 1 fuzzy translation, 1 untranslated message."


def test_fuzzy_translations_if_wanted_and_a_fuzzy_header_always() -> None:
    assert b"Close" in compiled(PO, Options(use_fuzzy=True))
    assert compile_catalog(load(PO.encode()), Options(use_fuzzy=True)).fuzzy == 1
    assert compiled("#, fuzzy\n" + PO) == compiled(PO)


def test_the_date_of_the_template_stays_out() -> None:
    dated = PO.replace('"Content', '"POT-Creation-Date: 2024-02-01 10:00+0700\\n"\n"Content')
    assert compiled(dated) == compiled(PO)


def test_where_nothing_is_translated_there_is_no_file() -> None:
    result = compile_catalog(load(b'msgid "a"\nmsgstr ""\n'))
    assert (result.data, result.summary) == (b"", "0 translated messages, 1 untranslated message.")


def test_the_bytes_are_those_of_the_catalog_s_charset_unless_utf_8_is_wanted() -> None:
    po = PO.replace("UTF-8", "ISO-8859-1").replace("Mở ra", "Åpne").replace("Mở", "Å").replace("tệp", "e")
    po = po.replace("Đóng", "x").replace("Mất", "x")
    catalog = load(po.encode("latin-1"))
    assert b"\xc5pne\0" in compile_catalog(catalog).data
    assert b"charset=UTF-8" in compile_catalog(catalog, Options(utf8=True)).data
    assert "Åpne\0".encode() in compile_catalog(catalog, Options(utf8=True)).data
    wide = Catalog("﻿".encode("utf-16-le") + PO.replace("UTF-8", "UTF-16").encode("utf-16-le"))
    assert compile_catalog(wide).data == compiled(PO)


def test_a_catalog_that_was_not_understood_is_not_compiled() -> None:
    for po in (b'msgid "a"\nmsgstr "\xe9"\n', b'msgid "a" msgid "b"\nmsgstr "c"\n'):
        with pytest.raises(UsageError, match="has errors"):
            compile_catalog(load(po, lenient=True))


@pytest.mark.parametrize(
    ("po", "line", "problem"),
    [
        (
            'msgid "a"\nmsgstr "1"\n\nmsgid "a"\nmsgstr "1"\n',
            9,
            "'a' is defined twice – the first is in line 6",
        ),
        ('msgid "a"\nmsgstr "1"\n\n#~ msgid "a"\n#~ msgstr ""\n', 9, "defined twice"),
        ('msgctxt "c"\nmsgid "a"\nmsgstr "1"\nmsgctxt "c"\nmsgid "a"\nmsgstr ""', 9, "in the context 'c'"),
        ('msgid "a" msgstr "1" msgid "a" msgstr "2"\n', 6, "defined twice"),
        ('msgid ""\nmsgstr "x"\n', 6, "'' is defined twice"),
        ('msgid "a\\n"\nmsgstr "b"\n', 6, "msgid and msgstr do not both end"),
        ('msgid "\\na"\nmsgstr "b"\n', 6, "msgid and msgstr do not both begin"),
        ('msgid "a"\nmsgid_plural "b\\n"\nmsgstr[0] "c"\n', 6, "msgid and msgid_plural do not both end"),
        (
            'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "\\nd"\n',
            6,
            r"msgid and msgstr\[1\] do not",
        ),
        ('msgid "a"\nmsgstr "b\\000c"\n', 6, "NUL"),
    ],
)
def test_what_msgfmt_refuses(po: str, line: int, problem: str) -> None:
    with pytest.raises(FormatError, match=problem) as caught:
        compiled(HEADER + po)
    assert caught.value.line == line


def test_line_feeds_are_looked_at_only_in_what_goes_in() -> None:
    assert compiled(HEADER + '#, fuzzy\nmsgid "a\\n"\nmsgstr "b"\n\nmsgid "c\\n"\nmsgstr ""\n')


def test_types_named_in_a_c_format_are_left_to_the_system() -> None:
    entry = 'msgid "%<PRIu64> of %d"\nmsgid_plural "%<PRIu64>s"\nmsgstr[0] "%Id ở %<PRIu64>"\n'
    (record,) = read(compiled("#, c-format\n" + entry))
    assert record == Record(
        b"%<PRIu64> of %d\0%<PRIu64>s", "%Id ở %<PRIu64>".encode(), ((1, 9),), ((1, 2), (9, 17))
    )
    for flags in ("", "#, python-format\n", "#, no-c-format\n"):
        (record,) = read(compiled(flags + entry))
        assert not record.system_dependent


# ── decompiling ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_catalog_comes_back() -> None:
    back = load(decompile(compiled(PO)))
    assert [(e.msgctxt, e.msgid, e.msgid_plural, e.msgstr) for e in back] == [
        (None, "", None, ("Language: vi\nContent-Type: text/plain; charset=UTF-8\n",)),
        (None, "%d file", "%d files", ("%d tệp", "%d các tệp")),
        (None, "Open", None, ("Mở",)),
        ("menu", "Open", None, ("Mở ra",)),
    ]
    assert compiled(decompile(compiled(PO)).decode()) == compiled(PO)


def test_a_header_alone_is_written_if_wanted() -> None:
    data = compiled(HEADER)
    assert decompile(data) == b""
    assert decompile(data, header_alone=True) == HEADER.rstrip("\n").encode() + b"\n"


def test_the_charset_may_be_given() -> None:
    data = write([Record(b"a", b"\xe9")])
    with pytest.raises(InputError, match=r"x.mo: 'a' or its translation is not utf-8 text \(byte 0xE9\)"):
        decompile(data, "x.mo")
    assert decompile(data, charset="ISO-8859-1") == b'msgid "a"\nmsgstr "\xe9"\n'
    for name in ("klingon", "utf-16"):
        with pytest.raises(InputError, match="not known"):
            decompile(write([Record(b"", f"charset={name}\n".encode()), Record(b"a", b"b")]))


def test_what_stands_after_a_nul_is_lost_to_programs_and_here() -> None:
    data = write([Record(b"a", b"1\x002"), Record(b"b\0bs\0bt", b"1\x002")])
    assert decompile(data).decode() == (
        'msgid "a"\nmsgstr "1"\n\nmsgid "b"\nmsgid_plural "bs"\nmsgstr[0] "1"\nmsgstr[1] "2"\n'
    )


TEXTS = st.text(st.characters(exclude_characters="\0\x04\n", codec="utf-8"), min_size=1, max_size=30)


@given(
    st.dictionaries(TEXTS, st.tuples(st.none() | TEXTS, st.lists(TEXTS, min_size=1, max_size=4)), min_size=1)
)
def test_whatever_the_strings_they_come_back(messages: dict[str, tuple[str | None, list[str]]]) -> None:
    from toolkit.catalog.strings import escape

    blocks = [HEADER.rstrip("\n")]
    for msgid, (context, forms) in messages.items():
        lines = [f'msgctxt "{escape(context)}"'] if context is not None else []
        lines.append(f'msgid "{escape(msgid)}"')
        if len(forms) > 1:
            lines.append('msgid_plural "many"')
            lines += [f'msgstr[{index}] "{escape(form)}"' for index, form in enumerate(forms)]
        else:
            lines.append(f'msgstr "{escape(forms[0])}"')
        blocks.append("\n".join(lines))
    data = compiled("\n\n".join(blocks) + "\n")
    back = load(decompile(data))
    found = {e.msgid: (e.msgctxt, list(e.msgstr)) for e in back if not e.is_header}
    assert found == messages
    keys = [record.key.partition(b"\0")[0] for record in read(data)]
    assert all(one < other for one, other in pairwise(keys))
