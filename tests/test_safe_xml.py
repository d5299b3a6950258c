from __future__ import annotations

import io
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.strategies import AWKWARD
from toolkit.errors import DecodingError, FormatError, InputError
from toolkit.safe_xml import CHUNK, Handler, count_forbidden, escape, escape_attribute, parse

ANY = st.text(
    st.one_of(st.characters(codec=None), st.sampled_from(AWKWARD), st.characters(categories=["Cs"]))
)


class Echo(Handler):
    def __init__(self) -> None:
        self.said = ""
        self.attributes: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.attributes += attributes.values()

    def text(self, text: str) -> None:
        self.said += text


def run(data: bytes) -> Echo:
    echo = Echo()
    for _ in parse(io.BytesIO(data), echo, "a.xml"):
        pass
    return echo


def refused(data: bytes) -> InputError:
    with pytest.raises((FormatError, DecodingError)) as caught:
        run(data)
    assert caught.value.path == "a.xml"
    return caught.value


@given(ANY)
def test_any_text_can_be_written_and_read_back(text: str) -> None:
    allowed = "".join(c if not count_forbidden(c) else "\ufffd" for c in text)
    echo = run(f'<a b="{escape_attribute(text)}">{escape(text)}</a>'.encode())
    assert echo.said == allowed and echo.attributes == [allowed]


def test_what_xml_cannot_carry_is_replaced_one_for_one() -> None:
    assert escape("a\0\x0b\ufffe\ud800\tb\r\n") == "a\ufffd\ufffd\ufffd\ufffd\tb&#13;\n"
    assert count_forbidden("a\0\x0b\ufffe\ud800\tb\r\n") == 4


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1258", "shift_jis", "gb18030"]
)
def test_encodings_are_taken_as_declared(encoding: str) -> None:
    body = "あア漢字" if encoding in ("shift_jis", "gb18030") else "é"
    long = body * CHUNK
    assert run(f'<?xml version="1.0" encoding="{encoding}"?>\n<a>{long}</a>'.encode(encoding)).said == long


def test_an_entity_bomb_is_refused_at_its_first_line() -> None:
    levels = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">\n' for n in range(20))
    error = refused(f'<!DOCTYPE a [\n<!ENTITY l0 "ha">\n{levels}]><a>&l20;</a>'.encode())
    assert "declares the entity 'l0'" in error.problem and error.line == 2


@pytest.mark.parametrize(
    "declaration",
    ['<!ENTITY x SYSTEM "file:///etc/hostname">', '<!ENTITY % x SYSTEM "http://localhost/x.dtd"> %x;'],
)
def test_nothing_outside_the_file_is_loaded(declaration: str) -> None:
    assert "declares the entity" in refused(f"<!DOCTYPE a [{declaration}]><a>&x;</a>".encode()).problem


def test_the_predefined_entities_may_be_declared() -> None:
    assert run(b'<!DOCTYPE a [<!ENTITY lt "&#38;#60;">]><a>&lt;</a>').said == "<"


def test_an_entity_nobody_knows_is_not_dropped_in_silence() -> None:
    assert "'&nbsp;'" in refused(b'<!DOCTYPE a SYSTEM "a.dtd"><a>x&nbsp;y</a>').problem


def test_elements_nested_without_end_are_refused() -> None:
    assert "nested" in refused(b"<a>" * 100_000).problem


@pytest.mark.parametrize(
    ("data", "where", "said"),
    [
        (b"", "a.xml:1:1", "no element"),
        (b"<a>\n<b></a>", "a.xml:2:6", "mismatched tag"),
        (b"<a>\n<b>", "a.xml:2:4", "ends before its last element"),
        (b"<a>\n<b", "a.xml:2:1", "unclosed token"),
        (b"<a>x & y</a>", "a.xml:1:7", "invalid token"),
        (b"<a>\x00</a>", "a.xml:1:4", "invalid token"),
        (b"<a/><b/>", "a.xml:1:5", "junk after document element"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "a.xml:1", "klingon"),
        (b'<?xml version="1.0" encoding="hex"?><a/>', "a.xml:1", "'hex'"),
        ("<a>é".encode() + b"\xe9</a>", "a.xml:1:5 (byte 5)", "declares the encoding UTF-8 but is not in it"),
        (b'<?xml version="1.0" encoding="shift_jis"?><a>\x81', "a.xml (byte 45)", "shift_jis"),
    ],
)
def test_faults_are_named_with_their_place(data: bytes, where: str, said: str) -> None:
    error = refused(data)
    assert said in error.problem and error.where == where


@given(st.binary(max_size=200))
def test_any_bytes_are_xml_or_an_error_of_ours(data: bytes) -> None:
    for head in (b"", b"<a>", b'<?xml version="1.0" encoding="utf-16"?>'):
        with suppress(FormatError, DecodingError):
            run(head + data)


def test_memory_stays_flat() -> None:
    class Long(io.BytesIO):
        pieces = iter([b"<a>", *[b"<b>" + b"x" * CHUNK + b"</b>"] * 400, b"</a>", b""])

        def read(self, size: int | None = -1) -> bytes:
            return next(self.pieces)

    tracemalloc.start()
    try:
        for _ in parse(Long(), Handler()):
            pass
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 20 * CHUNK
