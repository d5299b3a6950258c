"""Numbers by value: ``1,234.5``, ``1.234,5``, ``1,2 tỷ`` and ``twenty-one`` as what they mean.

What a figure means depends on the language it stands in, so a :class:`Number` carries its likeliest reading
first and other possible readings after it. Which words are numbers comes from the language data.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from toolkit.languages import Language
from toolkit.recalled import Recalled
from toolkit.text.spoken import number_words, spoken
from toolkit.text.words import Word, words


class Form(StrEnum):
    """How a number is written."""

    DIGITS = "digits"
    WORDS = "words"
    UNSURE = "unsure"
    """A word that can be a number and can be something else (``năm``, ``second``, ``Monday``)."""
    ROMAN = "roman"
    CODE = "code"
    """Digits in a name or code (``H5N1``, ``1.2.3``): to be compared as written."""


class Number(NamedTuple):
    """A number at characters ``start`` up to ``end`` of the text.

    Attributes:
        values: its readings, likeliest first; empty for a code.
        text: as written, magnitude word included.
        form: how it is written.
        scaled: a magnitude word (million, tỷ) is part of it.
        suffix: what is glued to its digits: ``th``, ``km``, ``s``.
    """

    start: int
    end: int
    values: tuple[Decimal, ...]
    text: str
    form: Form
    scaled: bool = False
    suffix: str = ""

    @property
    def value(self) -> Decimal | None:
        """The likeliest reading; ``None`` for a code."""
        return self.values[0] if self.values else None


_SPACES = " \u00a0\u202f"
# Either groups of three divided by spaces, or digits with marks between them. Linear: the first alternative
# fails on groups of a fixed length. The digit that both begin with stands before them: it is found quickly.
_FIGURE = re.compile(rf"\d(?:\d{{0,2}}(?:[{_SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d*(?:[.,'’]\d+)*)")
_LETTERS = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"[\s\-\u2010\u2011]{0,3}")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_CODE_LETTERS = 5
_GLUED = re.compile(r"(?<![^\W\d_])[^\W\d_]+\Z")
_MOST_WORDS = 16
"""Words a spoken number may have."""
_SCALED = attrgetter("scaled")
_LONGEST = 30
"""Digits beyond which a figure is a code, not a quantity."""


def readings(digits: str, decimal_mark: str, group_marks: str) -> tuple[Decimal, ...]:
    """What a figure may mean, the reading of the given locale first; empty where it can be no number.

    ``1.234`` is one thousand two hundred and thirty-four where "." groups, and also 1.234, as the rest of
    the world may have it.
    """
    for space in _SPACES + "'’":
        digits = digits.replace(space, "")
    if sum(map(len, digits)) > _LONGEST:
        return ()
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return (Decimal(digits),)
    grouped, decimal = _grouped(digits), None
    if len(marks) == 1 or (
        marks[-1] != marks[0] and _grouped(digits[: digits.rindex(marks[-1])]) is not None
    ):
        whole, _, part = digits.rpartition(marks[-1])
        decimal = Decimal(whole.replace(".", "").replace(",", "") + "." + part)
    if grouped is not None and (decimal is None or marks[-1] in group_marks or marks[-1] != decimal_mark):
        return (grouped,) if decimal is None else (grouped, decimal)
    if decimal is not None:
        return (decimal,) if grouped is None else (decimal, grouped)
    return ()


def _grouped(digits: str) -> Decimal | None:
    """The value if all marks are the same and divide groups of three."""
    head, *groups = re.split("[.,]", digits)
    if not groups or len({c for c in digits if c in ".,"}) != 1 or not 1 <= len(head) <= 3:
        return None
    return Decimal(head + "".join(groups)) if all(len(group) == 3 for group in groups) else None


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
        self.writing = lang.writing
        self.currencies = lang.grammar.currencies
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
        scaled = any(map(_SCALED, found))
        return self._ranges(self._sums(found)) if scaled else found

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
            attached = glued is None or glued.group().lower() not in self.currencies  # VND30,000
        if not values or (attached and before) or self.text[end : end + 1] == "_":
            return Number(start, end, (), raw, Form.CODE, suffix=suffix), following
        if suffix:
            after = self.atoms[following][1]
            if self.text[after : after + 1].isdigit():
                return Number(start, end, (), raw, Form.CODE, suffix=suffix), following
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
        return Number(start, end, values, self.text[start:end], form, scaled), index + count

    @staticmethod
    def _sums(found: list[Number]) -> list[Number]:
        """``1 tỷ 200 triệu`` is one number; its parts stay as other readings nobody needs."""
        out: list[Number] = []
        for number in found:
            last = out[-1] if out else None
            if (
                last
                and last.scaled
                and number.scaled
                and last.form is number.form is Form.DIGITS
                and number.start - last.end == 1
                and last.values[0] > number.values[0]
            ):
                text = f"{last.text} {number.text}"
                total = last.values[0] + number.values[0]
                out[-1] = Number(last.start, number.end, (total,), text, Form.DIGITS, True)
            else:
                out.append(number)
        return out

    def _ranges(self, found: list[Number]) -> list[Number]:
        """In ``10 to 12 million`` the 10 may be ten million."""
        for index, (number, after) in enumerate(pairwise(list(found))):
            if number.scaled or not after.scaled or number.form is not Form.DIGITS or not number.values:
                continue
            gap = self.text[number.end : after.start]
            leading = _LEADING.match(after.text)
            if leading is None or after.form is not Form.DIGITS or len(gap) > 6 or len(gap.split()) > 1:
                continue
            unscaled = readings(leading[0], self.writing.decimal_mark, self.writing.group_marks)
            if unscaled and number.values[0] < unscaled[0]:
                values = (*number.values, number.values[0] * after.values[0] / unscaled[0])
                found[index] = Number(
                    number.start, number.end, values, number.text, number.form, suffix=number.suffix
                )
        return found


_LEADING = re.compile(r"\d+(?:[.,]\d+)*")


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


def written(value: Decimal, lang: Language, *, grouped: bool = True) -> str:
    """A number in digits as the language writes it: ``1.234,5``."""
    plain = f"{value:,f}" if grouped else f"{value:f}"
    marks = {",": lang.writing.group_marks[:1], ".": lang.writing.decimal_mark}
    return "".join(marks.get(c, c) for c in plain)
