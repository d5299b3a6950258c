"""Two catalogs that come from one, merged by their entries and not by their lines.

An entry that one side changed, added, removed, moved, made obsolete or revived is taken as that side has it,
byte for byte; one that both changed is merged part by part. Merging gives what the same work done one after
the other would have given: a translation made for a message that the other side's new template no longer has
is kept as an obsolete entry, and one made for a message that was reworded there goes to the new wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from toolkit.catalog.catalog import Catalog
from toolkit.catalog.charset import Charset, header_charset, python_codec
from toolkit.catalog.conflicts import MARKER_SIZE, Conflict
from toolkit.catalog.edit import replace_forms
from toolkit.catalog.entry_merging import commented_out, merge_entry
from toolkit.catalog.header_merging import CREATED, later
from toolkit.catalog.model import Entry, Key
from toolkit.catalog.ordering import merged_order, three_way
from toolkit.catalog.slices import Id, Slice, Version, newline_of, version_of
from toolkit.catalog.terms import Terms
from toolkit.catalog.translation_merging import Side
from toolkit.errors import UsageError
from toolkit.translations import _

_CHARSET = re.compile(r"charset=[\w.:+-]+")


@dataclass(frozen=True, slots=True)
class Replaced:
    """A translation of one side that gave way to the other's by rule."""

    key: Key
    side: Side
    msgstr: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged catalog and what became of the two sides.

    Attributes:
        catalog: the result; the bytes of one side where the other changed nothing.
        conflicts: in the order of the file, with their lines in it.
        taken: keys whose entries are theirs, or hold something of theirs.
        obsolete: keys one side removed while the other translated them, kept as obsolete entries.
        followed: keys whose new wording took the translation that the other side gave the old one.
        replaced: translations that gave way without a conflict.
    """

    catalog: Catalog
    conflicts: tuple[Conflict, ...] = ()
    taken: tuple[Key, ...] = ()
    obsolete: tuple[Key, ...] = ()
    followed: tuple[Key, ...] = ()
    replaced: tuple[Replaced, ...] = ()


def merge(
    base: Catalog,
    ours: Catalog,
    theirs: Catalog,
    *,
    prefer: Side | None = None,
    label: str = "",
    marker_size: int = MARKER_SIZE,
) -> Merge:
    """The changes of two catalogs since the one they come from, in one catalog.

    Args:
        base: the catalog before; an empty one where there was none.
        ours: whose order is kept, and whose bytes where nobody changed anything.
        theirs: whose changes are brought in.
        prefer: the side that wins where both cannot be had; such entries are then not marked.
        label: a name for the other side, written beside its strings in conflicts.
        marker_size: angle brackets of a conflict's markers.

    Raises:
        UsageError: a catalog was not understood as a whole or has several domains; a character of theirs
            that the charset of the result lacks.
    """
    for file in (base, ours, theirs):
        if file.problems:
            raise UsageError(
                _("has errors"), _("correct them first"), path=file.path, line=file.problems[0].line
            )
        if any(entry.domain != "messages" for entry in file.entries):
            raise UsageError(_("has several domains"), _("split it by domain first"), path=file.path)
    if theirs.to_bytes() in (base.to_bytes(), ours.to_bytes()):
        return Merge(ours)
    if ours.to_bytes() == base.to_bytes():
        changed = {entry.key: entry for entry in ours}
        taken = tuple(entry.key for entry in theirs if not _same(changed.get(entry.key), entry))
        return Merge(Catalog(theirs.to_bytes(), ours.path), taken=taken)
    return _Merger(base, ours, theirs, prefer, label, marker_size).run()


def _same(old: Entry | None, new: Entry) -> bool:
    return old is not None and replace(old, line=0, start=0) == replace(new, line=0, start=0)


class _Merger:
    def __init__(
        self,
        base: Catalog,
        ours: Catalog,
        theirs: Catalog,
        prefer: Side | None,
        label: str,
        size: int,
    ) -> None:
        mine, other = newline_of(ours.text), newline_of(theirs.text)
        before = newline_of(base.text) if base.entries else mine
        mixed = not before == mine == other
        self._newline = "" if not mixed else other if mine == before else mine
        self._base, self._ours, self._theirs = (version_of(file, mixed) for file in (base, ours, theirs))
        left, right = (file.header.msgstr[0] if file.header else "" for file in (ours, theirs))
        self._terms = Terms(
            self._ours.style,
            self._theirs.style,
            later(left, right, CREATED),
            prefer,
            label,
            size,
            ours.charset.ambiguous_columns,
            self._ours.newline,
        )
        self._conflicts: list[Conflict] = []
        self._obsolete: list[Id] = []
        self._followed: list[Key] = []
        self._replaced: list[Replaced] = []

    def run(self) -> Merge:
        texts: dict[Id, str] = {}
        dropped = self._follow(self._ours, self._theirs) | self._follow(self._theirs, self._ours)
        for name in dict.fromkeys([*self._ours.order, *self._theirs.order]):
            text = self._entry(name, dropped)
            if text is not None:
                texts[name] = text
        current = set(texts).difference(self._obsolete)
        order = merged_order(
            self._base.order, self._ours.order, self._theirs.order, current, late=self._is_late
        )
        text = self._text([*order, *self._obsolete], texts)
        if self._newline:
            text = text.replace("\n", self._newline)
        data = self._charset(texts).encode(text, self._ours.catalog.path)
        ours = self._ours.catalog
        catalog = ours if data == ours.to_bytes() else Catalog(data, ours.path)
        taken = [
            name[0]
            for name in order
            if name not in self._ours.slices or texts[name] != self._ours.slices[name].text
        ]
        return Merge(
            catalog,
            self._placed(catalog),
            tuple(taken),
            tuple(name[0] for name in self._obsolete),
            tuple(self._followed),
            tuple(self._replaced),
        )

    def _entry(self, name: Id, dropped: set[Id]) -> str | None:
        """The lines of one entry of the result; ``None`` for one that is not in it."""
        base, ours, theirs = (v.slices.get(name) for v in (self._base, self._ours, self._theirs))
        if ours is not None and theirs is not None:
            done = merge_entry(base, ours, theirs, self._terms)
            self._conflicts += done.conflicts
            self._replaced += [Replaced(name[0], side, forms) for side, forms in done.replaced]
            return done.text
        left = ours or theirs
        assert left is not None
        if base is None:
            return left.text
        if name in dropped or not _worked_on(base.entry, left.entry):
            return None
        self._obsolete.append(name)
        return commented_out(left, self._terms, "ours" if left is ours else "theirs")

    def _follow(self, updated: Version, translated: Version) -> set[Id]:
        """Take new translations of old wordings over into one side's new wordings.

        Returns:
            The old wordings whose translation has thereby found its place.
        """
        done: set[Id] = set()
        for name in updated.order:
            slice_ = updated.slices[name]
            entry = slice_.entry
            if entry.previous is None or entry.obsolete or name in self._base.slices:
                continue
            old = Key(entry.previous.msgctxt, entry.previous.msgid), 0
            before, now = self._base.slices.get(old), translated.slices.get(old)
            if before is None or now is None or old in updated.slices or not any(now.entry.msgstr):
                continue
            size = len(entry.msgstr)
            if entry.msgstr != before.entry.msgstr[:size] or len(now.entry.msgstr) < size:
                continue
            done.add(old)
            if now.entry.msgstr[:size] != entry.msgstr:
                updated.slices[name] = self._with_forms(slice_, now.entry.msgstr[:size], updated)
                self._followed.append(entry.key)
        return done

    def _with_forms(self, slice_: Slice, forms: Sequence[str], version: Version) -> Slice:
        """An entry with other translations."""
        entry, text = replace(slice_.entry, start=0), slice_.text
        changes = replace_forms(text, entry, forms, version.style(), self._terms.ambiguous)
        for change in sorted(changes, key=lambda change: -change.start):
            text = text[: change.start] + change.text + text[change.end :]
        return Slice(replace(entry, msgstr=tuple(forms)), slice_.before, text)

    def _is_late(self, name: Id) -> bool:
        slice_ = self._ours.slices.get(name) or self._theirs.slices[name]
        return slice_.entry.obsolete

    def _text(self, order: Iterable[Id], texts: dict[Id, str]) -> str:
        """The whole file."""
        newline = self._terms.newline
        parts: list[str] = []
        for name in order:
            before = self._before(name)
            if not parts:
                before = self._start()
            elif "\n" not in before:
                before = newline * 2
            parts += [before, texts[name]]
        tail = _merged_tail(self._base.tail, self._ours.tail, self._theirs.tail, newline)
        return "".join(parts) + tail if parts else self._start() + tail.lstrip()

    def _before(self, name: Id) -> str:
        """The white space above an entry."""
        base, ours, theirs = (
            None
            if (slice_ := version.slices.get(name)) is None or name == version.order[0]
            else slice_.before
            for version in (self._base, self._ours, self._theirs)
        )
        if ours is None or (ours == base and theirs is not None):
            return theirs or ""
        return ours

    def _start(self) -> str:
        """What stands before the first entry: a byte order mark, seldom white space."""
        base, ours, theirs = (
            version.slices[version.order[0]].before if version.order else None
            for version in (self._base, self._ours, self._theirs)
        )
        if ours is None or (ours == base and theirs is not None):
            return theirs or ""
        return ours

    def _charset(self, texts: dict[Id, str]) -> Charset:
        """The charset the merged header names."""
        ours, theirs = self._ours.catalog, self._theirs.catalog
        found = _CHARSET.search(texts.get((Key(None, ""), 0), ""))
        wanted = header_charset(found[0]) if found else ""
        for file in (ours, theirs):
            if file.entries and header_charset(file.header.msgstr[0] if file.header else "") == wanted:
                return file.charset
        codec = python_codec(wanted) if wanted else None
        return Charset(wanted, codec) if codec is not None else Charset("UTF-8", "utf-8")

    def _placed(self, catalog: Catalog) -> tuple[Conflict, ...]:
        """The conflicts with their lines in the result."""
        lines = {entry.key: entry.line for entry in reversed(catalog.entries)}
        placed = [replace(conflict, line=lines[conflict.key]) for conflict in self._conflicts]
        return tuple(sorted(placed, key=lambda conflict: conflict.line))


def _worked_on(base: Entry, entry: Entry) -> bool:
    """Whether a translator changed an entry and its translation should not get lost."""
    if not any(entry.msgstr):
        return False
    before, after = ((e.msgstr, e.fuzzy, e.comments) for e in (base, entry))
    return before != after


def _merged_tail(base: str, ours: str, theirs: str, newline: str) -> str:
    """What follows the last entry: white space, seldom comments."""
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    lines = three_way(*(tuple(tail.split("\n")) for tail in (base, ours, theirs)))
    return "\n".join(lines) if any(line.strip() for line in lines) else ours or newline
