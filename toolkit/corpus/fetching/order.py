"""What is asked for when corpora are fetched, what becomes of it, and who is told meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

PIECE = 20_000
"""Lines in a document, about, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Order:
    """How sources are to be fetched.

    Attributes:
        sha256: of the sources, in their order; none, or one for each.
        languages: of source and target, ``und`` where nobody said.
        columns: of tables, those with the texts.
        rights: whose the texts are; what the source itself says if "".
        piece: lines in a document, about; 0 for one document a bitext.
        keep: leave the files that were downloaded in the corpus folder.
    """

    sha256: Sequence[str] = ()
    languages: tuple[str, str] = ("und", "und")
    columns: tuple[str, str] | None = None
    rights: str = ""
    piece: int = PIECE
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one source.

    Attributes:
        source: as it is named in the manifest.
        sha256: of its file, "" for a Moses pair.
        checked: whether a checksum was known.
        documents: that were added; none if it was there already.
        lines: segments in each language.
        languages: of its bitexts, ``en-vi``.
        there: whether the corpus had it already.
    """

    source: str
    sha256: str
    checked: bool = False
    documents: int = 0
    lines: int = 0
    languages: tuple[str, ...] = ()
    there: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """Where it is said how things go.

    Attributes:
        received: called with a source, bytes that are here and bytes in all (0 while unknown).
        read: called with a source and units that were read.
        notice: told one clause at a time of what was left out, or went wrong and was mended.
        pause: waits so many seconds.
    """

    received: Callable[[str, int, int], None] = lambda name, done, total: None
    read: Callable[[str, int], None] = lambda name, count: None
    notice: Callable[[str], None] = lambda clause: None
    pause: Callable[[float], None] = field(default=time.sleep)


USUAL = Order()
"""Nothing is said."""
SILENT = Telling()
"""Nobody is told."""
