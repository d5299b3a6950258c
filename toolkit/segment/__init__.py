"""Segmentation: a document's blocks cut into sentences, by named rules over untouched text.

    >>> document = segment(Document("Dr. No came. He left.", "en"))
    >>> document.strings()
    ['Dr. No came.', 'He left.']

First :mod:`toolkit.segment.blocks` sees what each block is (heading, list item, page furniture …). Then one
linear scan (:mod:`toolkit.segment.candidates`) finds the places where a sentence may end, and the first of
the ordered rules in :mod:`toolkit.segment.rules` that has an opinion decides about each. What a language
abbreviates, how it quotes and which words open a sentence is data: ``toolkit/languages/*.toml``.
"""

from __future__ import annotations

from toolkit.model import Document
from toolkit.segment.engine import Decision
from toolkit.segment.engine import explain as _explain
from toolkit.segment.engine import segment as _segment
from toolkit.segment.options import Options

__all__ = ["DEFAULT", "Decision", "Options", "explain", "segment"]

DEFAULT = Options()
"""What is chosen where nothing is."""


def segment(document: Document, *, options: Options = DEFAULT) -> Document:
    """The same document with its segments.

    Segments are spans over the untouched text, in order and not overlapping; what lies between them is white
    space, invisible characters or mark-up. Every segment lies in one block and has its kind; ``rule`` names
    what ended it (``end-of-block`` for the last one of a block). A document without blocks gets one a line.

    Raises:
        LanguageError: the document's language is not a language code.
    """
    return _segment(document, options)


def explain(document: Document, *, options: Options = DEFAULT) -> list[Decision]:
    """Every place considered as a sentence end, in order, with what was decided and the rule that did.

    Raises:
        LanguageError: the document's language is not a language code.
    """
    return _explain(document, options)
