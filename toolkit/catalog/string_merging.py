"""The strings of a merged entry, in the lines they have on one of its sides."""

from __future__ import annotations

from toolkit.catalog.model import Entry, Previous
from toolkit.catalog.slices import Slice
from toolkit.catalog.strings import escape
from toolkit.catalog.style import Style
from toolkit.catalog.terms import Terms
from toolkit.catalog.translation_merging import Side

_Lines = tuple[str, str]
"""A string, and the lines it stands in."""


def strings(entry: Entry) -> list[tuple[str, str]]:
    """The strings of an entry with their keywords, in order."""
    previous = entry.previous or Previous("")
    named: list[tuple[str, str | None]] = []
    if entry.previous is not None:
        named += [
            ("#| msgctxt", previous.msgctxt),
            ("#| msgid", previous.msgid),
            ("#| msgid_plural", previous.msgid_plural),
        ]
    named += [("msgctxt", entry.msgctxt), ("msgid", entry.msgid), ("msgid_plural", entry.msgid_plural)]
    if entry.plural:
        named += [(f"msgstr[{index}]", form) for index, form in enumerate(entry.msgstr)]
    else:
        named.append(("msgstr", entry.msgstr[0]))
    return [(keyword, text) for keyword, text in named if text is not None]


def laid(style: Style, keyword: str, text: str, obsolete: bool, ambiguous: int) -> str:
    """A string in a file's style, from the start of its line."""
    before = "#~ " if obsolete else ""
    if keyword.startswith("#| "):
        before = "#~| " if obsolete else "#| "
        keyword = keyword.removeprefix("#| ")
    return before + style.lay(keyword + " ", text, before, ambiguous)


def merged_strings(base: Slice | None, ours: Slice, theirs: Slice, entry: Entry, terms: Terms) -> list[str]:
    """The lines of each string of an entry merged from two.

    A string that one side wrapped anew takes its lines; one that the other changed meanwhile, its layout.
    """
    return _Strings(base, ours, theirs, entry, terms).run()


class _Strings:
    def __init__(self, base: Slice | None, ours: Slice, theirs: Slice, entry: Entry, terms: Terms) -> None:
        self._slices = base, ours, theirs
        self._entry = entry
        self._terms = terms

    def run(self) -> list[str]:
        return [self._string(keyword, text) for keyword, text in strings(self._entry)]

    def _string(self, keyword: str, text: str) -> str:
        base, ours, theirs = (self._lines_of(slice_, keyword) for slice_ in self._slices)
        if ours is not None and theirs is not None and ours[0] == theirs[0] == text:
            return theirs[1] if ours == base else ours[1]
        sides: tuple[tuple[_Lines | None, _Lines | None, Side], ...] = (
            (ours, theirs, "theirs"),
            (theirs, ours, "ours"),
        )
        for own, other, name in sides:
            if own is not None and own[0] == text:
                rewrapped = base is not None and other is not None and other[0] == base[0] and other != base
                return self._lay(keyword, text, name) if rewrapped else own[1]
        if self._entry.is_header and keyword == "msgstr":
            return self._header(text)
        return self._lay(keyword, text)

    def _lines_of(self, slice_: Slice | None, keyword: str) -> _Lines | None:
        """A side's string and its lines, where they could serve in the entry."""
        if slice_ is None or slice_.entry.obsolete != self._entry.obsolete:
            return None
        lines = slice_.fields.get(keyword)
        text = dict(strings(slice_.entry)).get(keyword)
        return None if lines is None or text is None else (text, lines)

    def _lay(self, keyword: str, text: str, side: Side = "ours") -> str:
        slice_ = self._slices[1 if side == "ours" else 2]
        assert slice_ is not None
        style = self._terms.style(slice_.entry, side)
        return laid(style, keyword, text, self._entry.obsolete, self._terms.ambiguous)

    def _header(self, text: str) -> str:
        """A header with each field in the lines it has on one side."""
        known: dict[str, str] = {}
        newline = self._terms.newline
        for slice_ in self._slices[:0:-1]:
            assert slice_ is not None
            known |= _header_lines(slice_, newline)
        fields = [known.get(line, f'"{escape(line)}\\n"') for line in text.split("\n")[:-1]]
        return newline.join(['msgstr ""', *fields])


def _header_lines(slice_: Slice, newline: str) -> dict[str, str]:
    """The fields of a header, each with its lines in the file."""
    found: dict[str, str] = {}
    lines: list[str] = []
    raw = slice_.fields.get("msgstr", "").removeprefix("msgstr").strip().removeprefix('""')
    fields = iter(slice_.entry.msgstr[0].split("\n"))
    for line in (line.strip() for line in raw.split("\n") if line.strip()):
        lines.append(line)
        if line.endswith('\\n"'):
            text = next(fields, "")
            if "".join(string[1:-1] for string in lines) == escape(text) + "\\n":
                found[text] = newline.join(lines)
            lines = []
    return found
