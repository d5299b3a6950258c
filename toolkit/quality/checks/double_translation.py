"""Two translations of one source, one after the other: ``Xóa tin nhắn này / Xoá thông điệp này``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation
from toolkit.quality.equivalents import told, vocabularies
from toolkit.translations import N_, _

_PART = re.compile(r"\s+[/|]\s+|(?<=[.!?])[\"”’»]?\s+|\n+(?=\S)")
_MAYBE = re.compile(r"[/|.!?\n](?:(?<=\n)|[\"”’»]?\s)")
"""What is in each of them, quicker to look for."""
_SAID = 0.6
"""Share of the source's words that each half must say."""
_LEAST = 2


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """The target falls into two parts, the source does not, and each part says all of it."""
    if not _MAYBE.search(unit.target) or _PART.search(unit.source.strip()):
        return
    cuts = list(_PART.finditer(unit.target.strip()))
    known = context.equivalents
    if len(cuts) != 1 or known is None or not known.source:
        return
    # A bar is plain; otherwise the length and several words must speak for it.
    barred = cuts[0].group().strip() in ("/", "|") and "/" not in unit.source
    least = 1 if barred else _LEAST
    if not barred and (context.stretch < 1 or len(known.source) < _LEAST):
        return
    at = cuts[0].start() + len(unit.target) - len(unit.target.lstrip())
    halves = (
        [w.text.lower() for w in context.target.prose_words if w.start < at],
        [w.text.lower() for w in context.target.prose_words if w.start >= at],
    )
    pair = vocabularies(context.source.language.code, context.target.language.code)
    if pair is None or not all(len(half) >= least for half in halves):
        return
    for half in halves:
        present = pair[1].present(half)
        said = sum(told(item, present) for item in known.source)
        if said < _SAID * len(known.source):
            return
    yield Observation(
        _("the target gives two translations of one source"),
        target_span=Span(cuts[0].end() + len(unit.target) - len(unit.target.lstrip()), len(unit.target)),
    )


CHECK = Check(
    "double-translation", "accuracy", Severity.ERROR, N_("one source translated twice"), run, spoils=True
)
