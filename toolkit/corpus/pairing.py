"""Which documents of two languages are translations of each other, when their names do not tell.

Every document becomes a bag of words of one common vocabulary: what both languages write alike (numbers by
their value, names, codes, web addresses), words of the source as what the shipped lexicon says they are in
the target, and what the file's name and the URL hold. Words that few documents have count most (inverse
document frequency); the likeness of two documents is the cosine of their bags, less for lengths that do not
fit. Of all likenesses the best one-to-one assignment is chosen, and a pair stays only where each of the two
is like the other as it is like no one else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import unquote

import numpy as np
import numpy.typing as npt

from toolkit.align.evidence.dictionary import Dictionary
from toolkit.align.vocabulary import Vocabulary, numbered
from toolkit.corpus.assignment import assign
from toolkit.errors import UsageError
from toolkit.languages import Language, language
from toolkit.model import Document, Kind
from toolkit.text.tokens import TokenKind
from toolkit.text.words import fold
from toolkit.translations import _

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
_ALONE = 0.3
"""Weight of a word that the other side has nowhere: lexicons have gaps."""
_COMMON = 0.5
"""Share of the documents from which on a word tells nothing."""
_SPREAD = 0.5
"""Standard deviation of the log ratio of lengths of a document and its translation, in documents at large."""
_LEAST = 0.08
"""Likeness below which two documents are no pair, whatever the others are."""
_AHEAD = 1.15
"""How much more a pair has to be alike than either side is to the next best, for it to be sure."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document to be paired: its text, and where it comes from."""

    document: Document
    url: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents that seem to be translations of each other.

    ``likeness`` is 0 to 1; ``sure`` if neither is nearly as like to any other document.
    """

    source: int
    target: int
    likeness: float
    sure: bool


def pair(
    sources: Sequence[Candidate],
    targets: Sequence[Candidate],
    *,
    least: float = _LEAST,
    progress: Callable[[int, int], None] | None = None,
) -> list[Pair]:
    """The pairs, by source; each document in one at most.

    Args:
        sources: documents of one language.
        targets: documents of another one.
        least: likeness below which two documents are no pair.
        progress: called with documents done and documents in all.

    Raises:
        UsageError: a side is empty, or has documents of several languages.
    """
    codes = [_language(side) for side in (sources, targets)]
    left, right = _bags(sources, targets, language(codes[0]), language(codes[1]), progress)
    likeness = _likeness(left, right) * _fitting(sources, targets)
    found = []
    for row, column in assign(likeness):
        value = float(likeness[row, column])
        if value < least:
            continue
        others = max(
            float(np.delete(likeness[row], column).max(initial=0.0)),
            float(np.delete(likeness[:, column], row).max(initial=0.0)),
        )
        found.append(Pair(row, column, value, value >= _AHEAD * others))
    return found


def _language(side: Sequence[Candidate]) -> str:
    codes = sorted({candidate.document.language for candidate in side})
    if len(codes) != 1:
        raise UsageError(
            _("documents of one language are paired with those of another one"),
            _("here are: {codes}", codes=", ".join(codes) or _("none")),
        )
    return codes[0]


# ── bags of words ───────────────────────────────────────────────────────────────────────────────────────────

Bag = dict[str, float]


def _bags(
    sources: Sequence[Candidate],
    targets: Sequence[Candidate],
    left: Language,
    right: Language,
    progress: Callable[[int, int], None] | None,
) -> tuple[list[Bag], list[Bag]]:
    dictionary = Dictionary.of((), left, right, shipped=True)
    sides: list[list[Bag]] = [[], []]
    total = len(sources) + len(targets)
    both = ((sources, left, dictionary.source), (targets, right, dictionary.target))
    for bags, (side, lang, phrases) in zip(sides, both, strict=True):
        texts = [_text(candidate.document) for candidate in side]
        words = numbered(texts, lang, phrases=phrases)
        meanings = _meanings(words.vocabulary, dictionary) if side is sources else {}
        kinds = words.vocabulary.kinds.tolist()
        keys = words.vocabulary.keys
        for number, candidate in enumerate(side):
            ids = words.ids[words.starts[number] : words.starts[number + 1]]
            bag = _named(candidate, texts[number])
            distinct, counts = np.unique(ids, return_counts=True)
            for token, count in zip(distinct.tolist(), counts.tolist(), strict=True):
                weight = 1 + float(np.log(count))
                known = meanings.get(token, ())
                for meaning, share in known:
                    bag[meaning] = bag.get(meaning, 0.0) + _KNOWN * share * weight
                translated = known and kinds[token] == TokenKind.WORD
                if not translated and kinds[token] != TokenKind.MARK:
                    bag[keys[token]] = bag.get(keys[token], 0.0) + _IDENTICAL * weight
            bags.append(bag)
            if progress is not None:
                progress(sum(map(len, sides)), total)
    return sides[0], sides[1]


def _meanings(vocabulary: Vocabulary, dictionary: Dictionary) -> dict[int, list[tuple[str, float]]]:
    """For each source word the keys of its equivalents, whatever the targets hold, and their shares."""
    keys = dict.fromkeys(key for entries in dictionary.equivalents.values() for key, _weight in entries)
    everything = Vocabulary(
        tuple(keys),
        np.full(len(keys), int(TokenKind.WORD), dtype=np.int64),
        np.ones(len(keys)),
        np.ones(len(keys)),
    )
    found: dict[int, list[tuple[str, float]]] = {}
    names = everything.keys
    for source, target, share in dictionary.pairs(vocabulary, everything):
        found.setdefault(source, []).append((names[target], share))
    return found


def _text(document: Document) -> str:
    """What a document says, without page furniture."""
    blocks = document.segments or document.blocks
    kept = [b for b in blocks if b.kind is not Kind.BOILERPLATE] or blocks
    return "\n".join(document.reading(block.start, block.end) for block in kept)


def _named(candidate: Candidate, text: str) -> Bag:
    """What the file's name, the URL and the addresses in the text tell."""
    bag: Bag = {}
    name = PurePath(candidate.document.name).stem
    for place, digits in ((name, _COUNTER + 1), (unquote(candidate.url), 2)):
        for part in _NAME_PART.findall(place):
            if part.isdecimal() and len(part) < digits:
                continue
            bag[f"name {fold(part)}"] = _NAMED
            if part.isdecimal():
                bag[f"#{int(part)}"] = _IDENTICAL
    for link, count in Counter(_LINK.findall(text)).items():
        bag[f"link {link.rstrip('.,;:')}"] = 1 + float(np.log(count))
    return bag


# ── likeness ────────────────────────────────────────────────────────────────────────────────────────────────


def _likeness(left: Sequence[Bag], right: Sequence[Bag]) -> Floats:
    """Cosine of the bags, weighed by how few documents have a word [sources, targets]."""
    documents = Counter(key for bag in left for key in bag), Counter(key for bag in right for key in bag)
    limit = [max(2.0, _COMMON * len(side)) for side in (left, right)]
    rarity: dict[str, float] = {}
    for key, count in documents[0].items():
        other = documents[1].get(key, 0)
        if other and (count <= limit[0] or other <= limit[1]):
            # The commoner side decides: a name in one document here and in all there tells nothing.
            share = max(count / len(left), other / len(right))
            rarity[key] = float(np.log(1 / share)) + 0.1
    alone = [
        {key: _ALONE * float(np.log(len(side) / count)) for key, count in mine.items() if key not in rarity}
        for side, mine in zip((left, right), documents, strict=True)
    ]
    rarities = [rarity | mine for mine in alone]
    columns = {key: number for number, key in enumerate(sorted(rarity))}
    weights = np.array([rarity[key] for key in sorted(rarity)])
    scores = np.zeros((len(left), len(right)))
    postings: dict[int, list[tuple[int, float]]] = {}
    for number, bag in enumerate(right):
        for column, value in _weighed(bag, columns, weights, _length(bag, rarities[1])):
            postings.setdefault(column, []).append((number, value))
    arrays = {
        column: (np.array([n for n, _v in row]), np.array([v for _n, v in row]))
        for column, row in postings.items()
    }
    for number, bag in enumerate(left):
        for column, value in _weighed(bag, columns, weights, _length(bag, rarities[0])):
            if column in arrays:
                where, values = arrays[column]
                scores[number, where] += value * values
    return scores


def _length(bag: Bag, rarity: dict[str, float]) -> float:
    return float(np.sqrt(sum((value * rarity.get(key, 0.0)) ** 2 for key, value in bag.items()))) or 1.0


def _weighed(bag: Bag, columns: dict[str, int], weights: Floats, length: float) -> list[tuple[int, float]]:
    return [
        (columns[key], value * float(weights[columns[key]]) / length)
        for key, value in sorted(bag.items())
        if key in columns
    ]


def _fitting(sources: Sequence[Candidate], targets: Sequence[Candidate]) -> Floats:
    """How well lengths fit, 0 to 1, around the ratio that most documents would have [sources, targets]."""
    left, right = (
        np.log([max(1, len("".join(_text(c.document).split()))) for c in side]) for side in (sources, targets)
    )
    usual = float(np.median(right) - np.median(left))
    apart = (right[None, :] - left[:, None] - usual) / _SPREAD
    fitting: Floats = np.exp(-0.5 * apart**2)
    return fitting
