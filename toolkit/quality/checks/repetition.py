"""Words said twice running, and translations given twice."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from operator import eq

from toolkit.model import Severity, Span, Unit
from toolkit.quality.checks.negation import concepts
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.quality.spelling import native, spelling
from toolkit.text.words import Word
from toolkit.translations import N_, _

_LONGEST_PHRASE = 12
_LEAST_CLAUSE = 3
"""Words of what is said twice with a comma between."""


def doubled(unit: Unit, context: Context) -> Iterator[Observation]:
    """``the the``; words a language doubles on purpose, and those doubled in the source too, pass."""
    target, source = context.target, context.source
    words, lowered = target.prose_words, target.lowered
    if len(target.distinct) == len(lowered) or any(map(eq, source.lowered, source.lowered[1:])):
        return
    yield from _phrase(unit, context)
    if not any(map(eq, lowered, lowered[1:])):
        return
    allowed = target.language.grammar.reduplications
    for index in range(1, len(words)):
        word = lowered[index]
        if word != lowered[index - 1] or unicodedata.normalize("NFC", word) in allowed:
            continue
        before, after = words[index - 1], words[index]
        if before.text != after.text and (before.text[0].islower() or _inside(unit.target, before)):
            continue  # "bà Bà Rịa", "ở Anh anh ấy", "this May may": one of them is a name
        gap = unit.target[before.end : after.start]
        if gap.strip(" \u00a0\n") or len(word) < 2 or _triple(lowered, index):
            continue
        if _meet(context, index) or _on_purpose(context, index):
            continue
        number = target.language.grammar.number_words_unsure.get(word)
        if number is not None and Decimal(number) in source.values:
            continue  # "năm năm" is five years
        yield Observation(
            _("“{text}” is said twice", text=f"{before.text}{gap}{after.text}"),
            target_span=Span(before.start, after.end),
            values=(word,),
            fix=unit.target[: before.end] + unit.target[after.end :],
        )


def _phrase(unit: Unit, context: Context) -> Iterator[Observation]:
    """Two to five words said twice running: ``một trong một trong``."""
    words, lowered = context.target.prose_words, context.target.lowered
    for length in range(2, min(_LONGEST_PHRASE, len(lowered) // 2) + 1):
        if not any(map(eq, lowered, lowered[length:])):
            continue
        for at in range(len(lowered) - 2 * length + 1):
            if lowered[at] != lowered[at + length] or lowered[at] == lowered[at + 1]:
                continue
            if lowered[at : at + length] != lowered[at + length : at + 2 * length]:
                continue
            if 2 * length == len(lowered):
                return  # all of it, which is the business of the check for that
            first, second, last = words[at], words[at + length], words[at + 2 * length - 1]
            said = unit.target[first.start : last.end]
            end = words[at + length - 1].end
            once, join = unit.target[first.start : end], unit.target[end : second.start].strip()
            if any(c in ',.;:!?()–-/"“”|\n' or c.isdigit() for c in once):
                continue
            if join and (join != "," or length < _LEAST_CLAUSE):
                continue  # "chạy đi, chạy đi"
            if length >= _LEAST_CLAUSE and _said_often(context.source):
                continue
            yield Observation(
                _("“{text}” says the same twice", text=said),
                target_span=Span(first.start, last.end),
                values=(" ".join(lowered[at : at + length]),),
                fix=unit.target[: first.start] + unit.target[second.start :],
            )
            return


def _said_often(side: Side) -> bool:
    """Whether three words in a row come again."""
    words = side.lowered
    rows = list(zip(words, words[1:], words[2:], strict=False))
    return len(set(rows)) < len(rows)


def _meet(context: Context, index: int) -> bool:
    """Whether a word ends with a syllable, and one that the source says begins: ``trở thành thành viên``."""
    known, equivalents = spelling(context.target.language.code), context.equivalents
    words = context.target.lowered
    return (
        known is not None
        and equivalents is not None
        and index > 1
        and known.pair(words[index - 2], words[index - 1])
        and any(i.first == index and i.end > index + 1 and i.told == 1.0 for i in equivalents.target)
    )


def _inside(text: str, word: Word, marks: str = "") -> bool:
    """Whether a word stands in the middle of a sentence, or of what some more marks divide one into."""
    before = text[: word.start].rstrip("\"'“”‘’([ ")[-1:]
    return before != "" and before not in ".!?:…\n" + marks


def _on_purpose(context: Context, index: int) -> bool:
    """Whether a language that doubles its words does so here.

    Two doubled words in a row (``mờ mờ ảo ảo``), a double that the lexicon has, a syllable that means nothing
    alone, and the doubling of a noun that says "every one": ``ngày ngày``, ``nhà nhà``.
    """
    target = context.target
    words, word = target.lowered, target.lowered[index]
    shape, known = native(target.language.code), spelling(target.language.code)
    if shape is None or not shape[word] or word in target.language.grammar.number_words_unsure:
        return False
    before, after = words[max(0, index - 3) : index - 1], words[index + 1 : index + 3]
    if any(len(pair) == 2 and pair[0] == pair[1] for pair in (before, after)):
        return True
    if known is not None and (known.pair(word, word) or word not in known.parts):
        return True
    grammar = target.language.grammar
    if known is not None and word in grammar.never_final and index > 1 and known.pair(words[index - 2], word):
        return True  # "thiết bị bị hỏng": the first ends another word
    begins = not _inside(target.text, target.prose_words[index - 1], ",;–-")
    return begins and "all" in concepts(context.source).get("reach", ())


def _triple(words: list[str], index: int) -> bool:
    """Three in a row are a sound or a chant, not a slip."""
    return words[index - 2 : index - 1] == [words[index]] or words[index + 1 : index + 2] == [words[index]]


def twice(unit: Unit, context: Context) -> Iterator[Observation]:
    """The whole target said twice, or two translations of one source put one after the other."""
    words = context.target.lowered
    half = len(words) // 2
    if len(words) < 4 or len(words) % 2 or words[:half] != words[half:]:
        return
    source = context.source.lowered
    if len(source) % 2 == 0 and source[: len(source) // 2] == source[len(source) // 2 :]:
        return
    yield Observation(
        _("the target says the same thing twice"),
        target_span=Span(context.target.prose_words[half].start, len(unit.target)),
    )


DOUBLED = Check("repeated-word", "fluency", Severity.WARNING, N_("words said twice running"), doubled)
TWICE = Check("repeated-text", "accuracy", Severity.ERROR, N_("translations given twice"), twice, spoils=True)
