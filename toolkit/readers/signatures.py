"""Files that are not text: what their first bytes say they are."""

from __future__ import annotations

import re

from toolkit.translations import N_, _

# (first bytes, what it is, what to do). Facts from the specifications of the formats.
_SAVE = N_("save it as text or HTML in its program")
_UNPACK = N_("unpack it first")
_SIGNATURES: tuple[tuple[re.Pattern[bytes], str, str], ...] = (
    (re.compile(rb"%PDF-\d\.\d"), N_("a PDF document"), "extract its text first (pdftotext FILE.pdf)"),
    (re.compile(rb"\{\\rtf\d"), N_("an RTF document"), _SAVE),
    (
        re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        N_("an old Office document (.doc, .xls or .ppt)"),
        _SAVE,
    ),
    (re.compile(rb"PK\x05\x06|PK\x07\x08"), N_("a ZIP archive"), _UNPACK),
    (re.compile(rb"\x1f\x8b"), N_("a GZIP archive"), _UNPACK),
    (re.compile(rb"BZh[1-9]1AY&SY"), N_("a BZIP2 archive"), _UNPACK),
    (re.compile(rb"\xfd7zXZ\x00"), N_("an XZ archive"), _UNPACK),
    (re.compile(rb"\x28\xb5\x2f\xfd"), N_("a Zstandard archive"), _UNPACK),
    (re.compile(rb"7z\xbc\xaf\x27\x1c"), N_("a 7-Zip archive"), _UNPACK),
    (re.compile(rb"Rar!\x1a\x07"), N_("a RAR archive"), _UNPACK),
    (re.compile(rb"\x89PNG\r\n"), N_("a PNG image"), ""),
    (re.compile(rb"\xff\xd8\xff[\xc0-\xfe]"), N_("a JPEG image"), ""),
    (re.compile(rb"GIF8[79]a[\x00-\xff]{2,4}\x00"), N_("a GIF image"), ""),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), N_("a WebP image"), ""),
    (re.compile(rb"II\*\x00|MM\x00\*"), N_("a TIFF image"), ""),
    (re.compile(rb"\x7fELF"), N_("a program (ELF)"), ""),
    (re.compile(rb"MZ[\x00-\xff]{0,60}\x00\x00"), N_("a program (Windows)"), ""),
    (re.compile(rb"SQLite format 3\x00"), N_("an SQLite database"), ""),
    (
        re.compile(rb"\xde\x12\x04\x95|\x95\x04\x12\xde"),
        N_("a compiled gettext catalog (.mo)"),
        N_("use its .po file"),
    ),
)

# What a ZIP archive is for, by a name that stands near its beginning or in its directory at the end.
_PACKAGES: tuple[tuple[bytes, str], ...] = (
    (b"application/vnd.oasis.opendocument.text", N_("an OpenDocument text (.odt)")),
    (b"application/vnd.oasis.opendocument.spreadsheet", N_("an OpenDocument spreadsheet (.ods)")),
    (b"application/epub+zip", N_("an EPUB book")),
    (b"word/document.xml", N_("a Word document (.docx)")),
    (b"xl/workbook.xml", N_("an Excel workbook (.xlsx)")),
    (b"ppt/presentation.xml", N_("a PowerPoint presentation (.pptx)")),
)


def recognise(data: bytes) -> tuple[str, str] | None:
    """What a binary file is and what its owner can do about it; ``None`` for what may be text."""
    if data.startswith(b"PK\x03\x04"):
        ends = data[:4096] + data[-65536:]
        for name, what in _PACKAGES:
            if name in ends:
                return _(what), _(_SAVE)
        return _("a ZIP archive"), _(_UNPACK)
    for signature, what, remedy in _SIGNATURES:
        if signature.match(data):
            return _(what), _(remedy)
    return None
