"""What the rules need to know about the whole block a candidate stands in."""

from __future__ import annotations

import re

from toolkit.segment.candidates import Candidate
from toolkit.segment.knowledge import Knowledge

_APOSTROPHES = "'’"
_LONG_WORD = 16
_SHORT = 8
"""Characters beyond which a segment is taken to have a letter."""


class Surroundings:
    """One block's text, asked about lazily.

    Args:
        text: as a reader sees it.
        known: the language.
        whole: quotations are to be kept whole.
        markers: spans of the block's list markers.
        forced: some cuts of the block are decided already.

    Attributes:
        start: where the segment under way begins.
        plain: there are no list markers and forced cuts, and quotations need no thought.
    """

    def __init__(
        self,
        text: str,
        known: Knowledge,
        *,
        whole: bool,
        markers: list[tuple[int, int]],
        forced: bool = False,
    ) -> None:
        self.text = text
        self._known = known
        self._markers = markers
        self._marker = 0
        self.start = 0
        self.plain = not (markers or whole or forced)
        self._quotations: list[tuple[int, int]] | None = None if whole else []
        self._quotation = 0
        self._casual: bool | None = None

    @property
    def casual(self) -> bool:
        """Whether the writer does without capitals: the block begins without one, or has "i" for "I"."""
        if self._casual is None:
            first = next((character for character in self.text[:200] if character.isalpha()), "")
            pronoun = self._known.lower_pronoun
            self._casual = first.islower() or bool(pronoun and pronoun.search(self.text))
        return self._casual

    def empty_before(self, candidate: Candidate) -> bool:
        """Whether the segment under way has no letter or digit yet."""
        if candidate.start - self.start > _SHORT:
            return False
        return not any(character.isalnum() for character in self.text[self.start : candidate.start])

    def opened_at_start(self, candidate: Candidate) -> bool:
        """Whether the segment under way begins with a bracket, which the candidate then may close."""
        return self.text[self.start : self.start + 1] in ("(", "（", "【", "［")

    def shorter_than(self, candidate: Candidate, words: int) -> bool:
        """Whether the segment under way has fewer words than that."""
        if candidate.start - self.start > _LONG_WORD * words:
            return False
        return len(self.text[self.start : candidate.start].split()) < words

    def in_marker(self, candidate: Candidate) -> bool:
        """Whether the stop is part of a list marker. Candidates have to come in order."""
        markers = self._markers
        while self._marker < len(markers) and markers[self._marker][1] <= candidate.start:
            self._marker += 1
        return self._marker < len(markers) and markers[self._marker][0] <= candidate.start

    def in_quotation(self, candidate: Candidate) -> bool:
        """Whether the candidate ends within a quotation. Candidates have to come in order."""
        if self._quotations is None:
            self._quotations = quotations(self.text, self._known)
        spans = self._quotations
        while self._quotation < len(spans) and spans[self._quotation][1] <= candidate.end:
            self._quotation += 1
        return self._quotation < len(spans) and spans[self._quotation][0] < candidate.start


def quotations(text: str, known: Knowledge) -> list[tuple[int, int]]:
    """Outermost quotations as (start, end), in order; what is never closed is none."""
    closing = {first: last for first, last in known.quotes if first not in _APOSTROPHES}
    if not closing:
        return []
    marks = re.compile("[" + re.escape("".join({*closing, *closing.values()})) + "]")
    spans: list[tuple[int, int]] = []
    start, wanted = -1, ""
    for match in marks.finditer(text):
        mark = match[0]
        if start < 0:
            if mark in closing:
                start, wanted = match.start(), closing[mark]
        elif mark == wanted:
            spans.append((start, match.end()))
            start = -1
    return spans
