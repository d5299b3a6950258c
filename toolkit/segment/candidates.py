"""The places where a sentence may end, found in one scan, each with what stands around it."""

from __future__ import annotations

import re
from unicodedata import normalize

from toolkit.segment.knowledge import UNSPACED_STOPS, Knowledge
from toolkit.text.characters import INVISIBLE

_BEFORE = 40
"""Characters looked at before a stop: longer than any abbreviation, short enough to keep time linear."""
_AFTER = 60
"""Characters looked at after a stop."""

_WIDE = re.compile(r"[\u2e80-\uffef]")
_LATIN = re.compile(r"[A-Za-z.]+\Z")
_LAST_WORD = re.compile(r"\S+\Z")
# Letters may be typed with combining marks, which Python does not count among the characters of words.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*(?:['’][^\W_]+)?")
_HEAD = re.compile(r"[^\w\s]*\s?[^\w\s]*\s?")
EMOTICON_MARKS = ":;=8<^xX"
_EMOTICON = re.compile(r"(?:[:;=8][-'^o]?[)(DPpO/\\|*]+|<3+|\^[_.]?\^|[xX]D+)(?=\s|\Z)")


def composed(text: str) -> str:
    """The text in NFC, as the language data is."""
    return text if text.isascii() else normalize("NFC", text)


class Candidate:
    """A run of stops in a block's text, and the answers to what rules ask about it.

    Attributes:
        text: the block's text, as a reader sees it.
        start: of the first stop.
        end: after the stops and what closes with them; where the segment would end.
        next: the next visible character, where the next segment would start; ``len(text)`` at the end.
        stops: the stops with the marks that close after them.
    """

    __slots__ = ("_head", "_next_word", "_word", "end", "next", "start", "stops", "text")

    def __init__(self, text: str, start: int, end: int, next_: int) -> None:
        self.text, self.start, self.end, self.next = text, start, end, next_
        self.stops = text[start:end]
        self._word: str | None = None
        self._next_word: str | None = None
        self._head: int | None = None

    @property
    def spaced(self) -> bool:
        """Whether space follows."""
        return self.next > self.end

    @property
    def stop(self) -> str:
        """The last stop of the run that is one, closing marks left out."""
        for character in reversed(self.stops):
            if character in ".!?…" or character in UNSPACED_STOPS:
                return character
        return self.stops[0]

    @property
    def ellipsis(self) -> bool:
        """Whether the run is three dots, however written."""
        stops = self.stops
        return (
            "…" in stops
            or "‥" in stops
            or ".." in stops
            or (stops[0] == "." and self.text[max(0, self.start - 2) : self.start] == ". ")
        )

    @property
    def word(self) -> str:
        """What stands before the stop up to the space before it, opening marks left out."""
        if self._word is None:
            match = _LAST_WORD.search(self.text[max(0, self.start - _BEFORE) : self.start])
            word = composed(match[0].lstrip("\"'“‘«‹([{„‚*_¿¡<–—")) if match else ""
            # In a text without spaces, a Latin word stands between other letters.
            latin = _LATIN.search(word) if not word.isascii() and _WIDE.search(word) else None
            self._word = latin[0] if latin else word
        return self._word

    @property
    def before(self) -> str:
        """The word before :attr:`word`."""
        head = self.text[max(0, self.start - 2 * _BEFORE) : self.start].split()
        return composed(head[-2]).strip("\"'“”‘’«»()[],;:") if len(head) > 1 else ""

    @property
    def head(self) -> int:
        """Where the first letter or digit of what follows is, past opening marks, dashes and bullets."""
        if self._head is None:
            match = _HEAD.match(self.text, self.next)
            self._head = match.end() if match else self.next
        return self._head

    @property
    def follower(self) -> str:
        """The first letter or digit of what follows; "" where there is none near."""
        return self.text[self.head : self.head + 1]

    @property
    def next_word(self) -> str:
        """The word that follows; "" where there is none near."""
        if self._next_word is None:
            match = _WORD.match(self.text, self.head, self.head + _AFTER)
            self._next_word = composed(match[0]) if match else ""
        return self._next_word


def candidate(text: str, start: int, end: int, following: int, known: Knowledge) -> Candidate:
    """The candidate from a match of ``known.candidate``: its span without the space, and where that ends."""
    # A closing mark set apart by a space, as in French, still belongs to the sentence it closes; so does an
    # emoticon.
    if following > end and following < len(text):
        mark = text[following]
        if mark in known.closing and mark not in known.opening and _closes(text, following):
            end = following + 1
            following = _visible(text, end)
        elif mark in EMOTICON_MARKS:
            smile = _EMOTICON.match(text, following)
            if smile:
                end = smile.end()
                following = _visible(text, end)
    return Candidate(text, start, end, following)


def _closes(text: str, at: int) -> bool:
    """Whether the closing mark at ``at`` stands alone between spaces."""
    return at + 1 == len(text) or text[at + 1] in INVISIBLE


def _visible(text: str, at: int) -> int:
    while at < len(text) and text[at] in INVISIBLE:
        at += 1
    return at
