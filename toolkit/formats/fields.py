"""What is known about a unit, as the text formats write it: confidences, spans, bead types."""

from __future__ import annotations

import re

from toolkit.model import Span

BEAD_TYPE = re.compile(r"[0-9]{1,4}-[0-9]{1,4}")


def rounded(confidence: float) -> float:
    """A confidence to the four digits that are written."""
    return round(confidence, 4)


def confidence(written: str) -> float | None:
    """The confidence a field says; ``None`` where it is empty.

    A decimal comma is understood: spreadsheets write it in half the world.

    Raises:
        ValueError: not a number from 0 to 1.
    """
    if not written.strip():
        return None
    value = float(written.strip().replace(",", "."))
    if not 0 <= value <= 1:
        raise ValueError(written)
    return value


def span(written: str) -> Span:
    """The span that ``12-40`` says.

    Raises:
        ValueError: not two numbers in order.
    """
    start, _, end = written.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()) or len(written) > 40:
        raise ValueError(written)
    made = Span(int(start), int(end))
    if made.start > made.end:
        raise ValueError(written)
    return made
