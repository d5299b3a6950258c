"""Bitexts as files of a corpus: a segment a line, line by line translations, cut into documents of a size.

``NAME.en-vi.en`` and ``NAME.en-vi.vi`` are the texts, as a Moses pair that every command reads; where the
units have ids of their own, ``NAME.en-vi.ids`` has them. A large corpus becomes several such documents
(``NAME-00001.en-vi.en`` …), so that whatever works on documents needs no more memory for a hundred million
lines than for a hundred thousand, and starts again in the middle.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO

from toolkit.corpus.shards import document
from toolkit.errors import OutputError
from toolkit.files import output_error
from toolkit.formats.lines import scalars
from toolkit.model import Unit, Units
from toolkit.translations import _, ngettext

_BREAK = re.compile(r"\r\n|[\n\r]")
_SLACK = 2
"""How many times its size a piece may have so that a document stays whole."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One document that was written, in two languages.

    Attributes:
        names: of the files: source, target, and ids if there are some.
        sha256: of each.
        lines: how many there are.
    """

    names: tuple[str, ...]
    sha256: tuple[str, ...]
    lines: int


@dataclass(slots=True)
class _Counts:
    breaks: int = 0


class _File:
    """A file being written, with its digest."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()

    def line(self, text: str) -> None:
        data = scalars(text).encode("utf-8") + b"\n"
        self._digest.update(data)
        self._stream.write(data)

    def finish(self) -> str:
        self._stream.flush()
        os.fsync(self._stream.fileno())
        return self._digest.hexdigest()


def write(units: Units, base: str, folder: Path, size: int) -> tuple[list[Piece], str]:
    """Write units into a folder, and say what could not go into lines.

    Args:
        units: with their languages; run through once.
        base: of the names of the files.
        folder: where they go.
        size: lines in a piece, about; documents that the ids tell of stay whole. 0 for one piece.

    Raises:
        OutputError: the folder takes no more.
    """
    codes = [code.replace("-", "_") for code in (units.source_language, units.target_language)]
    rows = iter(units)
    pieces: list[Piece] = []
    counts = _Counts()
    first = next(rows, None)
    number = 0
    while first is not None:
        number += 1
        stem = f"{base}-{number:05}.{codes[0]}-{codes[1]}"
        try:
            piece, first = _piece(chain([first], rows), stem, codes, folder, size, counts)
        except OSError as error:
            raise _full(folder, error) from None
        pieces.append(piece)
    if len(pieces) == 1:
        pieces = [_renamed(pieces[0], folder, f"{base}.{codes[0]}-{codes[1]}")]
    breaks = counts.breaks
    said = ngettext("{count:,} line break became a space", "{count:,} line breaks became spaces", breaks)
    return pieces, said if breaks else ""


def _piece(
    rows: Iterator[Unit], stem: str, codes: list[str], folder: Path, size: int, counts: _Counts
) -> tuple[Piece, Unit | None]:
    """One piece, and the unit that the next one begins with."""
    with ExitStack() as stack:
        names = [f"{stem}.{code}" for code in codes] + [f"{stem}.ids"]
        files = [_File(stack.enter_context((folder / name).open("wb"))) for name in names]
        count, last, after, own = 0, "", None, False
        for unit in rows:
            mine = document(unit)
            if size and count >= size and (not mine or mine != last or count >= _SLACK * size):
                after = unit
                break
            for file, text in zip(files, (unit.source, unit.target, unit.id), strict=True):
                line, found = _BREAK.subn(" ", text)
                counts.breaks += found
                file.line(line)
            count, last = count + 1, mine
            own = own or not unit.id.isdecimal()
        digests = [file.finish() for file in files]
    if not own:  # ids that merely count say nothing that the lines do not
        (folder / names.pop()).unlink()
        digests.pop()
    return Piece(tuple(names), tuple(digests), count), after


def _renamed(piece: Piece, folder: Path, stem: str) -> Piece:
    names = tuple(f"{stem}{Path(name).suffix}" for name in piece.names)
    for old, new in zip(piece.names, names, strict=True):
        (folder / old).replace(folder / new)
    return Piece(names, piece.sha256, piece.lines)


def _full(folder: Path, error: OSError) -> OutputError:
    made = output_error(folder, error)
    return OutputError(
        made.problem, _("nothing was added to the corpus: make room and run it again"), path=folder
    )
