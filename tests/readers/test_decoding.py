"""Bytes to text: byte order marks, what the user says, what the document declares, else UTF-8."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import BitextError, DecodingError, InputError
from toolkit.readers.decoding import decode, python_name


def test_utf8_is_what_a_text_is_unless_something_says_otherwise() -> None:
    assert decode("Hà Nội".encode()).text == "Hà Nội"
    assert decode("Hà Nội".encode()).encoding == "utf-8"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_stays_in_the_text(mark: bytes, encoding: str) -> None:
    data = mark + "Phở\r\n".encode(encoding)
    decoded = decode(data, encoding="windows-1252")
    assert (decoded.text, decoded.encoding) == ("\ufeffPhở\r\n", encoding)
    assert decoded.text.encode(decoded.encoding) == data


def test_the_users_encoding_outranks_the_documents() -> None:
    assert decode(b"caf\xe9", encoding="latin-1", declared="koi8-r").text == "café"


def test_a_declared_encoding_is_used() -> None:
    assert decode("чай".encode("koi8-r"), declared="KOI8-R").text == "чай"


def test_a_declared_encoding_yields_to_bytes_that_are_utf8() -> None:
    assert decode("café".encode(), declared="iso-8859-1").encoding == "utf-8"


def test_labels_of_the_web_mean_the_larger_set() -> None:
    assert decode(b"\x93hi\x94 \xe9", declared="iso-8859-1").text == "“hi” é"


def test_an_unknown_declared_label_is_passed_over_where_utf8_reads_the_bytes() -> None:
    assert decode("trà".encode(), declared="x-unknown").text == "trà"
    with pytest.raises(InputError, match="declares the encoding 'x-unknown'"):
        decode(b"\xe9", declared="x-unknown")


def test_the_order_of_utf16_is_seen_where_the_user_names_no_order() -> None:
    for order in ("utf-16-le", "utf-16-be"):
        assert decode("a b".encode(order), encoding="utf-16").text == "a b"


def test_an_undecodable_byte_is_named_with_place_and_suggestion() -> None:
    data = "un\ndeux trois\nété à la fenêtre".encode("windows-1252")
    with pytest.raises(DecodingError) as caught:
        decode(data, name="a.txt")
    error = caught.value
    assert (error.path, error.line, error.offset) == ("a.txt", 3, 14)
    assert "0xE9" in error.problem
    assert "--encoding windows-1252" in error.remedy


def test_utf16_without_a_mark_is_suggested_not_guessed() -> None:
    with pytest.raises(DecodingError, match="--encoding utf-16-le"):
        decode("Xin chào".encode("utf-16-le"))
    with pytest.raises(DecodingError, match="--encoding utf-32-be"):
        decode("Xin chào".encode("utf-32-be"))


def test_a_file_cut_off_within_a_character() -> None:
    with pytest.raises(DecodingError, match="ends in the middle of a character"):
        decode("xin chào, ở".encode()[:-1])


def test_half_a_surrogate_pair_is_an_error_and_no_text() -> None:
    with pytest.raises(DecodingError):
        decode(codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is empty"),
        (b"some\x00thing\x01", "NUL"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04....word/document.xml", "a Word document"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\x1f\x8b\x08", "a GZIP archive"),
    ],
)
def test_what_is_not_text(data: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        decode(data)


@pytest.mark.parametrize("encoding", ["utf9", "rot13", "", "a\0b", "zip", "idna", "ü"])
def test_an_encoding_that_is_none(encoding: str) -> None:
    with pytest.raises(InputError, match="is not known"):
        decode(b"x", encoding=encoding)


def test_near_names_are_offered_for_an_unknown_encoding() -> None:
    with pytest.raises(InputError, match="did you mean utf-8"):
        python_name("utf9")


def test_a_codec_that_would_drop_the_mark_is_not_used() -> None:
    assert python_name("utf-8-sig") == "utf-8"


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "utf-16", "cp1258", "gb18030", "ascii"]))
def test_bytes_come_back_or_the_error_is_ours(data: bytes, encoding: str | None) -> None:
    try:
        decoded = decode(data, encoding=encoding)
    except BitextError:
        return
    if decoded.encoding != "gb18030":  # several spellings of one character
        assert decoded.text.encode(decoded.encoding) == data


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1),
    st.sampled_from(["utf-8", "utf-16-le", "utf-32-be"]),
)
def test_any_text_survives(text: str, encoding: str) -> None:
    mark = "\ufeff".encode(encoding)
    data = mark + text.encode(encoding)
    assert decode(data).text == "\ufeff" + text
