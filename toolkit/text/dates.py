"""Dates by value: ``7/8/2023``, ``August 7, 2023`` and ``ngày 7 tháng 8 năm 2023``.

Names of months, the usual order of a date in figures and the words that may stand between its parts come
from the language data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from toolkit.languages import Language, language


@dataclass(frozen=True, slots=True)
class Date:
    """A date at characters ``start`` up to ``end``; parts that are not said are ``None``.

    ``year`` of two digits is kept as it is. ``ambiguous`` marks figures such as 7/8 whose order is a guess.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    text: str
    ambiguous: bool = False

    def agrees(self, other: Date) -> bool:
        """Whether both can be the same day, as far as each of them says."""
        return any(
            _same_year(self.year, other.year)
            and mine[0] == theirs[0]
            and (mine[1] is None or theirs[1] is None or mine[1] == theirs[1])
            for mine in self._orders()
            for theirs in other._orders()
        )

    def _orders(self) -> list[tuple[int, int | None]]:
        straight = (self.month, self.day)
        return [straight, (self.day, self.month)] if self.ambiguous and self.day else [straight]

    @property
    def iso(self) -> str:
        """The date as ISO 8601 writes it, ``-`` and ``*`` for what is not said: ``*-08-07``."""
        year = "*" if self.year is None else f"{self.year:04d}"
        return f"{year}-{self.month:02d}" + ("" if self.day is None else f"-{self.day:02d}")


def _same_year(one: int | None, other: int | None) -> bool:
    if one is None or other is None or one == other:
        return True
    return min(one, other) < 100 and one % 100 == other % 100


_DIGIT = re.compile(r"\d")
_DIVIDED = re.compile(r"\d[/.-]\d")
_FIGURES = re.compile(
    r"(?<![\w./-])(?:(?P<iso>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})"
    r"|(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2}))(?![\w/-])"
)


@cache
def _beginnings(code: str) -> tuple[str, ...]:
    """In lower case, what one of must be in a text that names a month: quicker to find than a pattern."""
    names = [name.lower() for each in language(code).grammar.months for name in each.split("|")]
    first = dict.fromkeys(name.partition(" ")[0] for name in names)
    return tuple(word for word in first if not any(other in word for other in first if other != word))


@cache
def _named(code: str) -> tuple[re.Pattern[str], dict[str, int]] | None:
    """Pattern of dates with a named month, and the month each name is."""
    grammar = language(code).grammar
    if not grammar.months:
        return None
    index: dict[str, int] = {}
    for number, names in enumerate(grammar.months, 1):
        for name in names.split("|"):
            index[name.lower()] = number
    # A name written with a capital must be met with one ("May" is a month, "may" is not).
    alternatives = [
        re.escape(name) if name != name.lower() else f"(?i:{re.escape(name)})"
        for names in grammar.months
        for name in names.split("|")
    ]
    month = "|".join(sorted(alternatives, key=len, reverse=True))
    joiner = "|".join(re.escape(word) for word in grammar.date_joiners) or "(?!)"
    ordinal = r"(?:st|nd|rd|th|º|\.)?"
    day_after = (
        rf"(?:[ \u00a0]{{1,2}}(?:the )?(?P<day_after>\d{{1,2}}){ordinal}(?![\w:]|[.,]\d))?"
        if (grammar.date_order == "mdy")
        else "(?P<day_after>(?!))?"
    )
    pattern = (
        rf"(?<![\w.,/-])(?:(?P<day>\d{{1,2}}){ordinal},?\s{{1,2}}(?:(?i:{joiner})\s{{1,2}})?)?(?<!\w)"
        rf"(?P<month>{month})(?!\w)"
        rf"{day_after}"
        rf"(?:\s?[,/.-]?\s{{0,2}}(?:(?i:{joiner})\s{{1,2}})?(?P<year>\d{{4}})(?![\w/-]|[.,]\d))?"
    )
    return re.compile(pattern), index


@cache
def _marked(code: str) -> re.Pattern[str] | None:
    """Pattern of a day and a month in figures behind a word that says so."""
    markers = "|".join(map(re.escape, language(code).grammar.date_markers))
    if not markers:
        return None
    return re.compile(
        rf"(?<!\w)(?:{markers})\s(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})(?![\w/-]|[.,]\d)", re.IGNORECASE
    )


def dates(text: str, lang: Language) -> list[Date]:
    """Dates of ``text`` in order: a month with a day or a year, or figures in the language's order."""
    found: list[Date] = []
    if not _DIGIT.search(text):
        return found
    if _DIVIDED.search(text):
        found.extend(date for match in _FIGURES.finditer(text) if (date := _of_figures(match, lang)))
        if marked := _marked(lang.code):
            found.extend(date for match in marked.finditer(text) if (date := _of_marked(match)))
    named = _named(lang.code)
    if named and any(map(text.lower().__contains__, _beginnings(lang.code))):
        pattern, index = named
        for match in pattern.finditer(text):
            date = _of_name(match, index)
            if date and not any(d.start < date.end and date.start < d.end for d in found):
                found.append(date)
    return sorted(found, key=lambda date: date.start)


def _of_figures(match: re.Match[str], lang: Language) -> Date | None:
    if match["iso"]:
        year, month, day, ambiguous = int(match["iso"]), int(match["iso_month"]), int(match["iso_day"]), False
    else:
        year, first, second = int(match["year"]), int(match["first"]), int(match["second"])
        day, month = (second, first) if lang.grammar.date_order == "mdy" else (first, second)
        if month > 12 >= day:
            day, month = month, day
        # Only a language whose order we know is read without doubt.
        ambiguous = not lang.grammar.months and day <= 12
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Date(match.start(), match.end(), year, month, day, match.group(), ambiguous)


def _of_marked(match: re.Match[str]) -> Date | None:
    day, month = int(match["day"]), int(match["month"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    start = match.start("day")
    return Date(start, match.end(), None, month, day, match.string[start : match.end()])


def _of_name(match: re.Match[str], index: dict[str, int]) -> Date | None:
    day, year = match["day"] or match["day_after"], match["year"]
    if day is None and year is None:
        return None
    if day is not None and not 1 <= int(day) <= 31:
        return None
    month = index[match["month"].lower()]
    return Date(
        match.start(),
        match.end(),
        int(year) if year else None,
        month,
        int(day) if day else None,
        match.group(),
    )
