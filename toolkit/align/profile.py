"""One side of an alignment as the evidence sees it: lengths, tokens and layout of each segment, as arrays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from toolkit.languages import language
from toolkit.model import Document, Kind
from toolkit.text.closing import closing
from toolkit.text.tokens import Token, TokenKind, tokens

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The distinct tokens of one side; a token's id is its place here.

    Attributes:
        keys: what is compared.
        kinds: a :class:`toolkit.text.tokens.TokenKind` each.
        weights: the share of a word each stands for.
        counts: occurrences in the document.
    """

    keys: tuple[str, ...]
    kinds: Ints
    weights: Floats
    counts: Floats

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class Profile:
    """The segments of one side that take part in the alignment.

    Attributes:
        places: their indices in the document, ascending [n].
        lengths: characters that are not white space [n].
        starts: token ``k`` belongs to segment ``i`` if ``starts[i] <= k < starts[i + 1]`` [n + 1].
        ids: token ids in ``vocabulary``, all segments one after the other [tokens].
        vocabulary: the distinct tokens.
        kinds: layout kind of each segment, as a small number [n].
        ends: the segment is the last of its block [n].
        closings: class of the mark each segment ends in [n].
        joins: how well segment ``i`` and the next may share a bead: 0 freely, 1 over the end of a block,
            2 over a change of kind, 3 never [n - 1].
        has_blocks: blocks hold several segments, so that their ends mean something.
    """

    places: Ints
    lengths: Floats
    starts: Ints
    ids: Ints
    vocabulary: Vocabulary
    kinds: Ints
    ends: Bools
    closings: Ints
    joins: Ints
    has_blocks: bool

    def __len__(self) -> int:
        return len(self.places)

    def part(self, first: int, last: int) -> Profile:
        """Segments ``first`` to ``last`` (exclusive), with the vocabulary of the whole."""
        starts = self.starts[first : last + 1]
        return replace(
            self,
            places=self.places[first:last],
            lengths=self.lengths[first:last],
            starts=starts - starts[0],
            ids=self.ids[starts[0] : starts[-1]],
            kinds=self.kinds[first:last],
            ends=self.ends[first:last],
            closings=self.closings[first:last],
            joins=self.joins[first : max(first, last - 1)],
        )


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words that are written as several, by the keys of their tokens joined by spaces.

    Attributes:
        words: all of them.
        longest: for the first token of each, the tokens of the longest word that begins so.
    """

    words: frozenset[str] = frozenset()
    longest: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Iterable[str]) -> Phrases:
        """From keys; those of a single token are left aside."""
        several = {word for word in words if " " in word}
        longest: dict[str, int] = {}
        for word in several:
            first = word[: word.index(" ")]
            longest[first] = max(longest.get(first, 0), word.count(" ") + 1)
        return cls(frozenset(several), longest)

    def joined(self, segment: list[Token]) -> list[Token]:
        """The tokens of a segment with those of one word taken together, the longest word first."""
        longest, words = self.longest, self.words
        out: list[Token] = []
        at = 0
        while at < len(segment):
            token = segment[at]
            most = longest.get(token.key)
            if most is not None:
                keys = [each.key for each in segment[at : at + most]]
                for size in range(len(keys), 1, -1):
                    word = " ".join(keys[:size])
                    if word in words:
                        token = Token(word, TokenKind.WORD)
                        at += size - 1
                        break
            out.append(token)
            at += 1
        return out


_KIND_CODES = {kind: code for code, kind in enumerate(Kind)}
FREELY, OVER_BLOCK, OVER_KIND, NEVER = range(4)


def profile(
    document: Document,
    *,
    boilerplate: bool,
    words: bool,
    phrases: Phrases | None = None,
    without: Collection[int] = (),
    cut: bool = True,
) -> Profile:
    """The profile of a segmented document.

    Empty segments are set aside, those ``without``, and page furniture unless ``boilerplate``; tokens are
    left out unless ``words``; words of several tokens that are among ``phrases`` become one.
    Unless ``cut``, words are whole, and each inflected form is a word of its own.
    """
    lang = language(document.language)
    places: list[int] = []
    lengths: list[int] = []
    closings: list[int] = []
    found: list[list[Token]] = []
    for index, segment in enumerate(document.segments):
        if (segment.kind is Kind.BOILERPLATE and not boilerplate) or index in without:
            continue
        text = document.reading(segment.start, segment.end)
        length = len(text) - sum(map(str.isspace, text))
        if length:
            places.append(index)
            lengths.append(length)
            closings.append(closing(text))
            found.append(tokens(text, lang, cut=cut) if words else [])
    if phrases is not None and phrases.words:
        found = [phrases.joined(each) for each in found]
    kept = [document.segments[index] for index in places]
    kinds = np.array([_KIND_CODES[segment.kind] for segment in kept], dtype=np.int64)
    blocks = np.array([segment.block for segment in kept], dtype=np.int64)
    where = np.array(places, dtype=np.int64)
    changes = blocks[1:] != blocks[:-1]
    has_blocks = bool(len(kept)) and len(set(blocks.tolist())) < 0.8 * len(kept)
    joins = np.zeros(max(0, len(kept) - 1), dtype=np.int64)
    if has_blocks:
        joins[changes] = OVER_BLOCK
    joins[kinds[1:] != kinds[:-1]] = OVER_KIND
    joins[where[1:] - where[:-1] > 1] = NEVER
    ids, vocabulary = _numbered(found)
    return Profile(
        places=where,
        lengths=np.array(lengths, dtype=np.float64),
        starts=np.concatenate(([0], np.cumsum([len(each) for each in found], dtype=np.int64))).astype(
            np.int64
        ),
        ids=ids,
        vocabulary=vocabulary,
        kinds=kinds,
        ends=np.append(changes, True)[: len(kept)],
        closings=np.array(closings, dtype=np.int64),
        joins=joins,
        has_blocks=has_blocks,
    )


def _numbered(found: list[list[Token]]) -> tuple[Ints, Vocabulary]:
    numbers: dict[str, int] = {}
    first: list[Token] = []
    ids: list[int] = []
    for segment in found:
        for token in segment:
            number = numbers.get(token.key)
            if number is None:
                number = numbers[token.key] = len(first)
                first.append(token)
            ids.append(number)
    array = np.array(ids, dtype=np.int64)
    return array, Vocabulary(
        keys=tuple(token.key for token in first),
        kinds=np.array([token.kind for token in first], dtype=np.int64),
        weights=np.array([token.weight for token in first], dtype=np.float64),
        counts=np.bincount(array, minlength=len(first)).astype(np.float64),
    )
