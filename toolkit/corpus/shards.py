"""The units of files, of a folder that was built, or of a corpus that is aligned already."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from pathlib import Path

from toolkit.corpus.lines import aligned, pairs
from toolkit.corpus.manifest import MANIFEST, load
from toolkit.errors import InputError, UsageError
from toolkit.files import STDIN
from toolkit.formats import format_of, opened
from toolkit.model import Unit, Units
from toolkit.translations import _

_SHARDS = ("units-*.jsonl", "units-*.jsonl.zst", "units-*.parquet")
"""The first of them that a folder has: all hold the same."""
_HEAD = 400
"""Units of a stream that are read ahead."""

Opener = Callable[[], AbstractContextManager[Units]]


class Shards:
    """Files of units, one after the other, run through as often as needed.

    Args:
        places: files of any format that is read, folders with shards of one pair of languages, corpora whose
            documents are aligned line by line.

    Raises:
        InputError: a folder without units; files of different languages.
        UsageError: standard input, which can be read only once; shards of several pairs of languages.
    """

    def __init__(self, places: Sequence[Path]) -> None:
        parts = [part for place in places for part in _parts(place)]
        self.files = [file for file, _open in parts]
        self._openers = [each for _file, each in parts]
        heads = []
        for each in self._openers:
            with each() as units:
                heads.append(replace(units, units=()))
        self.head = heads[0]
        for file, head in zip(self.files, heads, strict=True):
            mine = (head.source_language, head.target_language)
            if mine != (self.head.source_language, self.head.target_language):
                raise InputError(
                    _("is of other languages than {file}", file=self.files[0]),
                    _("treat each pair of languages by itself"),
                    path=file,
                )

    def __iter__(self) -> Iterator[Unit]:
        for each in self._openers:
            with each() as units:
                yield from units

    def first(self) -> list[Unit]:
        """Some units from the beginning."""
        return list(islice(self, _HEAD))

    def like(self, units: Iterator[Unit]) -> Units:
        """Some of the units with what is known of all."""
        return replace(self.head, units=units)


class Stream(Shards):
    """Units that can be run through only once, such as those of standard input.

    Args:
        units: some of them are read at once.
    """

    def __init__(self, units: Units) -> None:
        self.files = []
        self.head = replace(units, units=())
        rest = iter(units)
        self._first = list(islice(rest, _HEAD))
        self._units = chain(self._first, rest)

    def __iter__(self) -> Iterator[Unit]:
        return self._units

    def first(self) -> list[Unit]:
        """See :class:`Shards`."""
        return self._first


def document(unit: Unit) -> str:
    """The document a unit stands in, as its id says (``corpus/file#12``); "" where it does not."""
    name, mark, _number = unit.id.rpartition("#")
    return name if mark else ""


def _parts(place: Path) -> list[tuple[Path, Opener]]:
    if str(place) == STDIN:
        raise UsageError(_("standard input can be read only once"), _("save it to a file first"))
    manifest = place / MANIFEST if place.is_dir() else place
    if manifest.name == MANIFEST and manifest.is_file():
        corpus = load(manifest)
        made: list[tuple[Path, Opener]] = [
            (corpus.path(target.file), partial(pairs, corpus, source, target))
            for source, target in aligned(corpus)
        ]
        if made:
            return made
        if not _built(place):
            raise InputError(
                _("none of its documents are aligned line by line"),
                _("build it first: bitext corpus build {place} -o FOLDER", place=place),
                path=manifest,
            )
    return [(file, partial(opened, file)) for file in _files(place)]


def _files(place: Path) -> list[Path]:
    if not place.is_dir():
        format_of(place)
        return [place]
    found = _built(place)
    if not found:
        raise InputError(_("holds no shards"), _("name a folder that bitext corpus build made"), path=place)
    folders = sorted({file.parent for file in found})
    if len(folders) > 1:
        names = ", ".join(folder.name for folder in folders)
        raise UsageError(
            _("holds several pairs of languages: {names}", names=names), _("name one of them"), path=place
        )
    return found


def _built(folder: Path) -> list[Path]:
    """The shards below a folder, in order, of one format."""
    return next((found for pattern in _SHARDS if (found := sorted(folder.rglob(pattern)))), [])
