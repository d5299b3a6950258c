"""What a block of plain text is, told by how it looks and by what stands around it.

Readers of marked-up documents know; a plain text only has paragraphs. Kinds change here, borders never do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from toolkit.languages.data import Segmentation, language
from toolkit.model import Block, Document, Kind
from toolkit.segment.enumerations import markers
from toolkit.segment.knowledge import STOPS
from toolkit.text.characters import INVISIBLE

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_LONGEST_HEADING = 110
"""Characters; newspapers' longest headlines stay below."""
_HEADING_WORDS = 18
_BEGINNING = 80
"""Characters of a longer block that tell what it is."""
_LONGEST_FURNITURE = 80
_DASH = re.compile(r"[-–—]\s*[^\s\d–—-]")
_BULLET = re.compile(r"(?:[-*+•⁃▪▫◦‣●○■□–—]|[✓✔➢➤])\s+\S")
_NO_HEADING_END = frozenset(STOPS + ",;:，；：、")
_SPOKEN_END = frozenset(".!?…。！？")
_CLOSERS = "\"'”’»)]"


def lines(text: str) -> tuple[Block, ...]:
    """Every line with something visible on it as a block."""
    blocks = []
    for match in _LINE.finditer(text):
        body = match[0].strip(INVISIBLE)
        if body:
            start = match.start() + match[0].index(body[0])
            start = match.start() + len(match[0]) - len(match[0].lstrip(INVISIBLE))
            blocks.append(Block(start, start + len(body)))
    return tuple(blocks)


def refined(document: Document, data: Segmentation) -> tuple[Block, ...]:
    """The document's blocks, paragraphs among them seen for what they are."""
    blocks = list(document.blocks)
    plain = [index for index, block in enumerate(blocks) if block.kind is Kind.PARAGRAPH]
    if not plain:
        return document.blocks
    furniture = _furniture(document, plain, data)
    for index in plain:
        block = blocks[index]
        if index in furniture:
            blocks[index] = replace(block, kind=Kind.BOILERPLATE)
            continue
        short = block.end - block.start <= _LONGEST_HEADING
        if not short and _is_prose(document.text[block.start : block.start + 12], data):
            continue
        text = document.reading(block.start, block.end if short else block.start + _BEGINNING)
        kind = _kind(text, document.text[block.end - 8 : block.end], data)
        if short and kind is Kind.PARAGRAPH and _is_heading(document, index, text):
            kind = Kind.HEADING
        if kind is not Kind.PARAGRAPH:
            level = 1 if kind is Kind.LIST_ITEM else 0
            blocks[index] = replace(block, kind=kind, level=level)
    return tuple(blocks)


def _is_prose(beginning: str, data: Segmentation) -> bool:
    """Whether a long block plainly begins with a word, and no word that numbers clauses."""
    word = beginning.partition(" ")[0]
    return len(word) > 1 and word.isalpha() and word not in data.list_words and not data.list_pattern


def _kind(text: str, ending: str, data: Segmentation) -> Kind:
    """The kind of a paragraph by its first characters and its last."""
    if _DASH.match(text) and text[0] in "–—-" and _spoken(text[0], ending):
        return Kind.DIALOGUE
    if _BULLET.match(text):
        return Kind.LIST_ITEM
    found, _ = markers(text, data.list_words, data.list_pattern)
    return Kind.LIST_ITEM if found else Kind.PARAGRAPH


def _spoken(dash: str, ending: str) -> bool:
    """Whether a line after a dash is speech, which ends as a sentence does; after a hyphen, items may too."""
    last = ending.rstrip(_CLOSERS)[-1:]
    return last in (_SPOKEN_END if dash in "–—" else "!?…")


def _is_heading(document: Document, index: int, text: str) -> bool:
    """A short line without a stop, above running text.

    Signatures and greetings look alike; what tells a heading is that a paragraph with full sentences follows.
    """
    block = document.blocks[index]
    if not text or text[-1] in _NO_HEADING_END:
        return False
    if text.rstrip(_CLOSERS)[-1:] in _NO_HEADING_END or len(text.split()) > _HEADING_WORDS:
        return False
    if not (text[0].isupper() or text[0].isdigit() or not text[0].isascii()) or text[0].islower():
        return False
    if any(mark in text for mark in (". ", "! ", "? ")):
        return False
    if index + 1 >= len(document.blocks):
        return False
    following = document.blocks[index + 1]
    if following.kind is not Kind.PARAGRAPH or following.end - following.start <= block.end - block.start:
        return False
    text_below = document.text[following.start : following.end]
    return text_below[-8:].rstrip(_CLOSERS)[-1:] in STOPS and not text_below[:1].islower()


def _furniture(document: Document, plain: Sequence[int], data: Segmentation) -> frozenset[int]:
    """Blocks that are page furniture.

    A line like "Source" is furniture at the beginning or the end of a page, or among its kind; alone in the
    middle it may be a heading.
    """
    pattern = _any_of(data.boilerplate, language("und").segmentation.boilerplate)
    looks = []
    for index in plain:
        block = document.blocks[index]
        short = block.end - block.start <= _LONGEST_FURNITURE
        text = document.reading(block.start, block.end) if short else ""
        looks.append(bool(text) and pattern.fullmatch(text) is not None)
    if all(looks):
        return frozenset()
    head = next((n for n, found in enumerate(looks) if not found), 0)
    tail = len(looks) - next((n for n, found in enumerate(reversed(looks)) if not found), 0)
    return frozenset(
        plain[n]
        for n, found in enumerate(looks)
        if found and (n < head or n >= tail or looks[n - 1 : n] == [True] or looks[n + 1 : n + 2] == [True])
    )


@lru_cache(maxsize=64)
def _any_of(*lists: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all; where there are none, one that matches no text."""
    return re.compile("|".join(f"(?:{each})" for each in chain(*lists)) or r"(?!)", re.IGNORECASE)
