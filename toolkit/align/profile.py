"""One side of an alignment as the evidence sees it: lengths, tokens and layout of each segment, as arrays."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from toolkit.align.vocabulary import NO_PHRASES, Bools, Floats, Ints, Phrases, Vocabulary, numbered
from toolkit.languages import language
from toolkit.model import Document, Kind
from toolkit.text.closing import closing

__all__ = ["FREELY", "NEVER", "OVER_BLOCK", "OVER_KIND", "Bools", "Floats", "Ints", "Profile", "profile"]


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
        single: these are segments, not passages of several.
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
    single: bool = True

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


_KIND_CODES = {kind: code for code, kind in enumerate(Kind)}
FREELY, OVER_BLOCK, OVER_KIND, NEVER = range(4)


def profile(
    document: Document,
    *,
    boilerplate: bool,
    words: bool,
    phrases: Phrases = NO_PHRASES,
    without: Collection[int] = (),
    cut: bool = True,
) -> Profile:
    """The profile of a segmented document.

    Empty segments are set aside, those ``without``, and page furniture unless ``boilerplate``; tokens are
    left out unless ``words``; words of several tokens that are among ``phrases`` become one.
    Unless ``cut``, words are whole, and each inflected form is a word of its own.
    """
    places: list[int] = []
    lengths: list[int] = []
    texts: list[str] = []
    for index, segment in enumerate(document.segments):
        if (segment.kind is Kind.BOILERPLATE and not boilerplate) or index in without:
            continue
        text = document.reading(segment.start, segment.end)
        length = len("".join(text.split()))
        if length:
            places.append(index)
            lengths.append(length)
            texts.append(text)
    lang = language(document.language)
    found = numbered(texts if words else [""] * len(texts), lang, phrases=phrases, cut=cut)
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
    return Profile(
        places=where,
        lengths=np.array(lengths, dtype=np.float64),
        starts=found.starts,
        ids=found.ids,
        vocabulary=found.vocabulary,
        kinds=kinds,
        ends=np.append(changes, True)[: len(kept)],
        closings=np.array([closing(text) for text in texts], dtype=np.int64),
        joins=joins,
        has_blocks=has_blocks,
    )
