"""XLIFF (OASIS): 1.0 to 1.2 and 2.0 to 2.2 are read; 2.0 is written, or 1.2 where it is asked for.

``.xlf`` and ``.xliff`` (Trados, memoQ, Phrase and Wordfast have names of their own for it) are written as
XLIFF 2.0; units that come from XLIFF keep the version of their file. ``--to xliff1`` (``.xlf1``) writes 1.2,
for older programs.

Promise: id, source, target, bead type, confidence (four digits), spans, lines, kind and note of every unit
that has text come back as they were (2.0: as metadata of the unit, 1.2: as a context group), and so do
languages and the name of the source. An unsure unit is ``initial`` (1.2: ``needs-review-translation``),
others ``translated``. From XLIFF to the same version everything between files and segments comes back:
files and groups, units and segments with their states and all attributes that are XLIFF's own, what stands
between segments, inline codes with their attributes, native data and annotations, notes, ``xml:space``.
So does what the toolkit does not interpret: modules and extensions, ``alt-trans``, skeletons, the tools and
phases of a header, attributes of other namespaces; all of it stays where it was, as it stands. Between the
versions and from TMX, codes become their like (pairs ``sc`` and ``ec`` or ``bpt`` and ``ept``, halves
isolated or ``it``, others ``ph``), states and notes their nearest; what is not interpreted is left out, and
so it is in other formats but JSONL: how much of what, and where first, is said. 2.0 holds every character
but lone surrogates, 1.2 replaces those XML cannot carry by U+FFFD and counts them.

Passed over, and said: binary units, files and groups without units. Texts are plain, codes stand beside
them; a segment is a unit. White space that lays out the file (``xml:space="default"``, with a line break)
reads as one space.
"""

from __future__ import annotations

from typing import IO

from toolkit.formats.contract import Context, Format, Written
from toolkit.model import Units


def _read(stream: IO[bytes], context: Context) -> Units:
    from toolkit.formats.xliff_read import read

    return read(stream, context)


def _write(units: Units, stream: IO[bytes], context: Context) -> Written:
    if units.header is not None and units.header.attribute("family") == "xliff1":
        return _write_1(units, stream, context)
    from toolkit.formats.xliff2_write import write

    return write(units, stream, context)


def _write_1(units: Units, stream: IO[bytes], context: Context) -> Written:
    from toolkit.formats.xliff1_write import write

    return write(units, stream, context)


_EXTENSIONS = (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".txlf")
FORMAT = Format("xliff", _EXTENSIONS, "XLIFF", _read, _write, carries_codes=True)
FORMAT_1 = Format("xliff1", (".xlf1",), "XLIFF 1.2", _read, _write_1, carries_codes=True)
