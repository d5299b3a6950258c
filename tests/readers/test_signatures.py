"""Binary files are named by their first bytes."""

from __future__ import annotations

import pytest

from toolkit.readers.signatures import recognise


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"{\\rtf1\\ansi", "an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls or .ppt)"),
        (b"PK\x03\x04\0\0mimetypeapplication/epub+zip", "an EPUB book"),
        (b"PK\x03\x04" + b"\0" * 90_000 + b"xl/workbook.xml", "an Excel workbook (.xlsx)"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"SQLite format 3\x00", "an SQLite database"),
        (b"\xde\x12\x04\x95", "a compiled gettext catalog (.mo)"),
    ],
)
def test_known_files(data: bytes, what: str) -> None:
    found = recognise(data)
    assert found is not None
    assert found[0] == what


@pytest.mark.parametrize(
    "data", [b"", b"PK is a name", b"MZ is one too", b"GIF89a, a format", "Ở đây".encode()]
)
def test_text_is_not_taken_for_a_binary_file(data: bytes) -> None:
    assert recognise(data) is None
