"""Text left in the source language, in whole or in part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from operator import and_

from toolkit.languages import language
from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation
from toolkit.quality.equivalents import Item, Vocabulary, vocabularies
from toolkit.quality.spelling import native
from toolkit.text.words import Word
from toolkit.translations import N_, _

_LONG = 6
"""Words beyond which a quotation is no title or command any more."""
_TECHNICAL = ("--", "<", "[", "`", "_", "{", "/", "()")
"""Signs of commands and code, whose words are kept as often as not."""
_SHORTEST = 4
"""Letters of a single word that is called left over."""
_CODE = re.compile(
    r"[{;]\s*\Z|^\s*\}|\w\(\)|\w\(\w+[^()]*[=,][^()]*\)|[-+*=!<>]=|[-=]>|&&|</|::|\+\+|^\s*\$ \w|^HTTP \d"
)
"""Signs of a line of a program or of a protocol."""
_KEPT = "\"'“”‘’«»()[]`"
_LONGEST_LOAN = 4
"""Syllables of a borrowed word."""
_SET_APART = tuple("\"'“”‘’«»()[]`*_")
"""How an apposition begins that says what a kept word means."""
_SENTENCE = 6
"""Words of a source that is a sentence, no command."""
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
        if _CODE.search(source.text):
            return
        plain = sum(piece.strip(".,:;!?").isalpha() and piece.islower() for piece in source.prose.split())
        marked = any(w in telling and w not in other for w in source.lowered)
        if (marked and plain >= 2) or (plain >= 4 and _known(context)) or _translatable(context):
            yield Observation(
                _("the target is the source, untranslated"), target_span=Span(0, len(unit.target))
            )
        return
    if source.distinct.isdisjoint(target.distinct):
        return
    yield from _native_words(unit, context)
    yield from _single_words(unit, context)
    both = list(map(source.distinct.__contains__, target.lowered))
    if not any(map(and_, both, both[1:])):
        return  # no two words running are in the source
    known = set(zip(source.lowered, source.lowered[1:], strict=False))
    if not telling or known.isdisjoint(zip(target.lowered, target.lowered[1:], strict=False)):
        return
    words, place = target.prose_words, 0
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
        if not enough and length >= 2 and not any(mark in unit.source for mark in _TECHNICAL):
            enough = _foreign_run(context, words[place : end + 1], telling)
        if (
            enough
            and not _title(words[place : end + 1], telling)
            and not (length < _LONG and _quoted(unit.target, span.start))
        ):
            yield Observation(
                _("“{text}” was left in the source language", text=unit.target[span.start : span.end]),
                target_span=span,
                values=(unit.target[span.start : span.end],),
            )
        place = end + 1


def _known(context: Context) -> bool:
    """Whether the lexicon, where there is one, knows half of the words: a line of commands has others."""
    pair = vocabularies(context.source.language.code, context.target.language.code)
    words = context.source.lowered
    return pair is None or 2 * sum(bool(pair[0].entry(word).equivalents) for word in words) > len(words)


def _foreign_run(context: Context, run_: Sequence[Word], telling: frozenset[str]) -> bool:
    """Whether a run of words in small letters is no phrase of the target's language, by their shape.

    Two need a function word among them. What is quoted or explained in brackets is kept on purpose.
    """
    shape = native(context.target.language.code)
    content = [word.text.lower() for word in run_ if word.text.lower() not in telling]
    small = [word for word in run_ if word.text.islower()]
    begun = run_[0].start == context.target.prose_words[0].start or run_[0].text.islower()
    if shape is None or len(small) < len(run_) - 1 or not begun or not content:
        return False
    if len(content) == len(run_) < _RUN and not _two_plain_words(context, content):
        return False
    text, start, end = context.target.text, run_[0].start, run_[-1].end
    # A list of names and a command line are not prose.
    if any(text[one.end : other.start].strip() for one, other in pairwise(run_)):
        return False
    # Nobody borrows an article along with its noun.
    article = run_[0].text in context.source.language.grammar.articles and run_[-1].text.islower()
    if not article and not _prose(context, content):
        return False
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return not any(map(shape.__getitem__, content)) and not any(c in _KEPT for c in around)


def _two_plain_words(context: Context, content: Sequence[str]) -> bool:
    """Whether two words alone are ones that the lexicon translates, neither borrowed: ``safer parks``."""
    pair = vocabularies(context.source.language.code, context.target.language.code)
    borrowed = context.target.language.grammar.borrowed
    if pair is None or len(context.source.prose_words) < _SENTENCE:
        return False
    # A command is two headwords, as a rule: make install.
    return any(word not in pair[0] for word in content) and all(
        len(word) >= _SHORTEST
        and pair[0].entry(word).forms.isdisjoint(borrowed)
        and word not in pair[1]
        and _only_translated(pair[0], word)
        for word in content
    )


def _prose(context: Context, content: Sequence[str]) -> bool:
    """Whether the lexicon, where there is one, knows the first of some words and most of them."""
    pair = vocabularies(context.source.language.code, context.target.language.code)
    if pair is None:
        return True
    known = [bool(pair[0].entry(word).equivalents) for word in content]
    return known[0] and 2 * sum(known) > len(known)


def _translatable(context: Context) -> bool:
    """Whether every word is one that the lexicon translates, and never by itself: ``Settings``."""
    pair = vocabularies(context.source.language.code, context.target.language.code)
    source = context.source
    if pair is None or not source.prose_words or source.placeholders or source.links or source.tags:
        return False
    if any(c.isdigit() or c in "_/=<>\\@{}$" for c in source.text):
        return False
    content = [w for w in source.prose_words if w.text.lower() not in source.language.grammar.function_words]
    return bool(content) and all(
        word.text[1:].islower()
        and word.text.lower() not in pair[0].names
        and _only_translated(pair[0], word.text.lower())
        for word in content
    )


def _only_translated(vocabulary: Vocabulary, word: str) -> bool:
    """Whether a word has equivalents, and no borrowed one: ``web`` may stay ``web``."""
    equivalents = vocabulary.entry(word).equivalents
    return bool(equivalents) and not any(
        part in vocabulary.entry(word).forms for each in equivalents for part in each
    )


def _single_words(unit: Unit, context: Context) -> Iterator[Observation]:
    """Words of the source, in small letters, that stand in the target although it could translate them."""
    known = context.equivalents
    pair = vocabularies(context.source.language.code, context.target.language.code)
    if known is None or pair is None:
        return
    source, target = context.source, context.target
    common = {word for word in source.distinct & target.distinct if len(word) >= _SHORTEST}
    if not common or any(map(unit.source.__contains__, _TECHNICAL)):
        return
    words: Sequence[Word] = target.prose_words
    left: list[Word] = []
    borrowed = target.language.grammar.borrowed
    for item in known.source:
        word = source.lowered[item.first]
        if word not in common or item.end - item.first > 1 or word in pair[1] or word in borrowed:
            continue
        at = target.lowered.index(word)
        if (
            not (words[at].text.islower() or (at == 0 and _plain_beginning(context, word)))
            or _joined_up(unit.target, words[at])
            or _in_phrase(context, word, at)
        ):
            continue
        if _only_translated(pair[0], word) and not _told_otherwise(item, known.target_present, word):
            left.append(words[at])
    if left and len(left) <= max(2, len(words) // 2):
        yield Observation(
            _("“{text}” was left in the source language", text=left[0].text),
            target_span=Span(left[0].start, left[0].end),
            values=(left[0].text,),
            severity=Severity.WARNING,
        )


def _plain_beginning(context: Context, word: str) -> bool:
    """Whether a capital is only that of the sentence: the source has the word in small letters."""
    source = context.source
    ours = source.prose_words
    at = source.lowered.index(word)
    return len(ours) >= _SENTENCE and ours[at].text.islower()


def _native_words(unit: Unit, context: Context) -> Iterator[Observation]:
    """Words of the source that are plainly of its language: marked, small, and no names: ``đồng phục``."""
    source, target = context.source, context.target
    if (
        not source.language.grammar.native_word
        or target.language.grammar.native_word
        or unit.target.isascii()
    ):
        return
    seen, shape = source.distinct, native(source.language.code)
    left = [
        word
        for word in target.prose_words
        if word.text.islower()
        and shape is not None
        and shape[word.text]
        and not word.text.isascii()
        and word.text in seen
        and not _joined_up(unit.target, word)
    ]
    if left:
        kept = _borrowed_or_explained(context)
        left = [word for word in left if word.start not in kept]
    if left and len(left) < len(target.prose_words):
        yield Observation(
            _("“{text}” was left in the source language", text=left[0].text),
            target_span=Span(left[0].start, left[-1].end),
            values=tuple(word.text for word in left),
            severity=Severity.WARNING,
        )


@cache
def _before(code: str) -> re.Pattern[str]:
    """Words at the end of a text that say that a name follows."""
    return re.compile(rf"\b(?:{_any(language(code).grammar.naming_words)})\Z", re.IGNORECASE)


@cache
def _behind(code: str) -> re.Pattern[str]:
    """Words at the beginning of an aside that explains what stands before."""
    return re.compile(rf"(?:,|–|—) (?:{_any(language(code).grammar.explaining_words)}) ")


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words)) or "(?!)"


def _borrowed_or_explained(context: Context) -> set[int]:
    """Where words of the source begin that are kept on purpose: áo dài, or what is named or set apart."""
    source, target = context.source, context.target
    words, lowered = target.prose_words, target.lowered
    borrowed = target.language.grammar.borrowed
    kept: set[int] = set()
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and lowered[end] in source.distinct:
            end += 1
        if end == at:
            at += 1
            continue
        run_ = lowered[at:end]
        for size in range(1, min(_LONGEST_LOAN, len(run_)) + 1):
            for place in range(len(run_) - size + 1):
                if " ".join(run_[place : place + size]) in borrowed:
                    kept.update(word.start for word in words[at + place : at + place + size])
        before = target.text[: words[at].start].rstrip()
        after = target.text[words[end - 1].end :].lstrip()
        apart = before[-1:] in _SET_APART or after[:1] in _SET_APART
        named = _before(target.language.code).search(before) or _behind(target.language.code).match(after)
        if end - at <= _LONGEST_LOAN and (named or apart):
            kept.update(word.start for word in words[at:end])
        at = end
    return kept


def _in_phrase(context: Context, word: str, at: int) -> bool:
    """Whether a word beside it is kept too: ``git notes`` is a command."""
    source, target = context.source.lowered, context.target.lowered
    place = source.index(word)
    before = place > 0 and at > 0 and source[place - 1] == target[at - 1]
    return before or source[place + 1 : place + 2] == target[at + 1 : at + 2] != []


def _told_otherwise(item: Item, present: set[str], word: str) -> bool:
    """Whether the target has an equivalent of a word besides the word itself."""
    return any(all(part in present and part != word for part in phrase) for phrase in item.equivalents)


def _joined_up(text: str, word: Word) -> bool:
    """Whether a word is part of a command, quoted, or explained in brackets: these are kept on purpose."""
    around = text[max(0, word.start - 1) : word.start] + text[word.end : word.end + 1]
    return any(c in "-_/=<>[]{}|\\`'\"“”‘’()@#$%&*+:" or c.isdigit() for c in around)


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


CHECK = Check(
    "untranslated", "accuracy", Severity.ERROR, N_("text left in the source's language"), run, spoils=True
)
