"""Documents of two languages as bags of words of one vocabulary.

In a bag are what both languages write alike (numbers by their value, names, codes, web addresses), words of
the source as what the shipped lexicon says they are in the target, and what the file's name and the URL hold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import unquote

import numpy as np
import numpy.typing as npt

from toolkit.align.evidence.dictionary import Dictionary
from toolkit.align.vocabulary import Vocabulary, numbered
from toolkit.languages import Language
from toolkit.model import Document, Kind
from toolkit.text.tokens import TokenKind
from toolkit.text.words import fold

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_LINK = re.compile(r"https?://[^\s<>\"')\]]+")
_NAME_PART = re.compile(r"[^\W\d_]{3,}|\d+")
_IDENTICAL = 1.0
"""Weight of what both languages write alike."""
_KNOWN = 1.0
"""Weight of a word that the lexicon translates."""
_NAMED = 3.0
"""Weight of a part of the file's name or URL, which stands for a whole document."""
_COUNTER = 3
"""Digits of a number in a file's name that may just count the files, in each language by itself."""
_SERIES = 10
"""Numbers in the names or addresses of one side from which on they may be a series that counts its files."""
_TOGETHER = 500
"""Documents that are read together."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document to be paired: its text, and where it comes from."""

    document: Document
    url: str = ""


@dataclass(frozen=True, slots=True)
class Bags:
    """The bags of one side.

    Attributes:
        starts: entry ``k`` belongs to document ``i`` if ``starts[i] <= k < starts[i + 1]`` [documents + 1].
        columns: the word of each entry, by its number in the vocabulary, each once a document [entries].
        values: how much of it there is [entries].
        lengths: characters of the documents but white space [documents].
    """

    starts: Ints
    columns: Ints
    values: Floats
    lengths: Floats

    def __len__(self) -> int:
        return len(self.lengths)


class Reader:
    """Makes bags of the documents of both sides.

    Args:
        left: language of the sources.
        right: of the targets.
        progress: called with each document.
    """

    def __init__(self, left: Language, right: Language, progress: Callable[[], None]) -> None:
        self._dictionary = Dictionary.of((), left, right, shipped=True)
        self._left, self._right = left, right
        self._progress = progress
        self._columns: dict[str, int] = {}
        keys = dict.fromkeys(
            key for entries in self._dictionary.equivalents.values() for key, _weight in entries
        )
        self._everything = Vocabulary(
            tuple(keys),
            np.full(len(keys), int(TokenKind.WORD), dtype=np.int64),
            np.ones(len(keys)),
            np.ones(len(keys)),
        )

    @property
    def words(self) -> int:
        """How many words the vocabulary has so far."""
        return len(self._columns)

    def sources(self, side: Sequence[Candidate]) -> Bags:
        """The bags of the sources."""
        return self._bags(side, True)

    def targets(self, side: Sequence[Candidate]) -> Bags:
        """The bags of the targets."""
        return self._bags(side, False)

    def _bags(self, side: Sequence[Candidate], translated: bool) -> Bags:
        numbers_of = _Telling.of(side)
        sizes: list[int] = [0]
        columns: list[Ints] = []
        values: list[Floats] = []
        lengths: list[int] = []
        for first in range(0, len(side), _TOGETHER):
            some = side[first : first + _TOGETHER]
            texts = [said(candidate.document) for candidate in some]
            lengths += [max(1, len("".join(text.split()))) for text in texts]
            for bag in self._read(some, texts, numbers_of, translated):
                sizes.append(len(bag))
                numbers = [self._columns.setdefault(key, len(self._columns)) for key in bag]
                columns.append(np.array(numbers, dtype=np.int64))
                values.append(np.array(list(bag.values()), dtype=np.float64))
                self._progress()
        return Bags(
            np.cumsum(sizes),
            np.concatenate(columns),
            np.concatenate(values),
            np.array(lengths, dtype=np.float64),
        )

    def _read(
        self, some: Sequence[Candidate], texts: Sequence[str], telling: _Telling, translated: bool
    ) -> Iterator[dict[str, float]]:
        lang = self._left if translated else self._right
        phrases = self._dictionary.source if translated else self._dictionary.target
        words = numbered(texts, lang, phrases=phrases)
        meanings = self._meanings(words.vocabulary) if translated else {}
        kinds = words.vocabulary.kinds.tolist()
        keys = words.vocabulary.keys
        for number, candidate in enumerate(some):
            ids = words.ids[words.starts[number] : words.starts[number + 1]]
            bag = telling.bag(candidate, texts[number])
            distinct, counts = np.unique(ids, return_counts=True)
            for token, count in zip(distinct.tolist(), counts.tolist(), strict=True):
                weight = 1 + float(np.log(count))
                known = meanings.get(token, ())
                for meaning, share in known:
                    bag[meaning] = bag.get(meaning, 0.0) + _KNOWN * share * weight
                rendered = known and kinds[token] == TokenKind.WORD
                if not rendered and kinds[token] != TokenKind.MARK:
                    bag[keys[token]] = bag.get(keys[token], 0.0) + _IDENTICAL * weight
            yield bag

    def _meanings(self, vocabulary: Vocabulary) -> dict[int, list[tuple[str, float]]]:
        """For each source word the keys of its equivalents, whatever the targets hold, and their shares."""
        found: dict[int, list[tuple[str, float]]] = {}
        names = self._everything.keys
        for source, target, share in self._dictionary.pairs(vocabulary, self._everything):
            found.setdefault(source, []).append((names[target], share))
        return found


def said(document: Document) -> str:
    """What a document says, without page furniture."""
    blocks = document.segments or document.blocks
    if not blocks:
        return document.text
    kept = [b for b in blocks if b.kind is not Kind.BOILERPLATE] or blocks
    return "\n".join(document.reading(block.start, block.end) for block in kept)


@dataclass(frozen=True, slots=True)
class _Telling:
    """What the file's name, the URL and the addresses in the text tell.

    ``names`` and ``urls`` are whether numbers in those tell anything. They do not where they merely count the
    files of one side: 10,000 files called 1 to 10,000 in each language, in an order of their own.
    """

    names: bool
    urls: bool

    @classmethod
    def of(cls, side: Sequence[Candidate]) -> _Telling:
        """For the documents of one language."""
        names = (PurePath(candidate.document.name).stem for candidate in side)
        return cls(not _series(names), not _series(unquote(candidate.url) for candidate in side))

    def bag(self, candidate: Candidate, text: str) -> dict[str, float]:
        """What is known of one document, beside its words."""
        bag: dict[str, float] = {}
        name = PurePath(candidate.document.name).stem
        for place, digits, telling in (
            (name, _COUNTER + 1, self.names),
            (unquote(candidate.url), 2, self.urls),
        ):
            for part in _NAME_PART.findall(place):
                if part.isdecimal() and (len(part) < digits or not telling):
                    continue
                bag[f"name {fold(part)}"] = _NAMED
                if part.isdecimal():
                    bag[f"#{int(part)}"] = _IDENTICAL
        for link, count in Counter(_LINK.findall(text)).items():
            bag[f"link {link.rstrip('.,;:')}"] = 1 + float(np.log(count))
        return bag


def _series(places: Iterable[str]) -> bool:
    """Whether the last numbers in names are a series, with more there than missing."""
    numbers = {int(found[-1]) for place in places if (found := re.findall(r"\d+", place))}
    return len(numbers) >= _SERIES and max(numbers) - min(numbers) < 2 * len(numbers)
