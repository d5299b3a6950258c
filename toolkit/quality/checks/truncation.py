"""Targets that break off: the last word is one that something must follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.quality.spelling import spelling
from toolkit.translations import N_, _

_BROKEN = re.compile(r"[,;:(–-]\s?[.!?]{1,3}[\"'”’»]?\s*$")
_MARK = re.compile(r"([.!?…])[\"'”’»)]*\s*$")
_OPEN = -0.2
_CLOSED = -0.6
"""How short a target must be (in standard deviations) to have lost half a word, and if it has its mark."""
_CLOSERS = " \u00a0\n\t.!?…\"'”’»)"


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """A dangling last word (``một.``, ``of``), or a comma right before the final mark."""
    target = context.target
    broken = _BROKEN.search(target.prose)
    if broken and not _BROKEN.search(context.source.prose):
        yield Observation(_("the target breaks off before its final mark"), target_span=Span(*broken.span()))
        return
    closed = _closed_alike(context)
    dangles = _dangles(target, closed) and not _dangles(context.source) and not _meant(context)
    dangles = dangles or _begins_a_word(target)
    # Where words are not written in syllables, what begins an equivalent is a word itself.
    longest = _CLOSED if closed and not target.language.grammar.native_word else _OPEN
    if (dangles or _half_a_word(context, longest)) and not _part_of_word(context):
        word = target.prose_words[-1]
        yield Observation(
            _("the target breaks off after “{word}”", word=word.text),
            target_span=Span(word.start, word.end),
            values=(word.text,),
        )


def _begins_a_word(side: Side) -> bool:
    """Whether the last word is none by itself, in a language that writes its words in pieces.

    After a little word it must be the first piece; after another it may be the second of a word unknown here.
    """
    known = spelling(side.language.code) if side.language.grammar.native_word else None
    if known is None or len(side.lowered) < 4:
        return False
    word = side.prose_words[-1]
    ends = not side.text[word.end :].strip(_CLOSERS) and word.text.islower()
    if side.lowered[-1] in side.language.grammar.sentence_particles:
        return False
    first = side.lowered[-2] in side.language.grammar.function_words
    return ends and first and not word.text.isascii() and known.never_ends(side.lowered[-1])


def _closed_alike(context: Context) -> bool:
    """Whether both sides end in the same mark, so that the target at least ends where it was meant to."""
    mark = _MARK.search(context.target.prose)
    other = _MARK.search(context.source.prose)
    return mark is not None and other is not None and mark[1] == other[1]


def _half_a_word(context: Context, longest: float) -> bool:
    """Whether the last word only begins the equivalent of a source word that is not told otherwise."""
    known, target = context.equivalents, context.target
    if known is None or len(target.lowered) < 3 or context.stretch > longest:
        return False
    last = target.lowered[-1]
    particle = last in target.language.grammar.sentence_particles
    if particle or target.text[target.prose_words[-1].end :].strip(_CLOSERS):
        return False
    return any(
        item.told == 0.5
        and any(len(phrase) > 1 and phrase[0] == last for phrase in item.equivalents)
        and not any(phrase[-1] in target.lowered for phrase in item.equivalents)
        for item in known.source
    )


def _dangles(side: Side, closed: bool = False) -> bool:
    """Whether the text ends in a word that needs another after it, if ``closed`` in any meaning it has."""
    dangling = side.language.grammar.never_final
    if closed:
        dangling = dangling - side.language.grammar.seldom_final
    if not dangling or len(side.lowered) < 3 or side.lowered[-1] not in dangling:
        return False
    word = side.prose_words[-1]
    return word.text.islower() and not side.text[word.end :].strip(_CLOSERS)


def _meant(context: Context) -> bool:
    """Whether the last word is the equivalent of a source word, in another meaning it has (clear, trong)."""
    known, words = context.equivalents, context.target.lowered
    return known is not None and any(words[-1] in item.meaning.single for item in known.source)


def _part_of_word(context: Context) -> bool:
    """Whether the last word ends a word of several (``tự do``)."""
    known = context.equivalents
    if known is None or not known.target:
        return False
    last = known.target[-1]
    return last.end == len(context.target.lowered) and last.end - last.first > 1


CHECK = Check("truncation", "accuracy", Severity.ERROR, N_("targets that break off"), run)
