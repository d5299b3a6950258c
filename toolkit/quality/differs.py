"""What most checks have to say: one thing stands in the source, another in its place in the target."""

from __future__ import annotations

from toolkit.model import Span
from toolkit.quality.contract import Observation
from toolkit.translations import _


def differs(
    one: str, span: Span, other: str, there: Span, values: tuple[str, ...], fix: str | None = None
) -> Observation:
    """An observation that two things are not the same.

    Args:
        one: what stands in the source.
        span: where.
        other: what stands in the target.
        there: where.
        values: both as they were read.
        fix: the target with the right thing in its place, where that is certain.
    """
    message = _("{one} in the source, {other} in the target", one=one, other=other)
    return Observation(message, span, there, values, fix)
