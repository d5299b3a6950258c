"""XML read without danger and written without fault, for all formats built on it.

Reading: expat, fed piece by piece, so memory stays flat however large the file. Nothing outside the file is
ever loaded; a document that declares entities of its own is refused (they can multiply into gigabytes or pull
in other files), and so is one nested deeper than any real one. Writing: every character XML 1.0 (fifth
edition, section 2.2) does not allow is replaced, never let through.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers import expat

from toolkit.errors import DecodingError, FormatError
from toolkit.translations import _

MAX_DEPTH = 100
CHUNK = 1 << 16
_NATIVE = {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "iso8859-1", "ascii"}
_DECLARED = re.compile(rb"""<\?xml[^>]{0,80}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PREDEFINED = {"lt", "gt", "amp", "apos", "quot"}


def escape(text: str) -> str:
    """Text as the content of an element: mark-up escaped, CR kept from being read as a line end."""
    if text.isprintable():  # the common case, told fast: no controls, no lone surrogates, one line
        if "&" in text or "<" in text or ">" in text:
            return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return text
    if "&" in text or "<" in text or ">" in text or "\r" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return _FORBIDDEN.sub("\ufffd", text)


def quick(text: str) -> str:
    """Mark-up escaped and nothing else: for text without characters that need more care."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def escape_attribute(text: str) -> str:
    """Text as an attribute's value in double quotes."""
    text = escape(text)
    if '"' in text or "\t" in text or "\n" in text:
        return text.replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")
    return text


def count_forbidden(text: str) -> int:
    """How many characters :func:`escape` would replace by U+FFFD."""
    return 0 if text.isprintable() else len(_FORBIDDEN.findall(text))


class Handler:
    """Receives what the parser meets; formats fill it in. The parser is at ``self.parser``."""

    parser: expat.XMLParserType

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """A piece of text, mark-up resolved; one stretch of text may come in several pieces."""


Feed = Callable[[bytes], None]
Skim = Callable[[bytes, Feed, Feed], None]
"""Takes a piece of UTF-8 and passes all of it on, in order: to the first function what the handler is to
receive, to the second what it has understood itself and the parser shall only check. What it keeps back for
later it passes on at the latest when it is given the empty piece, after the last one."""


def parse(stream: IO[bytes], handler: Handler, path: str = "", skim: Skim | None = None) -> Iterator[None]:
    """Run a stream through ``handler``, yielding after every piece so that its harvest can be taken.

    Args:
        stream: the file.
        handler: receives what the parser meets.
        path: of the file, for messages.
        skim: a shortcut: sees every piece before the parser does, in UTF-8; left aside where the parser alone
            can tell the encoding.

    Raises:
        FormatError: with line and column: not well formed, cut off, declares entities, nested too deeply.
        DecodingError: the text is not in its declared encoding.
    """
    chunk = stream.read(CHUNK)
    decoder, encoding = _decoder(chunk, path)
    parser = expat.ParserCreate(encoding)
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    guard = _Guard(handler, parser, path)
    match = _DECLARED.search(chunk[:400])
    declared = match[1].decode("ascii") if match is not None else "UTF-8"
    handler.parser = parser
    offset = 0
    before = b""

    def run(data: bytes, final: bool = False) -> None:
        nonlocal offset, before
        try:
            parser.Parse(data, final)
        except expat.ExpatError as error:
            raise _fault(
                error, parser, before + data, offset - len(before), guard.depth, path, declared
            ) from None
        offset += len(data)
        before = data[-8:]  # a character may begin in one piece and end in the next

    def check(data: bytes) -> None:
        guard.rest()
        run(data)
        guard.listen()

    if decoder is None and not _is_plain_utf8(chunk):
        skim = None
    while True:
        data = decoder.decode(chunk, not chunk).encode("utf-8") if decoder else chunk
        if skim is not None:
            skim(data, run, check)
        if skim is None or not chunk:
            run(data, not chunk)
        yield
        if not chunk:
            return
        chunk = stream.read(CHUNK)


def _is_plain_utf8(head: bytes) -> bool:
    """Whether a file that expat reads itself is in UTF-8, as its first bytes say."""
    if b"\0" in head[:4]:
        return False
    match = _DECLARED.search(head[:400])
    return match is None or match[1].lower() in (b"utf-8", b"utf8")


class _Guard:
    """Stands between expat and the handler."""

    def __init__(self, handler: Handler, parser: expat.XMLParserType, path: str) -> None:
        self.depth = 0
        self._handler = handler
        self._parser = parser
        self._path = path
        self.listen()
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped

    def listen(self) -> None:
        """Pass events on."""
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._handler.text

    def rest(self) -> None:
        """Let the parser check without telling."""
        self._parser.StartElementHandler = None
        self._parser.EndElementHandler = None
        self._parser.CharacterDataHandler = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self._error(
                _("elements are nested more than {count} deep", count=MAX_DEPTH), _("no real file is")
            )
        self._handler.start(name, attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        self._handler.end(name)

    def _entity(self, name: str, parameter: bool, *_rest: object) -> None:
        if parameter or name not in _PREDEFINED:
            raise self._error(
                _("declares the entity '{name}'", name=name[:40]), _("write its text where it is used")
            )

    def _skipped(self, name: str, parameter: bool) -> None:
        if not parameter:
            raise self._error(_("unknown entity '&{name};'", name=name[:40]), _("write the character itself"))

    def _error(self, problem: str, remedy: str) -> FormatError:
        parser = self._parser
        return FormatError(
            problem,
            remedy,
            path=self._path,
            line=parser.CurrentLineNumber,
            column=parser.CurrentColumnNumber + 1,
        )


class _Decoder:
    """An incremental decoder for an encoding expat does not know, minding its offset for messages."""

    def __init__(self, name: str, path: str) -> None:
        self._decoder = codecs.getincrementaldecoder(name)()
        self._name = name
        self._path = path
        self._offset = 0

    def decode(self, data: bytes, final: bool) -> str:
        pending = len(self._decoder.getstate()[0])
        try:
            text = self._decoder.decode(data, final)
        except UnicodeError as error:
            offset = self._offset - pending + getattr(error, "start", 0)
            raise _undecodable(self._name, self._path, offset) from None
        self._offset += len(data)
        return text


def _undecodable(encoding: str, path: str, offset: int, **where: int) -> DecodingError:
    return DecodingError(
        _("declares the encoding {encoding} but is not in it", encoding=encoding),
        _("correct the declaration, or save the file as UTF-8"),
        path=path,
        offset=offset,
        **where,
    )


def _decoder(head: bytes, path: str) -> tuple[_Decoder | None, str | None]:
    """A decoder to UTF-8 where expat needs one, and the encoding to tell expat, ``None`` to let it look."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _Decoder("utf-16", path), "utf-8"
    match = _DECLARED.search(head[:400])
    if not match or head.startswith(codecs.BOM_UTF8):
        return None, None
    name = match[1].decode("ascii")
    try:
        "a".encode(name)  # refuses codecs that are not for text
        decoder = _Decoder(name, path)
    except (LookupError, UnicodeError):
        problem = _("declares '{name}', an encoding of no use here", name=name)
        raise FormatError(problem, _("save the file as UTF-8"), path=path, line=1) from None
    return (None, None) if codecs.lookup(name).name in _NATIVE else (decoder, "utf-8")


def _fault(
    error: expat.ExpatError,
    parser: expat.XMLParserType,
    data: bytes,
    offset: int,
    depth: int,
    path: str,
    declared: str,
) -> FormatError | DecodingError:
    """What to say of a fault that expat found in ``data``, which begins at byte ``offset``."""
    place = {"line": error.lineno, "column": error.offset + 1}
    at = parser.ErrorByteIndex - offset
    said = expat.ErrorString(error.code) or _("unknown fault")
    codes = expat.errors.codes
    if error.code == codes[expat.errors.XML_ERROR_INVALID_TOKEN] and 0 <= at < len(data):
        if not _is_utf8(data[at : at + 4]):
            return _undecodable("UTF-8", path, parser.ErrorByteIndex, **place)
        if data[at] > 0x7F and codecs.lookup(declared).name == "ascii":
            return _undecodable(declared, path, parser.ErrorByteIndex, **place)
    elif error.code == codes[expat.errors.XML_ERROR_INCORRECT_ENCODING]:
        return _undecodable(declared, path, 0, **place)
    elif error.code == codes[expat.errors.XML_ERROR_NO_ELEMENTS]:
        said = _("the file ends before its last element does") if depth else _("there is no element in it")
    remedy = _("the file may be cut off or badly edited")
    if error.code == codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]:
        remedy = _("write the character itself")
    return FormatError(_("not well-formed XML ({problem})", problem=said), remedy, path=path, **place)


def _is_utf8(data: bytes) -> bool:
    """Whether the first character of ``data`` is one in UTF-8, or may become one with the bytes to follow."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > 0 or error.reason == "unexpected end of data"
    return True
