"""MO files, byte for byte as ``msgfmt`` lays them out.

::

    header         7 words: magic, revision, number of strings, where the tables are; 5 more if minor >= 1
    msgids         a table of (length, offset), sorted by msgid
    msgstrs        a table of (length, offset), in the same order
    hash table     string numbers from 1, 0 for a free place; double hashing
    system tables  only of minor revision 1: strings with ``<PRIu64>``, which differs between systems
    strings        each followed by a NUL

A word has 32 bits, in either byte order. A key is ``msgctxt EOT msgid NUL msgid_plural``, a value the forms
with NULs between them. GNU gettext manual, "The Format of GNU MO Files"; what it leaves open is as observed.

polib writes MO files, too, but others: without the hash table, which makes look-up in C slow, sorted by msgid
without its context, and with the date of the template, by which equal translations make unequal files.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from toolkit.errors import FormatError, UsageError
from toolkit.translations import _

ByteOrder: TypeAlias = Literal["little", "big"]
Span: TypeAlias = tuple[int, int]

MAGIC = 0x950412DE
CONTEXT_END = b"\x04"
_MAJOR = 1  # the highest major revision there is: 1 has the segment "I", otherwise 0
_LAST_SEGMENT = 0xFFFFFFFF
_MOST_BYTES = 64 * 2**20  # of all strings together, unless the file itself is that large
_SEGMENT_COST = 512  # bytes that a segment counts for, because it takes time even if it is empty


@dataclass(frozen=True, slots=True)
class Record:
    """A message as an MO file has it, in the file's charset.

    Attributes:
        key: ``msgctxt EOT msgid NUL msgid_plural``, as much of it as there is.
        value: the translation, or the plural forms with NULs between them.
        key_spans: the bytes of ``key`` that each system replaces: ``<PRIu64>``.
        value_spans: the same of ``value``, and the flag ``I`` of a directive.
    """

    key: bytes
    value: bytes
    key_spans: tuple[Span, ...] = ()
    value_spans: tuple[Span, ...] = ()

    @property
    def system_dependent(self) -> bool:
        """Whether a system has to complete the strings before it can look them up."""
        return bool(self.key_spans or self.value_spans)


def write(
    records: Iterable[Record],
    *,
    byte_order: ByteOrder = "little",
    alignment: int = 1,
    hash_table: bool = True,
) -> bytes:
    """An MO file.

    Args:
        records: in any order, no two with the same msgid and context.
        byte_order: of the words.
        alignment: strings begin at multiples of this many bytes.
        hash_table: write it; without it programs search the sorted table, which system-dependent strings are
            not in, so where there are any it is written all the same.

    Raises:
        UsageError: an alignment below 1, or more than a file of 4 GB can hold.
    """
    if not 1 <= alignment <= 4096:
        raise UsageError(
            _("an alignment of {alignment} bytes", alignment=alignment), _("give a number from 1 to 4096")
        )
    every = list(records)
    plain = sorted((record for record in every if not record.system_dependent), key=_sort_key)
    system = [record for record in every if record.system_dependent]
    names = _segment_names(system)
    lists = [_segments(text, spans, names) for text, spans in _system_strings(system)]

    header = 48 if system else 28
    keys_at = header
    values_at = keys_at + 8 * len(plain)
    hash_at = values_at + 8 * len(plain)
    size = _hash_size(len(every)) if hash_table or system else 0
    names_at = hash_at + 4 * size
    system_at = names_at + 8 * len(names)
    lists_at = system_at + 4 * len(lists)
    strings = _Strings(lists_at + sum(4 + 8 * len(parts) for _, parts in lists), alignment)

    words = [MAGIC, 0, len(plain), keys_at, values_at, size, hash_at]
    if system:
        words[1] = 0x10001 if b"I" in names else 1
        words += [len(names), names_at, len(system), system_at, system_at + 4 * len(system)]
    for text in (*(record.key for record in plain), *(record.value for record in plain)):
        words += [len(text), strings.add(text + b"\0")]
    words += _hash_table([record.key for record in plain], size)
    for name in names:
        words += [len(name) + 1, strings.add(name + b"\0")]
    at = lists_at
    for _text, parts in lists:
        words.append(at)
        at += 4 + 8 * len(parts)
    for text, parts in lists:
        words.append(strings.add(text))
        for length, name_index in parts:
            words += [length, name_index]
    if strings.end > 0xFFFFFFFF:
        raise UsageError(_("more than 4 GB of translations"), _("split the catalog"))
    return struct.pack(f"{'<' if byte_order == 'little' else '>'}{len(words)}I", *words) + strings.data()


class _Strings:
    """The last part of the file, growing."""

    def __init__(self, start: int, alignment: int) -> None:
        self.end = start
        self._alignment = alignment
        self._chunks: list[bytes] = []

    def add(self, text: bytes) -> int:
        """Where the text comes to stand."""
        gap = -self.end % self._alignment
        at = self.end + gap
        self._chunks += [b"\0" * gap, text] if gap else [text]
        self.end = at + len(text)
        return at

    def data(self) -> bytes:
        return b"".join(self._chunks)


def _sort_key(record: Record) -> bytes:
    """What programs search for: the key up to its first NUL, bytes without a sign."""
    return record.key.partition(b"\0")[0]


def _system_strings(records: Sequence[Record]) -> list[tuple[bytes, tuple[Span, ...]]]:
    """All keys, then all values."""
    keys = [(record.key, record.key_spans) for record in records]
    return keys + [(record.value, record.value_spans) for record in records]


def _segment_names(records: Iterable[Record]) -> list[bytes]:
    """The names of what systems fill in, in the order in which they are met."""
    names: dict[bytes, None] = {}
    for record in records:
        for text, spans in ((record.key, record.key_spans), (record.value, record.value_spans)):
            names.update(dict.fromkeys(text[start:end].strip(b"<>") for start, end in spans))
    return list(names)


def _segments(text: bytes, spans: Iterable[Span], names: list[bytes]) -> tuple[bytes, list[tuple[int, int]]]:
    """A string without what systems fill in, and its cuts: a length, and the name that follows it."""
    fixed: list[bytes] = []
    parts: list[tuple[int, int]] = []
    at = 0
    for start, end in spans:
        fixed.append(text[at:start])
        parts.append((start - at, names.index(text[start:end].strip(b"<>"))))
        at = end
    fixed.append(text[at:] + b"\0")
    parts.append((len(fixed[-1]), _LAST_SEGMENT))
    return b"".join(fixed), parts


def _hash_size(count: int) -> int:
    """An odd prime a third larger than the number of strings, at least 3; for two strings it is 5."""
    if count < 2:
        return 3
    size = max(count * 4 // 3 | 1, 5)
    while any(size % divisor == 0 for divisor in range(3, int(size**0.5) + 1, 2)):
        size += 2
    return size


def _hash_table(keys: Sequence[bytes], size: int) -> list[int]:
    """The place of each string: that of its hash value, or further on by a step of its own."""
    table = [0] * size
    if not size:
        return table
    for number, key in enumerate(keys, 1):
        value = _hash(key)
        at = value % size
        if table[at]:
            step = 1 + value % (size - 2)
            while table[at]:
                at = (at + step) % size
        table[at] = number
    return table


def _hash(key: bytes) -> int:
    """P. J. Weinberger's hash of a string up to its first NUL: 32 bits, of which the upper four fold back."""
    value = 0
    for byte in key.partition(b"\0")[0]:
        value = (value << 4) + byte
        upper = value >> 28 & 15
        value &= 0xFFFFFFF
        if upper:
            value ^= upper << 4
    return value


def read(data: bytes, path: object = "") -> list[Record]:
    """The messages of an MO file of either byte order, in the file's order; system-dependent ones last.

    Nothing in the file is trusted; the hash table is not looked at.

    Raises:
        FormatError: not an MO file, or a damaged one; with the byte offset of the word that is wrong.
    """
    return _Reader(data, path).run()


class _Reader:
    def __init__(self, data: bytes, path: object) -> None:
        self._data = data
        self._path = path
        self._format = "<"
        self._taken = 0

    def run(self) -> list[Record]:
        data = self._data
        for self._format in ("<", ">"):
            if data[:4] == struct.pack(f"{self._format}I", MAGIC):
                break
        else:
            raise self._error(
                _("not an MO file"), 0, _("the first four bytes of one are DE 12 04 95 or 95 04 12 DE")
            )
        _magic, revision, count, keys_at, values_at, *_hashes = self._words(0, 7, 0, _("the header"))
        if revision >> 16 > _MAJOR:
            problem = _(
                "MO format revision {major}.{minor}, known are 0 and {known}",
                major=revision >> 16,
                minor=revision & 65535,
                known=_MAJOR,
            )
            raise self._error(problem, 4)
        keys = self._words(keys_at, 2 * count, 12, _("the table of {count:,} messages", count=count))
        values = self._words(values_at, 2 * count, 16, _("the table of {count:,} translations", count=count))
        records = [
            Record(
                self._string(keys[2 * index], keys[2 * index + 1], keys_at + 8 * index),
                self._string(values[2 * index], values[2 * index + 1], values_at + 8 * index),
            )
            for index in range(count)
        ]
        return records + self._system_records() if revision & 0xFFFF else records

    def _system_records(self) -> list[Record]:
        header = self._words(28, 5, 4, "the header")
        names_count, names_at, count, keys_at, values_at = header
        table = self._words(names_at, 2 * names_count, 32, f"the table of {names_count:,} segments")
        names: list[bytes] = []
        for index in range(names_count):
            length, at = table[2 * index : 2 * index + 2]
            if not length:
                raise self._error(_("a segment without a name"), names_at + 8 * index)
            names.append(self._string(length - 1, at, names_at + 8 * index))
        keys = self._words(keys_at, count, 40, f"the table of {count:,} system-dependent messages")
        values = self._words(values_at, count, 44, f"the table of {count:,} system-dependent translations")
        records: list[Record] = []
        for key_at, value_at in zip(keys, values, strict=True):
            key, key_spans = self._system_string(key_at, names)
            value, value_spans = self._system_string(value_at, names)
            records.append(Record(key, value, key_spans, value_spans))
        return records

    def _system_string(self, at: int, names: Sequence[bytes]) -> tuple[bytes, tuple[Span, ...]]:
        """A string put together from fixed pieces and the names between them."""
        (fixed,) = self._words(at, 1, at, "a system-dependent string")
        where = at
        out = bytearray()
        spans: list[Span] = []
        while True:
            where += 4 if where == at else 8
            length, name = self._words(where, 2, where, "a system-dependent string")
            last = name == _LAST_SEGMENT
            if last and not length:
                raise self._error(_("a string that does not end in NUL"), where)
            out += self._string(length - last, fixed, where, terminated=last)
            fixed += length
            if last:
                return bytes(out), tuple(spans)
            if name >= len(names):
                raise self._error(
                    _("segment {number:,} of {count:,}", number=name, count=len(names)), where + 4
                )
            written = names[name] if names[name] == b"I" else b"<" + names[name] + b">"
            self._take(len(written) + _SEGMENT_COST, where)
            spans.append((len(out), len(out) + len(written)))
            out += written

    def _words(self, at: int, count: int, where: int, what: str) -> tuple[int, ...]:
        """Words of the file; ``where`` is the word that says there are any."""
        if at + 4 * count > len(self._data):
            problem = _(
                "truncated: {what} would end at byte {end:,} of {size:,}",
                what=what,
                end=at + 4 * count,
                size=len(self._data),
            )
            raise self._error(problem, where)
        return struct.unpack_from(f"{self._format}{count}I", self._data, at)

    def _string(self, length: int, at: int, where: int, terminated: bool = True) -> bytes:
        end = at + length
        if end + terminated > len(self._data):
            problem = _(
                "truncated: a string would end at byte {end:,} of {size:,}",
                end=end + terminated,
                size=len(self._data),
            )
            raise self._error(problem, where)
        if terminated and self._data[end]:
            raise self._error(_("a string that does not end in NUL"), where)
        self._take(length, where)
        return self._data[at:end]

    def _take(self, length: int, where: int) -> None:
        """Strings may share bytes, but not so that a small file fills the memory."""
        self._taken += length
        if self._taken > max(_MOST_BYTES, len(self._data)):
            raise self._error(
                _("strings that overlap to more than {megabytes} MB", megabytes=_MOST_BYTES // 2**20), where
            )

    def _error(self, problem: str, offset: int, remedy: str = "compile it anew") -> FormatError:
        return FormatError(problem, remedy, path=self._path, offset=offset)
