"""Bytes to text, without guessing: a byte order mark, what the user or the document says, else UTF-8.

The text is complete: the byte order mark stays as U+FEFF and line ends stay as they are, so that for every
encoding without shift states ``text.encode(encoding)`` gives the file back, byte for byte. Bytes that do not
fit are an error that names the place and, as a suggestion only, the encoding that would read best.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from toolkit.errors import DecodingError, InputError
from toolkit.readers.signatures import recognise
from toolkit.translations import _

# Longest first: the mark of UTF-32-LE begins with the one of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Python's text codecs that are not encodings of documents.
_NO_ENCODINGS = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "mbcs", "oem"}
)

# Labels that mean more than they say: browsers and editors read the larger set (WHATWG Encoding, 4.2).
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}

_SEVERAL_BYTES = ("gb", "hz", "big5", "cp9", "shift", "euc", "iso2022", "johab", "utf")
_SURROGATE = re.compile("[\ud800-\udfff]")
_FAMILIAR = (
    "utf-8 utf-16 utf-32 ascii latin-1 iso-8859-1 iso-8859-2 iso-8859-5 iso-8859-7 iso-8859-9 "
    "iso-8859-15 windows-1250 windows-1251 windows-1252 windows-1253 windows-1254 windows-1255 "
    "windows-1256 windows-1257 windows-1258 windows-874 koi8-r koi8-u shift_jis cp932 euc-jp "
    "iso-2022-jp gb2312 gbk gb18030 big5 euc-kr cp949 mac-roman"
).split()


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and Python's name of the encoding it was read with (never one that drops a mark)."""

    text: str
    encoding: str


def decode(
    data: bytes, *, name: str = "", encoding: str | None = None, declared: str | None = None
) -> Decoded:
    """The text of a file.

    Args:
        data: the whole file.
        name: its path, for messages.
        encoding: what the user says it is; only a byte order mark outranks that.
        declared: what the document itself says (``<meta charset>``). A single-byte one yields to
            bytes that are valid UTF-8 beyond ASCII: pages are re-encoded more often than their labels.

    Raises:
        InputError: empty, not a text file, an unknown encoding.
        DecodingError: bytes that the encoding does not know, with their place.
    """
    chosen = python_name(encoding, name) if encoding is not None else None
    if not data:
        raise InputError(_("is empty"), path=name)
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _strict(data, marked, name)
    binary = recognise(data)
    if binary is not None:
        what, remedy = binary
        raise InputError(_("is {what}, not text", what=what), remedy, path=name)
    if chosen is not None:
        if chosen in ("utf-16", "utf-32"):  # these take the order of the machine; the text tells better
            chosen = _wide(data) or f"{chosen}-le"
        return _strict(data, chosen, name)
    wide = _wide(data)
    if wide is not None:
        raise DecodingError(
            _("holds NUL bytes: it seems to be {encoding} without a byte order mark", encoding=wide),
            f"--encoding {wide}",
            path=name,
            offset=data.index(b"\0"),
        )
    utf8 = _attempt(data, "utf-8")
    if declared is not None and "\0" not in (utf8 or ""):
        label = _declared_name(declared, name, readable=utf8 is not None)
        if label is not None and not (utf8 is not None and not data.isascii() and not _several_bytes(label)):
            text = _attempt(data, label)
            if text is not None:
                return _checked(text, label, data, name)
    if utf8 is not None:
        return _checked(utf8, "utf-8", data, name)
    if b"\0" in data:
        raise _nul(data, name)
    return _strict(data, "utf-8", name)


def python_name(encoding: str, name: str = "") -> str:
    """Python's name of an encoding, in the spelling whose codec keeps the byte order mark.

    Raises:
        InputError: no such encoding; names near it are offered.
    """
    try:
        info = codecs.lookup(encoding.strip())
    except (LookupError, UnicodeError, ValueError):
        info = None
    # Codecs like "rot13" and "zip" do not turn bytes into text; Python marks them so.
    if info is None or not getattr(info, "_is_text_encoding", True) or info.name in _NO_ENCODINGS:
        from difflib import get_close_matches

        near = get_close_matches(encoding.strip().lower(), _FAMILIAR, n=3, cutoff=0.6)
        remedy = (
            _("did you mean {near}?", near=_(" or ").join(near))
            if near
            else _("e.g. utf-8, utf-16, windows-1252, gb18030")
        )
        raise InputError(_("the encoding '{encoding}' is not known", encoding=encoding), remedy, path=name)
    return {"utf-8-sig": "utf-8"}.get(info.name, info.name)


def _declared_name(label: str, name: str, *, readable: bool) -> str | None:
    """The encoding a document declares; a label nobody knows is passed over where UTF-8 reads the bytes."""
    try:
        known = python_name(label, name)
    except InputError:
        if readable:
            return None
        raise InputError(
            _("declares the encoding '{label}', which is not known", label=label),
            _("convert it to UTF-8 first"),
            path=name,
        ) from None
    # A label that could be read at all was not in an encoding of two or four bytes a character.
    if known.startswith(("utf-16", "utf-32")):
        return "utf-8"
    return _WIDER.get(known, known)


def _several_bytes(encoding: str) -> bool:
    return encoding.startswith(_SEVERAL_BYTES)


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, by where the NUL bytes stand.

    Line ends, blanks and digits have a NUL byte in these encodings in every script; it stands always on the
    same side. UTF-32 proves itself: chance hardly ever makes its 11 zero bits in every four bytes.
    """
    if b"\0" not in data or len(data) % 2:
        return None
    if len(data) % 4 == 0:
        for encoding in ("utf-32-le", "utf-32-be"):
            text = _attempt(data, encoding)
            if text is not None and "\0" not in text:
                return encoding
    for encoding, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        if b"\0" not in data[1 - high :: 2] and b"\0" in data[high::2]:
            text = _attempt(data, encoding)
            # Binary data that passes so far shows in control characters.
            if text is not None and not any(c < " " and not c.isspace() for c in text[:4096]):
                return encoding
    return None


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeError, ValueError):
        return None
    return None if _SURROGATE.search(text) else text


def _strict(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, encoding, error.start, name) from None
    except (UnicodeError, ValueError):  # codecs with shift states do not always say where
        raise _undecodable(data, encoding, None, name) from None
    if _SURROGATE.search(text):
        raise _undecodable(data, encoding, None, name)
    return _checked(text, encoding, data, name)


def _checked(text: str, encoding: str, data: bytes, name: str) -> Decoded:
    if "\0" in text:
        raise _nul(data, name)
    return Decoded(text, encoding)


def _undecodable(data: bytes, encoding: str, offset: int | None, name: str) -> DecodingError:
    if b"\0" in data and not encoding.startswith(("utf-16", "utf-32")):
        offset_of_nul = data.index(b"\0")
        return DecodingError(
            _("holds NUL bytes: not a text file, or not in {encoding}", encoding=encoding),
            path=name,
            offset=offset_of_nul,
        )
    if encoding == "utf-8" and offset is not None and _cut_off(data, offset):
        return DecodingError(
            _("the file ends in the middle of a character"), _("was it cut off?"), path=name, offset=offset
        )
    from toolkit.readers.plausible import suggest_encoding  # here: only a file that does not decode needs it

    suggested = suggest_encoding(data)
    if suggested is not None and suggested != encoding:
        remedy = _("it reads best as {suggested}: --encoding {suggested}", suggested=suggested)
    elif encoding == "utf-8":
        remedy = _("name its encoding with --encoding")
    else:
        remedy = _("name another encoding with --encoding, or leave it out")
    if offset is None or offset >= len(data):
        return DecodingError(_("is not valid {encoding}", encoding=encoding), remedy, path=name)
    line = data.count(b"\n", 0, offset) + 1 if not encoding.startswith(("utf-16", "utf-32")) else None
    problem = _("byte 0x{byte:02X} is not valid {encoding} here", byte=data[offset], encoding=encoding)
    return DecodingError(problem, remedy, path=name, line=line, offset=offset)


def _cut_off(data: bytes, offset: int) -> bool:
    """Whether the bytes from ``offset`` on begin a character of UTF-8 that the file does not finish.

    One byte alone may as well be a letter of an older encoding.
    """
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data[offset:])
    except UnicodeDecodeError:
        return False
    return len(data) - offset > 1


def _nul(data: bytes, name: str) -> InputError:
    return InputError(
        _("holds NUL bytes: it is a binary file, not text"),
        _("name a text file, or its encoding with --encoding"),
        path=name,
        offset=data.index(b"\0"),
    )
