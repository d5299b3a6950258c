"""Numbers in words, put together from their parts: ``two hundred and five``, ``hai mươi mốt``.

Languages that count by adding and multiplying from the largest part to the smallest are covered by three
word lists: numbers, magnitudes (which multiply) and joiners (which say nothing).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from toolkit.languages import language

_TEN = 10
_HUNDRED = 100
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of a language, in lower case.

    ``unsure`` are words that may mean something else, with all the values they may have; ``measures`` are
    those among them that name what is counted (``năm``: five, year).
    """

    sure: dict[str, int]
    unsure: dict[str, tuple[int, ...]]
    magnitudes: dict[str, int]
    joiners: frozenset[str]
    parts: frozenset[str]
    """All of them."""
    measures: frozenset[str] = frozenset()
    tails: Mapping[str, int] = field(default_factory=dict)
    """Words that make tens of the digit before them."""

    def begins(self, word: str) -> bool:
        """Whether a number may begin with this word."""
        return word in self.sure or word in self.unsure or word in self.magnitudes

    def value(self, word: str) -> int | None:
        """The likeliest value of a number word; ``None`` for any other."""
        if word in self.sure:
            return self.sure[word]
        return self.unsure[word][0] if word in self.unsure else None


@cache
def number_words(code: str) -> NumberWords:
    """The number words of a language; months and weekdays among the unsure ones, by their number."""
    grammar = language(code).grammar
    unsure: dict[str, tuple[int, ...]] = {w.lower(): (v,) for w, v in grammar.number_words_unsure.items()}
    for index, names in enumerate(grammar.months, 1):
        for name in names.split("|"):
            unsure.setdefault(name.lower(), (index,))
    for index, names in enumerate(grammar.weekdays, 1):
        # Some languages number their weekdays, counting from Monday or from Sunday.
        for name in names.split("|"):
            unsure.setdefault(name.lower(), (index, index + 1))
    sure = {word.lower(): value for word, value in grammar.number_words.items()}
    magnitudes = {word.lower(): int(value) for word, value in grammar.magnitudes.items()}
    parts = frozenset((*sure, *unsure, *magnitudes, *grammar.number_joiners))
    measures = frozenset(unsure.keys() & grammar.units.keys())
    return NumberWords(sure, unsure, magnitudes, grammar.number_joiners, parts, measures, grammar.tens_tails)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number read from the beginning of some words.

    ``count`` words belong to it; ``sure`` unless a single doubtful word made it.
    """

    values: tuple[int, ...]
    count: int
    sure: bool
    scaled: bool


def spoken(words: Sequence[str], lexicon: NumberWords) -> Spoken | None:
    """The longest number ``words`` (in lower case, standing close together) begin with."""
    total, current = 0, 0  # thousands and above; what is below them so far
    last: int | None = None  # the number word that a magnitude would multiply
    count = used = 0
    sure = False
    without: int | None = None  # the value if a doubtful last word is not taken in
    tenth: int | None = None  # the value if the last digit counts tenths of the magnitude before it
    scale = 0  # the magnitude right before, from a hundred on
    while used < len(words):
        word = words[used]
        factor, value = lexicon.magnitudes.get(word), lexicon.value(word)
        if factor is not None:
            if factor >= _THOUSAND:
                if total and not current:
                    total *= factor  # "hai nghìn tỷ", "three thousand million"
                else:
                    total += (current or 1) * factor
                current, last = 0, None
            elif last is None and count:
                break
            elif factor % _TEN:
                current, last = (current or 1) * factor, None  # dozens are counted, no place of a number
            else:
                current = current - (last or 0) + (1 if last is None else last) * factor
                last = None
            sure, without, tenth = sure or count > 0, None, None
            scale = factor if factor >= _HUNDRED else 0
        elif value is not None:
            if word in lexicon.tails and last is not None and 1 < last < _TEN:
                current, last = current + last * (_TEN - 1) + lexicon.tails[word], None  # "ba lăm": 35
                sure, without, tenth = True, None, None
                used += 1
                count = used
                continue
            if count and not _fits(value, current, last, total):
                break
            # "hai trăm rưỡi", "một triệu hai": two hundred and fifty, one point two million.
            digit = lexicon.tails and 0 < value < _TEN and words[used - 1] not in lexicon.joiners
            tenth = total + current + value * scale // _TEN if scale and digit else None
            scale = 0
            doubtful = word not in lexicon.sure and bool(
                (not current and total > 0 and words[used - 1] in lexicon.magnitudes)
                or (current >= _TEN and word in lexicon.measures and words[used - 1] not in lexicon.joiners)
            )
            without = total + current if doubtful else None  # "hai triệu năm", "hai mươi năm": so many years
            current, last = current + value, value
            sure = sure or word in lexicon.sure
        elif word in lexicon.joiners and last is None and (current or total) and used + 1 < len(words):
            if lexicon.value(words[used + 1]) is None:
                break
            used += 1
            continue
        else:
            break
        used += 1
        count = used
    if not count:
        return None
    if count == 1 and not sure and words[0] in lexicon.unsure:
        return Spoken(lexicon.unsure[words[0]], 1, False, False)
    values = (total + current,) if without is None else (without, total + current)
    return Spoken(values if tenth is None else (*values, tenth), count, sure, total > 0)


def _fits(value: int, current: int, last: int | None, total: int) -> bool:
    """Whether a number word fills a place still empty: 20 + 1, 100 + 20, but not 2 + 3."""
    if last is None:
        return current % 10 ** len(str(value)) == 0 and (value > 0 or (total > 0 and not current))
    return last >= 10 and last % 10 == 0 and 0 < value < 10
