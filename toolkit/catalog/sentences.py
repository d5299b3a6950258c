"""A message of several sentences, put together from the translations of its sentences."""

from __future__ import annotations

from typing import NamedTuple

from toolkit.catalog.candidates import Candidates, best
from toolkit.languages import language
from toolkit.model import Document


class Joined(NamedTuple):
    """A translation put together.

    Attributes:
        text: the translation.
        confidence: of the least sure part, 0 to 1.
        origin: of the first part.
        alternatives: different translations of the part that has most.
        parts: how many there are.
    """

    text: str
    confidence: float
    origin: str
    alternatives: int
    parts: int


def joined(message: str, candidates: Candidates, target_language: str = "und") -> Joined | None:
    """The translation of a message, if all of its sentences, or runs of them, have one.

    What stands between the sentences is kept; a mere space is left out in languages that write none there.
    """
    from toolkit.segment import segment

    body = message.strip()
    spans = [part.span for part in segment(Document(body, candidates.source_language)).segments]
    if len(spans) < 2 or len(candidates) == 0:
        return None
    spaced = target_language == "und" or language(target_language).writing.spaces
    out = ""
    sure, origin, alternatives, parts = 1.0, "", 1, 0
    at = first = 0
    while first < len(spans):
        for last in range(len(spans) - 1, first - 1, -1):
            found = candidates.exact(body[spans[first].start : spans[last].end])
            if found and last - first + 1 < len(spans):
                break
        else:
            return None
        choice = best(found)
        gap = body[at : spans[first].start]
        out += (gap if spaced or gap.strip(" ") else "") + choice.candidate.entry.msgstr[0].strip()
        sure = min(sure, 1.0 if choice.candidate.confidence is None else choice.candidate.confidence)
        origin = origin or choice.candidate.origin
        alternatives = max(alternatives, choice.alternatives)
        parts += 1
        at, first = spans[last].end, last + 1
    lead = message[: len(message) - len(message.lstrip())]
    tail = message[len(lead) + len(body) :]
    return Joined(lead + out + body[at:] + tail, sure, origin, alternatives, parts)
