"""The room's face: files and bytes to documents, and what every format promises."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import BitextError, DecodingError, InputError, UsageError
from toolkit.model import Document
from toolkit.readers import FORMATS, format_of, parse, read, read_lines
from toolkit.readers.layout import Wrap
from toolkit.text.characters import INVISIBLE

PIECES = (
    "a b.c é 漢 < > </ <p> </p> <b> <br> <li> <ul> <pre> <td> <!-- --> <script> </script> <h1> & &amp; &# * "
    "** _ ` ``` ~~~ [ ] ]( ) ![ \\ # - > 1. | |-|-| === --- [a]: ~~ {/* */} ::: \ufeff \u3000"
)
BLANKS = ("\n", "\n\n", " ", "    ", "\t", "  \n", "\r\n", "\u2028")
MARKED = st.lists(st.sampled_from([*PIECES.split(" "), *BLANKS]), max_size=40).map("".join)
TEXTS = MARKED | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@pytest.mark.parametrize(
    ("path", "name"),
    [("a.txt", "plain"), ("a.MD", "markdown"), ("b/a.htm", "html"), ("a", "plain"), ("a.xyz", "plain")],
)
def test_the_extension_promises_the_format(path: str, name: str) -> None:
    assert format_of(path) == name


def test_a_file_becomes_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"# One\r\n\r\ntwo\r\n")
    document = read(path, "en")
    assert (document.text, document.language, document.name) == ("# One\r\n\r\ntwo\r\n", "en", str(path))
    assert [block.kind.value for block in document.blocks] == ["heading", "paragraph"]
    assert document.segments == ()


def test_a_format_can_be_named_instead(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# One")
    assert read(path, format="plain").blocks[0].start == 0


def test_standard_input_is_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    class Standard:
        buffer = io.BytesIO(b"One.\n")

    monkeypatch.setattr(sys, "stdin", Standard())
    document = read("-")
    assert (document.text, document.name) == ("One.\n", "standard input")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "missing.txt")
    with pytest.raises(InputError, match="is a directory"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("data", "problem"),
    [(b"", "is empty"), (b" \n\t\xc2\xa0\n", "has no text"), (b"\xef\xbb\xbf\r\n", "has no text")],
)
def test_files_without_text(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=problem):
        read(path)


@pytest.mark.parametrize(
    ("text", "form"), [(b"<title>Only that</title>", "html"), (b"---\n\n***\n", "markdown")]
)
def test_markup_alone_is_no_text(text: bytes, form: str) -> None:
    with pytest.raises(InputError, match="has no text"):
        parse(text, format=form)


def test_an_error_names_file_line_and_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\ntwo \xff\n")
    with pytest.raises(DecodingError) as caught:
        read(path)
    assert caught.value.message.startswith(f"{path}:2 (byte 8): byte 0xFF")


def test_options_that_are_none() -> None:
    with pytest.raises(UsageError, match="one of plain, markdown, html"):
        parse(b"x", format="docx")
    with pytest.raises(UsageError, match="auto, lines or hard"):
        parse(b"x", wrap=cast(Wrap, "soft"))


def test_an_html_file_is_read_as_it_declares() -> None:
    document = parse('<html lang="ru"><meta charset="koi8-r"><p>чай'.encode("koi8-r"), format="html")
    assert (document.encoding, document.language) == ("koi8-r", "ru")
    assert document.reading(document.blocks[0].start, document.blocks[0].end) == "чай"


def test_lines_are_segments_empty_ones_included(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffone\r\n\ntwo\u2028still\x0ctwo\nlast".encode())
    document = read_lines(path, "en")
    assert [document.text[s.start : s.end] for s in document.segments] == [
        "one",
        "",
        "two\u2028still\x0ctwo",
        "last",
    ]
    assert {segment.rule for segment in document.segments} == {"given"}
    assert [segment.block for segment in document.segments] == [0, 1, 2, 3]


def test_a_file_without_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf")
    with pytest.raises(InputError, match="is empty"):
        read_lines(path)


@given(TEXTS, st.sampled_from(sorted(FORMATS)), st.sampled_from(["auto", "lines", "hard"]))
def test_what_every_document_promises(text: str, form: str, wrap: Wrap) -> None:
    data = text.encode()
    try:
        document = parse(data, format=form, wrap=wrap)
    except BitextError:
        return
    assert document.text.encode(document.encoding) == data
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(text)
        at = block.end
        # Trimmed: it begins and ends with what a reader sees.
        view = document.view(block.start, block.end).text
        assert view.strip(INVISIBLE)
        assert text[block.start] not in INVISIBLE
        assert text[block.end - 1] not in INVISIBLE
    at = 0
    for mark in document.markup:
        assert at <= mark.start < mark.end <= len(text)
        at = mark.end
    if form == "plain":
        assert not outside(document).strip(INVISIBLE)


def outside(document: Document) -> str:
    """All that is in no block."""
    ends = [0, *(block.end for block in document.blocks)]
    starts = [*(block.start for block in document.blocks), len(document.text)]
    return "".join(document.text[end:start] for end, start in zip(ends, starts, strict=True))


@given(st.binary(), st.sampled_from(sorted(FORMATS)))
def test_any_bytes_are_a_document_or_an_error_of_ours(data: bytes, form: str) -> None:
    try:
        document = parse(data, format=form)
    except BitextError:
        return
    assert document.blocks


HOSTILE = {
    **{character: character * 100_000 for character in "<[]*>&`_~\\!({|#-=:."},
    "unclosed links": "[a](" * 30_000,
    "brackets": "[" * 50_000 + "]" * 50_000,
    "unmatched emphasis": "*a_ **b__ " * 10_000,
    "quoted attributes": "<a b=\"'" * 20_000,
    "unclosed comments": "<!--" * 30_000,
    "unclosed instructions": "<?{/*" * 20_000,
    "growing backticks": "a".join("`" * n for n in range(450)),
    "deep quotes": "> " * 10_000 + "a\n" + "> " * 10_000 + "b\n" + "c\n" * 20_000,
    "deep lists": "- " * 10_000 + "a\n" + "\n" * 50_000 + "b",
    "deep elements": "<ul><li>" * 10_000 + "a" + "</ul>" * 10_000,
    "unclosed elements": "<table><td><h1><svg><pre>" * 4_000,
    "definitions": "[a]: /u\n" * 10_000 + "[a" * 10_000,
    "wide table": "a|b\n" + "-|" * 30_000,
    "spaces": "a" + " " * 100_000 + "b",
    "blank lines": "a" + "\n" * 100_000 + "b",
}


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_texts_are_read_in_linear_time(name: str, form: str) -> None:
    # Time that grows with the square of these sizes would not end within the run of the tests.
    try:
        parse(HOSTILE[name].encode(), format=form)
    except InputError as error:
        assert error.problem == "has no text"


def test_formats_are_imported_when_a_file_asks_for_them() -> None:
    code = "import sys, toolkit.readers; print('toolkit.readers.html' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
