"""The inside of PO strings: escape sequences to characters and back."""

from __future__ import annotations

import re

from toolkit.translations import _

_NAMED = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    '"': '"',
}
_ESCAPE = re.compile(r"\\(?:([abfnrtv\\\"])|([0-7]{1,3})|x([0-9A-Fa-f]+))")
_WRITTEN = {ord(character): "\\" + letter for letter, character in _NAMED.items()}
SEPARATOR = "\x04"
"""What MO files put between a context and a msgid; no string may hold it."""


class EscapeError(ValueError):
    """An escape sequence PO does not have.

    Args:
        column: 0-based, in the raw string.
    """

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


def unescape(raw: str, codec: str = "utf-8") -> str:
    r"""What stands between two quotes, as the text it means.

    Octal and hexadecimal escapes are bytes in the file's charset, so ``\303\251`` is é in a UTF-8 file.
    As in C, a hexadecimal escape takes every hexadecimal digit that follows, and its last byte counts.

    Raises:
        EscapeError: a sequence PO does not have, bytes that are not text, or the context separator.
    """
    if "\\" not in raw:
        if SEPARATOR in raw:
            raise EscapeError(_("the context separator U+0004 in a string"), raw.index(SEPARATOR))
        return raw
    out: list[str] = []
    pending = bytearray()  # bytes that together make a character
    at = 0
    first = 0
    for found in _ESCAPE.finditer(raw):
        between = raw[at : found.start()]
        if "\\" in between:
            break
        at = found.end()
        if between or found[1] is not None:
            if pending:
                out.append(_characters(pending, codec, first))
            out.append(between)
        if found[1] is not None:
            out.append(_NAMED[found[1]])
            continue
        if not pending:
            first = found.start()
        pending.append((int(found[2], 8) if found[2] is not None else int(found[3][-2:], 16)) & 0xFF)
    if pending:
        out.append(_characters(pending, codec, first))
    rest = raw[at:]
    if "\\" in rest:
        column = at + rest.index("\\")
        raise EscapeError(_("{escape} is no escape sequence", escape=raw[column : column + 2]), column)
    out.append(rest)
    text = "".join(out)
    if SEPARATOR in text:
        raise EscapeError(_("the context separator U+0004 in a string"), 0)
    return text


def _characters(pending: bytearray, codec: str, column: int) -> str:
    try:
        text = pending.decode(codec)
    except UnicodeDecodeError:
        raise EscapeError(_("escaped bytes that are not {codec} text", codec=codec), column) from None
    pending.clear()
    return text


def escape(text: str) -> str:
    """Text as it stands between two quotes, as gettext writes it: nine escapes, all else as it is."""
    return text.translate(_WRITTEN)
