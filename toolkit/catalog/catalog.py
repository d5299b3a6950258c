"""A catalog: the bytes of a PO file, and its entries as a view on them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from toolkit.catalog.charset import Charset, choose, header_charset, python_codec
from toolkit.catalog.edit import Replacement, apply, replace_forms, replace_fuzzy
from toolkit.catalog.layout import PAGE_WIDTH, Page, catalog_text
from toolkit.catalog.model import Entry, Key
from toolkit.catalog.parser import Parser, form_spans
from toolkit.catalog.strings import SEPARATOR
from toolkit.catalog.style import Style, learn
from toolkit.errors import FormatError, UsageError
from toolkit.files import read_bytes
from toolkit.translations import _

if TYPE_CHECKING:
    import polib


_BEGINNINGS = (b"", b"#", b"m", b'"', b" ", b"\n", b"\r", b"\t")  # of a usual PO file


@dataclass(frozen=True, slots=True)
class Change:
    """A new translation for one entry.

    Attributes:
        key: of the entry.
        msgstr: the translation; of an entry with plural forms one form (with ``index``) or all of them;
            ``None`` leaves it.
        index: which plural form ``msgstr`` is, from 0.
        fuzzy: sets or clears the flag; ``None`` leaves it. Clearing removes the previous msgid.
    """

    key: Key
    msgstr: str | Sequence[str] | None = None
    index: int | None = None
    fuzzy: bool | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    charset: Charset
    entries: tuple[Entry, ...]
    problems: tuple[FormatError, ...]


class Catalog:
    """A PO file, byte for byte; it is never altered, an edit gives a new one.

    Use :func:`load` for a file. The bytes are read when an attribute first needs them.

    Args:
        data: the file.
        path: its name, for messages.
        lenient: list the entries that can be understood; the others are named in ``problems`` and kept.
    """

    def __init__(self, data: bytes, path: str = "", *, lenient: bool = False) -> None:
        self._data = data
        self.path = path
        self.lenient = lenient

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def to_bytes(self) -> bytes:
        """The file; of a catalog that was not edited, the bytes that were read."""
        return self._data

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries in the order of the file, header and obsolete ones included."""
        return self._reading.entries

    @property
    def charset(self) -> Charset:
        """The charset of the file."""
        return self._reading.charset

    @property
    def problems(self) -> tuple[FormatError, ...]:
        """What could not be understood; empty unless ``lenient``."""
        return self._reading.problems

    @property
    def header(self) -> Entry | None:
        """The entry with an empty msgid, if there is one."""
        return next((entry for entry in self.entries if entry.is_header), None)

    @property
    def fields(self) -> dict[str, str]:
        """The header's fields, the first of each name."""
        fields: dict[str, str] = {}
        for line in self.header.msgstr[0].split("\n") if self.header else ():
            name, colon, value = line.partition(":")
            if colon:
                fields.setdefault(name.strip(), value.strip())
        return fields

    @cached_property
    def text(self) -> str:
        """The file's text; offsets of entries count its characters."""
        return self._data.decode(self.charset.codec, self.charset.errors)

    @cached_property
    def style(self) -> Style:
        """The layout of the file's strings."""
        return learn(self.text, self.entries, self.charset.ambiguous_columns)

    def find(self, msgid: str, msgctxt: str | None = None, domain: str = "messages") -> Entry | None:
        """The entry of a message: the one in use before an obsolete one; ``None`` without any."""
        return self._index.get(Key(msgctxt, msgid, domain))

    def set(
        self,
        msgid: str,
        msgstr: str | Sequence[str],
        msgctxt: str | None = None,
        *,
        index: int | None = None,
        fuzzy: bool | None = None,
        domain: str = "messages",
    ) -> Catalog:
        """The catalog with one translation changed, and no byte outside that entry.

        Args:
            msgid: of the entry.
            msgstr: the translation; for plural forms all of them, or one with ``index``.
            msgctxt: of the entry, ``None`` where it has none.
            index: which plural form, from 0.
            fuzzy: sets or clears the flag; ``None`` leaves it as it is.
            domain: of the entry.

        Raises:
            UsageError: no such entry, forms that do not fit it, characters its charset does not have.
        """
        return self.with_changes([Change(Key(msgctxt, msgid, domain), msgstr, index, fuzzy)])

    def with_changes(self, changes: Iterable[Change]) -> Catalog:
        """The catalog with many translations changed, in one pass over the file.

        Raises:
            UsageError: as :meth:`set`, or two changes to one entry.
        """
        replacements: list[Replacement] = []
        seen: set[Key] = set()
        recoded: str | None = None
        for change in changes:
            entry = self._index.get(change.key)
            if entry is None:
                raise self._unknown(change.key)
            if change.key in seen:
                raise UsageError(
                    _("two changes to {entry}", entry=_shown(change.key)), _("keep one"), path=self.path
                )
            seen.add(change.key)
            forms = self._forms(entry, change)
            if any(SEPARATOR in form for form in forms):
                raise UsageError(
                    _("a translation may not hold U+0004, which separates contexts"),
                    path=self.path,
                    line=entry.line,
                )
            style = replace(self.style, width=None) if "no-wrap" in entry.flags else self.style
            replacements += replace_forms(self.text, entry, forms, style, self.charset.ambiguous_columns)
            if change.fuzzy is not None:
                replacements += replace_fuzzy(self.text, entry, change.fuzzy, self.style)
            if entry.is_header and header_charset(forms[0]) != header_charset(entry.msgstr[0]):
                recoded = header_charset(forms[0])
        if not replacements:
            return self
        if recoded is not None:
            return Catalog(self._recode(replacements, recoded), self.path, lenient=self.lenient)
        data = apply(self._data, self.text, self.charset, replacements, self.path)
        return Catalog(data, self.path, lenient=self.lenient)

    def to_polib(self) -> polib.POFile:
        """The entries as polib's object model: a copy, from which nothing flows back into the file."""
        from toolkit.catalog.objects import po_file

        return po_file(self.entries, self.charset.name or "UTF-8")

    @cached_property
    def _reading(self) -> _Reading:
        binary = self._binary()
        if binary is not None and not self.lenient:
            raise binary
        if binary is not None:
            return _Reading(Charset("", "latin-1"), (), (binary,))
        header = ""
        if b"charset=" in self._data:
            probe = Parser("latin-1", lenient=True, header_only=True).run([self._data.decode("latin-1")])
            header = next((entry.msgstr[0] for entry in probe if entry.is_header), "")
        charset, failure = choose(self._data, header, lenient=self.lenient, path=self.path)
        parser = Parser(charset.codec, lenient=self.lenient, path=self.path)
        entries = tuple(parser.run(charset.parts(self._data)))
        problems = [failure] if failure is not None else []
        return _Reading(charset, entries, (*problems, *parser.problems))

    def _binary(self) -> FormatError | None:
        """What a file is that is no text at all, for there is no use in telling where it stops being PO."""
        if self._data[:1] in _BEGINNINGS:
            return None
        from toolkit.readers.signatures import recognise

        found = recognise(self._data)
        if found is None:
            return None
        return FormatError(_("is {what}, not a PO file", what=found[0]), found[1], path=self.path)

    @cached_property
    def _index(self) -> dict[Key, Entry]:
        index: dict[Key, Entry] = {}
        for entry in self.entries:
            known = index.setdefault(entry.key, entry)
            if known.obsolete and not entry.obsolete:
                index[entry.key] = entry
        return index

    def _forms(self, entry: Entry, change: Change) -> list[str]:
        """All forms of an entry after a change."""
        forms = list(entry.msgstr)
        if change.msgstr is None:
            return forms
        if isinstance(change.msgstr, str):
            index = change.index
            if index is None:
                if entry.msgid_plural is not None:
                    raise UsageError(
                        _("{entry} has plural forms", entry=_shown(entry.key)),
                        _("give all of them, or the index of one"),
                        path=self.path,
                        line=entry.line,
                    )
                index = 0
            if index < 0 or index > (len(forms) if entry.msgid_plural is not None else 0):
                raise UsageError(
                    _("{entry} has no form {index}", entry=_shown(entry.key), index=index),
                    _("it has forms 0 to {last}", last=len(forms) - 1),
                    path=self.path,
                    line=entry.line,
                )
            forms[index : index + 1] = [change.msgstr]
            return forms
        given = list(change.msgstr)
        if change.index is not None or len(given) < len(forms) or (len(given) > 1 and not entry.plural):
            raise UsageError(
                _(
                    "{count} forms for {entry}, which has {forms}",
                    count=len(given),
                    entry=_shown(entry.key),
                    forms=len(forms),
                ),
                _("give all of them"),
                path=self.path,
                line=entry.line,
            )
        return given

    def _recode(self, replacements: Iterable[Replacement], name: str) -> bytes:
        """The whole file in another charset, which its header has come to name."""
        codec = python_codec(name) if name else "utf-8"
        if codec is None:
            raise UsageError(
                _("the charset {name!r} is not known", name=name), _("name UTF-8"), path=self.path
            )
        plain = Charset("UTF-8", "utf-8")
        text = apply(self.text.encode(), self.text, plain, replacements).decode()
        return Charset(name, codec).encode(text, self.path)

    def _unknown(self, key: Key) -> UsageError:
        contexts = [entry.msgctxt for entry in self.entries if entry.msgid == key.msgid]
        if contexts:
            known = ", ".join("none" if context is None else repr(context) for context in contexts[:5])
            return UsageError(
                _("no entry {entry}", entry=_shown(key)),
                _("that msgid has other contexts: {contexts}", contexts=known),
                path=self.path,
            )
        return UsageError(
            _("no entry {entry}", entry=_shown(key)), _("search the catalog for its msgid"), path=self.path
        )


def _shown(key: Key) -> str:
    msgid = key.msgid if len(key.msgid) <= 40 else key.msgid[:39] + "…"
    return (
        repr(msgid)
        if key.msgctxt is None
        else _("{msgid!r} in the context {context!r}", msgid=msgid, context=key.msgctxt)
    )


def load(source: str | os.PathLike[str] | bytes, *, lenient: bool = False) -> Catalog:
    """Read a PO or POT file.

    Args:
        source: a path, ``"-"`` for standard input, or the bytes of a file.
        lenient: go on after an error; what was not understood stays in the file and in ``problems``.

    Raises:
        InputError: a file that cannot be read, that is not text in its charset, or that msgfmt would refuse;
            with line and column.
    """
    if isinstance(source, bytes):
        catalog = Catalog(source, lenient=lenient)
    else:
        catalog = Catalog(read_bytes(source), os.fspath(source), lenient=lenient)
    _ = catalog.entries
    return catalog


def gnu_layout(catalog: Catalog, width: int | None = PAGE_WIDTH) -> bytes:
    """The catalog in the layout of ``msgcat``, byte for byte.

    What was not understood of a catalog that was read leniently stays as it is, after the entry before it.

    Args:
        catalog: any catalog.
        width: columns of a line; ``None`` breaks lines after line feeds alone, as ``--no-wrap`` does.
    """
    charset = catalog.charset
    page = Page(width, charset.ambiguous_columns, charset.codec)
    others = _others(catalog) if catalog.problems else None
    return charset.encode(catalog_text(catalog.entries, page, others), catalog.path)


def _others(catalog: Catalog) -> dict[int, str]:
    """The text between entries, by the offset of the entry before it."""
    text, others = catalog.text, {}
    before, at = -1, 0
    for entry in catalog.entries:
        others[before] = text[at : entry.start]
        before, at = entry.start, form_spans(text, entry)[-1][1]
    others[before] = text[at:]
    return {start: rest.strip() for start, rest in others.items() if rest.strip()}
