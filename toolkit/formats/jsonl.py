"""JSONL, the toolkit's own exchange: one unit a line, every line complete in itself.

::

    {"id": "12", "source": "…", "target": "…", "source_spans": [[s, e]], "target_spans": [[s, e]],
     "bead": "2-1", "confidence": 0.97}

These seven keys are always written; ``confidence`` is ``null`` where nobody judged. Reading needs ``source``
and ``target``; an ``id`` not given is the number of the line, other keys are passed over. Where there is
something to say, more keys follow: ``source_line``, ``target_line``, ``kind``, ``note``, ``source_language``,
``target_language``, ``source_name``, ``target_name``. Languages and names stand in every line, so that lines
can be sorted, cut and picked with line tools. Units from TMX and XLIFF carry their inline codes
(``source_codes``, ``target_codes``) and all else their file said of them (``details``), as
:mod:`toolkit.formats.jsonl_details` shows; the header of that file stands in the first line alone
(``header``, ``properties``), and what XLIFF files hold that is not interpreted (modules, skeletons) in the
first line of its file, group or unit.

Promise: units come back equal, codes and details included, confidences to four digits, an unnamed bead type
as what it amounts to, a lone surrogate as U+FFFD. UTF-8, LF (CRLF is read too), no ASCII escapes.
"""

from __future__ import annotations

from typing import IO

from toolkit.formats.contract import Context, Format, Written
from toolkit.model import Units


def _read(stream: IO[bytes], context: Context) -> Units:
    from toolkit.formats.jsonl_read import read

    return read(stream, context)


def _write(units: Units, stream: IO[bytes], context: Context) -> Written:
    from toolkit.formats.jsonl_write import write

    return write(units, stream, context)


FORMAT = Format("jsonl", (".jsonl", ".ndjson"), "JSONL", _read, _write, carries_codes=True)
