"""MO files against msgfmt and msgunfmt: the same bytes."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.catalog import load
from toolkit.catalog.compiling import Options, compile_catalog
from toolkit.catalog.decompiling import decompile
from toolkit.catalog.strings import escape
from toolkit.errors import InputError

pytestmark = pytest.mark.interop
Program = Callable[[str], str]

HEADER = (
    'msgid ""\nmsgstr ""\n"Project-Id-Version: a\\n"\n"POT-Creation-Date: 2024-01-01 12:00+0000\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
)
BODY = """
msgid "Open %s"
msgstr "Mở %s"

msgctxt "menu"
msgid "Open %s"
msgstr "Mở ra %s"

#, fuzzy
msgid "Close"
msgstr "Đóng"

msgid "Save"
msgstr ""

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d tệp"
msgstr[1] ""

msgid "%d page"
msgid_plural "%d pages"
msgstr[0] ""
msgstr[1] "%d trang"

#, c-format
msgid "%<PRIu64> bytes of %<PRIxMAX>"
msgstr "%<PRIu64> byte trên %<PRIxMAX>, %Id"

#, c-format
msgid "%d byte"
msgid_plural "%<PRId32> bytes"
msgstr[0] "%'Id byte của %<PRId32>"

#~ msgid "Gone"
#~ msgstr "Mất"
"""


def msgfmt(program: str, po: bytes, folder: Path, *options: str) -> tuple[bytes | None, str]:
    """What msgfmt makes of a catalog, ``None`` where it refuses, and what it says last."""
    out = folder / "out.mo"
    out.unlink(missing_ok=True)
    command = [program, "--statistics", *options, "-o", str(out), "-"]
    done = subprocess.run(command, input=po, capture_output=True, check=False, env={"LC_ALL": "C.UTF-8"})
    data = out.read_bytes() if out.exists() else b""
    said = done.stderr.decode().splitlines()
    return (data if done.returncode == 0 else None), said[-1] if said else ""


def ours(po: bytes, options: Options | None = None) -> bytes | None:
    try:
        return compile_catalog(load(po), options or Options()).data
    except InputError:
        return None


@pytest.mark.parametrize(
    ("given_", "options"),
    [
        ([], Options()),
        (["--no-hash"], Options(hash_table=False)),
        (["-f"], Options(use_fuzzy=True)),
        (["-a", "8"], Options(alignment=8)),
        (["-a", "3", "--endianness=big"], Options(alignment=3, byte_order="big")),
        (["--endianness=big", "--no-hash"], Options(hash_table=False, byte_order="big")),
    ],
)
def test_the_same_bytes_under_the_same_options(
    program: Program, tmp_path: Path, given_: list[str], options: Options
) -> None:
    po = (HEADER + BODY).encode()
    data, said = msgfmt(program("msgfmt"), po, tmp_path, *given_)
    made = compile_catalog(load(po), options)
    assert made.data == data
    assert made.summary == said
    unfmt = subprocess.run([program("msgunfmt"), "-"], input=data, capture_output=True, check=True).stdout
    assert decompile(made.data) == unfmt


@pytest.mark.parametrize("count", [*range(1, 30), 100, 257, 1000])
def test_a_hash_table_of_any_size(program: Program, tmp_path: Path, count: int) -> None:
    po = HEADER + "".join(f'\nmsgid "{index * 7919} word"\nmsgstr "{index}"\n' for index in range(count - 1))
    assert ours(po.encode()) == msgfmt(program("msgfmt"), po.encode(), tmp_path)[0]


@pytest.mark.parametrize("charset", ["ISO-8859-1", "KOI8-R", "EUC-JP", "GB2312", "SHIFT_JIS"])
def test_any_charset(program: Program, tmp_path: Path, charset: str) -> None:
    word = {"ISO-8859-1": "Æon", "KOI8-R": "файл"}.get(charset, "日本")
    po = (HEADER.replace("UTF-8", charset) + f'\nmsgid "Open"\nmsgstr "{word}"\n').encode(charset)
    data = ours(po)
    assert data == msgfmt(program("msgfmt"), po, tmp_path)[0]
    assert data is not None
    unfmt = subprocess.run([program("msgunfmt"), "-"], input=data, capture_output=True, check=True).stdout
    assert decompile(data) == unfmt


@pytest.mark.parametrize(
    "entries",
    [
        'msgid "a"\nmsgstr "1"\n\nmsgid "a"\nmsgstr "1"\n',
        'msgid "a"\nmsgstr "1"\n\n#~ msgid "a"\n#~ msgstr "2"\n',
        'msgid "a"\nmsgstr ""\n\n#, fuzzy\nmsgid "a"\nmsgstr ""\n',
        'msgid "a"\nmsgstr "1"\n\nmsgctxt ""\nmsgid "a"\nmsgstr "1"\n',
        'msgid "a\\n"\nmsgstr "1"\n',
        'msgid "\\na"\nmsgstr "\\n"\n',
        'msgid "a\\n"\nmsgstr ""\n',
        '#, fuzzy\nmsgid "a\\n"\nmsgstr "1"\n',
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "1"\nmsgstr[1] "2\\n"\n',
        'msgid "a\\n"\nmsgid_plural "b\\n"\nmsgstr[0] "1\\n"\nmsgstr[1] ""\n',
        'msgctxt "c\\n"\nmsgid ""\nmsgstr "1"\n',
        'domain "other"\n\nmsgid "b"\nmsgstr "1"\n\ndomain "a"\n\nmsgid "a"\nmsgstr "2"\n',
        'domain "other"\n\nmsgid "b"\nmsgstr "1"\n\ndomain "a"\n\nmsgid "b"\nmsgstr "2"\n',
    ],
)
def test_what_one_refuses_the_other_refuses(program: Program, tmp_path: Path, entries: str) -> None:
    po = (HEADER + "\n" + entries).encode()
    assert ours(po) == msgfmt(program("msgfmt"), po, tmp_path)[0]


@pytest.mark.parametrize("entries", ["", 'msgid "a"\nmsgstr ""\n'])
def test_no_file_where_nothing_is_translated(program: Program, tmp_path: Path, entries: str) -> None:
    data, _ = msgfmt(program("msgfmt"), entries.encode(), tmp_path)
    assert data == ours(entries.encode()) == b""


DIRECTIVES = (
    "%<PRIu64> %<PRIxMAX> %<PRId8> %<PRIdLEAST16> %<PRIoFAST32> %5.3<PRIu64> %<PRIa64> %<PRIu64 %d %Id %'Id "
    "%IId %I %1$d %2$<PRIu64> %1$Id %*d %I5d %I64d %% %l<PRIu64> %Is <PRIu64> I é"
).split()
FORMATS = st.lists(st.sampled_from(DIRECTIVES), min_size=1, max_size=3).map(" ".join)
FLAGS = st.sampled_from(
    ["c-format", "c-format", "objc-format", "no-c-format", "possible-c-format", "lua-format"]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(FORMATS, FLAGS, st.none() | FORMATS, FORMATS, FORMATS), min_size=1, max_size=4))
def test_types_that_differ_between_systems(
    program: Program, tmp_path: Path, messages: list[tuple[str, str, str | None, str, str]]
) -> None:
    blocks = [HEADER]
    for number, (msgid, flag, plural, first, second) in enumerate(messages):
        lines = [f"#, {flag}", f'msgid "{number} {msgid}"']
        if plural is None:
            lines.append(f'msgstr "{first}"')
        else:
            lines += [f'msgid_plural "{plural}"', f'msgstr[0] "{first}"', f'msgstr[1] "{second}"']
        blocks.append("\n".join(lines) + "\n")
    po = "\n".join(blocks).encode()
    data = ours(po)
    assert data is not None
    assert data == msgfmt(program("msgfmt"), po, tmp_path)[0]
    unfmt = subprocess.run([program("msgunfmt"), "-"], input=data, capture_output=True, check=True).stdout
    assert decompile(data) == unfmt


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=90)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.tuples(st.none() | TEXTS, TEXTS.filter(bool)), TEXTS.filter(bool), max_size=8))
def test_whatever_the_strings_the_bytes_are_the_same(
    program: Program, tmp_path: Path, messages: dict[tuple[str | None, str], str]
) -> None:
    blocks = [HEADER]
    for (context, msgid), msgstr in messages.items():
        context_line = "" if context is None else f'msgctxt "{escape(context)}"\n'
        blocks.append(f'{context_line}msgid "{escape(msgid)}"\nmsgstr "{escape(msgstr)}"\n')
    po = "\n".join(blocks).encode()
    data = ours(po)
    assert data is not None
    assert data == msgfmt(program("msgfmt"), po, tmp_path)[0]
    unfmt = subprocess.run([program("msgunfmt"), "-"], input=data, capture_output=True, check=True).stdout
    assert decompile(data) == unfmt
