"""Text left in the source language, in whole or in part."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation
from toolkit.text.words import Word

_LONG = 6
"""Words beyond which a quotation is no title or command any more."""
_RUN = 3
"""Words in a row that must stand on both sides to be called left over."""


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Runs of source words in the target that hold a function word of the source language.

    Names, commands and titles are rightly kept; what no translator keeps is a stretch with "the", "of", "is".
    """
    source, target = context.source, context.target
    if source.language.code == target.language.code:
        return
    telling = source.language.grammar.function_words
    other = target.language.grammar.function_words
    if source.text.strip() == target.text.strip():
        plain = sum(piece.strip(".,:;!?").isalpha() and piece.islower() for piece in source.prose.split())
        marked = any(w in telling and w not in other for w in source.lowered)
        if (marked and plain >= 2) or plain >= 4:
            yield Observation("the target is the source, untranslated", target_span=Span(0, len(unit.target)))
        return
    if not telling:
        return
    words, place = target.prose_words, 0
    known = set(zip(source.lowered, source.lowered[1:], strict=False))
    while place < len(words) - 1:
        end = place
        while (
            end < len(words) - 1
            and (target.lowered[end], target.lowered[end + 1]) in known
            and _apart_by_space(unit.target, words[end], words[end + 1])
        ):
            end += 1
        length = end - place + 1
        stretch = target.lowered[place : end + 1]
        told = sum(w in telling and w not in other for w in stretch)
        span = Span(words[place].start, words[end].end)
        enough = length >= 2 and told and (length >= _RUN or told >= 2)
        if (
            enough
            and not _title(words[place : end + 1], telling)
            and not (length < _LONG and _quoted(unit.target, span.start))
        ):
            yield Observation(
                f"“{unit.target[span.start : span.end]}” was left in the source language",
                target_span=span,
                values=(unit.target[span.start : span.end],),
            )
        place = end + 1


def _apart_by_space(text: str, one: Word, other: Word) -> bool:
    """Words joined by hyphens, underscores or slashes are a name in a program, not prose."""
    gap = text[one.end : other.start]
    return any(map(str.isspace, gap)) and not any(c in "-_/=<>[]{}|\\`" for c in gap)


def _title(words: list[Word], telling: frozenset[str]) -> bool:
    """Whether all but the little words are capitalised: ``City of Stars``."""
    return words[0].text[0].isupper() and all(
        word.text[0].isupper() or word.text.lower() in telling for word in words
    )


def _quoted(text: str, start: int) -> bool:
    """Whether a quotation mark opens right before: titles and commands are quoted as they are."""
    return text[max(0, start - 1) : start] in tuple("\"'“‘«`(<[")


CHECK = Check("untranslated", "accuracy", Severity.ERROR, "text left in the source language", run)
