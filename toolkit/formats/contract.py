"""What a format is: the contract every module of this room fills, and what travels along with the units."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import IO

from toolkit.files import Staging
from toolkit.model import Bitext, Document, Units

UNSURE = 0.7
"""Confidence below which a person should look at a bead: fuzzy in PO, marked in reports."""


def _unheard(_: str) -> None:
    """Nobody listens to notices unless asked to."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a format may need beyond the bytes.

    Attributes:
        source_language: BCP 47 code, for formats and files that do not say; where a file holds more than two
            languages, the one to take as the source.
        target_language: likewise.
        source: the segmented source, for formats that hold no text (beads).
        target: likewise.
        path: the file concerned, for messages.
        fuzzy_below: units of a lower confidence are marked as unsure in formats that can say so.
        notice: called with one clause for each kind of thing that reading left out
            ("units left out because they lack vi (target): 3").
        whole: read everything that formats of more than two plain texts keep: all languages, attributes,
            units that lack a side. Set where the output can carry it (:attr:`Format.carries_codes`).
        dated: write the present date where a format has a place for it; without, the same units always give
            the same bytes.
    """

    source_language: str = "und"
    target_language: str = "und"
    source: Document | None = None
    target: Document | None = None
    path: str = ""
    fuzzy_below: float = UNSURE
    notice: Callable[[str], None] = _unheard
    whole: bool = False
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the units on their way into a file.

    ``note`` says in words what was left out or changed; "" where every unit went in as it is.
    """

    units: int
    skipped: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """One exchange format.

    Attributes:
        name: as in ``--format``.
        extensions: lower case, with the dot, the usual one first.
        title: as a person would call it.
        read: from a binary stream to units, lazily where the format allows; the stream has to stay open until
            the units were run through. ``None`` where the format is only written.
        write: from units to a binary stream. ``None`` where the format is only read.
        write_bitext: for formats that hold the beads of a bitext more exactly than its units could tell.
        read_path: for formats of more than one file: from the path that stands for them to units, as long as
            the context manager is open.
        write_path: likewise: from units to files, each opened by the staging that is given.
        carries_codes: whether inline codes and what else :mod:`toolkit.details` knows go into it. Of others
            :func:`toolkit.formats.dump` says how many were lost.
    """

    name: str
    extensions: tuple[str, ...]
    title: str
    read: Callable[[IO[bytes], Context], Units] | None = None
    write: Callable[[Units, IO[bytes], Context], Written] | None = None
    write_bitext: Callable[[Bitext, IO[bytes], Context], Written] | None = None
    read_path: Callable[[str, Context], AbstractContextManager[Units]] | None = None
    write_path: Callable[[Units, str, Staging, Context], Written] | None = None
    carries_codes: bool = False
