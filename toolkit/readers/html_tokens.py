"""HTML to tags and text, every one with its place in the file.

A single forward scan that follows the tokeniser of the HTML standard (WHATWG HTML, section 13.2.5) as far as
the reading of a text depends on it. Anything is HTML: what no browser takes for a tag is text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Text(NamedTuple):
    """Characters between tags; character references are still in it.

    ``literal`` text (a CDATA section of XHTML) has none: it stands as it reads.
    """

    start: int
    end: int
    literal: bool = False


class Tag(NamedTuple):
    """A start or end tag; names of elements and attributes are in lower case."""

    start: int
    end: int
    name: str
    closing: bool
    empty: bool
    """Written ``<name/>``."""
    attributes: Mapping[str, str]


class Dropped(NamedTuple):
    """A comment, a declaration, or a whole element whose content nobody reads (a script)."""

    start: int
    end: int


# Elements whose content is no mark-up and no text of the document.
_RAW = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})

_CDATA = "<![CDATA["
_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*+)")
# The value may be missing: a quotation mark that is never closed is left to be read as an attribute's name,
# so that the tag ends at the next ">" and not with the file.
_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?:([^\s/>][^\s/>=]*+)(?:\s*+=(?:\s*+("[^"]*+"|'[^']*+'|(?!["'{])[^\s>]++|(?=\{)))?+)?+)"""
)
_TAG_END = re.compile(r"\s*+(/?)[\s/]*+>")
_BRACES = re.compile(r"[{}]")
_LONGEST_EXPRESSION = 4096
"""Characters: a ``{…}`` value longer than this is not looked for, so that the scan stays linear."""

REFERENCE = re.compile(
    r"&(?:#(?=[0-9])0*+([0-9]*+);?|#[xX](?=[0-9A-Fa-f])0*+([0-9A-Fa-f]*+);?|[A-Za-z][A-Za-z0-9]{1,31};?)"
)
"""A character reference, perhaps; :func:`resolve` says what it reads as."""

_LONGEST_NUMBER = 7
"""Digits, leading zeros left out, of any code point."""


def resolve(match: re.Match[str]) -> str:
    """What a match of :data:`REFERENCE` reads as; itself where it is none."""
    decimal, hexadecimal = match[1], match[2]
    if decimal is None and hexadecimal is None:
        return html.unescape(match[0])
    digits = decimal or hexadecimal or ""
    if not 0 < len(digits) <= _LONGEST_NUMBER:
        return "\ufffd"
    return html.unescape(f"&#{'x' if hexadecimal else ''}{digits};")


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Text | Tag | Dropped]:
    """Tags, text and what nobody reads, in order; together they are the whole stretch.

    Args:
        text: the file.
        start: where the stretch begins.
        end: where it ends; the file's end if absent.
    """
    end = len(text) if end is None else end
    xml = text.startswith(("<?xml", "\ufeff<?xml"))
    last = text.rfind(">", start, end)  # beyond it nothing is a tag; a comment may be open to the end
    at = start
    position = start
    while True:
        opening = _OPENING.search(text, position, end)
        if opening is None:
            break
        position = opening.start()
        if position > last and not text.startswith("<!--", position):
            position += 1
            continue
        if xml and text.startswith(_CDATA, position):
            close = text.find("]]>", position, end)
            inside, close, after = position + len(_CDATA), *((close, close + 3) if close >= 0 else (end, end))
            if at < position:
                yield Text(at, position)
            yield Dropped(position, inside)
            yield Text(inside, close, literal=True)
            yield Dropped(close, after)
            at = position = after
            continue
        token = _markup(text, position, end)
        if token is None:
            position += 1
            continue
        if at < position:
            yield Text(at, position)
        if isinstance(token, Tag) and not token.closing and token.name in _RAW and not (xml and token.empty):
            token = Dropped(token.start, _end_of_raw(text, token.name, token.end, end))
        yield token
        at = position = token.end
    if at < end:
        yield Text(at, end)


def _markup(text: str, at: int, end: int) -> Tag | Dropped | None:
    """The tag or comment that begins at ``at``; ``None`` where the ``<`` is text."""
    if text.startswith("<!--", at):
        if text.startswith((">", "->"), at + 4):
            return Dropped(at, text.index(">", at) + 1)
        close = text.find("-->", at + 4, end)
        return Dropped(at, end if close < 0 else close + 3)
    name = _NAME.match(text, at, end)
    if name is None:
        # "</ …>", "<!DOCTYPE …>", "<?php … ?>": to the next ">", and there is one.
        needle = "?>" if text.startswith("<?", at) and text.find("?>", at, at + 4096) > 0 else ">"
        close = text.find(needle, at, end)
        return Dropped(at, close + len(needle)) if close >= 0 else None
    return _tag(text, at, end, name)


def _tag(text: str, at: int, end: int, name: re.Match[str]) -> Tag:
    attributes: dict[str, str] = {}
    position = name.end()
    while True:
        closing = _TAG_END.match(text, position, end)
        if closing is not None:
            position, empty = closing.end(), bool(closing[1])
            break
        attribute = _ATTRIBUTE.match(text, position, end)
        if attribute is None:  # the file ends within the tag
            position, empty = end, False
            break
        value = attribute[2] or ""
        position = attribute.end()
        if text.startswith("{", position):
            position = _end_of_braces(text, position, end)
        if value[:1] in ('"', "'"):
            value = value[1:-1]
        attributes.setdefault(attribute[1].lower(), value)
    return Tag(at, position, name[1].lower(), text.startswith("</", at), empty, attributes)


def _end_of_braces(text: str, at: int, end: int) -> int:
    """End of a ``{…}`` value (JSX, templates), or of its first brace where it is not closed."""
    depth = 0
    for brace in _BRACES.finditer(text, at, min(end, at + _LONGEST_EXPRESSION)):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return at + 1


def _end_of_raw(text: str, name: str, at: int, end: int) -> int:
    close = re.compile(rf"</{name}(?=[\s/>])[^>]*+>?", re.IGNORECASE | re.ASCII).search(text, at, end)
    return end if close is None else close.end()
