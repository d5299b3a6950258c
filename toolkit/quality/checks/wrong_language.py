"""A target that is not in the target language, or that lost the diacritics its language is written with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toolkit.languages import identify
from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.text.words import Word

_ENOUGH = 3
"""Native-looking words without one diacritic among them that make a loss likely."""
_SURE = 0.9
_WORDS = 4
"""Words that the source has not too, below which a language is not judged."""


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def diacritics(unit: Unit, context: Context) -> Iterator[Observation]:
    """Diacritics lost throughout, or in single words that the orthography does not allow without them."""
    target = context.target
    grammar = target.language.grammar
    if not grammar.native_word or target.text.strip() == context.source.text.strip():
        return
    source = context.source.text.lower()
    own = [
        word
        for word, lowered in zip(target.prose_words, target.lowered, strict=True)
        if lowered not in source and _pattern(grammar.native_word).fullmatch(lowered)
    ]
    marked = sum(not word.text.isascii() for word in own)
    if not marked:
        most = len(own) >= 0.7 * len(target.prose_words)
        if len(own) >= _ENOUGH and most:
            yield Observation("the diacritics were lost", target_span=Span(0, len(unit.target)))
        return
    if not grammar.misspelt_word:
        return
    for word in own:
        if _misspelt(word, target, grammar.misspelt_word):
            yield Observation(
                f"“{word.text}” has lost its diacritics",
                target_span=Span(word.start, word.end),
                values=(word.text,),
                severity=Severity.WARNING,
            )


def _misspelt(word: Word, side: Side, expression: str) -> bool:
    """Whether the spelling is impossible; a word glued to others by hyphen, dot or slash is foreign."""
    if not _pattern(expression).fullmatch(word.text.lower()) or (word.text.isupper() and len(word.text) > 1):
        return False
    around = side.text[word.start - 1 : word.start] + side.text[word.end : word.end + 1]
    return not any(c in "-./_@:=<>\\'\"“”‘’()[]" or c.isdigit() for c in around.rstrip('.:,)”"'))


def language(unit: Unit, context: Context) -> Iterator[Observation]:
    """A target that :func:`toolkit.languages.identify` takes, surely, for another language."""
    source, target = context.source, context.target
    expected = target.language
    if not expected.known or len(target.prose_words) < 3 or source.text.strip() == target.text.strip():
        return
    share = _share_of_native(target)
    if share is not None and share >= 0.5:
        return
    told = sum(word in expected.grammar.function_words for word in target.lowered)
    if share is None and told >= 0.2 * len(target.lowered):
        return
    foreign = [w for w in target.lowered if w not in set(source.lowered)]
    if len(foreign) < _WORDS:
        return
    prose = target.prose.replace("\ufffc", " ")
    # Asked first whether it may be the language it should be, since that is by far the likeliest.
    if identify(prose, (expected.code,)).language != "und":
        return
    guess = identify(prose)
    if guess.language not in ("und", expected.code.partition("-")[0]) and guess.confidence >= _SURE:
        yield Observation(
            f"the target seems to be in {guess.language}, not {expected.code}",
            target_span=Span(0, len(unit.target)),
            values=(guess.language, expected.code),
        )


def _share_of_native(side: Side) -> float | None:
    """Share of words with the shape of a native one; ``None`` where the language has no such shape."""
    shape = side.language.grammar.native_word
    if not shape or not side.lowered:
        return None
    return sum(_pattern(shape).fullmatch(word) is not None for word in side.lowered) / len(side.lowered)


DIACRITICS = Check(
    "diacritics", "fluency", Severity.ERROR, "diacritics that were lost, throughout or in part", diacritics
)
LANGUAGE = Check("language", "accuracy", Severity.ERROR, "targets in another language", language)
