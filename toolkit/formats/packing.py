"""Packed files, ``.gz`` and ``.zst``: any format of one stream, packed when written and unpacked when read.

Packing says neither when nor where it was done: the same units give the same bytes. A file that breaks off is
an error, not a shorter file.
"""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, cast

from toolkit.errors import FormatError, MissingExtra, UsageError
from toolkit.formats.contract import Context, Format, Written
from toolkit.model import Bitext, Units
from toolkit.translations import _

ENDINGS = (".gz", ".zst")
_PACKED_ALREADY = ("parquet", "xlsx")
_GZIP = 31
"""Of zlib: a gzip header and the largest window (RFC 1952)."""
_LEVELS = {".gz": 6, ".zst": 10}
_PIECE = 1 << 14
"""Packed bytes that are unpacked at once: a piece of white space swells a thousand times."""


def ending(path: str | os.PathLike[str]) -> str:
    """``.gz`` or ``.zst`` if a path ends so, else ""."""
    suffix = Path(path).suffix.lower()
    return suffix if suffix in ENDINGS else ""


def packed(kind: Format, suffix: str) -> Format:
    """The same format in packed files.

    Args:
        kind: the format of what is inside.
        suffix: of :data:`ENDINGS`.

    Raises:
        UsageError: a format that is packed already, or is more than one file.
        MissingExtra: the package for it is not installed.
    """
    if kind.name in _PACKED_ALREADY or kind.read_path is not None or kind.write_path is not None:
        raise UsageError(
            _("{title} is not packed as {suffix}", title=kind.title, suffix=suffix),
            _("leave out {suffix}", suffix=suffix),
        )
    if suffix == ".zst" and find_spec("zstandard") is None:
        raise MissingExtra(_("a .zst file"), "zstd")
    read, write, write_bitext = kind.read, kind.write, kind.write_bitext

    def units(stream: IO[bytes], context: Context) -> Units:
        assert read is not None
        return read(_reader(stream, suffix, context.path), context)

    def out(content: Units, stream: IO[bytes], context: Context) -> Written:
        assert write is not None
        with _packing(stream, suffix) as inner:
            return write(content, inner, context)

    def bitext(content: Bitext, stream: IO[bytes], context: Context) -> Written:
        assert write_bitext is not None
        with _packing(stream, suffix) as inner:
            return write_bitext(content, inner, context)

    return replace(
        kind,
        read=units if read else None,
        write=out if write else None,
        write_bitext=bitext if write_bitext else None,
    )


@contextmanager
def _packing(stream: IO[bytes], suffix: str) -> Iterator[IO[bytes]]:
    if suffix == ".gz":
        with gzip.GzipFile("", "wb", _LEVELS[suffix], stream, mtime=0) as inner:
            yield cast("IO[bytes]", inner)
        return
    packer = import_module("zstandard").ZstdCompressor(level=_LEVELS[suffix], write_checksum=True)
    with packer.stream_writer(stream, closefd=False) as inner:
        yield inner


def _reader(stream: IO[bytes], suffix: str, path: str) -> IO[bytes]:
    new: Callable[[], Any]
    if suffix == ".gz":
        new, wrong = (lambda: zlib.decompressobj(_GZIP)), zlib.error
    else:
        zstandard = import_module("zstandard")
        new, wrong = zstandard.ZstdDecompressor().decompressobj, zstandard.ZstdError
    return io.BufferedReader(_Unpacked(stream, new, wrong, path), 1 << 16)


class _Unpacked(io.RawIOBase):
    """The content of a packed stream, of all its members one after the other."""

    def __init__(self, stream: IO[bytes], new: Callable[[], Any], wrong: type[Exception], path: str) -> None:
        self._stream, self._new, self._wrong, self._path = stream, new, wrong, path
        self._inner = new()
        self._begun = False
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            piece = self._inner.unused_data if self._inner.eof else b""
            if self._inner.eof:
                self._inner, self._begun = self._new(), False
            piece = piece or self._stream.read(_PIECE)
            if not piece:
                if self._begun:
                    raise FormatError(_("breaks off"), _("fetch or copy it again"), path=self._path)
                return 0
            self._begun = True
            try:
                self._rest = memoryview(self._inner.decompress(piece))
            except self._wrong as error:
                raise FormatError(
                    _("cannot be unpacked ({error})", error=error), _("is the file whole?"), path=self._path
                ) from None
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count
