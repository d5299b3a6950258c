"""Old messages that resemble a new one closely enough to offer their translation.

Similarity is that of gettext's ``msgmerge``: twice the length of the longest common subsequence, divided by
the lengths of both. What the similarity of characters cannot see is checked before it: a proposal must have
the same variables and tags, the same numbers, and as many negations as the new message.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from toolkit.catalog.letters import Letters
from toolkit.catalog.model import Entry
from toolkit.languages.data import language
from toolkit.text.placeholders import placeholders, tags

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MARKED = re.compile(r"[%{<\d]")
_MANY = 1000  # texts, from which counting their letters pays


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


@lru_cache(maxsize=10_000)
def signature(text: str, code: str = "en") -> Signature:
    """The signature of a message in a language (BCP 47)."""
    names: tuple[str, ...] = ()
    rest = text
    if "%" in text or "{" in text or "<" in text:
        found = sorted([*placeholders(text), *tags(text)], key=lambda item: item.start)
        ends = [0, *(item.end for item in found)]
        starts = [*(item.start for item in found), len(text)]
        rest = " ".join([text[end:start] for end, start in zip(ends, starts, strict=True)])
        names = tuple(sorted([item.name or item.text for item in found]))
    negation = _negations(code)
    negations = len(negation.findall(rest.casefold().replace("’", "'"))) if negation is not None else 0
    return Signature(names, tuple(sorted(_NUMBER.findall(rest))), negations)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An old entry whose translation may serve, and how similar its msgid is, 0 to 1."""

    entry: Entry
    similarity: float


class Memory:
    """Translated entries, ready to be asked for the most similar one.

    Asking looks only at entries with a length and letters that can reach the threshold, and at those with
    variables, tags or numbers only for a message that has some. Signatures are taken of what is found, for
    most entries are never found.

    Args:
        entries: those without a translation are passed over.
        source_language: of the msgids, BCP 47.
    """

    def __init__(self, entries: Iterable[Entry], source_language: str = "en") -> None:
        self._language = source_language
        plain: list[Entry] = []
        marked: list[Entry] = []
        for entry in entries:
            if entry.msgid and any(entry.msgstr):
                (plain if _MARKED.search(entry.msgid) is None else marked).append(entry)
        self._plain, self._marked = _Bucket(plain), _Bucket(marked)

    def nearest(self, msgid: str, threshold: float = 0.75) -> Proposal | None:
        """The most similar entry with the same signature, at or above a threshold.

        Of several that are equally similar the shortest, and of these the first of the file.
        """
        from rapidfuzz import process
        from rapidfuzz.distance import Indel

        if not msgid or threshold <= 0:
            return None
        bucket = self._plain if _MARKED.search(msgid) is None else self._marked
        wanted = signature(msgid, self._language)
        candidates = bucket.candidates(msgid, threshold)
        texts = [bucket.texts[index] for index in candidates]
        scorer = Indel.normalized_similarity
        best = process.extractOne(msgid, texts, scorer=scorer, score_cutoff=threshold)
        if best is not None and signature(best[0], self._language) != wanted:
            every = process.extract(msgid, texts, scorer=scorer, score_cutoff=threshold, limit=None)
            best = next((each for each in every if signature(each[0], self._language) == wanted), None)
        return None if best is None else Proposal(bucket.members[candidates[best[2]]], float(best[1]))


class _Bucket:
    """Entries, the shortest msgid first."""

    def __init__(self, members: list[Entry]) -> None:
        members.sort(key=lambda entry: len(entry.msgid))
        self.members = members
        self.texts = [entry.msgid for entry in members]
        self._lengths = [len(text) for text in self.texts]
        self._letters: Letters | None = None

    def candidates(self, msgid: str, threshold: float) -> Sequence[int]:
        """Indices of the members whose similarity may reach a threshold."""
        # 2·min/(a+b) bounds the similarity, so the shorter must have threshold/(2-threshold) of the longer.
        ratio = threshold / (2 - threshold)
        first = bisect_left(self._lengths, int(len(msgid) * ratio))
        last = bisect_right(self._lengths, int(len(msgid) / ratio) + 1)
        if last - first < _MANY:
            return range(first, last)
        if self._letters is None:
            self._letters = Letters(self.texts)
        return self._letters.candidates(msgid, threshold, first, last)


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
