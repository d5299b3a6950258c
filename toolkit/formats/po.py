"""PO (GNU gettext): a bitext as a catalog that translators' editors open; see the manual's "PO Files".

Written: msgid = source, msgstr = target, ``#:`` the source file and line, ``#.`` bead type, confidence and
note, ``#, fuzzy`` below :attr:`Context.fuzzy_below` (and where msgid and msgstr do not begin and end with a
line break alike, which ``msgfmt -c`` refuses in finished messages). A unit without target is untranslated.
Left out and counted: units without source, for the empty msgid is the header's. The same pair met again
becomes one message with several references; the same source with another target gets a msgctxt. Because of
these two, writing holds all units in memory.

Promise: the source, target, bead type, confidence (four digits) and first line of every message come back,
and so do languages and the source's name. A message that a person freed of ``fuzzy`` has no confidence any
more. NUL, EOT (msgctxt's separator) and lone
surrogates become U+FFFD and are counted. Layout as ``msgcat`` has it, up to the finer
rules of line breaking.

Reading takes plural messages by their singular and ``msgstr[0]``, and leaves obsolete ones out.
"""

from __future__ import annotations

from typing import IO

from toolkit.formats.contract import Context, Format, Written
from toolkit.model import Units


def _read(stream: IO[bytes], context: Context) -> Units:
    from toolkit.formats.po_read import read

    return read(stream, context)


def _write(units: Units, stream: IO[bytes], context: Context) -> Written:
    from toolkit.formats.po_write import write

    return write(units, stream, context)


FORMAT = Format("po", (".po", ".pot"), "PO", _read, _write)
