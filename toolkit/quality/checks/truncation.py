"""Targets that break off: the last word is one that something must follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.quality.spelling import spelling
from toolkit.translations import N_, _

_BROKEN = re.compile(r"[,;:(–-]\s?[.!?]{1,3}[\"'”’»]?\s*$")
_CLOSERS = " \u00a0\n\t.!?…\"'”’»)"


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """A dangling last word (``một.``, ``of``), or a comma right before the final mark."""
    target = context.target
    broken = _BROKEN.search(target.prose)
    if broken and not _BROKEN.search(context.source.prose):
        yield Observation(_("the target breaks off before its final mark"), target_span=Span(*broken.span()))
        return
    dangles = (_dangles(target) and not _dangles(context.source)) or _begins_a_word(target)
    if (dangles or _half_a_word(context)) and not _part_of_word(context):
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


def _half_a_word(context: Context) -> bool:
    """Whether the last word only begins the equivalent of a source word that is not told otherwise."""
    known, target = context.equivalents, context.target
    if known is None or len(target.lowered) < 3 or context.stretch > -0.2:
        return False
    last = target.lowered[-1]
    if target.text[target.prose_words[-1].end :].strip(_CLOSERS):
        return False
    return any(
        item.told == 0.5
        and any(len(phrase) > 1 and phrase[0] == last for phrase in item.equivalents)
        and not any(phrase[-1] in target.lowered for phrase in item.equivalents)
        for item in known.source
    )


def _dangles(side: Side) -> bool:
    """Whether the text ends in a word that needs another after it."""
    dangling = side.language.grammar.never_final
    if not dangling or len(side.lowered) < 3 or side.lowered[-1] not in dangling:
        return False
    word = side.prose_words[-1]
    return word.text.islower() and not side.text[word.end :].strip(_CLOSERS)


def _part_of_word(context: Context) -> bool:
    """Whether the last word ends a word of several (``tự do``)."""
    known = context.equivalents
    if known is None or not known.target:
        return False
    last = known.target[-1]
    return last.end == len(context.target.lowered) and last.end - last.first > 1


CHECK = Check("truncation", "accuracy", Severity.ERROR, N_("targets that break off"), run)
