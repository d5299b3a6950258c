"""Old messages that resemble a new one closely enough to offer their translation.

Similarity is that of gettext's ``msgmerge``: twice the length of the longest common subsequence, divided by
the lengths of both. What the similarity of characters cannot see is checked before it: a proposal must have
the same variables and tags, the same numbers, and as many negations as the new message.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from toolkit.catalog.model import Entry
from toolkit.languages.data import language
from toolkit.text.placeholders import placeholders, tags

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class Signature(NamedTuple):
    """What two messages must share before one may stand in for the other; sorted, with repetitions."""

    placeholders: tuple[str, ...]
    numbers: tuple[str, ...]
    negations: int


@cache
def _negations(code: str) -> re.Pattern[str] | None:
    """An expression for the negation words of a language, for text in small letters."""
    known = sorted(language(code).grammar.negations)
    if not known:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)")


def signature(text: str, code: str = "en") -> Signature:
    """The signature of a message in a language (BCP 47)."""
    found = sorted([*placeholders(text), *tags(text)], key=lambda item: item.start)
    rest = text
    if found:
        ends = [0, *(item.end for item in found)]
        starts = [*(item.start for item in found), len(text)]
        rest = " ".join([text[end:start] for end, start in zip(ends, starts, strict=True)])
    negation = _negations(code)
    return Signature(
        tuple(sorted([item.name or item.text for item in found])),
        tuple(sorted(_NUMBER.findall(rest))),
        len(negation.findall(rest.casefold().replace("’", "'"))) if negation is not None else 0,
    )


@dataclass(frozen=True, slots=True)
class Proposal:
    """An old entry whose translation may serve, and how similar its msgid is, 0 to 1."""

    entry: Entry
    similarity: float


class Memory:
    """Translated entries, ready to be asked for the most similar one.

    Asking looks only at entries with the same signature and a length that can reach the threshold.

    Args:
        entries: those without a translation are passed over.
        source_language: of the msgids, BCP 47.
    """

    def __init__(self, entries: Iterable[Entry], source_language: str = "en") -> None:
        self._language = source_language
        buckets: dict[Signature, list[Entry]] = {}
        for entry in entries:
            if entry.msgid and any(entry.msgstr):
                buckets.setdefault(signature(entry.msgid, source_language), []).append(entry)
        self._buckets: dict[Signature, tuple[list[int], list[str], list[Entry]]] = {}
        for key, members in buckets.items():
            members.sort(key=lambda entry: len(entry.msgid))
            texts = [entry.msgid for entry in members]
            self._buckets[key] = ([len(text) for text in texts], texts, members)

    def nearest(self, msgid: str, threshold: float = 0.75) -> Proposal | None:
        """The most similar entry at or above a threshold; the first of the file where several are."""
        from rapidfuzz import process
        from rapidfuzz.distance import Indel

        bucket = self._buckets.get(signature(msgid, self._language))
        if bucket is None or not msgid or threshold <= 0:
            return None
        lengths, texts, members = bucket
        # 2·min/(a+b) bounds the similarity, so the shorter must have threshold/(2-threshold) of the longer.
        ratio = threshold / (2 - threshold)
        first = bisect_left(lengths, int(len(msgid) * ratio))
        last = bisect_right(lengths, int(len(msgid) / ratio) + 1)
        found = process.extractOne(
            msgid, texts[first:last], scorer=Indel.normalized_similarity, score_cutoff=threshold
        )
        if found is None:
            return None
        return Proposal(members[first + found[2]], float(found[1]))


def is_typo(old: str, new: str) -> bool:
    """Whether two messages differ in the spelling of one longer word alone, by a slip of one key."""
    from rapidfuzz.distance import OSA

    before, after = old.split(), new.split()
    if len(before) != len(after):
        return False
    differing = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    if len(differing) != 1:
        return False
    one, other = differing[0]
    return (
        min(len(one), len(other)) >= 5
        and one.isalpha()
        and other.isalpha()
        and one[0] == other[0]
        and one[-2:] == other[-2:]
        and OSA.distance(one, other, score_cutoff=1) <= 1
    )
