"""What a bilingual word list is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Entry(NamedTuple):
    """A word and one of its equivalents; either may be several words.

    ``weight`` is how often the word is rendered so, as far as that is known: between 0 and 1.
    """

    source: str
    target: str
    weight: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries from one language to another, in the order of their file.

    Attributes:
        entries: a word may have several.
        source: language of the words, a BCP 47 code.
        target: language of the equivalents.
        name: the file it came from, for messages.
    """

    entries: tuple[Entry, ...]
    source: str = "und"
    target: str = "und"
    name: str = ""

    def __len__(self) -> int:
        return len(self.entries)

    def reversed(self) -> Lexicon:
        """The same read from the other side."""
        turned = tuple(Entry(entry.target, entry.source, entry.weight) for entry in self.entries)
        return Lexicon(turned, self.target, self.source, self.name)

    def equivalents(self, word: str) -> tuple[str, ...]:
        """How a word is rendered, the commonest first; capitals do not matter."""
        folded = word.casefold()
        found = [entry for entry in self.entries if entry.source.casefold() == folded]
        return tuple(entry.target for entry in sorted(found, key=lambda entry: -entry.weight))

    def headwords(self) -> Iterable[str]:
        """Every word once, in order."""
        return dict.fromkeys(entry.source for entry in self.entries)
