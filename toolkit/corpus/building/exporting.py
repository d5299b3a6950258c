"""Units into shards: files of so many units, by pair of languages, in the order of the manifest."""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from toolkit.corpus.building.portions import Portion
from toolkit.corpus.building.stages import Selected
from toolkit.corpus.building.store import Store, stopped
from toolkit.corpus.building.writers import Writer, writer
from toolkit.errors import OutputError
from toolkit.files import output_error


@dataclass(frozen=True, slots=True)
class Shard:
    """One file of the corpus, as the data card names it."""

    file: str
    units: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a portion.

    Attributes:
        shards: one or more files, in the order of the formats.
        findings: the file, in the same folder, with the findings on its units.
        damaged: keys of results that are not whole; then there are no files.
    """

    shards: tuple[Shard, ...] = ()
    findings: str = ""
    damaged: tuple[str, ...] = ()


class Exporter:
    """Makes the files of one shard; light enough to be sent to another process.

    Args:
        store: where the results are.
        folder: where the files go, one folder a pair of languages.
        formats: see :data:`toolkit.corpus.building.recipe.FORMATS`.

    Raises:
        MissingExtra: what a format needs is not installed.
    """

    def __init__(self, store: Store, folder: Path, formats: Iterable[str]) -> None:
        self.store, self.folder, self.formats = store, folder, tuple(formats)
        for name in self.formats:
            writer(name)

    def __call__(self, portion: Portion) -> Made:
        """The files of a portion.

        Raises:
            OutputError: the folder takes no more.
        """
        pair = "-".join(portion.languages)
        disk = self.store.disk
        try:
            with disk.workshop(self.folder / pair) as room:
                # A shard is held on disk, not in memory, while it becomes files of every format.
                with tempfile.TemporaryFile(dir=room) as spool:
                    findings = f"findings-{portion.number:05}.part"
                    with (room / findings).open("wb") as stream:
                        damaged = self._gather(portion, spool, stream)
                    if damaged:
                        return Made(damaged=tuple(damaged))
                    shards = [
                        shard
                        for name in self.formats
                        for shard in self._files(portion, writer(name), spool, room)
                    ]
                for name in [*(shard.file for shard in shards), findings]:
                    disk.move(room / name, self.folder / pair / name)
        except OSError as error:
            raise stopped(self.folder.parent, error) from None
        placed = (Shard(f"{pair}/{each.file}", each.units, each.bytes, each.sha256) for each in shards)
        return Made(tuple(placed), f"{pair}/{findings}")

    def _gather(self, portion: Portion, spool: IO[bytes], findings: IO[bytes]) -> list[str]:
        """Units and findings of a portion into two files; keys of results that are not whole."""
        damaged = []
        left = portion.units
        for at, key in enumerate(portion.keys):
            data = self.store.get("selected", key)
            if data is None:
                damaged.append(key)
                continue
            selected = Selected.of(data)
            skip = portion.skip if at == 0 else 0
            lines = selected.lines.splitlines(keepends=True)[skip : skip + left]
            spool.writelines(lines)
            left -= len(lines)
            if not skip:  # the findings on a document stand where it begins
                findings.write(selected.findings)
        return damaged

    def _files(self, portion: Portion, how: Writer, spool: IO[bytes], room: Path) -> Iterator[Shard]:
        names = [f"units-{portion.number:05}{ending}" for ending in how.endings(portion.languages)]
        streams = [_Hashed((room / name).open("wb")) for name in names]
        spool.seek(0)
        try:
            how.write(spool, [cast("IO[bytes]", stream) for stream in streams], portion.languages)
        finally:
            for stream in streams:
                stream.close()
        for name, stream in zip(names, streams, strict=True):
            yield Shard(name, portion.units, stream.size, stream.digest.hexdigest())


class _Hashed(io.RawIOBase):
    """A file that knows the digest of what went into it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()
        self.size = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.size

    def write(self, data: Any) -> int:
        self.digest.update(data)
        self.size += len(data)
        return self._stream.write(data)

    def close(self) -> None:
        if not self.closed:
            with suppress(OSError):  # a full disk has already been told by a write
                super().close()
            self._stream.close()


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
