"""Units into shards: files of so many units, by pair of languages, in the order of the manifest."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import IO, Any, Protocol, cast

from toolkit.errors import MissingExtra, OutputError
from toolkit.files import output_error
from toolkit.formats.contract import Context
from toolkit.model import Unit, Units
from toolkit.translations import _

Languages = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shard:
    """One file of the corpus, as the data card names it."""

    file: str
    units: int
    bytes: int
    sha256: str


class Shards:
    """Takes the lines of the corpus and writes them into files of ``size`` units.

    Args:
        folder: where the files go, one folder a pair of languages.
        formats: see :data:`toolkit.corpus.building.recipe.FORMATS`.
        size: units in a file.
    """

    def __init__(self, folder: Path, formats: Iterable[str], size: int) -> None:
        self.folder, self.size = folder, size
        self.formats = [_writer(name) for name in formats]
        self.made: list[Shard] = []

    def write(self, languages: Languages, lines: Iterator[bytes]) -> int:
        """All units of one pair of languages; how many there were."""
        import tempfile

        total = number = 0
        while True:
            # A shard is held on disk, not in memory, while it becomes files of every format.
            try:
                with tempfile.TemporaryFile(dir=self.folder) as spool:
                    count = 0
                    for line in islice(lines, self.size):
                        spool.write(line)
                        count += 1
                    if not count:
                        return total
                    for writer in self.formats:
                        spool.seek(0)
                        self._write(languages, number, count, writer, spool)
            except OSError as error:
                raise output_error(self.folder, error) from None
            total += count
            number += 1

    def _write(self, languages: Languages, number: int, count: int, writer: Writer, spool: IO[bytes]) -> None:
        pair = "-".join(languages)
        (self.folder / pair).mkdir(parents=True, exist_ok=True)
        names = [f"{pair}/units-{number:05}{ending}" for ending in writer.endings(languages)]
        streams = [_Hashed((self.folder / name).open("wb")) for name in names]
        try:
            writer.write(spool, streams, languages)
        finally:
            for stream in streams:
                stream.close()
        for name, stream in zip(names, streams, strict=True):
            self.made.append(Shard(name, count, stream.size, stream.digest.hexdigest()))


class _Hashed(io.RawIOBase):
    """A file that knows the digest of what went into it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.digest.update(data)
        self.size += len(data)
        return self._stream.write(data)

    def close(self) -> None:
        if not self.closed:
            with suppress(OSError):  # a full disk has already been told by a write
                super().close()
            self._stream.close()


class Writer(Protocol):
    """Turns the JSONL of a shard into one format."""

    def endings(self, languages: Languages) -> tuple[str, ...]:
        """Of the files it makes."""

    def write(self, spool: IO[bytes], streams: list[_Hashed], languages: Languages) -> None:
        """All units of the spool into the streams, one for each ending."""


class _Jsonl:
    def endings(self, languages: Languages) -> tuple[str, ...]:
        del languages
        return (".jsonl",)

    def write(self, spool: IO[bytes], streams: list[_Hashed], languages: Languages) -> None:
        del languages
        for piece in iter(lambda: spool.read(1 << 20), b""):
            streams[0].write(piece)


class _Compressed:
    def __init__(self) -> None:
        try:
            zstandard: Any = import_module("zstandard")
        except ImportError:
            raise MissingExtra(_("compression by Zstandard"), "zstd") from None
        self._compressor = zstandard.ZstdCompressor(level=10, write_checksum=True, threads=0)

    def endings(self, languages: Languages) -> tuple[str, ...]:
        del languages
        return (".jsonl.zst",)

    def write(self, spool: IO[bytes], streams: list[_Hashed], languages: Languages) -> None:
        del languages
        self._compressor.copy_stream(spool, streams[0])


class _Tmx:
    def endings(self, languages: Languages) -> tuple[str, ...]:
        del languages
        return (".tmx",)

    def write(self, spool: IO[bytes], streams: list[_Hashed], languages: Languages) -> None:
        from toolkit.formats import dump

        units = Units(_units(spool, languages), *languages)
        dump(units, cast("IO[bytes]", streams[0]), "tmx", context=Context(dated=False))


class _Moses:
    """A text a line, one file a language; line ends inside a text become spaces."""

    def endings(self, languages: Languages) -> tuple[str, ...]:
        source, target = languages
        return (f".{source}", f".{target}")

    def write(self, spool: IO[bytes], streams: list[_Hashed], languages: Languages) -> None:
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
    "tmx": _Tmx,
    "moses": _Moses,
}


def _writer(name: str) -> Writer:
    return _WRITERS[name]()


def publish(made: Path, folder: Path, files: Iterable[str], old: Iterable[str]) -> None:
    """Move finished files to their place, in their order, and remove those of an earlier build.

    Args:
        made: the folder they were made in, on the same disk.
        folder: the place.
        files: relative to both, in the order in which they appear.
        old: what an earlier build left here.

    Raises:
        OutputError: a place that cannot be written.
    """
    new = list(files)
    try:
        for name in sorted(set(old) - set(new)):
            if not Path(name).is_absolute() and ".." not in Path(name).parts:
                (folder / name).unlink(missing_ok=True)
        for name in new:
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            (made / name).replace(place)
    except OSError as error:
        problem: OutputError = output_error(folder, error)
        raise problem from None
