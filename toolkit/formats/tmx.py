"""TMX 1.4b (LISA OSCAR, 2005-04-26), the translation memories' exchange; 1.1 to 1.4 are read.

Promise: id, source, target, bead type, confidence (four digits), spans, lines, kind and note of every unit
with text on both sides come back as they were, and so do languages, names and header properties. Left out
and counted: units with an empty side, which mean nothing to a translation memory. Characters XML cannot carry
(controls, U+FFFE, lone surrogates) become U+FFFD and are counted.

Reading streams at flat memory. Inline codes (``bpt ept it ph ut``) are left out of the text, ``hi`` and
``sub`` keep theirs; a notice says how many codes there were. Of a file with many languages one pair is taken:
the languages asked for, else the source language the file names and the first other one. ``en`` and
``en-US`` are the same where nothing fits better; case does not matter.
"""

from __future__ import annotations

from typing import IO

from toolkit.formats.contract import Context, Format, Written
from toolkit.model import Units


def _read(stream: IO[bytes], context: Context) -> Units:
    from toolkit.formats.tmx_read import read

    return read(stream, context)


def _write(units: Units, stream: IO[bytes], context: Context) -> Written:
    from toolkit.formats.tmx_write import write

    return write(units, stream, context)


FORMAT = Format("tmx", (".tmx",), "TMX", _read, _write)
