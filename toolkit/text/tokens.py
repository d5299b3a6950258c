"""Tokens for comparing a text with its translation: not linguistics, but what two languages can share.

Words are folded in case and cut to what does not inflect; numbers become their value, whatever the
notation; marks that translations keep (question marks, quotation marks, brackets) stand for their class;
scripts written without spaces are taken apart into overlapping characters and pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from toolkit.languages import Language, language
from toolkit.text.figures import readings


class TokenKind(IntEnum):
    """What a token is, which says how far to trust its like on the other side."""

    WORD = 0
    NUMBER = 1
    MARK = 2
    CODE = 3
    """Letters with digits or underscores, or with capitals inside: ``H5N1``, ``max_size``, ``useState``."""
    GRAM = 4
    """One or two characters of a script written without spaces, or of a Hangul word."""


class Token(NamedTuple):
    """A token as it is compared; equal ``key`` means the same thing said the same way.

    ``weight`` is the share of a word it stands for: overlapping pieces of a word must not count as many.
    """

    key: str
    kind: TokenKind
    weight: float = 1.0


UNSPACED = (
    "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\U00020000-\U0003ffff"
)
"""Han, kana, Thai, Lao, Myanmar, Khmer, for a set of an expression: written without spaces between words."""
# Hangul has spaces, but endings are glued to its words, so that whole words rarely recur.
_HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
_FIGURE = r"\d+(?:[.,]\d+)*"
# Each alternative is one run of characters of a class; a figure goes on over points and commas and ends where
# its digits end ("20km"), everywhere else no two classes overlap: linear.
_TOKEN = re.compile(
    rf"{_FIGURE}"
    rf"|[{UNSPACED}{_HANGUL}]+"
    rf"|(?:(?![{UNSPACED}{_HANGUL}])\w|[\u0300-\u036f])+(?:['’](?![{UNSPACED}{_HANGUL}])\w+)*"
    r"|[^\w\s]"
)
_GRAM_RUN = re.compile(rf"[{UNSPACED}{_HANGUL}]")
_WORD_CHARACTER = re.compile(r"[\w\u0300-\u036f]")

_QUOTE = '"'
_MARK_CLASSES = {
    **dict.fromkeys('"“”„‟«»「」『』《》〝〞', _QUOTE),
    **dict.fromkeys("?？؟\u037e", "?"),
    **dict.fromkeys("!！", "!"),
    **dict.fromkeys("(（)）[［]］【】", "("),
    **dict.fromkeys(":：", ":"),
    **dict.fromkeys(";；؛", ";"),
    **dict.fromkeys("…⋯", "…"),
    **dict.fromkeys("%％٪", "%"),
}
_NO_MARKS = frozenset(".,。，、．｡､،۔'’‘`´-‐‑–—―¿¡·•/")
"""Marks whose use differs too much between languages to say anything."""


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """Words of a language that name a number."""

    numbers: dict[str, str]
    months: dict[str, str]


@cache
def _vocabulary(code: str) -> _Vocabulary:
    grammar = language(code).grammar
    months = {
        name: str(index)
        for index, names in enumerate(grammar.months, start=1)
        for name in names.split("|")
        if name.isalpha() and name[:1].isupper()
    }
    return _Vocabulary({word: str(value) for word, value in grammar.number_words.items()}, months)


def pieces(text: str) -> list[str]:
    """The runs of characters of ``text`` that are looked at one by one; white space is none."""
    return _TOKEN.findall(text)


def read(piece: str, lang: Language, *, cut: bool = True) -> list[Token]:
    """The tokens of one of the :func:`pieces` of a text; none for a mark that means too little."""
    first = piece[0]
    if first.isdecimal():
        return [Token("#" + value(piece, lang), TokenKind.NUMBER)]
    if _GRAM_RUN.match(first):
        return _grams(piece)
    if _WORD_CHARACTER.match(first):
        return [_word(piece, lang.code, cut)]
    mark = _MARK_CLASSES.get(piece, piece)
    return [] if mark in _NO_MARKS else [Token(mark, TokenKind.MARK)]


def tokens(text: str, lang: Language, *, cut: bool = True) -> list[Token]:
    """The tokens of ``text`` in order, words cut to what hardly inflects unless told otherwise.

    ``1,234.5`` in English and ``1.234,5`` in Vietnamese have the same key; so have ``August`` and the 8 of
    ``7/8/2023``.
    """
    return [token for piece in pieces(text) for token in read(piece, lang, cut=cut)]


def value(figure: str, lang: Language) -> str:
    """A figure's likeliest value, without group marks or trailing zeros; the figure itself if it has none."""
    if figure.isdecimal() and len(figure) < 20:
        return str(int(figure))
    found = readings(figure, lang.writing.decimal_mark, lang.writing.group_marks)
    return f"{_plain(found[0])}" if found else figure


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


@lru_cache(maxsize=1 << 16)
def _word(raw: str, code: str, cut: bool) -> Token:
    """The token of a word in a language."""
    vocabulary = _vocabulary(code)
    month = vocabulary.months.get(raw)
    if month:
        return Token("#" + month, TokenKind.NUMBER)
    # Words of one language may come composed or not; nearly all text is ASCII or composed already.
    key = (raw if raw.isascii() else unicodedata.normalize("NFC", raw)).casefold().replace("’", "'")
    number = vocabulary.numbers.get(key)
    if number:
        return Token("#" + number, TokenKind.NUMBER)
    if not raw.isalpha() and any(c.isdecimal() or c == "_" for c in raw):
        return Token(key, TokenKind.CODE)
    if not raw.islower() and raw[1:] != raw[1:].lower() and not raw.isupper():
        return Token(key, TokenKind.CODE)
    return Token(key[:STEM] if cut else key, TokenKind.WORD)


def _grams(run: str) -> list[Token]:
    """Single characters and pairs; together they weigh as much as the words they make up, about."""
    singles = [Token(c, TokenKind.GRAM, SINGLE_WEIGHT) for c in run]
    pairs = [Token(run[k : k + 2], TokenKind.GRAM, PAIR_WEIGHT) for k in range(len(run) - 1)]
    return singles + pairs


STEM = 6
"""Letters of a word that are compared; what follows is mostly inflection, which no two languages share."""

SINGLE_WEIGHT = 0.3
PAIR_WEIGHT = 0.3
"""A written word of Chinese has 1.6 characters on average, so 0.6 of a word stands for each character."""


def cut_keys(text: str) -> str:
    """A text with every word in it as its key; right for words of letters only."""
    return _LONG.sub(r"\1", text.casefold().replace("’", "'").replace("-", " "))


def joined_keys(texts: Iterable[str], lang: Language) -> list[str]:
    """The keys of each text's tokens, joined by spaces; quick for lists of many thousand words."""
    rows = cut_keys("\n".join(texts)).split("\n")
    return [row if _PLAIN.fullmatch(row) else " ".join(t.key for t in tokens(row, lang)) for row in rows]


_LONG = re.compile(rf"(\w{{{STEM}}})\w+")
_PLAIN = re.compile(r"(?:[^\W\d_]+ )*[^\W\d_]+", re.UNICODE)
