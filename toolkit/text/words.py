"""Words of a text with their places, and the folding under which words are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Letters with the combining marks that belong to them; an apostrophe joins ("don't", "l'eau"), a hyphen does
# not ("twenty-one" is two words). Each character can be matched in one way only, so the scan is linear.
_LETTERS = r"[^\W\d_]++(?:[\u0300-\u036f]++[^\W\d_]*+)*+"
_WORD = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*+")

# Letters that Unicode does not decompose but readers take for a plain letter with a mark.
_PLAIN = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe"})


class Word(NamedTuple):
    """A word and its place, characters ``start`` up to ``end``."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of ``text`` in order; digits and punctuation stand between them."""
    # Nothing here is done as often as this; the usual way to make a named tuple takes twice as long.
    new, found = tuple.__new__, _WORD.finditer(text)
    return [new(Word, (match.group(), match.start(), match.end())) for match in found]


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without case and diacritics: ``Đảng`` and ``dang`` fold alike."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_PLAIN)
