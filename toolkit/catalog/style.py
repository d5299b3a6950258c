"""The layout a catalog's strings are written in, learned from the catalog.

Editors differ in the width they wrap at, in where they allow a break, and in whether a long string begins
beside its keyword. What is learned is what gives back the strings the file already has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.catalog.break_classes import columns
from toolkit.catalog.model import Entry
from toolkit.catalog.parser import form_spans
from toolkit.catalog.strings import escape
from toolkit.catalog.wrap import fill, portions

_SAMPLE = 120
_USUAL_WIDTHS = (79, 80, 78, 77, 76)
_RAW = re.compile(r'"((?:[^"\\\n]++|\\[^\n])*+)"')


@dataclass(frozen=True, slots=True)
class Style:
    """How strings are laid out.

    Attributes:
        width: columns of a line, quotes included; ``None`` where lines end at line feeds alone.
        words: lines are broken after spaces only, not wherever Unicode allows.
        beside: a string of several lines begins beside its keyword, without an empty string first.
        joined: line feeds do not end a line.
        indent: what stands before the quote on the following lines.
        newline: line break of the file.
    """

    width: int | None = 79
    words: bool = False
    beside: bool = False
    joined: bool = False
    indent: str = ""
    newline: str = "\n"

    def lay(self, keyword: str, text: str, prefix: str = "", ambiguous: int = 1) -> str:
        """A keyword and its string; the first line's prefix is left out, for it stands there already.

        Args:
            keyword: with the white space up to the quote, ``"msgstr "``.
            text: the string, not escaped.
            prefix: what an obsolete entry has at the start of each line.
            ambiguous: columns of East Asian ambiguous characters.
        """
        lines = self.lines(keyword, text, len(prefix), ambiguous)
        start = self.newline + prefix + self.indent
        return keyword + start.join(f'"{line}"' for line in lines)

    def lines(self, keyword: str, text: str, lost: int = 0, ambiguous: int = 1) -> list[str]:
        """The escaped string, cut as it stands in the file; ``lost`` columns are taken by a prefix."""
        parts = [escape(text)] if self.joined else portions(text)
        space = None if self.width is None else max(self.width - lost - 2 - len(self.indent), 1)
        indent = len(keyword) - len(self.indent)
        if len(parts) == 1 and (space is None or indent + 2 * len(parts[0]) <= space):
            return parts  # fits, even if every character were wide
        if len(parts) == 1:
            first = self._fill(parts[0], space, indent, ambiguous)
            if len(first) == 1 and (space is None or indent <= space):
                return parts
        lines = [] if self.beside else [""]
        for part in parts:
            lines += self._fill(part, space, indent if not lines else 0, ambiguous)
        return lines

    def _fill(self, part: str, space: int | None, start: int, ambiguous: int) -> list[str]:
        if space is None:
            return [part]
        if not self.words:
            return fill(part, space, start, ambiguous)
        lines: list[str] = []
        line, column = "", start
        for word in re.findall(r"[^ ]* *", part)[:-1]:
            size = sum(columns(character, ambiguous) for character in word)
            if line and column + size > space:
                lines.append(line)
                line, column = "", 0
            line += word
            column += size
        return [*lines, line]


def learn(text: str, entries: Sequence[Entry], ambiguous: int = 1) -> Style:
    """The style most of a catalog's strings follow; gettext's own where they tell nothing."""
    break_at = text.find("\n")
    newline = "\r\n" if break_at > 0 and text[break_at - 1] == "\r" else "\n"
    blocks: list[tuple[str, str, list[str]]] = []  # keyword, text, the raw strings as they are
    indents: Counter[str] = Counter()
    beside = multiple = joined = inner = 0
    widest = 0
    longest = [
        entry
        for entry in entries
        if not entry.obsolete and not entry.is_header and 40 < max(map(len, entry.msgstr)) < 4000
    ]
    step = max(1, len(longest) // _SAMPLE)
    sample = (
        (form, span)
        for entry in longest[::step]
        for form, span in zip(entry.msgstr, form_spans(text, entry), strict=True)
    )
    for form, (start, end) in sample:
        block = text[start:end]
        lines = block.split("\n")
        raw = [string for line in lines for string in _RAW.findall(line)]
        if len(raw) != len(lines):
            continue  # two strings on a line, or comments between: nobody's style
        keyword = block[: block.index('"')]
        blocks.append((keyword, form, raw))
        body = raw[1:] if not raw[0] else raw
        inner += sum("\\n" in string for string in body)
        joined += sum("\\n" in string[:-2].replace("\\\\", "") for string in body)
        if len(raw) == 1:
            continue
        multiple += 1
        beside += bool(raw[0])
        indents.update(line[: len(line) - len(line.lstrip())] for line in lines[1:])
        for string in body[:-1]:
            if not string.endswith("\\n"):
                widest = max(widest, 2 + sum(columns(character, ambiguous) for character in string))
    base = Style(
        beside=2 * beside > multiple,
        joined=2 * joined > inner,
        indent=indents.most_common(1)[0][0] if indents else "",
        newline=newline,
    )
    if not blocks:
        return base
    widths: list[int | None] = [width for width in _USUAL_WIDTHS if width >= widest]
    if widest and widest not in widths:
        widths.append(widest)
    if not widest:
        widths.append(None)
    candidates = [replace(base, width=width, words=words) for words in (False, True) for width in widths]
    return max(candidates, key=lambda style: sum(_follows(style, block, ambiguous) for block in blocks))


def _follows(style: Style, block: tuple[str, str, list[str]], ambiguous: int) -> bool:
    keyword, form, raw = block
    return style.lines(keyword, form, 0, ambiguous) == raw
