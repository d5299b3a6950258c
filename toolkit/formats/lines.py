"""Text formats of one record a line: decoding with the place of every fault, and what UTF-8 cannot hold."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import IO

from toolkit.errors import DecodingError, FormatError
from toolkit.translations import _

LONGEST = 1 << 26
"""Bytes of a line: longer ones are none of a table, and would fill the memory."""

_LONE = re.compile("[\ud800-\udfff]")


def decoded_lines(stream: IO[bytes], path: str = "") -> Iterator[str]:
    """The lines of a UTF-8 stream with their ends, lazily; a line ends at LF alone.

    A byte order mark is dropped; UTF-16 with its mark (as spreadsheets export "Unicode text") is understood.

    Raises:
        DecodingError: with the line and the byte offset. FormatError: a line longer than :data:`LONGEST`.
    """
    first = stream.readline(LONGEST + 1)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from _utf16(first + stream.read(), path)
        return
    offset = 0
    if first.startswith(codecs.BOM_UTF8):
        offset = len(codecs.BOM_UTF8)
        first = first[offset:]
    number = 1
    raw = first
    while raw:
        if len(raw) > LONGEST:
            raise FormatError(
                _("a line of more than {count} megabytes", count=LONGEST >> 20),
                _("is the file of this format?"),
                path=path,
                line=number,
            )
        try:
            yield raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise DecodingError(
                _("byte 0x{byte:02X} is not UTF-8", byte=raw[error.start]),
                _("save the file as UTF-8"),
                path=path,
                line=number,
                offset=offset + error.start,
            ) from None
        offset += len(raw)
        number += 1
        raw = stream.readline(LONGEST + 1)


def _utf16(data: bytes, path: str) -> Iterator[str]:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise DecodingError(
            _("begins as UTF-16 but goes on otherwise"),
            _("save the file as UTF-8"),
            path=path,
            offset=error.start,
        ) from None
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def scalars(text: str) -> str:
    """The same text with halves of surrogate pairs, which no UTF can hold, as U+FFFD.

    Python strings may have them; text decoded from a file never does.
    """
    return _LONE.sub("\ufffd", text) if not text.isascii() else text


def count_lone(text: str) -> int:
    """How many characters :func:`scalars` would replace."""
    return len(_LONE.findall(text)) if not text.isascii() else 0
