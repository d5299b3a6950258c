"""Alignment: which segments of two documents translate each other.

    >>> bitext = align(source, target)          # doctest: +SKIP
    >>> bitext.beads[0]                         # doctest: +SKIP
    Bead(source=(0,), target=(0, 1), confidence=0.998)

Several kinds of evidence (:mod:`toolkit.align.evidence`) score every possible bead in one unit, logarithms of
likelihood ratios; :mod:`toolkit.align.search` finds the probability of every bead under all alignments that
keep the order; :mod:`toolkit.align.decode` picks the beads most to be expected right. What was aligned
teaches a lexicon, with which it is aligned again.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import TYPE_CHECKING

from toolkit.align.evaluation import evaluate
from toolkit.align.options import WORDS, Evidence, Options
from toolkit.errors import InputError, UsageError
from toolkit.languages import language
from toolkit.model import Bitext, Document

METHODS = ("auto", "length", "lexical")
"""``auto`` is the best available: at present ``lexical``."""

if TYPE_CHECKING:
    from toolkit.align.profile import Phrases, Profile

DEFAULT = Options()
"""What is chosen where nothing is."""

__all__ = ["METHODS", "Evidence", "Options", "align", "evaluate"]


def align(
    source: Document,
    target: Document,
    *,
    method: str = "auto",
    options: Options = DEFAULT,
    progress: Callable[[int, int], None] | None = None,
) -> Bitext:
    """Align two segmented documents.

    Every segment is in exactly one bead, beads are in order. Empty segments stand alone (1-0, 0-1), and so
    does page furniture unless ``options.boilerplate``. ``confidence`` is the probability of the bead.

    Args:
        source: a document with segments.
        target: its translation, with segments.
        method: ``length`` (no look at words), ``lexical`` (all kinds of evidence), ``auto``.
        options: see :class:`Options`.
        progress: called with rounds done and rounds in all.

    Raises:
        UsageError: unknown method.
        InputError: a side has no segments, or only empty ones.
    """
    from toolkit.align.aligner import Aligner
    from toolkit.align.beads import beads
    from toolkit.align.evidence.dictionary import Dictionary

    if method not in METHODS:
        near = get_close_matches(method, METHODS, 1)
        remedy = f"did you mean {near[0]}?" if near else f"choose one of {', '.join(METHODS)}"
        raise UsageError(f"unknown alignment method '{method}'", remedy)
    evidence = options.evidence if method != "length" else frozenset({Evidence.LENGTH, Evidence.STRUCTURE})
    words = bool(evidence & WORDS)
    dictionary = None
    if Evidence.DICTIONARY in evidence:
        codes = language(source.language), language(target.language)
        dictionary = Dictionary.of(options.lexicons, *codes, shipped=True)
    left = _profile(source, "source", options, words, dictionary.source if dictionary else None)
    right = _profile(target, "target", options, words, dictionary.target if dictionary else None)
    aligned = Aligner(left, right, options, evidence, dictionary).run(progress)
    counts = len(source), len(target)
    return Bitext(source, target, tuple(beads(left, right, counts, aligned.steps, aligned.trust)))


def _profile(
    document: Document, side: str, options: Options, words: bool, phrases: Phrases | None
) -> Profile:
    from toolkit.align.profile import profile

    if not document.segments:
        raise InputError(f"the {side} has no segments", "is the file empty?", path=document.name)
    made = profile(document, boilerplate=options.boilerplate, words=words, phrases=phrases)
    if not len(made):
        remedy = "all it has is empty or page furniture"
        raise InputError(f"the {side} has no segments to align", remedy, path=document.name)
    return made
