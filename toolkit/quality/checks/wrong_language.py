"""A target that is not in the target language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.languages import identify
from toolkit.languages.scripts import scripts_of, writing
from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.quality.equivalents import vocabularies
from toolkit.quality.spelling import native
from toolkit.text.placeholders import masked
from toolkit.text.words import fold
from toolkit.translations import N_, _

_SURE = 0.9
_CHARACTERS = 4
_BEYOND_LATIN = re.compile("[\u0370-\u1dff\u2c00-\ua71f\ua800-\uffdc\U00010000-\U0003ffff]")
_MOSTLY = 0.7
_SURE_OF_STRANGE = 0.75
"""Confidence that is enough where no word is one of the language."""
_FEWEST = 2
_SHORT = 20
"""Words; a longer text is judged by its letters alone."""
_WORDS = 4
"""Words that the source has not too, below which a language is not judged."""


def language(unit: Unit, context: Context) -> Iterator[Observation]:
    """A target that :func:`toolkit.languages.identify` takes, surely, for another language."""
    source, target = context.source, context.target
    expected = target.language
    other = _script(context)
    if other:
        yield Observation(
            _(
                "the target is written in {script}, which {language} is not",
                script=other,
                language=expected.code,
            ),
            target_span=Span(0, len(unit.target)),
            values=(other, expected.code),
        )
        return
    if not expected.known or len(target.prose_words) < _FEWEST or source.text.strip() == target.text.strip():
        return
    share = _share_of_native(target)
    if share is not None and share >= 0.5:
        return
    if share is None:
        told = sum(map(expected.grammar.function_words.__contains__, target.lowered))
        if told >= 0.2 * len(target.lowered):
            return
    seen = source.distinct
    foreign = [w.text.lower() for w in target.prose_words if w.text.islower() and w.text not in seen]
    strange = _strange(context)
    if len(foreign) < _WORDS and not strange:
        return
    prose = _without_names(context)
    # Asked first whether it may be the language it should be, since that is by far the likeliest.
    if identify(prose, (expected.code,)).language != "und":
        return
    guess = identify(prose)
    if guess.language not in ("und", expected.code.partition("-")[0]) and guess.confidence >= (
        _SURE_OF_STRANGE if strange else _SURE
    ):
        yield Observation(
            _(
                "the target seems to be in {found}, not {language}",
                found=guess.language,
                language=expected.code,
            ),
            target_span=Span(0, len(unit.target)),
            values=(guess.language, expected.code),
        )


def _without_names(context: Context) -> str:
    """The target without names of the source: Dr Doan Thi Thuy Quyen makes no sentence Vietnamese."""
    seen = context.source.folded
    prose = context.target.prose.replace("\ufffc", " ")
    spans = [(w.start, w.end) for w in context.target.capitals if fold(w.text) in seen]
    return masked(prose, spans).replace("\ufffc", " ") if spans else prose


def _strange(context: Context) -> bool:
    """Whether the lexicon knows next to none of the target's words, and the source has none of them."""
    target = context.target
    pair = vocabularies(context.source.language.code, target.language.code)
    if pair is None or len(target.lowered) > _SHORT:
        return False
    vocabulary, frequent = pair[1], target.language.identification.frequent
    seen = context.source.folded
    unknown = sum(
        len(word) > 1 and fold(word) not in seen and word not in frequent and vocabulary.is_unknown(word)
        for word in target.lowered
    )
    return unknown >= max(_FEWEST, _MOSTLY * len(target.lowered))


def _script(context: Context) -> str:
    """The script of the target, if its language is not written in it and the source is not in it either."""
    target = context.target
    if target.text.isascii() or len(target.text) < _CHARACTERS:
        return ""
    if not _BEYOND_LATIN.search(target.text):
        return ""
    found = writing([word.text for word in target.prose_words])
    if found is None or found.share < _MOSTLY or found.script.code in scripts_of(target.language.code):
        return ""
    ours = writing([word.text for word in context.source.prose_words])
    return "" if ours is not None and ours.script.code == found.script.code else found.script.name


def _share_of_native(side: Side) -> float | None:
    """Share of words with the shape of a native one; ``None`` where the language has no such shape."""
    shape = native(side.language.code)
    if shape is None or not side.lowered:
        return None
    return sum(map(shape.__getitem__, side.lowered)) / len(side.lowered)


CHECK = Check(
    "language", "accuracy", Severity.ERROR, N_("targets in another language"), language, spoils=True
)
