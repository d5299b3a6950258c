import os
import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.catalog import gnu_layout, load

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'

needs_msgcat = pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext is not installed")


def msgcat(data: bytes, *options: str) -> bytes:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    run = subprocess.run(
        ["msgcat", *options, "-"], input=data, capture_output=True, env=environment, check=True
    )
    return run.stdout


def laid(body: str, width: int | None = 79) -> str:
    out = gnu_layout(load((HEADER + body).encode()), width).decode()
    return out.partition("\n\n")[2]


def test_comments_are_sorted_and_normalised() -> None:
    comments = "#, no-wrap , c-format,unknown\n#:b.c:2  a.c : 1 b.c:2\n#.note\n#one\n#   two\n"
    body = comments + "msgid 'a'\nmsgstr 'b'\n"
    expected = "# one\n#   two\n#. note\n#: b.c:2 a.c:1\n#, c-format, no-wrap\nmsgid 'a'\nmsgstr 'b'\n"
    assert laid(body.replace("'", '"')) == expected.replace("'", '"')


def test_only_the_last_flag_line_counts_and_fuzzy_needs_a_translation() -> None:
    assert laid('#, c-format\n#, fuzzy\nmsgid "a"\nmsgstr ""\n') == 'msgid "a"\nmsgstr ""\n'


def test_obsolete_entries_go_last_and_without_a_translation_they_go() -> None:
    body = '#~ msgid "a"\n#~ msgstr "b"\n\n#~ msgid "c"\n#~ msgstr ""\n\nmsgid "d"\nmsgstr ""\n'
    assert laid(body) == 'msgid "d"\nmsgstr ""\n\n#~ msgid "a"\n#~ msgstr "b"\n'


def test_long_strings_are_broken_at_the_width() -> None:
    words = "một hai ba bốn năm sáu bảy tám chín mười"
    body = f'msgid "{words}"\nmsgstr "ngắn"\n'
    expected = 'msgid ""\n"một hai ba bốn năm sáu "\n"bảy tám chín mười"\nmsgstr "ngắn"\n'
    assert laid(body, 28) == expected
    assert laid(body, None) == body


def test_a_line_feed_ends_a_line() -> None:
    assert laid('msgid "a\\n"\nmsgstr "b\\nc"\n') == 'msgid "a\\n"\nmsgstr ""\n"b\\n"\n"c"\n'


def test_a_directive_is_not_cut() -> None:
    text = "x" * 10 + " %- d " + "y" * 10
    assert '"xxxxxxxxxx "\n"%- d "\n' in laid(f'#, c-format\nmsgid "{text}"\nmsgstr ""\n', 16)
    assert '"xxxxxxxxxx %- "\n"d ' in laid(f'msgid "{text}"\nmsgstr ""\n', 16)


def test_a_catalog_of_a_header_alone_comes_out_empty() -> None:
    assert gnu_layout(load(HEADER.encode())) == b""


WORDS = st.sampled_from(
    'word %s %1$s việc 漢字 。 「 」 \\" \\\\ \\t \\n a-b x/y — “ ”'.split()
    + "50% $5 ( ) é 한국 текст, א 😀 👍🏽 \u200b ...".split()
    + ["% d", "%(a b)s", "\u00a0", " ", "  "]
)
STRINGS = st.lists(WORDS, max_size=40).map(" ".join)
FLAGS = st.sampled_from(["", "#, c-format\n", "#, fuzzy, python-format\n", "#, no-wrap\n", "#, php-format\n"])
REFERENCES = st.lists(st.sampled_from(["a.c:1", "dir/file.py:120", "tệp.c:5", "x"]), max_size=12).map(
    " ".join
)


@st.composite
def bodies(draw: st.DrawFn) -> str:
    out = []
    for index in range(draw(st.integers(1, 8))):
        mark = draw(st.sampled_from(["", "", "#~ "]))
        out.append(f"#: {draw(REFERENCES)}\n{draw(FLAGS)}")
        out.append(f'{mark}msgid "{index} {draw(STRINGS)}"\n{mark}msgstr "{draw(STRINGS)}"\n\n')
    return "".join(out)


@needs_msgcat
@pytest.mark.interop
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(bodies(), st.sampled_from([20, 40, 79]))
def test_the_layout_is_that_of_msgcat(body: str, width: int) -> None:
    data = (HEADER + body).encode()
    assert gnu_layout(load(data), width) == msgcat(data, "-w", str(width))


@needs_msgcat
@pytest.mark.interop
@pytest.mark.parametrize(
    ("charset", "text"),
    [("EUC-JP", "日本語の長い文章 ± Д Д Д × "), ("ISO-8859-1", "déjà vu × ± "), ("BIG5", "中文 ± × ")],
)
def test_legacy_charsets(charset: str, text: str) -> None:
    body = HEADER.replace("UTF-8", charset) + f'msgid "a"\nmsgstr "{text * 8}"\n'
    data = body.encode(charset)
    assert gnu_layout(load(data)) == msgcat(data)


def test_a_second_pass_changes_nothing() -> None:
    once = gnu_layout(
        load((HEADER + '#, fuzzy\nmsgid "a b"\nmsgstr "c"\n#~ msgid "x"\n#~ msgstr "y"\n').encode())
    )
    assert gnu_layout(load(once)) == once
