"""Words of a text with their places, and the folding under which words are compared."""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate
from typing import NamedTuple

from toolkit.recalled import Recalled

# Letters with the combining marks that belong to them; an apostrophe joins ("don't", "l'eau"), a hyphen does
# not ("twenty-one" is two words). Each character can be matched in one way only, so the scan is linear.
_LETTERS = r"[^\W\d_]++(?:[\u0300-\u036f]++[^\W\d_]*+)*+"
_WORD = re.compile(rf"({_LETTERS}(?:['’]{_LETTERS})*+)")

# Letters that Unicode does not decompose but readers take for a plain letter with a mark.
_PLAIN = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe"})


class Word(NamedTuple):
    """A word and its place, characters ``start`` up to ``end``."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of ``text`` in order; digits and punctuation stand between them."""
    # Nothing here is done as often as this. To cut a text into words and what is between them, of which the
    # lengths give the places, takes less time than to ask each match, and the usual way to make a named tuple
    # twice as much.
    new, pieces = tuple.__new__, _WORD.split(text)
    ends = list(accumulate(map(len, pieces)))
    return [new(Word, each) for each in zip(pieces[1::2], ends[::2], ends[1::2], strict=False)]


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_PLAIN)


FOLDED = Recalled(_fold)
"""Words without case and diacritics, for looking up many."""


def fold(word: str) -> str:
    """A word without case and diacritics: ``Đảng`` and ``dang`` fold alike."""
    return FOLDED[word]


def _name_key(word: str) -> str:
    return fold(word if word.isalpha() else word.replace("’", "'").removesuffix("'s"))


NAME_KEYS = Recalled(_name_key)
"""Words as names are compared: folded, and without the ending of a possessive (``Tom's``)."""
