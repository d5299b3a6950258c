"""Texts as a memory keeps and compares them."""

from __future__ import annotations

import json
import unicodedata
from hashlib import blake2b

from toolkit.catalog.transfer import pattern
from toolkit.details import Code
from toolkit.formats.jsonl_details import codes_of
from toolkit.formats.lines import scalars

_SLOTS = frozenset("0123456789%{$:@")
_LONGEST_SHAPE = 2000  # characters; longer texts are not alike but for a number


def kept(text: str) -> str:
    """A text in the form in which it is kept: composed (NFC), without halves of surrogate pairs."""
    return text if text.isascii() else unicodedata.normalize("NFC", scalars(text))


def hashed(text: str) -> int:
    """64 bits by which a text is found again, never 0."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True) or 1


def shape(text: str) -> int | None:
    """The hash of a text without its numbers and variables; ``None`` where it has none."""
    if len(text) > _LONGEST_SHAPE or _SLOTS.isdisjoint(text):
        return None
    form = pattern(text)
    return hashed(form) if "\0" in form and form.replace("\0", "").strip() else None


def codes_kept(raw: str | None) -> tuple[tuple[Code, ...], tuple[Code, ...]]:
    """The inline codes of source and target, from the JSON in which they are kept."""
    if not raw:
        return (), ()
    sides = json.loads(raw)
    return codes_of(sides.get("source")), codes_of(sides.get("target"))
