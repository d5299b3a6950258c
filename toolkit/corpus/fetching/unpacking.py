"""Packed files as streams that neither end unnoticed nor swell without end.

A few kilobytes can be made that unpack to the size of any disk ("zip bombs"); texts shrink to a tenth, seldom
to a fiftieth. What swells beyond :data:`RATIO` times its packed size is refused, once it is large.
"""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import IO, Any, Protocol

from toolkit.errors import FormatError
from toolkit.translations import _

RATIO = 200
"""How many times its packed size a file may have."""
SMALL = 64 << 20
"""Bytes that are always unpacked, however few they came from."""
LONGEST_LINE = 32 << 20
"""Bytes: a line beyond it is no segment of any text."""

_PIECE = 1 << 16
_GZIP = 31  # of zlib: a gzip header and the largest window
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
)


class _Unpacker(Protocol):
    """What zlib, bz2 and lzma have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = ...) -> bytes: ...


class _Inflate:
    """zlib under the names of the others: what it was not asked for yet waits in it."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(_GZIP)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    def decompress(self, data: bytes, max_length: int = 0) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


_NEW: dict[str, Callable[[], Any]] = {
    "gzip": _Inflate,
    "bzip2": bz2.BZ2Decompressor,
    "xz": lzma.LZMADecompressor,
}


def packing(head: bytes) -> str:
    """How a file that begins so is packed: ``gzip``, ``bzip2``, ``xz``, or "" for not at all."""
    return next((name for magic, name in _MAGIC if head.startswith(magic)), "")


class _Unpacked(io.RawIOBase):
    """The content of a packed stream, of all its members one after the other."""

    def __init__(self, raw: IO[bytes], kind: str, path: str) -> None:
        self._raw, self._new, self._path = raw, _NEW[kind], path
        self._unpacker = self._new()
        self._waiting = b""
        self._fresh = False
        """Whether a member ended and nothing of another one was seen."""
        self._taken = self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while True:
            data = self._next(len(buffer))
            if data is None:
                return 0
            if data:
                self._given += len(data)
                swollen(self._given, self._taken, self._path)
                buffer[: len(data)] = data
                return len(data)

    def _next(self, length: int) -> bytes | None:
        """Some of the content, or nothing yet; ``None`` at the end."""
        if self._unpacker.eof:
            self._waiting = self._unpacker.unused_data
            self._unpacker, self._fresh = self._new(), True
        needs = getattr(self._unpacker, "needs_input", True)
        if not self._waiting and needs:
            self._waiting = self._raw.read(_PIECE)
            self._taken += len(self._waiting)
            if not self._waiting and self._fresh:
                return None
        if self._fresh and not self._waiting.strip(b"\0"):
            self._waiting = b""  # padding up to the block of a tape
            return b""
        data, self._waiting = self._waiting, b""
        last = not data and needs  # all was taken in; some may still be on its way out
        try:
            out: bytes = self._unpacker.decompress(data, length)
        except (zlib.error, OSError, EOFError, lzma.LZMAError) as error:
            raise FormatError(
                _("is damaged: it cannot be unpacked ({problem})", problem=error),
                _("fetch it again"),
                path=self._path,
            ) from None
        if last and not out and not self._unpacker.eof:
            raise FormatError(_("ends in the middle: it was cut off"), _("fetch it again"), path=self._path)
        self._fresh = False
        return out


def swollen(given: int, taken: int, path: str) -> None:
    """Refuse what swells beyond all texts.

    Raises:
        FormatError: it does.
    """
    if given > SMALL and given > RATIO * max(1, taken):
        raise FormatError(
            _("unpacks to more than {ratio} times its size, as no text does", ratio=RATIO),
            _("it was not read on; ask whoever made it"),
            path=path,
        )


class Lines(io.BufferedReader):
    """A stream whose lines have a limit, so that a file without line ends does not fill the memory."""

    def __init__(self, raw: io.RawIOBase, path: str) -> None:
        super().__init__(raw, 1 << 18)
        self._path = path

    def readline(self, size: int | None = -1, /) -> bytes:
        """See :class:`io.BufferedReader`.

        Raises:
            FormatError: a line beyond :data:`LONGEST_LINE`.
        """
        limit = LONGEST_LINE + 1 if size is None or size < 0 else size
        line = super().readline(limit)
        if len(line) > LONGEST_LINE:
            raise FormatError(
                _("a line has more than {limit} MB", limit=LONGEST_LINE >> 20),
                _("the files of a corpus have a segment a line"),
                path=self._path,
            )
        return line


class _Told(io.RawIOBase):
    """A stream of a library whose errors become ours."""

    def __init__(self, stream: IO[bytes], path: str) -> None:
        self._stream, self._path = stream, path

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        import zipfile

        try:
            data = self._stream.read(len(buffer))
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError) as error:
            raise FormatError(
                _("is damaged: it cannot be unpacked ({problem})", problem=error or _("cut off")),
                _("fetch it again"),
                path=self._path,
            ) from None
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def plain(stream: IO[bytes], path: str) -> Lines:
    """A stream unpacked, if it is packed.

    Args:
        stream: at its beginning; of a library, or of a file.
        path: for messages.
    """
    told = io.BufferedReader(_Told(stream, path), 1 << 18)
    kind = packing(told.peek(8)[:8])
    if not kind:
        return Lines(_Told(told, path), path)
    inner = io.BufferedReader(_Unpacked(told, kind, path), 1 << 18)
    head = inner.peek(512)
    if head[257:262] == b"ustar":
        raise FormatError(
            _("is a tar archive"), _("unpack it first and give its files, or their folder"), path=path
        )
    return Lines(_Told(inner, path), path)
