"""What a caller may choose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from toolkit.model import Bead

if TYPE_CHECKING:
    from toolkit.lexicon import Lexicon


class Evidence(StrEnum):
    """Kinds of evidence; leaving one out shows what it brings."""

    LENGTH = "length"
    IDENTITY = "identity"
    """Words that are the same on both sides: names, codes, loans."""
    NUMBERS = "numbers"
    """Figures of the same value, whatever their notation."""
    MARKS = "marks"
    """Question marks, quotation marks, brackets, mark-up."""
    COGNATES = "cognates"
    """Words that look alike: ``Kommission``, ``commission``."""
    CLOSING = "closing"
    """The mark a segment ends in: a question is a question on both sides."""
    DICTIONARY = "dictionary"
    """Word translations known beforehand: the shipped lexicon, the user's own."""
    LEXICON = "lexicon"
    """Word translations learned from the two documents themselves."""
    STRUCTURE = "structure"
    """Headings, list items and paragraph ends that coincide."""


WORDS = frozenset(
    {
        Evidence.IDENTITY,
        Evidence.NUMBERS,
        Evidence.MARKS,
        Evidence.COGNATES,
        Evidence.DICTIONARY,
        Evidence.LEXICON,
    }
)
"""Evidence that needs a look at words."""


@dataclass(frozen=True, slots=True)
class Options:
    """Choices for :func:`toolkit.align.align`.

    Attributes:
        boilerplate: align page furniture too, which is otherwise set aside.
        largest: most segments a bead may have on either side, 1 to 4.
        rounds: how often the lexicon is learned from the alignment and the alignment made with it; 0 for as
            often as does any good, which is the less the more there is to learn from.
        evidence: which kinds of evidence the lexical method uses.
        model: the embedding model, as :func:`toolkit.align.embedding.provider` has it; the first that is
            installed if "".
        jobs: threads; the result does not depend on it.
        keep: beads that are right; the rest is aligned around them.
        anchors: segments of source and target, counted from 0, that begin something together: no bead spans
            the border before them.
        lexicons: further lexicons of this pair of languages, beside the one that ships with the package.
    """

    boilerplate: bool = False
    largest: int = 4
    rounds: int = 0
    evidence: frozenset[Evidence] = frozenset(Evidence)
    lexicons: tuple[Lexicon, ...] = ()
    model: str = ""
    jobs: int = 1
    keep: tuple[Bead, ...] = ()
    anchors: tuple[tuple[int, int], ...] = ()
