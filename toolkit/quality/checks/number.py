"""Numbers that stand on one side only, compared by value.

"1,234.5" in English is "1.234,5" in Vietnamese; "1.2 billion" is "1,2 tỷ"; "two" may become "2"; 5 p.m. may
become 17 giờ. What is left after all of that is a number that was changed, dropped or made up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from toolkit.model import Severity, Span, Unit
from toolkit.quality.checks.clock import agreeing
from toolkit.quality.checks.currency import money
from toolkit.quality.checks.date import paired
from toolkit.quality.checks.unit_of_measure import measure
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.quality.differs import differs
from toolkit.quality.number_words import in_words, said, value
from toolkit.quality.otherwise import (
    CLOCK,
    Rule,
    converted,
    in_a_figure_of_speech,
    in_other_words,
    is_hour,
    of_a_feast,
)
from toolkit.text.clocks import Clock
from toolkit.text.dates import Date
from toolkit.text.figures import written
from toolkit.text.fractions import fractions
from toolkit.text.numbers import Form, Number
from toolkit.text.phones import LEAST, Phone, phones
from toolkit.text.placeholders import branches
from toolkit.translations import N_, _

_LIST_MARK = re.compile(r"\s*[(\[]?\d{1,3}[.)\]:]\s")
_HOUR_POINT = re.compile(r"(\d{1,2})[.,](\d\d)")
_PART = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])")
_YEARS = 1000, 2100
_WORD = 24
"""Characters beside a figure in which a word for a floor stands."""
_ASIDE = 120
"""Characters from a figure to the brackets around it, at most."""
_TABLE = 50
_MOST_PAIRS = 10_000


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Pair off the figures of both sides, from the strictest rule to the most lenient; report the rest."""
    source, target = context.source, context.target
    yield from in_words(source, target)
    if not source.has_digits and not target.has_digits:
        return
    dated = paired(context)
    yield from _codes(unit, source, target)
    ours, theirs = agreeing(source, target)
    called, theirs_called = _same_phones(source, target)
    left = _figures(source, _places(dated.source_settled, ours, called))
    right = _figures(target, _places(dated.target_settled, theirs, theirs_called))
    if [n.values[0] for n in left] == [n.values[0] for n in right]:
        return
    rules = (
        _same_reading,
        _same_text,
        _short_year,
        _clock(source, target),
        converted(source, target),
    )
    left, right = _beyond(left, right), _beyond(right, left)
    for rule in rules:
        left, right = _paired_off(left, right, rule)
    left = [n for n in left if not _explained(n, source, target)]
    right = [n for n in right if not _explained(n, target, source)]
    if len(left) == len(right) == 1:
        yield _changed(unit, target, left[0], right[0])
        return
    # Nought goes without a number as often as not: no results, sold out.
    left, right = ([n for n in each if n.values[0]] for each in (left, right))
    for number in left:
        yield Observation(
            _("{text} is missing in the target", text=number.text),
            Span(number.start, number.end),
            values=(value(number),),
        )
    for number in right:
        yield Observation(
            _("{text} is not in the source", text=number.text),
            target_span=Span(number.start, number.end),
            values=(value(number),),
        )


def _codes(unit: Unit, source: Side, target: Side) -> Iterator[Observation]:
    """A version or code of the source that gave way to exactly one other in the target."""
    left = [n for n in source.numbers if n.form is Form.CODE and n.text not in target.prose]
    right = [n for n in target.numbers if n.form is Form.CODE and n.text not in source.prose]
    if len(left) == len(right) == 1 and left[0].text.count(".") == right[0].text.count("."):
        yield _changed(unit, target, left[0], right[0])


def _places(dates: list[Date], clocks: list[Clock], called: list[Phone]) -> list[tuple[int, int]]:
    """Where figures stand that need no more looking at."""
    return [
        *((date.start, date.end) for date in dates),
        *((clock.start, clock.end) for clock in clocks),
        *((phone.start, phone.end) for phone in called),
    ]


def _same_phones(source: Side, target: Side) -> tuple[list[Phone], list[Phone]]:
    """Telephone numbers of both sides that are the same."""
    # All digits are those of numbers, and a telephone number has seven.
    ours = phones(source.prose) if sum(len(number.text) for number in source.numbers) >= LEAST else []
    theirs = phones(target.prose) if ours else []
    return (
        [phone for phone in ours if any(phone.agrees(other) for other in theirs)],
        [phone for phone in theirs if any(phone.agrees(other) for other in ours)],
    )


def _figures(side: Side, settled: list[tuple[int, int]]) -> list[Number]:
    """Numbers in digits that are not part of a settled date, of a code or of the branches of a plural."""
    if any(p.family == "icu" for p in side.placeholders):
        settled = [*settled, *branches(side.text, side.placeholders)]
    return [
        n
        for n in side.numbers
        if n.form is Form.DIGITS and not any(start <= n.start < end for start, end in settled)
    ]


def _beyond(these: list[Number], those: list[Number]) -> list[Number]:
    """The numbers of one side beyond those of equal value on the other."""
    open_ = Counter(n.values[0] for n in those)
    out = []
    for number in these:
        if open_[number.values[0]]:
            open_[number.values[0]] -= 1
        else:
            out.append(number)
    return out


def _paired_off(left: list[Number], right: list[Number], rule: Rule) -> tuple[list[Number], list[Number]]:
    """What remains when each number on the left took the first match on the right.

    A segment with hundreds of figures left over is a table or nonsense; no lenient rule is tried on it.
    """
    if len(left) * len(right) > _MOST_PAIRS:
        return left, right
    rest, open_ = [], list(right)
    for number in left:
        match = next((other for other in open_ if rule(number, other)), None)
        if match is None:
            rest.append(number)
        else:
            open_.remove(match)
    return rest, open_


def _same_reading(one: Number, other: Number) -> bool:
    """Another reading of the same digits will do, save where a magnitude word says which (13.637 tỷ)."""
    if one.scaled or other.scaled or set(one.values).isdisjoint(other.values):
        return False
    # 231.500 may be 231,500 but is hardly 231.5.
    return one.text.isdigit() or other.text.isdigit() or _digits(one) == _digits(other)


def _digits(number: Number) -> str:
    return "".join(filter(str.isdigit, number.text))


def _same_text(one: Number, other: Number) -> bool:
    """Copied as it stands; whether it should be written otherwise is another check's business."""
    return one.text == other.text


def _short_year(one: Number, other: Number) -> bool:
    """``1990s`` and ``những năm 90``, ``'95`` and ``1995``, ``2020/21`` and ``2020-2021``."""
    high, low = (one, other) if one.values[0] > other.values[0] else (other, one)
    year, short = high.values[0], low.values[0]
    return (
        1000 <= year < 2100
        and 10 <= short < 100
        and year % 100 == short
        and (high.suffix == "s" or low.text.isdigit())
    )


def _clock(source: Side, target: Side) -> Rule:
    """``5 p.m.`` and ``17 giờ``: twelve hours apart, and one of them is a time of day."""

    def rule(one: Number, other: Number) -> bool:
        apart = abs(one.values[0] - other.values[0]) == 12 and max(one.values[0], other.values[0]) <= 24
        return apart and (is_hour(one, source) or is_hour(other, target))

    return rule


def _explained(number: Number, side: Side, other: Side) -> bool:
    """Whether an unpaired figure has a good reason to be alone."""
    if said(number, other) or number.text in other.codes:
        return True
    value = number.values[0]
    if in_other_words(number, side, other) or of_a_feast(number, side, other):
        return True
    if in_a_figure_of_speech(number, side):
        return True
    if value == 0 and CLOCK.search(side.text, max(0, number.start - 4), number.end):
        return True  # the minutes of a full hour
    if _is_clock(number, other):
        return True
    if _glossed(number, side, other) or _of_a_storey(number, side, other) or _one_of(number, side, other):
        return True
    if _of_a_century(number, other) or _half_in_figures(number, side, other):
        return True
    return number.start <= 4 and bool(_LIST_MARK.match(side.text)) and value < 100


def _glossed(number: Number, side: Side, other: Side) -> bool:
    """Whether a figure stands in brackets of which the other side has none: two chỉ (7.5 g) of gold."""
    if "(" in other.text or "(" not in side.text:
        return False
    first = max(0, number.start - _ASIDE)
    opened = side.text.rfind("(", first, number.start)
    closed = side.text.rfind(")", first, number.start)
    return opened > closed and side.text.find(")", number.end, number.end + _ASIDE) >= 0


def _of_a_storey(number: Number, side: Side, other: Side) -> bool:
    """Whether a figure is of a floor: the ground floor is tầng 1, lầu 3 the fourth floor."""
    floors = side.language.grammar.storey_words
    if floors.isdisjoint(side.distinct) or other.language.grammar.storey_words.isdisjoint(other.distinct):
        return False
    end = number.end + len(number.suffix)
    before = side.text[max(0, number.start - _WORD) : number.start].lower().split()[-1:]
    after = side.text[end : end + _WORD].lower().split()[:1]
    if not any(word.strip(".,;:") in floors for word in (*before, *after)):
        return False
    return not other.values or bool(other.values & {number.values[0] - 1, number.values[0] + 1})


def _one_of(number: Number, side: Side, other: Side) -> bool:
    """Whether it is one of something that the other side names without a number: 1 đô la, the dollar."""
    if number.values[0] != 1 or len(other.numbers) > _TABLE:
        return False
    code, unit = money(side, number), measure(side, number)
    known = other.language.grammar.currencies if code else other.language.grammar.units
    return bool(code or unit) and any(known.get(word) == (code or unit) for word in other.lowered)


def _of_a_century(number: Number, other: Side) -> bool:
    """The 1960s, những năm sáu mươi; the 1400s, thế kỷ XV."""
    value = number.values[0]
    if number.suffix == "s" and _YEARS[0] <= value < _YEARS[1]:
        return value % 100 in other.values or (value % 100 == 0 and value / 100 + 1 in other.values)
    years = (value - 1) * 100
    return 10 < value <= 21 and any(
        n.suffix == "s" and n.values and n.values[0] == years for n in other.numbers
    )


def _half_in_figures(number: Number, side: Side, other: Side) -> bool:
    """Whether a figure is of a fraction that the other side says in words: 1/2, half."""
    match = next(
        (
            m
            for m in _PART.finditer(side.text, max(0, number.start - 3), number.end + 3)
            if m.start() <= number.start < m.end()
        ),
        None,
    )
    if match is None or match[2].strip("0") == "":
        return False
    share = Fraction(int(match[1]), int(match[2]))
    words = other.language.grammar.fractions
    return any(part.value == share for part in fractions(other.prose, other.language)) or any(
        abs(words[word] - share) < 0.01 for word in other.distinct if word in words
    )


def _is_clock(number: Number, other: Side) -> bool:
    """Whether a figure is a time of day that the other side has: 7.15 and 7g15."""
    match = _HOUR_POINT.fullmatch(number.text)
    return match is not None and any(
        int(match[1]) % 12 == clock.hour % 12 and int(match[2]) == clock.minute for clock in other.clocks
    )


def _changed(unit: Unit, target: Side, left: Number, right: Number) -> Observation:
    fix = None
    if not left.scaled and not right.scaled and not left.suffix and not right.suffix:
        # Grouped like what stood there; a figure without marks is copied (years, versions, house numbers).
        grouped = len(right.text) > 3 and not right.text.isdigit()
        if not left.values or left.text.isdigit():
            fixed = left.text
        else:
            fixed = written(left.values[0], target.language, grouped=grouped)
        fix = unit.target[: right.start] + fixed + unit.target[right.end :]
    span, there = Span(left.start, left.end), Span(right.start, right.end)
    return differs(left.text, span, right.text, there, (value(left), value(right)), fix)


CHECK = Check(
    "number", "accuracy", Severity.ERROR, N_("numbers that differ in value, are missing or were added"), run
)
