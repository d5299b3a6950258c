"""The units of one or more files, or of a folder that was built, run through as often as needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.errors import InputError, UsageError
from toolkit.files import STDIN
from toolkit.formats import format_of, opened
from toolkit.model import Unit, Units
from toolkit.translations import _

_SHARDS = "units-*.jsonl"


class Shards:
    """Files of units, one after the other.

    Args:
        places: files of any format that is read, or folders with shards of one pair of languages.

    Raises:
        InputError: a folder without shards; files of different languages.
        UsageError: standard input, which can be read only once; shards of several pairs of languages.
    """

    def __init__(self, places: Sequence[Path]) -> None:
        self.files = [file for place in places for file in _files(place)]
        heads = []
        for file in self.files:
            with opened(file) as units:
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
        for file in self.files:
            with opened(file) as units:
                yield from units

    def like(self, units: Iterator[Unit]) -> Units:
        """Some of the units with what is known of all."""
        return replace(self.head, units=units)


def document(unit: Unit) -> str:
    """The document a unit stands in, as its id says (``corpus/file#12``); "" where it does not."""
    name, mark, _number = unit.id.rpartition("#")
    return name if mark else ""


def _files(place: Path) -> list[Path]:
    if str(place) == STDIN:
        raise UsageError(_("standard input can be read only once"), _("save it to a file first"))
    if not place.is_dir():
        format_of(place)
        return [place]
    found = sorted(place.rglob(_SHARDS))
    if not found:
        raise InputError(_("holds no shards"), _("name a folder that bitext corpus build made"), path=place)
    folders = sorted({file.parent for file in found})
    if len(folders) > 1:
        names = ", ".join(folder.name for folder in folders)
        raise UsageError(
            _("holds several pairs of languages: {names}", names=names), _("name one of them"), path=place
        )
    return found
