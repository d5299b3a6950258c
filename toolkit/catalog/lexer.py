"""The text of a PO file as the pieces of its lines.

PO is a language of tokens: several may share a line, a string may follow its keyword lines later. Almost
every real line, though, is a comment, or a keyword with a string, or a string; such a line is one piece and
is found by one match. Any other line is taken apart token by token.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

Piece: TypeAlias = "tuple[int, int, int, str, str, str | None, str | None]"
"""Line (1-based), start, end (character offsets of keyword and string), prefix, keyword, index, raw string.

The prefix is ``""``, ``"#~"``, ``"#|"`` or ``"#~|"``. A comment has the keyword ``"#"`` and its text, from
the number sign to the end of the line, as the raw string. What is no token has the keyword ``"?"`` and the
offending text.
"""

_SPACE = r"[ \t\r\f\v]*+"
_STRING = r'"((?:[^"\\\n]++|\\[^\n])*+)"'
_LINE = re.compile(
    rf"{_SPACE}(?:(\#~\|?|\#\|){_SPACE})?"
    rf"(?=[a-z\"\n])([a-z_]*+)(?:\[([0-9]{{1,9}})\])?{_SPACE}(?:{_STRING})?({_SPACE})(?:\n|\Z)"
)
_COMMENT = re.compile(rf"{_SPACE}(#(?![~|])[^\n]*)(?:\n|\Z)")
_BLANK = re.compile(r"[ \t\r\f\v\n]*+")
_PREFIX = re.compile(r"#~\|?|#\|")
_TOKEN = re.compile(rf"([A-Za-z_$][A-Za-z0-9_$]*+)(?:{_SPACE}\[{_SPACE}([0-9]{{1,9}}){_SPACE}\])?|{_STRING}")


def pieces(text: str, start: int = 0) -> Iterator[Piece]:
    """The pieces of a PO file from an offset on; white space is left out, all else is in some piece.

    Lines are counted from the offset.
    """
    line = 1
    while start < len(text):
        found, start = line_pieces(text, start, line)
        yield from found
        line += 1


def skip_blank(text: str, start: int) -> int:
    """The offset of the next character that is no white space."""
    blank = _BLANK.match(text, start)
    return start if blank is None else blank.end()


def line_pieces(text: str, start: int, line: int) -> tuple[Iterable[Piece], int]:
    """The pieces of the line that begins at an offset, and the offset of the next line."""
    found = _LINE.match(text, start)
    if found is not None:
        prefix, keyword, index, string, _ = found.groups()
        if not keyword and string is None:
            return (), found.end()
        return ((line, found.start(2), found.start(5), prefix or "", keyword, index, string),), found.end()
    found = _COMMENT.match(text, start)
    if found is not None:
        return ((line, found.start(1), found.end(1), "", "#", None, found[1]),), found.end()
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return _tokens(text, start, end, line), end + 1


def _tokens(text: str, at: int, end: int, line: int) -> Iterator[Piece]:
    """The tokens of a line that is not written the usual way."""
    prefix = ""
    while True:
        blank = _BLANK.match(text, at, end)
        at = blank.end() if blank is not None else at
        if at >= end:
            return
        mark = _PREFIX.match(text, at, end)
        if mark is not None:
            both = prefix + mark[0]
            prefix = "#" + ("~" if "~" in both else "") + ("|" if "|" in both else "")
            at = mark.end()
            continue
        if text[at] == "#":
            yield line, at, end, prefix, "#", None, text[at:end]
            return
        token = _TOKEN.match(text, at, end)
        if token is None:
            yield line, at, end, prefix, "?", None, text[at:end]
            return
        yield line, at, token.end(), prefix, token[1] or "", token[2], token[3]
        at = token.end()
