"""What a user can ask of the segmenter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from toolkit.segment.srx.rules import SrxRules


@dataclass(frozen=True, slots=True)
class Options:
    """Switches of the segmenter.

    Attributes:
        quotations: "split" cuts between the sentences inside a quotation; "whole" keeps a quotation in one
            segment with the sentence it stands in.
        soft_split: a sentence longer than this many characters is also cut after ``;`` and ``:``; ``None``
            for never.
        max_length: no segment is longer than this many characters: what still is, is cut after a comma or
            between words; ``None`` for no limit.
        abbreviations: more abbreviations that never end a sentence, without their final full stop.
        srx: rules read from an SRX file, used instead of our own within blocks; the switches for quotations
            and abbreviations say nothing then.
        refine_blocks: look for headings, list items, dialogue and page furniture among plain paragraphs.
    """

    quotations: Literal["split", "whole"] = "split"
    soft_split: int | None = None
    max_length: int | None = None
    abbreviations: frozenset[str] = frozenset()
    srx: SrxRules | None = None
    refine_blocks: bool = True
