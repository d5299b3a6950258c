"""The charset of the file, and characters that were lost on the way into it."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from toolkit.catalog.charset import byte_order_mark, header_charset
from toolkit.catalog.checks.contract import CatalogCheck, Context, EntryCheck, Observation
from toolkit.catalog.model import Entry
from toolkit.model import Severity, Span
from toolkit.translations import N_, _

# GNU gettext manual, "The Charset field"; other names are not understood everywhere.
_PORTABLE = frozenset(
    """
    ASCII ANSI_X3.4-1968 US-ASCII ISO-8859-1 ISO-8859-2 ISO-8859-3 ISO-8859-4 ISO-8859-5 ISO-8859-6 ISO-8859-7
    ISO-8859-8 ISO-8859-9 ISO-8859-13 ISO-8859-14 ISO-8859-15 KOI8-R KOI8-U KOI8-T CP850 CP866 CP874 CP932
    CP949 CP950 CP1250 CP1251 CP1252 CP1253 CP1254 CP1255 CP1256 CP1257 GB2312 EUC-JP EUC-KR EUC-TW BIG5
    BIG5-HKSCS GBK GB18030 SHIFT_JIS JOHAB TIS-620 VISCII GEORGIAN-PS UTF-8
    """.split()
)


def charset(context: Context) -> Iterator[tuple[Entry | None, Observation]]:
    """The name in the header against what the bytes are."""
    catalog = context.catalog
    header = catalog.header
    name = header_charset(header.msgstr[0]) if header is not None else ""
    if name and name.upper() not in _PORTABLE:
        try:
            codecs.lookup(name)
            yield (
                header,
                Observation(_("not every program knows the charset {name!r}", name=name), 0, values=(name,)),
            )
        except (LookupError, ValueError):
            yield (
                header,
                Observation(
                    _("{name!r} is no charset", name=name), 0, values=(name,), severity=Severity.ERROR
                ),
            )
    elif not name and not context.template and not catalog.to_bytes().isascii():
        yield (
            header,
            Observation(
                _("no charset is named, but the file is not ASCII"),
                line=None if header else 1,
                severity=Severity.ERROR,
            ),
        )
    if byte_order_mark(catalog.to_bytes()) is not None:
        yield (
            None,
            Observation(
                _("the file begins with a byte order mark, which msgfmt refuses"),
                severity=Severity.ERROR,
                line=1,
            ),
        )


def lost(entry: Entry, context: Context) -> Iterator[Observation]:
    """U+FFFD where a character could not be read, and control characters that the message does not have."""
    for form, text in enumerate(entry.msgstr):
        if text.isascii() and text.isprintable():
            continue
        for at, character in enumerate(text):
            if character == "\ufffd" and "\ufffd" not in entry.msgid:
                yield Observation(
                    _("U+FFFD stands for a character that was lost"),
                    form,
                    None,
                    Span(at, at + 1),
                    (character,),
                )
                break
            control = character < " " or "\x7f" <= character <= "\x9f"
            if control and character not in "\n\t\r" and character not in entry.msgid:
                yield Observation(
                    _("the control character U+{code:04X} is not in the message", code=ord(character)),
                    form,
                    None,
                    Span(at, at + 1),
                    (f"U+{ord(character):04X}",),
                )
                break
        if "\r" in text and "\r" not in entry.msgid:
            at = text.index("\r")
            yield Observation(
                _("a carriage return that is not in the message"), form, None, Span(at, at + 1), ("\\r",)
            )


CHARSET = CatalogCheck("charset", "catalog", Severity.WARNING, N_("the charset of the file"), charset)
LOST = EntryCheck("lost-character", "fluency", Severity.WARNING, N_("U+FFFD, stray control characters"), lost)
