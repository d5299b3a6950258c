"""Catalogs to MO files: what ``msgfmt`` puts in, and what it refuses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.catalog import mo
from toolkit.catalog.catalog import Catalog, load
from toolkit.catalog.charset import Charset
from toolkit.catalog.layout import read_comments
from toolkit.catalog.model import Entry
from toolkit.catalog.strings import SEPARATOR
from toolkit.errors import FormatError, UsageError
from toolkit.translations import _, ngettext

_CREATED = re.compile(r"^POT-Creation-Date:[^\n]*\n?", re.MULTILINE)
_NAMED = re.compile(r"(charset=)[^ \t\n]+")
_FLAGS = re.compile(r"%(?:[0-9]+\$)?([-+ #0'I]*)")
_MACRO = re.compile(r"<PRI[A-Za-z0-9]+>\Z")


@dataclass(frozen=True, slots=True)
class Options:
    """What msgfmt has options for.

    Attributes:
        use_fuzzy: take fuzzy translations, too.
        byte_order: of the numbers.
        alignment: strings begin at multiples of this many bytes.
        hash_table: for fast look-up.
        utf8: convert a catalog of another charset, as newer releases of msgfmt do.
    """

    use_fuzzy: bool = False
    byte_order: mo.ByteOrder = "little"
    alignment: int = 1
    hash_table: bool = True
    utf8: bool = False


STANDARD = Options()


@dataclass(frozen=True, slots=True)
class Compiled:
    """An MO file and how far the translation is.

    Attributes:
        data: the file; empty where no message is translated, for then msgfmt writes none.
        translated: messages with a translation, header aside.
        fuzzy: messages whose translation awaits a review, whether it was taken or not.
        untranslated: messages without a translation.
    """

    data: bytes
    translated: int
    fuzzy: int
    untranslated: int

    @property
    def summary(self) -> str:
        """One line, as ``msgfmt --statistics`` has it."""
        parts = [ngettext("{count} translated message", "{count} translated messages", self.translated)]
        if self.fuzzy:
            parts.append(ngettext("{count} fuzzy translation", "{count} fuzzy translations", self.fuzzy))
        if self.untranslated:
            parts.append(
                ngettext("{count} untranslated message", "{count} untranslated messages", self.untranslated)
            )
        return ", ".join(parts) + "."


def compile_catalog(catalog: Catalog, options: Options = STANDARD) -> Compiled:
    """The MO file of a catalog, with the bytes ``msgfmt`` would write.

    Left out are obsolete and untranslated entries, fuzzy ones (the header aside) and the header's
    ``POT-Creation-Date``, so that equal translations make equal files. Domains are not told apart.

    Args:
        catalog: without problems.
        options: what goes in, and how it is laid out.

    Raises:
        FormatError: a message that is defined twice, a line feed at the end of a message but not of its
            translation, a NUL in a string; with the line.
        UsageError: the catalog has problems, or the alignment is none.
    """
    if catalog.problems:
        raise UsageError(
            _("has errors"), _("correct them first"), path=catalog.path, line=catalog.problems[0].line
        )
    _refuse_duplicates(catalog)
    charset = replace(catalog.charset, codec=catalog.charset.codec.removesuffix("-sig"))
    if options.utf8 or not charset.ascii_lines:  # UTF-16 has NULs, which end strings here
        charset = Charset("UTF-8", "utf-8")
    renamed = charset.name.upper() != catalog.charset.name.upper()
    counts = [0, 0, 0]
    records: list[mo.Record] = []
    for entry in catalog.entries:
        if entry.obsolete:
            continue
        waits = entry.fuzzy and not entry.is_header
        empty = not entry.msgstr[0]
        if not entry.is_header:
            counts[2 if empty else int(waits)] += 1
        if not empty and (options.use_fuzzy or not waits):
            _refuse_line_ends(entry, catalog.path)
            records.append(_record(entry, charset, renamed, catalog.path))
    data = mo.write(
        records,
        byte_order=options.byte_order,
        alignment=options.alignment,
        hash_table=options.hash_table,
    )
    return Compiled(data if records else b"", *counts)


def compile_file(path: Path, options: Options) -> Compiled:
    """:func:`compile_catalog` of a file; a function of one path, for other processes.

    Raises:
        InputError: a file that cannot be read, or that msgfmt would refuse.
        UsageError: an alignment that is none.
    """
    return compile_catalog(load(path), options)


def _refuse_duplicates(catalog: Catalog) -> None:
    """Every message once, obsolete or not, as msgfmt wants it."""
    seen: dict[tuple[str | None, str], int] = {}
    for entry in catalog.entries:
        key = (entry.msgctxt, entry.msgid)
        if key in seen:
            shown = entry.msgid if len(entry.msgid) <= 40 else entry.msgid[:39] + "…"
            where = (
                "" if entry.msgctxt is None else _(" in the context {context}", context=repr(entry.msgctxt))
            )
            raise FormatError(
                _("{entry} is defined twice", entry=f"{shown!r}{where}"),
                _("the first is in line {line}: keep one", line=seen[key]),
                path=catalog.path,
                line=entry.line,
            )
        seen[key] = entry.line


def _refuse_line_ends(entry: Entry, path: str) -> None:
    """Message and translation begin and end with a line feed both or neither: msgfmt wants it unasked."""
    if not entry.msgid:
        return
    others = [] if entry.msgid_plural is None else [("msgid_plural", entry.msgid_plural)]
    for index, form in enumerate(entry.msgstr):
        others.append((f"msgstr[{index}]" if entry.plural else "msgstr", form))
    for name, text in others:
        for begin, has in ((True, str.startswith), (False, str.endswith)):
            if has(text, "\n") != has(entry.msgid, "\n"):
                problem = (
                    _("msgid and {name} do not both begin with \\n", name=name)
                    if begin
                    else _("msgid and {name} do not both end with \\n", name=name)
                )
                raise FormatError(problem, _("add it or take it away"), path=path, line=entry.line)


def _record(entry: Entry, charset: Charset, renamed: bool, path: str) -> mo.Record:
    forms = entry.msgstr
    if entry.is_header:
        header = _CREATED.sub("", forms[0], count=1)
        forms = (_NAMED.sub(rf"\g<1>{charset.name}", header) if renamed else header,)
    strings = [entry.msgctxt or "", entry.msgid, entry.msgid_plural or "", *forms]
    if any("\0" in text for text in strings):
        raise FormatError(_("a NUL character in a string"), _("remove it"), path=path, line=entry.line)
    context = b"" if entry.msgctxt is None else charset.encode(entry.msgctxt + SEPARATOR, path)
    flags = read_comments(entry.head).flags if "c-format" in entry.head else ()
    key, key_spans = _joined([entry.msgid], flags, charset, len(context), path)
    if entry.msgid_plural is not None:  # not for look-up: what systems fill in stays as it is written
        key += b"\0" + charset.encode(entry.msgid_plural, path)
    value, value_spans = _joined(forms, flags, charset, 0, path, translated=True)
    return mo.Record(context + key, value, key_spans, value_spans)


def _joined(
    texts: Iterable[str],
    flags: Sequence[str],
    charset: Charset,
    at: int,
    path: str,
    *,
    translated: bool = False,
) -> tuple[bytes, tuple[mo.Span, ...]]:
    """Strings with NULs between them, and the spans that each system fills in, counted from ``at``."""
    out: list[bytes] = []
    spans: list[mo.Span] = []
    for text in texts:
        for start, end in _system_spans(text, flags, translated):
            before = at + len(charset.encode(text[:start], path))
            spans.append((before, before + end - start))  # of ASCII
        out.append(charset.encode(text, path))
        at += len(out[-1]) + 1
    return b"\0".join(out), tuple(spans)


def _system_spans(text: str, flags: Sequence[str], translated: bool) -> list[tuple[int, int]]:
    """In a C format the names ``<PRIu64>``, and in its translation the flag ``I``."""
    if "<PRI" not in text and not (translated and "I" in text):
        return []
    if "c-format" not in flags and "objc-format" not in flags:
        return []
    # Imported here: thirty families come along, and few catalogs need one.
    from toolkit.catalog.format_strings import InvalidFormat
    from toolkit.catalog.format_strings.c import OBJECTIVE_C

    try:
        found = OBJECTIVE_C.parse(text, translated).directives  # C's formats are among them
    except InvalidFormat:
        return []
    spans: dict[tuple[int, int], None] = {}
    for directive in found:
        marks = _FLAGS.match(text, directive.start)
        if translated and marks is not None:
            at = marks.start(1)
            spans.update(((at + k, at + k + 1), None) for k, mark in enumerate(marks[1]) if mark == "I")
        macro = _MACRO.search(text, directive.start, directive.end)
        if macro is not None:
            spans[macro.span()] = None
    return list(spans)
