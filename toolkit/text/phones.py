"""Telephone numbers, which are written in other groups, and with or without the code of the country."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PHONE = re.compile(r"(?<![\w.,+(])(?:\+\d|\(\+?\d|00?\d|1[89]00)[\d\s().\u2011\u2013-]{5,22}\d(?!\w)")
_NOT_DIGITS = re.compile(r"\D")
_LEAST, _MOST = 7, 15  # digits, the most by ITU-T E.164
_SUBSCRIBER = 7
"""Last digits by which two numbers are the same whatever stands before them."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number at characters ``start`` up to ``end``, and its digits."""

    start: int
    end: int
    digits: str

    def agrees(self, other: Phone) -> bool:
        """Whether both reach the same telephone, as far as their last digits tell."""
        return self.digits[-_SUBSCRIBER:] == other.digits[-_SUBSCRIBER:]


def phones(text: str) -> list[Phone]:
    """What looks like telephone numbers: digits in groups behind ``+``, ``(``, a nought or a service code."""
    found = []
    for match in _PHONE.finditer(text):
        digits = _NOT_DIGITS.sub("", match.group())
        if _LEAST <= len(digits) <= _MOST:
            found.append(Phone(match.start(), match.end(), digits))
    return found
