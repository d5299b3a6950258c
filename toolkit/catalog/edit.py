"""Changes to a catalog's entries as changes to its text.

A change touches the lines of its entry and no other byte of the file: the new strings are laid out in the
file's own style, and everything around them is carried over as bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.catalog.charset import Charset
from toolkit.catalog.lexer import pieces
from toolkit.catalog.model import Entry
from toolkit.catalog.parser import form_spans
from toolkit.catalog.style import Style

_FUZZY = re.compile(r"(?<![^\s,])fuzzy(?![^\s,])[ \t]*,?[ \t]*")


@dataclass(frozen=True, slots=True)
class Replacement:
    """Characters ``start:end`` of a file's text and what takes their place."""

    start: int
    end: int
    text: str


def replace_forms(
    text: str, entry: Entry, forms: Sequence[str], style: Style, ambiguous: int = 1
) -> list[Replacement]:
    """What sets the translations of an entry; forms that stay the same are not touched."""
    out: list[Replacement] = []
    prefix = ""
    spans = form_spans(text, entry)
    if entry.obsolete:
        start = spans[0][0]
        prefix = text[text.rfind("\n", 0, start) + 1 : start]
    for form, old, (start, end) in zip(forms, entry.msgstr, spans, strict=False):
        if form != old:
            keyword = text[start : text.index('"', start)]
            if "\n" in keyword:  # the string began on a later line
                keyword = keyword.split()[0] + " "
            out.append(Replacement(start, end, style.lay(keyword, form, prefix, ambiguous)))
    added = ""
    for index in range(len(entry.msgstr), len(forms)):
        laid = style.lay(f"msgstr[{index}] ", forms[index], prefix, ambiguous)
        added += style.newline + prefix + laid
    if added:
        last = spans[-1][1]
        if out and out[-1].end == last:
            out[-1] = Replacement(out[-1].start, last, out[-1].text + added)
        else:
            out.append(Replacement(last, last, added))
    return out


def replace_fuzzy(text: str, entry: Entry, fuzzy: bool, style: Style) -> list[Replacement]:
    """What sets or clears the fuzzy flag; clearing it takes the previous msgid away, too."""
    if entry.fuzzy == fuzzy:
        return []
    region = text[entry.start : form_spans(text, entry)[0][0]]
    found = list(pieces(region))
    flags = [piece for piece in found if piece[4] == "#" and (piece[6] or "")[1:2] in (",", "!")]
    if fuzzy:
        if flags:
            at = entry.start + flags[-1][1] + 2
            return [Replacement(at, at, " fuzzy," if text[at : at + 1] == " " else " fuzzy, ")]
        first = next((piece for piece in found if piece[4] != "#"), None)
        at = entry.start + (first[1] if first is not None else len(region))
        at = text.rfind("\n", 0, at) + 1
        return [Replacement(at, at, "#, fuzzy" + style.newline)]
    out: list[Replacement] = []
    for piece in found:
        start, end = entry.start + piece[1], entry.start + piece[2]
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", end) + 1 or len(text)
        if piece in flags:
            rest = _FUZZY.sub("", text[start:end]).rstrip(", \t\r")
            if rest in ("#", "#!"):
                out.append(Replacement(line_start, line_end, ""))
            elif rest != text[start:end].rstrip(", \t\r"):
                kept = text[start:end]
                tail = kept[len(kept.rstrip("\r")) :]
                out.append(Replacement(start, end, rest + tail))
        elif "|" in piece[3] and (not out or out[-1].start != line_start):
            out.append(Replacement(line_start, line_end, ""))
    return out


def apply(
    data: bytes, text: str, charset: Charset, replacements: Iterable[Replacement], path: object = ""
) -> bytes:
    """The bytes of a file with replacements made; all other bytes are as they were.

    Args:
        data: the file.
        text: its text.
        charset: how the one becomes the other.
        replacements: not overlapping, in any order.
        path: for error messages.

    Raises:
        UsageError: a new character the charset does not have.
    """
    out: list[bytes] = []
    at = 0  # character offset of the start of the line, or of the last replacement
    byte = 0  # the same in bytes
    copied = 0
    for change in sorted(replacements, key=lambda change: (change.start, change.end)):
        bounds: list[int] = []
        for offset in (change.start, change.end):
            if charset.ascii_lines:
                line = text.rfind("\n", at, offset) + 1
                if line > at:
                    for _ in range(text.count("\n", at, line)):
                        byte = data.index(b"\n", byte) + 1
                    at = line
                bounds.append(byte + len(charset.encode(text[at:offset])))
            else:
                byte += len(charset.encode(text[at:offset]))
                at = offset
                bounds.append(byte)
        out += [data[copied : bounds[0]], charset.encode(change.text, path)]
        copied = bounds[1]
    out.append(data[copied:])
    return b"".join(out)
