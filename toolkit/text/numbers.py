"""Numbers by value: ``1,234.5``, ``1.234,5``, ``1,2 tỷ`` and ``twenty-one`` as what they mean.

What a figure means depends on the language it stands in, so a :class:`Number` carries its likeliest reading
first and other possible readings after it. Which words are numbers comes from the language data.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache

from toolkit.languages import Language
from toolkit.recalled import Recalled
from toolkit.text.figures import SPACES, Form, Number, readings
from toolkit.text.spoken import number_words, spoken
from toolkit.text.sums import summed
from toolkit.text.words import Word, words

__all__ = ["Form", "Number", "numbers"]

# Either groups of three divided by spaces, or digits with marks between them. Linear: the first alternative
# fails on groups of a fixed length. The digit that both begin with stands before them: it is found quickly.
_FIGURE = re.compile(rf"\d(?:\d{{0,2}}(?:[{SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d*(?:[.,'’]\d+)*)")
_LETTERS = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"[\s\-\u2010\u2011]{0,3}")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_CODE_LETTERS = 5
_GLUED = re.compile(r"(?<![^\W\d_])[^\W\d_]+\Z")
_MOST_WORDS = 16
"""Words a spoken number may have."""
_NAME = 12
"""Characters in which the name of a currency shows."""


def numbers(text: str, lang: Language, cut: Sequence[Word] | None = None) -> list[Number]:
    """All numbers of ``text``, in order, as the language writes and says them.

    Args:
        text: any text.
        lang: its language.
        cut: its words, if they are at hand.
    """
    scan = _Scan(text, lang, words(text) if cut is None else cut)
    return scan.run() if scan.atoms else []


class _Scan:
    """One pass over the atoms of a text: its figures, and of its words those that a number may consist of."""

    def __init__(self, text: str, lang: Language, cut: Sequence[Word]) -> None:
        self.text = text
        self.lang = lang
        self.writing = lang.writing
        self.grammar = lang.grammar
        self.words = number_words(lang.code)
        self.code = lang.code
        figures = [(m.start(), m.end(), True, m.group()) for m in _FIGURE.finditer(text)]
        if "'" in text or "’" in text:
            cut = [part for word in cut for part in ((word,) if word[0].isalpha() else _parts(word))]
        parts = _parts_of_numbers(lang.code)
        if figures:
            glued = {figure[1] for figure in figures}
            said = [(start, end, False, word) for word, start, end in cut if parts[word] or start in glued]
        else:
            said = [(start, end, False, word) for word, start, end in cut if parts[word]]
        self.atoms = sorted(figures + said) if figures and said else figures or said

    def run(self) -> list[Number]:
        found: list[Number] = []
        index = 0
        while index < len(self.atoms):
            start, end, is_digits, raw = self.atoms[index]
            if is_digits:
                number, index = self._figure(index)
                found.append(number)
                continue
            if self.words.begins(raw.lower()):
                number, index = self._spoken(index)
                found.append(number)
                continue
            if _is_roman(raw):
                found.append(Number(start, end, (Decimal(_roman(raw)),), raw, Form.ROMAN))
            index += 1
        return summed(self.text, self.lang, found)

    def _near(self, index: int) -> bool:
        """Whether atom ``index`` follows the one before it with at most a space or hyphen between."""
        if not 0 < index < len(self.atoms):
            return False
        gap = self.text[self.atoms[index - 1][1] : self.atoms[index][0]]
        return gap == " " or _JOINED.fullmatch(gap) is not None

    def _figure(self, index: int) -> tuple[Number, int]:
        start, end, _, raw = self.atoms[index]
        before = self.text[start - 1 : start]
        values = readings(raw, self.writing.decimal_mark, self.writing.group_marks)
        following = index + 1
        suffix = ""
        if following < len(self.atoms) and self.atoms[following][0] == end and not self.atoms[following][2]:
            suffix = self.atoms[following][3]
        attached = (
            before.isalpha()
            or before == "_"
            or (before in "-./" and self.text[start - 2 : start - 1].isalpha())
        )
        if attached and before.isalpha():
            glued = _GLUED.search(self.text, max(0, start - _CODE_LETTERS), start)
            attached = glued is None or glued.group().lower() not in self.grammar.currencies  # VND30,000
        if not values or (attached and before) or self.text[end : end + 1] == "_":
            return Number(start, end, (), raw, Form.CODE, suffix=suffix), following
        if suffix:
            after = self.atoms[following][1]
            if self.text[after : after + 1].isdigit():
                return Number(start, end, (), raw, Form.CODE, suffix=suffix), following
            if suffix.lower() in self.grammar.shorthand:
                return self._short(index, values), following + 1
            if suffix.lower() not in self.words.magnitudes:
                return Number(start, end, values, raw, Form.DIGITS, suffix=suffix), following + 1
        scale = 1
        while self._near(following) and not self.atoms[following][2]:
            factor = self.words.magnitudes.get(self.atoms[following][3].lower())
            if factor is None or factor < 100:
                break
            scale *= factor
            end = self.atoms[following][1]
            following += 1
        if scale > 1:
            values = tuple(value * scale for value in values)
        return Number(start, end, values, self.text[start:end], Form.DIGITS, scale > 1), following

    def _short(self, index: int, values: tuple[Decimal, ...]) -> Number:
        """A figure with ``k`` or ``m`` glued to it: of money the multiple, otherwise perhaps a measure."""
        start, end, _, raw = self.atoms[index]
        suffix = self.atoms[index + 1][3]
        multiple = tuple(value * int(self.grammar.shorthand[suffix.lower()]) for value in values)
        before = self.text[max(0, start - 2) : start].rstrip(SPACES)[-1:]
        past = self.atoms[index + 1][1]
        after = self.text[past : past + _NAME].lstrip(SPACES).lower()
        if (before and unicodedata.category(before) == "Sc") or any(
            map(after.startswith, self.grammar.currencies)
        ):
            end = self.atoms[index + 1][1]
            return Number(start, end, multiple, self.text[start:end], Form.DIGITS, True)
        both = (*values, *multiple) if suffix.lower() in self.grammar.units else (*multiple, *values)
        return Number(start, end, both, raw, Form.DIGITS, suffix=suffix)

    def _spoken(self, index: int) -> tuple[Number, int]:
        """A number in words, which may run over several atoms."""
        until = index + 1
        while until - index < _MOST_WORDS and self._near(until) and not self.atoms[until][2]:
            until += 1
        made = _spoken(tuple([atom[3].lower() for atom in self.atoms[index:until]]), self.code)
        if made is None:
            return Number(*self.atoms[index][:2], (), self.atoms[index][3], Form.CODE), index + 1
        count, values, form, scaled = made
        start, end = self.atoms[index][0], self.atoms[index + count - 1][1]
        if count == 1 and form is Form.UNSURE and self._counts(index):
            form = Form.WORDS
        return Number(start, end, values, self.text[start:end], form, scaled), index + count

    def _counts(self, index: int) -> bool:
        """Whether a word that may name what is counted is the count itself: ``năm đứa``, not ``mỗi năm``."""
        start, end, _, word = self.atoms[index]
        if word.lower() not in self.words.measures or not self.grammar.classifiers:
            return False
        before = self.text[max(0, start - 2 * _NAME) : start].rstrip(SPACES).rpartition(" ")[2].lower()
        after = _LETTERS.match(self.text, end + 1) if self.text[end : end + 1] in SPACES else None
        return (
            after is not None
            and after.group().lower() in self.grammar.classifiers
            and before not in self.grammar.measure_openers
            and before not in self.words.parts
        )


@cache
def _parts_of_numbers(code: str) -> Recalled[str, bool]:
    """Which words of a language a number may consist of, roman numerals included."""
    parts = number_words(code).parts
    return Recalled(lambda word: word.lower() in parts or _is_roman(word))


@lru_cache(maxsize=1 << 14)
def _spoken(words: tuple[str, ...], code: str) -> tuple[int, tuple[Decimal, ...], Form, bool] | None:
    """The number that words begin with: how many belong to it, its values, form, and if it is scaled."""
    made = spoken(words, number_words(code))
    if made is None:
        return None
    form = Form.WORDS if made.sure else Form.UNSURE
    return made.count, tuple(map(Decimal, made.values)), form, made.scaled


def _parts(word: Word) -> list[Word]:
    """A word taken apart at its apostrophes."""
    start = word.start
    return [Word(m.group(), start + m.start(), start + m.end()) for m in _LETTERS.finditer(word.text)]


def _is_roman(word: str) -> bool:
    return word[0] in _ROMAN_DIGITS and _ROMAN.fullmatch(word) is not None


def _roman(numeral: str) -> int:
    values = [_ROMAN_DIGITS[c] for c in numeral]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
