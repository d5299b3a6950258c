"""A PO string as lines: how gettext's tools break it.

A keyword and a string that fits beside it share a line; any other string stands on lines of its own under
``keyword ""``. A line ends after each line feed of the text, and where the next piece would pass the width.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.catalog.break_classes import columns
from toolkit.catalog.linebreak import break_opportunities
from toolkit.catalog.strings import escape


def portions(text: str) -> list[str]:
    """The escaped text, cut after each line feed; at least one portion."""
    if "\n" not in text:
        return [escape(text)]
    cut = text.split("\n")
    out = [escape(line) + "\\n" for line in cut[:-1]]
    if cut[-1]:
        out.append(escape(cut[-1]))
    return out


def fill(
    portion: str, width: int, start: int = 0, ambiguous: int = 1, kept: Iterable[tuple[int, int]] = ()
) -> list[str]:
    """An escaped portion as lines of at most ``width`` columns where that can be.

    Args:
        portion: escaped text.
        width: columns between the quotes.
        start: columns the first line has lost to what stands before it.
        ambiguous: columns of East Asian ambiguous characters.
        kept: spans of the portion that are never cut.
    """
    if portion.isascii():
        if start + len(portion) <= width:
            return [portion]
    elif start + sum(columns(character, ambiguous) for character in portion) <= width:
        return [portion]
    allowed = break_opportunities(portion)
    at = portion.find("\\")
    while at >= 0:  # an escape sequence is never cut, nor is its line feed parted from its line
        allowed[at + 1] = False
        if at == len(portion) - 2 and portion[at + 1] == "n":
            allowed[at] = False
        at = portion.find("\\", at + 2)
    for first, end in kept:
        allowed[first + 1 : end] = [False] * (end - first - 1)
    lines: list[str] = []
    line_start = 0
    possible = -1
    column = start
    piece = 0
    for index, character in enumerate(portion):
        if allowed[index]:
            if possible >= 0 and column + piece > width:
                lines.append(portion[line_start:possible])
                line_start = possible
                column = 0
            possible = index
            column += piece
            piece = 0
        piece += columns(character, ambiguous)
    if possible >= 0 and column + piece > width:
        lines.append(portion[line_start:possible])
        line_start = possible
    lines.append(portion[line_start:])
    return lines


def field(
    keyword: str,
    text: str,
    width: int | None,
    prefix: str = "",
    ambiguous: int = 1,
    spans: Sequence[tuple[int, int]] = (),
) -> list[str]:
    """A keyword and its string as the lines msgcat writes.

    Args:
        keyword: ``msgid``, ``msgstr[0]`` …
        text: the string, not escaped.
        width: columns of a whole line; ``None`` to break after line feeds alone.
        prefix: what stands at the start of every line, such as ``"#~ "``.
        ambiguous: columns of East Asian ambiguous characters.
        spans: of the text, in order; no line break falls inside one.
    """
    parts = portions(text)
    kept = _escaped_spans(text, spans, len(parts)) if spans and width is not None else [[]] * len(parts)
    space = None if width is None else width - len(prefix) - 2
    if len(parts) == 1:
        indent = len(keyword) + 1
        if space is None or (indent <= space and len(fill(parts[0], space, indent, ambiguous, kept[0])) == 1):
            return [f'{prefix}{keyword} "{parts[0]}"']
    lines = [f'{prefix}{keyword} ""']
    for part, spared in zip(parts, kept, strict=True):
        broken = [part] if space is None else fill(part, space, 0, ambiguous, spared)
        lines.extend(f'{prefix}"{line}"' for line in broken)
    return lines


def _escaped_spans(text: str, spans: Sequence[tuple[int, int]], count: int) -> list[list[tuple[int, int]]]:
    """Spans of a text as spans of its escaped portions, by portion."""
    out: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    portion = 0
    at = 0  # in the text
    column = 0  # in the escaped portion
    for first, end in spans:
        before = text[at:first]
        breaks = before.count("\n")
        if breaks:
            portion += breaks
            column = 0
            before = before[before.rindex("\n") + 1 :]
        column += len(escape(before))
        size = len(escape(text[first:end]))
        out[portion].append((column, column + size))
        column += size
        at = end
    return out
