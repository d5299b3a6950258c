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
from typing import TYPE_CHECKING

from toolkit.align.evaluation import evaluate
from toolkit.align.method import METHODS, choose
from toolkit.align.options import WORDS, Evidence, Options
from toolkit.errors import InputError
from toolkit.languages import language
from toolkit.model import Bitext, Document, Moved
from toolkit.translations import _

if TYPE_CHECKING:
    from toolkit.align.evidence.meaning import MeaningModel
    from toolkit.align.profile import Profile
    from toolkit.align.vocabulary import Phrases

DEFAULT = Options()
"""What is chosen where nothing is."""

__all__ = ["METHODS", "Evidence", "Options", "align", "choose", "evaluate"]


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
        method: ``length`` (no look at words), ``lexical`` (all kinds of evidence), ``embedding`` (vectors of
            a model as well), ``auto`` (what :func:`choose` says).
        options: see :class:`Options`.
        progress: called with rounds done and rounds in all.

    Raises:
        UsageError: unknown method; kept beads or anchors that do not fit the documents or each other.
        InputError: a side has no segments, or only empty ones.
    """
    import numpy as np

    from toolkit.align import fixed
    from toolkit.align.aligner import Aligned, Aligner
    from toolkit.align.beads import beads
    from toolkit.align.evidence.dictionary import Dictionary
    from toolkit.align.vocabulary import NO_PHRASES

    method = choose(method, source, target, options)
    evidence = options.evidence if method != "length" else frozenset({Evidence.LENGTH, Evidence.STRUCTURE})
    words = bool(evidence & WORDS)
    dictionary = None
    if Evidence.DICTIONARY in evidence:
        codes = language(source.language), language(target.language)
        dictionary = Dictionary.of(options.lexicons, *codes, shipped=True)
    counts = len(source), len(target)
    fixed.check(options.keep, options.anchors, counts)
    left = _profile(source, "source", options, words, dictionary.source if dictionary else NO_PHRASES)
    right = _profile(target, "target", options, words, dictionary.target if dictionary else NO_PHRASES)
    aligned = Aligned([], np.zeros(0))
    if len(left) and len(right):
        pins = fixed.pins(left, right, options.keep, options.anchors)
        left = fixed.parted(left, (row for row, _ in pins))
        right = fixed.parted(right, (column for _, column in pins))
        meaning = _meaning(source, target, left, right, options, method)
        aligned = Aligner(left, right, options, evidence, dictionary, pins, meaning).run(progress)
    made = beads(left, right, counts, aligned.steps, aligned.trust, options.keep)
    return Bitext(source, target, tuple(made), tuple(_moved(left, right, each) for each in aligned.moved))


def _meaning(
    source: Document, target: Document, left: Profile, right: Profile, options: Options, method: str
) -> MeaningModel | None:
    """The vectors of the segments that take part, and what their nearness means."""
    if method != "embedding":
        return None
    from toolkit.align.embedding import PRECOMPUTED, available, provider
    from toolkit.align.embedding.cache import Cached
    from toolkit.align.embedding.concatenations import Encoded
    from toolkit.align.embedding.precomputed import Precomputed
    from toolkit.align.evidence.meaning import MeaningModel
    from toolkit.errors import MissingExtra

    spec = options.model or next(iter(available()), "")
    if not spec:
        raise MissingExtra(_("alignment by embeddings"), "embeddings")
    if spec.startswith(PRECOMPUTED):
        given = Precomputed.of(spec).vectors(len(source), len(target))
        sides = zip(given, (left, right), strict=True)
        return MeaningModel.of(*(Encoded.summed(v[p.places], options.largest, p.lengths) for v, p in sides))
    encoder = Cached(provider(spec))
    made = []
    for document, profile in ((source, left), (target, right)):
        texts = [document.joined((place,)) for place in profile.places.tolist()]
        joiner = " " if language(document.language).writing.spaces else ""
        made.append(Encoded.of(encoder, texts, options.largest, joiner=joiner, each=False))
    return MeaningModel.of(*made)


def _moved(source: Profile, target: Profile, found: tuple[int, int, int, int, float]) -> Moved:
    first, last, start, stop, share = found
    return Moved(
        (int(source.places[first]), int(source.places[last - 1])),
        (int(target.places[start]), int(target.places[stop - 1])),
        share,
    )


def _profile(document: Document, side: str, options: Options, words: bool, phrases: Phrases) -> Profile:
    from toolkit.align.profile import profile

    if not document.segments:
        raise InputError(
            _("the {side} has no segments", side=_(side)), _("is the file empty?"), path=document.name
        )
    kept = {index for bead in options.keep for index in (bead.source if side == "source" else bead.target)}
    made = profile(document, boilerplate=options.boilerplate, words=words, phrases=phrases, without=kept)
    if not len(made) and not kept:
        remedy = _("all it has is empty or page furniture")
        raise InputError(_("the {side} has no segments to align", side=_(side)), remedy, path=document.name)
    return made
