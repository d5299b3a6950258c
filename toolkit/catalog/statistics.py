"""How much there is in a catalog, and how much of it is translated: entries, words, characters by state.

A *word* is what stands between white space and has a letter or a digit; variables and tags are none. In
scripts written without spaces (Chinese characters, kana, Thai …) every letter counts as a word, as word
processors have it, and how many of the words are such letters is told beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from toolkit.catalog.catalog import load
from toolkit.catalog.model import Entry, State
from toolkit.errors import FormatError
from toolkit.languages.scripts import scripts
from toolkit.text.placeholders import masked, placeholders, tags

_WITHOUT_SPACES = ("Hani", "Kana", "Bopo", "Thai", "Laoo", "Mymr", "Khmr", "Tibt")  # ISO 15924
_LENGTH_MARK = "\u30fc"  # of both kana, and of neither by its script
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Size:
    """The size of texts.

    Attributes:
        words: see the module's docstring.
        characters: Unicode characters, white space, variables and tags included.
        letters: how many of the words are letters of a script written without spaces.
    """

    words: int = 0
    characters: int = 0
    letters: int = 0

    def __add__(self, other: Size) -> Size:
        return Size(
            self.words + other.words, self.characters + other.characters, self.letters + other.letters
        )


@dataclass(frozen=True, slots=True)
class Amount:
    """Some entries of a catalog.

    Attributes:
        entries: how many.
        source: size of their msgids, plural ones included.
        target: size of their translations, all plural forms.
    """

    entries: int = 0
    source: Size = Size()
    target: Size = Size()

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.entries + other.entries, self.source + other.source, self.target + other.target)


@dataclass(frozen=True, slots=True)
class Statistics:
    """The entries of one or several catalogs by state; the header is none of them."""

    states: dict[State, Amount] = field(default_factory=lambda: dict.fromkeys(State, Amount()))

    def __add__(self, other: Statistics) -> Statistics:
        return Statistics({state: self.states[state] + other.states[state] for state in State})

    @property
    def total(self) -> Amount:
        """All entries in use, obsolete ones left out."""
        used = (amount for state, amount in self.states.items() if state is not State.OBSOLETE)
        return sum(used, Amount())

    @property
    def done(self) -> float:
        """The share of the words to translate that is translated, 0 to 1; 1 where there are none.

        Where the messages have no words, the share of the entries.
        """
        translated, total = self.states[State.TRANSLATED], self.total
        if total.source.words:
            return translated.source.words / total.source.words
        return translated.entries / total.entries if total.entries else 1.0


@dataclass(frozen=True, slots=True)
class FileStatistics:
    """The statistics of a file.

    Attributes:
        path: of the file.
        language: as its header has it, "" where it has none.
        statistics: of its entries.
        problems: what could not be understood and is not counted; empty unless read leniently.
    """

    path: Path
    language: str
    statistics: Statistics
    problems: tuple[FormatError, ...] = ()


def statistics(entries: Iterable[Entry]) -> Statistics:
    """The statistics of entries; the header among them is passed over."""
    amounts: dict[State, list[int]] = {state: [0] * 7 for state in State}
    for entry in entries:
        if entry.is_header:
            continue
        row = amounts[entry.state]
        row[0] += 1
        for text in (entry.msgid, entry.msgid_plural):
            if text:
                _add(row, 1, text)
        for text in entry.msgstr:
            if text:
                _add(row, 4, text)
    return Statistics(
        {state: Amount(row[0], Size(*row[1:4]), Size(*row[4:])) for state, row in amounts.items()}
    )


def file_statistics(path: Path, *, lenient: bool = False) -> FileStatistics:
    """The statistics of a file.

    Raises:
        InputError: as :func:`toolkit.catalog.load`.
    """
    catalog = load(path, lenient=lenient)
    language = catalog.fields.get("Language", "")
    return FileStatistics(path, language, statistics(catalog.entries), catalog.problems)


def size(text: str) -> Size:
    """The size of one text."""
    row = [0, 0, 0]
    _add(row, 0, text)
    return Size(*row)


def _add(row: list[int], at: int, text: str) -> None:
    """Count a text into words, characters and letters, the three figures of the row from ``at`` on."""
    row[at + 1] += len(text)
    if "%" in text or "{" in text or "<" in text:
        text = masked(text, [(found.start, found.end) for found in (*placeholders(text), *tags(text))])
    if not text.isascii():
        text, letters = _letter_of_its_own().subn(" ", text)
        row[at] += letters
        row[at + 2] += letters
    row[at] += sum([1 for chunk in text.split() if chunk.isalnum() or _LETTER.search(chunk)])


@cache
def _letter_of_its_own() -> re.Pattern[str]:
    """A letter of a script without spaces, with the marks on it."""
    ranges = [span for code in _WITHOUT_SPACES for span in scripts()[code].ranges]
    inside = _LENGTH_MARK + "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
    return re.compile(rf"(?=[{inside}])[^\W_](?:(?=[{inside}])[\W_])*")
