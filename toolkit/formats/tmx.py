"""TMX 1.4b (LISA OSCAR, 2005-04-26), the translation memories' exchange; 1.1 to 1.4 are read.

Promise: id, source, target, bead type, confidence (four digits), spans, lines, kind and note of every unit
with text on both sides come back as they were, and so do languages, names and header properties. Left out
and counted: units with an empty side, which mean nothing to a translation memory. Characters XML cannot carry
(controls, U+FFFE, lone surrogates) become U+FFFD and are counted.

From TMX to TMX (or through JSONL) everything comes back: all languages in their order, inline codes (``bpt
ept it ph hi ut`` with ``sub``) with their attributes, notes, properties, dates and all other attributes of
header, units and variants, and units that lack a side. Codes of XLIFF become their like: pairs ``bpt`` and
``ept``, halves ``it``, others ``ph``, annotations ``hi``; ``x`` numbers tell which belong together across
languages. User-defined encodings (``ude``) and attributes of other namespaces are passed over, which a notice
says, as it says which modules of XLIFF and how many properties a conversion left out.

Reading streams at flat memory. Texts are plain: codes stand beside them (:class:`toolkit.details.Code`), and
what is inside a code, its subflows too, is no part of them; ``hi`` keeps its text. Of a file with many
languages one pair is a unit's source and target: the languages asked for, else the source language the file
names and the first other one. ``en`` and ``en-US`` are the same where nothing fits better; case does not
matter.
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


FORMAT = Format("tmx", (".tmx",), "TMX", _read, _write, carries_codes=True)
