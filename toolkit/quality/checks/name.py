"""Foreign names in a target that its source does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.text.words import fold

_STEM = 3
"""Letters two forms of a name share at the beginning: ``Philippines`` and ``Filipino`` share too few."""


@cache
def _shape(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Capitalised words whose spelling is foreign to their language, without a like word on the other side.

    Needs a language in which a native word is known by its shape; works from either side.
    """
    source, target = context.source, context.target
    for name in _foreign(target, source):
        yield Observation(
            f"{name[0]} is not in the source", target_span=Span(name[1], name[2]), values=(name[0],)
        )
    for name in _foreign(source, target):
        yield Observation(f"{name[0]} is missing in the target", Span(name[1], name[2]), values=(name[0],))


def _foreign(side: Side, other: Side) -> list[tuple[str, int, int]]:
    shape = side.language.grammar.native_word
    if not shape:
        return []
    theirs = {fold(word.text) for word in other.words}
    stems = {word[:_STEM] for word in theirs}
    found = []
    for word in side.prose_words:
        if not word.text[0].isupper() or len(word.text) < 3 or word.text.isupper():
            continue
        if _shape(shape).fullmatch(word.text.lower()):
            continue
        if side.text[word.start - 1 : word.start] == "-" or side.text[word.end : word.end + 1] == "-":
            continue  # transliterations are written syllable by syllable
        key = fold(word.text)
        if key in theirs or key[:_STEM] in stems:
            continue
        found.append((word.text, word.start, word.end))
    return found


CHECK = Check("name", "accuracy", Severity.WARNING, "foreign names on one side only", run)
