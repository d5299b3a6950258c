"""MO files to catalogs, as ``msgunfmt`` makes them."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.catalog import mo
from toolkit.catalog.charset import Charset, header_charset, python_codec
from toolkit.catalog.layout import Page, catalog_text, entry_lines
from toolkit.catalog.model import Entry
from toolkit.catalog.strings import SEPARATOR
from toolkit.errors import DecodingError
from toolkit.translations import _


def decompile(
    data: bytes, path: object = "", *, charset: str | None = None, header_alone: bool = False
) -> bytes:
    """The PO file of an MO file, with the bytes ``msgunfmt`` would write.

    Args:
        data: the MO file.
        path: its name, for messages.
        charset: in place of the one its header names.
        header_alone: write a file that has nothing but a header, too; msgunfmt writes an empty one.

    Raises:
        FormatError: not an MO file, or a damaged one; with the byte offset.
        DecodingError: strings that are no text in the charset.
    """
    records = mo.read(data, path)
    header = next((record.value for record in records if not record.key.partition(b"\0")[0]), b"")
    name = charset or header_charset(header.partition(b"\0")[0].decode("latin-1"))
    codec = python_codec(name) if name else "utf-8"
    if codec is None:
        raise DecodingError(
            _("the charset {name!r} is not known", name=name), _("name another with --charset"), path=path
        )
    encoding = Charset(name, "utf-8" if codec == "utf-8-sig" else codec)
    entries = [_entry(record, encoding, path) for record in records]
    page = Page(ambiguous=encoding.ambiguous_columns, codec=encoding.codec)
    text = catalog_text(entries, page)
    if not text and header_alone:
        text = "".join("\n".join(entry_lines(entry, page)) + "\n" for entry in entries)
    return encoding.encode(text, path)


def _entry(record: mo.Record, charset: Charset, path: object) -> Entry:
    """A message; of what follows the second NUL of a key nothing is left, as in gettext."""
    try:
        key, value = record.key.decode(charset.codec), record.value.decode(charset.codec)
    except UnicodeDecodeError as error:
        shown = record.key.partition(b"\0")[0][:40].decode("ascii", "backslashreplace")
        byte = f"byte 0x{error.object[error.start]:02X}"
        raise DecodingError(
            _(
                "'{text}' or its translation is not {charset} text ({byte})",
                text=shown,
                charset=charset.name or charset.codec,
                byte=byte,
            ),
            _("name the charset with --charset"),
            path=path,
        ) from None
    ids = key.split("\0")[:2]
    context, separator, msgid = ids[0].partition(SEPARATOR)
    ids[0] = msgid if separator else ids[0]
    plural = len(ids) > 1
    forms = value.split("\0") if plural else [value.partition("\0")[0]]
    known = record.system_dependent and _c_formats(ids, forms)
    return Entry(
        ids[0],
        tuple(forms),
        msgctxt=context if separator else None,
        msgid_plural=ids[1] if plural else None,
        head="#, c-format" if known else "",
    )


def _c_formats(ids: Sequence[str], forms: Sequence[str]) -> bool:
    """Whether all strings of a message are formats of C, without which gettext does not say so."""
    # Imported here: thirty families come along, and few files need one.
    from toolkit.catalog.format_strings import InvalidFormat
    from toolkit.catalog.format_strings.c import C

    try:
        for text in ids:
            C.parse(text, False)
        for text in forms:
            C.parse(text, True)
    except InvalidFormat:
        return False
    return True
