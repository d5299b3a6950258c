"""A catalog brought up to date with a new template (POT).

Each message of the template takes, in this order: the translation it has; that of the same msgid in another
context; that of the most similar old msgid. The last two become fuzzy, with the previous msgid recorded. What
the template no longer has becomes obsolete; what it has again is revived. Lines that need not change do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from toolkit.catalog.catalog import Catalog
from toolkit.catalog.lexer import pieces
from toolkit.catalog.matching import Memory, Proposal, is_typo
from toolkit.catalog.model import Entry, Key, Previous
from toolkit.catalog.parser import form_spans
from toolkit.errors import UsageError
from toolkit.translations import _

THRESHOLD = 0.75
_FORMS = re.compile(r"nplurals\s*=\s*([0-9]{1,2})")
_CREATED = re.compile(r"(POT-Creation-Date:[^\n\"\\]*)")
_MANAGED = frozenset((".", ":", ","))


@dataclass(frozen=True, slots=True)
class Update:
    """An updated catalog and what became of its messages.

    Attributes:
        catalog: the result; equal bytes where nothing had to change.
        kept: keys that have the translation they had.
        revived: keys that were obsolete.
        moved: keys that took the translation of another context.
        proposed: keys that took the translation of a similar message, with that message.
        untranslated: keys without any.
        obsolete: keys that the template no longer has.
    """

    catalog: Catalog
    kept: tuple[Key, ...] = ()
    revived: tuple[Key, ...] = ()
    moved: tuple[Key, ...] = ()
    proposed: tuple[tuple[Key, Proposal], ...] = ()
    untranslated: tuple[Key, ...] = ()
    obsolete: tuple[Key, ...] = ()


def update(
    catalog: Catalog,
    template: Catalog,
    *,
    threshold: float = THRESHOLD,
    source_language: str = "en",
    memories: Iterable[Catalog] = (),
    keep_typos: bool = False,
) -> Update:
    """A catalog with the messages of a template, in the template's order.

    Args:
        catalog: the translations.
        template: the POT.
        threshold: similarity from which a translation is proposed, 0 to 1; above 1 nothing is.
        source_language: of the msgids (BCP 47), for its negations.
        memories: other catalogs whose translations may be taken.
        keep_typos: leave the translation unfuzzied where the msgid changed by a slip in one word.

    Raises:
        UsageError: a new message has a character the catalog's charset lacks; parts of the catalog were not
            understood; it has several domains; a message stands twice in the template.
    """
    for file in (catalog, template):
        if file.problems:
            raise UsageError(
                _("has errors"), _("correct them first"), path=file.path, line=file.problems[0].line
            )
        if any(entry.domain != "messages" for entry in file.entries):
            raise UsageError(_("has several domains"), _("split it by domain first"), path=file.path)
    seen: set[Key] = set()
    for entry in template.entries:
        if entry.key in seen and not entry.obsolete:
            raise UsageError(
                _("{msgid!r} stands twice in the template", msgid=entry.msgid),
                _("remove one"),
                path=template.path,
                line=entry.line,
            )
        if not entry.obsolete:
            seen.add(entry.key)
    return _Updater(catalog, template, threshold, source_language, memories, keep_typos).run()


class _Updater:
    def __init__(
        self,
        catalog: Catalog,
        template: Catalog,
        threshold: float,
        source_language: str,
        memories: Iterable[Catalog],
        keep_typos: bool,
    ) -> None:
        self._catalog = catalog
        self._template = template
        self._threshold = threshold
        self._keep_typos = keep_typos
        old = [entry for entry in catalog.entries if not entry.is_header]
        self._others = [entry for memory in memories for entry in memory.entries if not entry.is_header]
        self._source_language = source_language
        self._by_msgid: dict[str, Entry] = {}
        for entry in old:
            if any(entry.msgstr):
                self._by_msgid.setdefault(entry.msgid, entry)
        self._foreign = {entry.key: entry for entry in reversed(self._others) if any(entry.msgstr)}
        self._old = old
        self._memory: Memory | None = None
        found = _FORMS.search(catalog.header.msgstr[0]) if catalog.header else None
        self._nplurals = max(int(found[1]), 1) if found else 2
        self._used: set[int] = set()
        self._kept: list[Key] = []
        self._revived: list[Key] = []
        self._moved: list[Key] = []
        self._proposed: list[tuple[Key, Proposal]] = []
        self._untranslated: list[Key] = []

    def run(self) -> Update:
        catalog = self._catalog
        blocks = [self._header()] if catalog.header is not None else []
        for entry in self._template.entries:
            if entry.obsolete or entry.is_header:
                continue
            own = catalog.find(entry.msgid, entry.msgctxt, entry.domain)
            if own is not None:
                self._used.add(id(own))
            blocks.append(self._block(entry, own))
        gone: list[Key] = []
        for entry in self._old:
            if id(entry) in self._used:
                continue
            if entry.obsolete:
                blocks.append(self._raw(entry))
            elif any(entry.msgstr):
                gone.append(entry.key)
                blocks.append(self._commented_out(entry))
        newline = catalog.style.newline
        blocks += self._tail()
        text = (newline * 2).join(blocks) + newline if blocks else ""
        if catalog.entries:
            text = catalog.text[: catalog.entries[0].start] + text
        data = catalog.charset.encode(text, catalog.path)
        old = catalog.to_bytes()
        return Update(
            catalog if data == old else Catalog(data, catalog.path),
            tuple(self._kept),
            tuple(self._revived),
            tuple(self._moved),
            tuple(self._proposed),
            tuple(self._untranslated),
            tuple(gone),
        )

    def _tail(self) -> list[str]:
        """Comments after the last entry."""
        if not self._catalog.entries:
            return []
        text = self._catalog.text
        rest = text[form_spans(text, self._catalog.entries[-1])[-1][1] :].strip()
        return [rest] if rest else []

    def _header(self) -> str:
        """The header with the template's creation date."""
        header = self._catalog.header
        assert header is not None
        raw = self._raw(header)
        date = self._template.fields.get("POT-Creation-Date")
        if date is None or not re.fullmatch(r"[^\"\\]+", date):
            return raw
        return _CREATED.sub(lambda found: f"POT-Creation-Date: {date}", raw, count=1)

    def _block(self, entry: Entry, own: Entry | None) -> str:
        """One message of the template with the best translation there is."""
        if own is not None and any(own.msgstr):
            (self._revived if own.obsolete else self._kept).append(entry.key)
            if own.msgid_plural == entry.msgid_plural:
                body = self._body(own) if not own.obsolete else self._laid(entry, own.msgstr, own.previous)
                return self._head(entry, own, own.fuzzy) + body
            return self._fuzzy(entry, own)
        foreign = self._foreign.get(entry.key)
        if foreign is not None and foreign.msgid_plural == entry.msgid_plural:
            self._kept.append(entry.key)
            return self._head(entry, own, foreign.fuzzy) + self._laid(entry, foreign.msgstr, None)
        if own is not None and not own.obsolete and own.msgid_plural == entry.msgid_plural:
            self._untranslated.append(entry.key)  # a gap known to the translators is left as it is
            return self._head(entry, own, False) + self._body(own)
        moved = self._by_msgid.get(entry.msgid)
        if moved is not None and self._threshold <= 1:
            self._moved.append(entry.key)
            self._used.add(id(moved))
            return self._fuzzy(entry, moved)
        proposal = self._nearest(entry.msgid)
        if proposal is not None:
            self._proposed.append((entry.key, proposal))
            near = proposal.entry
            self._used.add(id(near))
            same = near.msgctxt == entry.msgctxt and near.msgid_plural == entry.msgid_plural
            if self._keep_typos and same and is_typo(near.msgid, entry.msgid):
                return self._head(entry, near, near.fuzzy) + self._laid(entry, near.msgstr, near.previous)
            return self._fuzzy(entry, near)
        self._untranslated.append(entry.key)
        forms = ("",) * (self._nplurals if entry.plural else 1)
        return self._head(entry, own, False) + self._laid(entry, forms, None)

    def _nearest(self, msgid: str) -> Proposal | None:
        if self._threshold > 1:
            return None
        if self._memory is None:
            self._memory = Memory([*self._old, *self._others], self._source_language)
        return self._memory.nearest(msgid, self._threshold)

    def _fuzzy(self, entry: Entry, near: Entry) -> str:
        """A message with the translation of another one, to be reviewed."""
        if entry.plural:
            forms = near.msgstr if near.plural else near.msgstr * self._nplurals
        else:
            forms = near.msgstr[:1]
        previous = Previous(near.msgid, near.msgctxt, near.msgid_plural)
        return self._head(entry, near, True) + self._laid(entry, forms, previous)

    def _raw(self, entry: Entry) -> str:
        """An entry as it stands in the file."""
        text = self._catalog.text
        return text[entry.start : form_spans(text, entry)[-1][1]]

    def _body(self, entry: Entry) -> str:
        """The strings of an entry as they stand in the file, the previous msgid included."""
        text = self._catalog.text
        for _line, start, _end, _prefix, keyword, *_rest in pieces(text, entry.start):
            if keyword != "#":
                first = text.rfind("\n", 0, start) + 1
                return text[max(first, entry.start) : form_spans(text, entry)[-1][1]]
        return ""

    def _laid(self, entry: Entry, forms: Sequence[str], previous: Previous | None, mark: str = "") -> str:
        """Strings in the file's style."""
        style, ambiguous = self._catalog.style, self._catalog.charset.ambiguous_columns
        parts: list[tuple[str, str | None, str]] = []
        if previous is not None:
            before = "#~| " if mark else "#| "
            parts += [
                ("msgctxt ", previous.msgctxt, before),
                ("msgid ", previous.msgid, before),
                ("msgid_plural ", previous.msgid_plural, before),
            ]
        parts += [("msgctxt ", entry.msgctxt, mark), ("msgid ", entry.msgid, mark)]
        if entry.plural:
            parts.append(("msgid_plural ", entry.msgid_plural, mark))
            parts += [(f"msgstr[{index}] ", form, mark) for index, form in enumerate(forms)]
        else:
            parts.append(("msgstr ", forms[0], mark))
        return style.newline.join(
            prefix + style.lay(keyword, text, prefix, ambiguous)
            for keyword, text, prefix in parts
            if text is not None
        )

    def _commented_out(self, entry: Entry) -> str:
        """An entry the template no longer has; of its comments the translator's stay."""
        style = self._catalog.style
        lines = [line for line in _lines(entry.head) if line[1:2] not in (".", ":")]
        head = "".join(line.rstrip("\r") + style.newline for line in lines)
        return head + self._laid(entry, entry.msgstr, entry.previous, "#~ ")

    def _head(self, entry: Entry, own: Entry | None, fuzzy: bool) -> str:
        """Comment lines: notes of the translator, all else from the template; old lines where they agree."""
        old = own.head if own is not None else ""
        flags = [flag for flag in entry.flags if flag != "fuzzy"]
        wanted = replace(entry, head="#, " + ", ".join((["fuzzy"] if fuzzy else []) + flags))
        if own is not None and not own.obsolete and _managed(own) == (
            entry.extracted, entry.references, frozenset(wanted.flags),
        ):  # fmt: skip
            lines = _lines(old)
        else:
            lines = [line for line in _lines(old) if line[1:2] not in _MANAGED]
            lines += [line for line in _lines(entry.head) if line[1:2] in (".", ":")]
            lines += [wanted.head] if wanted.flags else []
        return "".join(line.rstrip("\r") + self._catalog.style.newline for line in lines)


def _lines(head: str) -> list[str]:
    return head.split("\n") if head else []


def _managed(entry: Entry) -> tuple[object, ...]:
    """What a template decides about an entry's comments."""
    return entry.extracted, entry.references, frozenset(entry.flags)
