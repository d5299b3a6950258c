"""The charset of a catalog: found in its header, applied to its bytes, and kept when it is written.

A PO file names its charset inside itself, in the ``Content-Type`` field of the entry whose msgid is empty, so
the name has to be found before the text can be read. Every charset gettext allows agrees with ASCII on the
characters of the syntax, which makes that possible.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from toolkit.errors import DecodingError, FormatError, UsageError
from toolkit.translations import _

_NAME = re.compile(r"charset=([^ \t\n]+)")
_ASCII = bytes(code for code in range(0x20, 0x7F) if code != 0x5C) + b"\t\r\n\\n\\101"
_PART = 1 << 20  # bytes, at least
_CUT = re.compile(rb"\n\r?\n(?=#(?![~|])|msgid |msgctxt )")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Files labelled with a national standard often hold characters of the vendor's extension of it.
_EXTENSIONS = {
    "ascii": (),
    "big5": ("cp950", "big5hkscs"),
    "euc_jp": ("euc_jis_2004",),
    "euc_kr": ("cp949",),
    "gb2312": ("gbk", "gb18030"),
    "gbk": ("gb18030",),
    "shift_jis": ("cp932",),
}
_EAST_ASIAN = frozenset(
    (
        "big5 big5hkscs cp932 cp949 cp950 euc_jis_2004 euc_jisx0213 euc_jp euc_kr gb18030 gb2312 gbk "
        "iso2022_jp iso2022_kr johab shift_jis"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Charset:
    """How a file's bytes become text.

    Attributes:
        name: as the header has it, "" where it names none.
        codec: the name Python knows it by.
        lenient: bytes that are no text in it were kept as lone surrogates.
    """

    name: str
    codec: str
    lenient: bool = False

    @property
    def errors(self) -> str:
        """The codec error handler."""
        return "surrogateescape" if self.lenient else "strict"

    @property
    def ascii_lines(self) -> bool:
        """Whether a line break is the byte 0x0A and nothing else is."""
        return not self.codec.startswith(("utf-16", "utf-32"))

    @property
    def ambiguous_columns(self) -> int:
        """Columns of a character of ambiguous width: 2 in the legacy charsets of East Asia."""
        return 2 if self.codec.replace("-", "_") in _EAST_ASIAN else 1

    def parts(self, data: bytes) -> Iterator[str]:
        """The text of a file in parts that end between entries, so that it need not be held whole.

        A part begins with a comment or a keyword after a blank line. Only UTF-8 is cut, in which almost
        every large catalog is written.

        Raises:
            UnicodeDecodeError: with offsets into the whole file.
        """
        start = 0
        while start < len(data):
            cut = _CUT.search(data, start + _PART) if self.codec == "utf-8" else None
            end = len(data) if cut is None else cut.end()
            try:
                yield data[start:end].decode(self.codec, self.errors)
            except UnicodeDecodeError as error:
                first, last = start + error.start, start + error.end
                raise UnicodeDecodeError(error.encoding, data, first, last, error.reason) from None
            start = end

    def encode(self, text: str, path: object = "") -> bytes:
        """The text as bytes.

        Raises:
            UsageError: a character the charset does not have.
        """
        try:
            return text.encode(self.codec, self.errors)
        except UnicodeEncodeError as error:
            character = text[error.start]
            raise UsageError(
                _(
                    "the charset {name} has no {character!r} (U+{code:04X})",
                    name=self.name or self.codec,
                    character=character,
                    code=ord(character),
                ),
                _("convert the catalog to UTF-8 first"),
                path=path,
            ) from None


def header_charset(header: str) -> str:
    """The charset a header names, "" where it names none or only the placeholder of a template."""
    found = _NAME.search(header)
    return "" if found is None or found[1] == "CHARSET" else found[1]


def python_codec(name: str) -> str | None:
    """Python's name of a charset; ``None`` where it has none that can hold a PO file."""
    try:
        info = codecs.lookup(name)
        if _ASCII.decode(info.name) != _ASCII.decode("ascii"):
            return None
    except (LookupError, UnicodeError, ValueError):
        return None
    return {"iso8859-1": "latin-1"}.get(info.name, info.name)


def byte_order_mark(data: bytes) -> str | None:
    """The codec a byte order mark at the start of a file tells, ``None`` without one."""
    return next((codec for mark, codec in _MARKS if data.startswith(mark)), None)


def choose(
    data: bytes, header: str, *, lenient: bool = False, path: object = ""
) -> tuple[Charset, FormatError | None]:
    """The charset of a file, given the header's text as far as ASCII shows it.

    A catalog that names no charset is read as UTF-8.

    Returns:
        The charset, and where ``lenient`` helped over an error, that error.

    Raises:
        DecodingError: a charset Python does not know, bytes that are not text in it; with the line.
    """
    name = header_charset(header)
    codec = byte_order_mark(data) or (python_codec(name) if name else "utf-8")
    if codec is None and data.isascii():
        return Charset(name, "ascii"), None
    failure: UnicodeDecodeError | None = None
    for candidate in (codec, *_EXTENSIONS.get(codec.replace("-", "_"), ())) if codec is not None else ():
        charset = Charset(name, candidate)
        try:
            for _part in charset.parts(data):
                pass
            return charset, None
        except UnicodeDecodeError as error:
            failure = failure or error
    if failure is None:
        said = _Said(
            _("the charset {name!r} of its header is not known", name=name), _("convert the catalog to UTF-8")
        )
    else:
        said = _Said(
            _("not {charset}: byte 0x{byte:02X}", charset=name or codec, byte=data[failure.start]),
            _("correct the charset in the header, or the text")
            if name
            else _("name the charset in the header"),
            data.count(b"\n", 0, failure.start) + 1,
            failure.start,
        )
    if not lenient:
        raise DecodingError(said.problem, said.remedy, path=path, line=said.line, offset=said.offset)
    kept = FormatError(said.problem, said.remedy, path=path, line=said.line, offset=said.offset)
    return Charset(name, codec or "ascii", lenient=True), kept


class _Said(NamedTuple):
    problem: str
    remedy: str
    line: int | None = None
    offset: int | None = None
