"""What a number is, and how figures are read and written: ``1.234,5`` here, ``1,234.5`` there."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from toolkit.languages import Language

SPACES = " \u00a0\u202f"
"""What may divide the groups of a figure, or a figure and what it counts."""
_LONGEST = 30
"""Digits beyond which a figure is a code, not a quantity."""


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


def readings(digits: str, decimal_mark: str, group_marks: str) -> tuple[Decimal, ...]:
    """What a figure may mean, the reading of the given locale first; empty where it can be no number.

    ``1.234`` is one thousand two hundred and thirty-four where "." groups, and also 1.234, as the rest of
    the world may have it.
    """
    for space in SPACES + "'’":
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


def written(value: Decimal, lang: Language, *, grouped: bool = True) -> str:
    """A number in digits as the language writes it: ``1.234,5``."""
    plain = f"{value:,f}" if grouped else f"{value:f}"
    marks = {",": lang.writing.group_marks[:1], ".": lang.writing.decimal_mark}
    return "".join(marks.get(c, c) for c in plain)
