"""Numbers that call or name something, and are written in other groups: of telephones, accounts, cards."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PHONE = re.compile(r"(?<![\w.,+(])(?:\+\d|\(\+?\d|00?\d|1[89]00)[\d\s().\u2011\u2013-]{5,22}\d(?!\w)")
_ACCOUNT = re.compile(r"(?<![\w.,+-])\d{3,6}(?:[ -]\d{3,6}){1,5}(?![\w.,-])|(?<![\w.,-])\d{8,24}(?![\w.,-])")
_NOT_DIGITS = re.compile(r"\D")
LEAST = 7
"""Digits of a number."""
_MOST = 15  # by ITU-T E.164
_ACCOUNT_LEAST = 8
_SUBSCRIBER = 7
"""Last digits by which two numbers are the same whatever stands before them."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A number at characters ``start`` up to ``end``, and its digits; ``dialled`` if of a telephone."""

    start: int
    end: int
    digits: str
    dialled: bool = True

    def agrees(self, other: Phone) -> bool:
        """Whether both are the same, of telephones as far as the last digits tell."""
        if self.dialled and other.dialled:
            return self.digits[-_SUBSCRIBER:] == other.digits[-_SUBSCRIBER:]
        return self.digits == other.digits


def phones(text: str) -> list[Phone]:
    """What looks like telephone numbers: digits in groups behind ``+``, ``(``, a nought or a service code.

    And other long numbers in groups, or in one.
    """
    found = [
        *(Phone(m.start(), m.end(), _NOT_DIGITS.sub("", m.group())) for m in _PHONE.finditer(text)),
        *(Phone(m.start(), m.end(), _NOT_DIGITS.sub("", m.group()), False) for m in _ACCOUNT.finditer(text)),
    ]
    kept: list[Phone] = []
    for each in sorted(found, key=lambda each: each.start - each.end):  # of two readings the longer one
        least, most = (LEAST, _MOST) if each.dialled else (_ACCOUNT_LEAST, len(each.digits))
        apart = all(other.end <= each.start or each.end <= other.start for other in kept)
        if apart and least <= len(each.digits) <= most:
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)
