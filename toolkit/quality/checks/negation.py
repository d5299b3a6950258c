"""Sentences that say no on one side and yes on the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import compress, groupby

from toolkit.languages import language
from toolkit.languages.data import Grammar
from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side, shared
from toolkit.quality.equivalents import vocabularies
from toolkit.text.words import Word
from toolkit.translations import N_, _

_WORDS = 100_000
"""Words that are remembered before the memory is emptied."""
_AT_A_WORD = re.compile(r"\(\?i:\\b(?:\w(?![?*{])|\(\?:(?:\w[\w ]*\|)+(?:\w[\w ]*|\\d)\)(?![?*{]))")
"""How an expression begins that matches only from the beginning of a word; it may be taken for another."""
_GROUP = re.compile(r"\((?:[^()\[\]\\]|\\.)*\)|\[(?:[^\[\]\\]|\\.)*\]")
_NEAR = 2
"""Words after a negation within which another one undoes it."""
_FAR = 6
"""The same where the other side speaks of all: nobody in the village could resist."""
_PHRASE = 5
"""Words of an entry that is a turn of phrase, and may be told by one of another build."""
_WORD_BY_WORD = 0.5
_DENIED_TOLD = 0.35
"""Share of the other known words that must be told, the second where what is denied is told: of pairs that
lost or gained a negation nineteen in twenty have this, of free renderings that say no otherwise a third."""


@cache
def _pattern(expressions: tuple[str, ...]) -> re.Pattern[str] | None:
    """All of some expressions; those that begin with a word are tried where a word begins, nowhere else."""
    if not expressions:
        return None
    groups = groupby(expressions, _at_a_word)
    return re.compile(
        "|".join(
            rf"(?:(?<!\w)(?=\w)(?:{'|'.join(group)}))" if begins else "|".join(group)
            for begins, group in groups
        )
    )


def _at_a_word(expression: str) -> bool:
    """Whether an expression is one group, matched in any case, that always begins with a word."""
    rest, flat = "", expression.removeprefix("(?i:")
    while rest != flat:
        rest, flat = flat, _GROUP.sub("", flat)
    return _AT_A_WORD.match(expression) is not None and "|" not in flat and flat.find(")") == len(flat) - 1


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """A plain negation on one side, and on the other neither a negation nor anything that may carry one."""
    source, target = context.source, context.target
    if not source.language.grammar.negations or not target.language.grammar.negations:
        return
    if source.text == target.text:
        return
    ours, theirs = negations(source), negations(target)
    if not ours and not theirs:
        found = False
        for observation in _turned(context):
            found = True
            yield observation
        if found:
            return
        ours, theirs = _deprived(source, target), _deprived(target, source)
    if bool(ours) == bool(theirs) or _opposite_said(source, target):
        return
    denied, other = (source, target) if ours else (target, source)
    if negations(denied) and (_hints(context, other) or _undone(denied, ours or theirs, other)):
        return
    if _rhetorical(denied, other):
        return
    for word in ours or theirs:
        kept = word.text.lower() in other.distinct
        if kept or _in_told_phrase(context, denied, word) or _free(context, denied, word):
            continue
        if ours:
            said = _("“{word}” negates the source; the target has no negation", word=word.text)
            yield Observation(said, Span(word.start, word.end), values=(word.text,))
        else:
            said = _("“{word}” negates the target; the source has no negation", word=word.text)
            yield Observation(said, target_span=Span(word.start, word.end), values=(word.text,))
        return


def _deprived(side: Side, other: Side) -> list[Word]:
    """Words that deny a circumstance (``without``), where nothing of the other side does."""
    privations = side.language.grammar.privations
    if privations.isdisjoint(side.distinct):
        return []
    grammar = other.language.grammar
    shape = re.compile(grammar.negative_word).fullmatch if grammar.negative_word else None
    telling = grammar.negations | grammar.absences
    if any(word in telling or (shape and shape(word)) for word in other.lowered):
        return []
    return [
        word for word, lowered in zip(side.prose_words, side.lowered, strict=True) if lowered in privations
    ]


def _rhetorical(denied: Side, other: Side) -> bool:
    """Whether a question of the other side carries the negation: who could have known?"""
    asking = other.language.grammar.question_words
    return (
        other.prose.rstrip(" \"'”’»)")[-1:] in ("?", "!")
        and "?" not in denied.prose
        and not asking.isdisjoint(other.distinct)
    )


def _in_told_phrase(context: Context, side: Side, word: Word) -> bool:
    """Whether a negation is part of an entry that the other side has in words without one: not guilty, oan.

    Right before a whole turn of phrase, it is part of that.
    """
    known = context.equivalents
    if known is None:
        return False
    here = side is context.source
    items, there = (known.source, known.target_present) if here else (known.target, known.source_present)
    denying = (context.target if here else context.source).language.grammar.negations
    at = next(at for at, each in enumerate(side.prose_words) if each.start == word.start)
    for item in items:
        length = item.end - item.first
        near = _NEAR if length >= _PHRASE else 0
        if length > 1 and item.told == 1.0 and item.first - near <= at < item.end:
            phrases = item.meaning.several + tuple((each,) for each in item.meaning.single)
            if any(there.issuperset(each) and denying.isdisjoint(each) for each in phrases):
                return True
    return False


def _free(context: Context, side: Side, word: Word) -> bool:
    """Whether a pair is too free for its negations to be compared: most of its other words differ, too."""
    known = context.equivalents
    if known is None:
        return False
    at = next(at for at, each in enumerate(side.prose_words) if each.start == word.start)
    here, there = known.source, known.target
    if side is not context.source:
        here, there = there, here
    others = [item for item in here if not item.first <= at < item.end]
    if not others and not there:
        return False
    denied = next((item.told for item in others if item.first > at), 0.0)
    share = sum(item.told for item in (*others, *there)) / (len(others) + len(there))
    return share < (_DENIED_TOLD if denied else _WORD_BY_WORD)


def _turned(context: Context) -> Iterator[Observation]:
    """A word made negative by its prefix, where the other side says what it would be without one."""
    pair = vocabularies(context.source.language.code, context.target.language.code)
    known = context.equivalents
    if pair is None or known is None:
        return
    for side, other, present, vocabulary in (
        (context.source, context.target, known.target_present, pair[0]),
        (context.target, context.source, known.source_present, pair[1]),
    ):
        if not side.language.grammar.negative_prefixes:
            continue
        hints = hinting(side.language.code)
        for at in compress(range(len(side.lowered)), map(hints.__getitem__, side.lowered)):
            word = side.lowered[at]
            bare = _without_prefix(word, side.language.grammar)
            if not bare or not any(map(present.issuperset, vocabulary.entry(bare).equivalents)):
                continue
            if any(map(present.issuperset, vocabulary.entry(word).equivalents)) or _hints(context, other):
                continue
            span = Span(side.prose_words[at].start, side.prose_words[at].end)
            if side is context.source:
                said = _("“{word}” negates the source; the target has no negation", word=word)
                yield Observation(said, span, values=(word,))
            else:
                said = _("“{word}” negates the target; the source has no negation", word=word)
                yield Observation(said, target_span=span, values=(word,))
            return


def _without_prefix(word: str, grammar: Grammar) -> str:
    """What is left of a word that a prefix made negative, "" of any other."""
    if word in grammar.negative_hints:
        return ""
    return next((word.removeprefix(p) for p in grammar.negative_prefixes if word.startswith(p)), "")


def _opposite_said(source: Side, target: Side) -> bool:
    """Whether one side says the opposite of what the other denies: not tall, thấp."""
    left, right = concepts(source), concepts(target)
    if not left or not right:
        return False
    return any(axis in right and names.isdisjoint(right[axis]) for axis, names in left.items())


@cache
def _contrasts(code: str) -> dict[str, tuple[str, str]]:
    """Single words → axis and concept, without those that are negations themselves."""
    grammar = language(code).grammar
    return {
        word: (key.partition(".")[0], key.partition(".")[2])
        for key, words in grammar.contrasts.items()
        for word in words
        if grammar.negations.isdisjoint(word.split())
    }


def concepts(side: Side) -> dict[str, set[str]]:
    """Concepts that exclude others, as far as single words say them, by axis."""
    known = _contrasts(side.language.code)
    found: dict[str, set[str]] = {}
    for word in side.lowered:
        if word in known:
            found.setdefault(known[word][0], set()).add(known[word][1])
    return found


def _undone(side: Side, found: list[Word], other: Side) -> bool:
    """Whether each negation meets another, so that both can go: don't forget, nobody could resist."""
    hints = hinting(side.language.code)
    starts = {word.start: index for index, word in enumerate(side.prose_words)}
    all_of_them = not other.language.grammar.universals.isdisjoint(other.distinct)
    return all(
        any(hints[word] for word in side.lowered[at + 1 : at + 1 + near])
        for at in (starts[w.start] for w in found)
        for near in (_FAR if all_of_them and _nobody(side, at) else _NEAR,)
    )


def _nobody(side: Side, at: int) -> bool:
    """Whether a negation is one of all people or things."""
    nobody = side.language.grammar.contrasts.get("reach.none", ())
    return any(phrase.split() == side.lowered[at : at + len(phrase.split())] for phrase in nobody)


@shared
def negations(side: Side) -> list[Word]:
    """Words that negate something, without those in phrases that negate nothing."""
    grammar = side.language.grammar
    if grammar.negations.isdisjoint(side.distinct) and "’" not in side.text:
        return []
    found = [
        word
        for word, lowered in zip(side.prose_words, side.lowered, strict=True)
        if lowered.replace("’", "'") in grammar.negations and not _part_of_option(side.text, word)
    ]
    pattern = _pattern(grammar.false_negations)
    if not found or pattern is None:
        return found
    spared = [m.span() for m in pattern.finditer(side.text)]
    return [word for word in found if not any(a < word.end and word.start < b for a, b in spared)]


def _part_of_option(text: str, word: Word) -> bool:
    """``--no-color``, ``[no-]`` and ``[y/N]`` say nothing about the sentence."""
    return text[word.start - 1 : word.start] in ("-", "/", "|", "[") or text[word.end : word.end + 1] in (
        "-",
        "/",
        "|",
    )


def _hints(context: Context, side: Side) -> bool:
    """Anything by which a sentence may say no without a negation, any spared negation word included.

    A hint whose own equivalent stands on the other side (``failure``, *thất bại*) explains no negation there.
    """
    phrases = _pattern(side.language.grammar.negative_phrases)
    if phrases is not None and phrases.search(side.prose):
        return True
    hints = hinting(side.language.code)
    found = list(compress(range(len(side.lowered)), map(hints.__getitem__, side.lowered)))
    if not found:
        return False
    pattern = _pattern(side.language.grammar.false_hints)
    spared = [m.span() for m in pattern.finditer(side.prose)] if pattern else []
    return any(
        not any(a <= side.prose_words[at].start < b for a, b in spared)
        and (
            side.lowered[at].replace("’", "'") in side.language.grammar.negations
            or not _told(context, side, at)
        )
        for at in found
    )


def _told(context: Context, side: Side, at: int) -> bool:
    """Whether the word at a place has an equivalent without a negation on the other side."""
    known = context.equivalents
    if known is None:
        return False
    here = side is context.source
    items, there = (known.source, known.target_present) if here else (known.target, known.source_present)
    denying = (context.target if here else context.source).language.grammar.negations
    return any(
        item.first <= at < item.end
        and item.told == 1.0
        and any(there.issuperset(phrase) and denying.isdisjoint(phrase) for phrase in item.equivalents)
        for item in items
    )


class _Hints(dict[str, bool]):
    """Which words, in lower case, may say no: looked up once for each."""

    def __init__(self, grammar: Grammar) -> None:
        super().__init__()
        self._grammar = grammar
        self._shape = re.compile(grammar.negative_word).fullmatch if grammar.negative_word else None

    def __missing__(self, word: str) -> bool:
        if len(self) >= _WORDS:
            self.clear()
        grammar = self._grammar
        found = self[word] = (
            word in grammar.negative_hints
            or word.replace("’", "'") in grammar.negations
            or (self._shape is not None and self._shape(word) is not None)
        )
        return found


@cache
def hinting(code: str) -> _Hints:
    """Which words of a language may say no."""
    return _Hints(language(code).grammar)


CHECK = Check("negation", "accuracy", Severity.WARNING, N_("a negation on one side only"), run)
