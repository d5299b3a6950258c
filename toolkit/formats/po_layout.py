"""How gettext lays out a PO file: escapes, and lines of at most 79 columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

WIDTH = 79

_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\n": "\\n",
        "\t": "\\t",
        "\r": "\\r",
        "\a": "\\a",
        "\b": "\\b",
        "\f": "\\f",
        "\v": "\\v",
    }
)
_ESCAPED = re.compile(r'[\\"\n\t\r\a\b\f\v]')
# A line may be broken after spaces, after a hyphen, dash or slash before a letter, and on either side of an
# ideograph (Unicode Standard Annex 14: SP, HY, BA, SY and ID); closing marks stay with what they close.
_OPENING, _CLOSING = "([{“‘「『（《〈【", ")]}”’、。，．！？；：」』）》〉】…"
_BREAK = re.compile(
    r"(?<= )(?! )"
    r"|(?<=[^\W\d_]-)(?=[^\W\d_])"
    r"|(?<=[–—])(?=[^\W_])"
    r"|(?<=/)(?=[^\W\d_])"
    rf"|(?<=[\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef])(?<![{_OPENING}])(?![ \\{re.escape(_CLOSING)}])(?!$)"
    rf"|(?<![ {re.escape(_OPENING)}])(?<!^)(?=[\u3040-\u9fff\uac00-\ud7a3])"
)
# Letters of the Latin, Greek and Cyrillic blocks take one column each; the soft hyphen is not among them.
_NARROW = re.compile("[\x00-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027]*")


def escape(text: str) -> str:
    """Text as it stands between the quotation marks of a PO string."""
    return text.translate(_ESCAPES) if _ESCAPED.search(text) else text


def field(keyword: str, text: str) -> str:
    """A keyword and its string, on as many lines as gettext would give it."""
    lines = [escape(line) for line in re.findall(r"[^\n]*\n|[^\n]+", text)] or [""]
    if len(lines) == 1:
        whole = f'{keyword} "{lines[0]}"'
        if columns(whole) <= WIDTH or len(_BREAK.split(lines[0])) == 1:
            return f"{whole}\n"  # it fits, or there is nowhere to break it
    wrapped = (piece for line in lines for piece in wrap(line, WIDTH - 2))
    return f'{keyword} ""\n' + "".join(f'"{piece}"\n' for piece in wrapped)


def wrap(text: str, width: int) -> Iterator[str]:
    """Pieces of one line, broken where words allow, each at most ``width`` columns if it can be."""
    if columns(text) <= width:
        yield text
        return
    line, taken = "", 0
    for piece in _BREAK.split(text):
        wide = columns(piece)
        # Spaces at the end of a line count: they stand inside its quotation marks.
        if line and taken + wide > width:
            yield line
            line, taken = "", 0
        line += piece
        taken += wide
    if line:
        yield line


def columns(text: str) -> int:
    """Columns of text on a terminal (Unicode Standard Annex 11: wide characters take two)."""
    if _NARROW.fullmatch(text):
        return len(text)
    return sum(_columns(character) for character in text)


@lru_cache(maxsize=8192)
def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def references(places: list[str]) -> str:
    """``#:`` lines with as many places as fit on each."""
    lines, line = [], "#:"
    for place in places:
        if line != "#:" and columns(line) + 1 + columns(place) > WIDTH:
            lines.append(line)
            line = "#:"
        line += f" {place}"
    return "\n".join([*lines, line]) + "\n" if places else ""
