"""The formats of shards. The same units give the same bytes in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import IO, Any, Protocol

from toolkit.errors import MissingExtra
from toolkit.formats.contract import Context
from toolkit.model import Unit, Units
from toolkit.translations import _

Languages = tuple[str, str]

PACKAGES: Mapping[str, str] = MappingProxyType({"jsonl.zst": "zstandard", "parquet": "pyarrow"})
"""What a format needs besides the toolkit, whose version the bytes depend on."""


class Writer(Protocol):
    """Turns the JSONL of a shard into one format."""

    def endings(self, languages: Languages) -> tuple[str, ...]:
        """Of the files it makes."""

    def write(self, spool: IO[bytes], streams: list[IO[bytes]], languages: Languages) -> None:
        """All units of the spool into the streams, one for each ending."""


class _Jsonl:
    def endings(self, languages: Languages) -> tuple[str, ...]:
        del languages
        return (".jsonl",)

    def write(self, spool: IO[bytes], streams: list[IO[bytes]], languages: Languages) -> None:
        del languages
        for piece in iter(lambda: spool.read(1 << 20), b""):
            streams[0].write(piece)


class _Compressed:
    def __init__(self) -> None:
        if find_spec("zstandard") is None:
            raise MissingExtra(_("compression by Zstandard"), "zstd")

    def endings(self, languages: Languages) -> tuple[str, ...]:
        del languages
        return (".jsonl.zst",)

    def write(self, spool: IO[bytes], streams: list[IO[bytes]], languages: Languages) -> None:
        del languages
        zstandard: Any = import_module("zstandard")
        zstandard.ZstdCompressor(level=10, write_checksum=True, threads=0).copy_stream(spool, streams[0])


class _Of:
    """A format that :mod:`toolkit.formats` writes."""

    def __init__(self, name: str) -> None:
        self.name = name
        package = PACKAGES.get(name)
        if package and find_spec(package) is None:
            raise MissingExtra(_("a {format} file", format=name), name)

    def endings(self, languages: Languages) -> tuple[str, ...]:
        del languages
        return (f".{self.name}",)

    def write(self, spool: IO[bytes], streams: list[IO[bytes]], languages: Languages) -> None:
        from toolkit.formats import dump

        units = Units(_units(spool, languages), *languages)
        dump(units, streams[0], self.name, context=Context(dated=False))


class _Moses:
    """A text a line, one file a language; line ends inside a text become spaces."""

    def endings(self, languages: Languages) -> tuple[str, ...]:
        source, target = languages
        return (f".{source}", f".{target}")

    def write(self, spool: IO[bytes], streams: list[IO[bytes]], languages: Languages) -> None:
        for unit in _units(spool, languages):
            for stream, text in zip(streams, (unit.source, unit.target), strict=True):
                stream.write(" ".join(text.split()).encode("utf-8", "replace") + b"\n")


def _units(spool: IO[bytes], languages: Languages) -> Iterable[Unit]:
    from toolkit.formats.jsonl import FORMAT

    assert FORMAT.read is not None
    return FORMAT.read(spool, Context(*languages))


_WRITERS: dict[str, Callable[[], Writer]] = {
    "jsonl": _Jsonl,
    "jsonl.zst": _Compressed,
    "parquet": lambda: _Of("parquet"),
    "tmx": lambda: _Of("tmx"),
    "moses": _Moses,
}


def writer(name: str) -> Writer:
    """The writer of a format.

    Args:
        name: of :data:`toolkit.corpus.building.recipe.FORMATS`.

    Raises:
        MissingExtra: what it needs is not installed.
    """
    return _WRITERS[name]()
