"""Foreign names in a target that its source does not have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from toolkit.languages import Language, language
from toolkit.languages.syllables import syllables_of
from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side, shared
from toolkit.quality.equivalents import Vocabulary, vocabularies
from toolkit.quality.spelling import native
from toolkit.recalled import Recalled
from toolkit.text.words import NAME_KEYS, Word, fold
from toolkit.translations import N_, _

_SHORTEST = 3
_GLUED = frozenset('-"“‘/_<>@')
_TITLE = 0.5
"""Share of capitalised words above which a string is a title."""
_SENTENCE = 4
"""Words below which a string is a label."""
_ASIDE = 200
"""Characters from a bracket to a name in it, at most."""
_STEM = 3
"""Letters two forms of a name share at the beginning: ``Philippines`` and ``Filipino`` share too few."""
_STEMS = Recalled[str, str](lambda key: key[:_STEM])


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Capitalised words whose spelling is foreign to their language, without a like word on the other side.

    Needs a language in which a native word is known by its shape; works from either side.
    """
    source, target = context.source, context.target
    found = False
    for name in _foreign(context, target, source):
        found = True
        yield Observation(
            _("{text} is not in the source", text=name[0]),
            target_span=Span(name[1], name[2]),
            values=(name[0],),
        )
    for name in _foreign(context, source, target):
        found = True
        yield Observation(
            _("{text} is missing in the target", text=name[0]), Span(name[1], name[2]), values=(name[0],)
        )
    if not found:
        yield from _changed(context)


class _Lost(NamedTuple):
    """A capitalised word of which the other side has nothing.

    ``known`` if the lexicon could have translated the name; ``alone`` if no other capitalised word stands
    beside it that is known or is on the other side.
    """

    word: Word
    known: bool
    alone: bool


def _changed(context: Context) -> Iterator[Observation]:
    """Names of one side that are not on the other: another stands there, or nothing that could be one.

    A name may be written as the other language does, which only people know (Confucius is Khổng Tử); so a
    capitalised word without a counterpart on the other side excuses it, unless the name is one of the other
    language itself (Nguyen Van Minh) or both are names that the lexicon translates (France, Đức).
    """
    pair = vocabularies(context.source.language.code, context.target.language.code)
    if pair is None:
        return
    if not context.source.capitals or not context.target.capitals:
        return
    left = _lost(context, context.source, context.target, pair[0])
    right = _lost(context, context.target, context.source, pair[1])
    for these, those, side, other, ours in (
        (left, right, context.source, context.target, True),
        (right, left, context.target, context.source, False),
    ):
        if not these or side.language.grammar.native_word:
            continue
        for lost in these:
            there = next((each for each in those if each.known or not lost.known), None)
            if there is not None and not (lost.known or _native_name(lost, side, other)):
                continue
            if there is None and (
                those or not lost.alone or _may_lack(side, other) or _referred(side, other)
            ):
                continue
            span = Span(lost.word.start, lost.word.end)
            other_span = Span(there.word.start, there.word.end) if there else None
            source, target = (span, other_span) if ours else (other_span, span)
            yield Observation(
                _absent(lost, there, ours),
                source,
                target,
                (lost.word.text,),
            )
            return


def _absent(lost: _Lost, there: _Lost | None, ours: bool) -> str:
    """What to say of a name of the source (``ours``) or the target that the other side has not."""
    name = lost.word.text
    if there is None:
        if ours:
            return _("{text} is not in the target", text=name)
        return _("{text} is not in the source", text=name)
    if ours:
        return _("{text} is not in the target; {other} stands there", text=name, other=there.word.text)
    return _("{text} is not in the source; {other} stands there", text=name, other=there.word.text)


def _lost(context: Context, side: Side, other: Side, vocabulary: Vocabulary) -> list[_Lost]:
    """Names inside a sentence of one side that the other has not."""
    known = context.equivalents
    if known is None or not side.capitals:
        return []
    theirs, stems = other.name_keys, _stems(other)
    native_ = bool(side.language.grammar.native_word)
    words = side.prose_words
    items = known.source if side is context.source else known.target
    # The first word has its capital from the sentence, unless it begins a known name.
    begun = not items or items[0].first > 0 or items[0].text not in vocabulary.names
    candidates = [
        at
        for at in (side.capital_places[begun:] if side.capital_places[0] == 0 else side.capital_places)
        if (key := NAME_KEYS[words[at].text]) not in theirs
        and key[:_STEM] not in stems
        and _name_like(side, words[at], native_)
        and not (len(key) > _STEM and key in _joined(other))
        and not _explained(side, other, words[at])
    ]
    if not candidates:
        return []
    covering = {at: item for item in items for at in range(item.first, item.end)}
    firsts = {first for first, _ in side.sentences}
    found: dict[int, bool] = {}
    for at in candidates:
        item = covering.get(at)
        name = item is not None and item.text in vocabulary.names
        if at in firsts and not name:
            continue
        if item is not None and (item.told or not name) and not native_:
            continue
        if item is not None and item.told == 1.0:
            continue
        if item is None and not native_ and vocabulary.entry(words[at].text.lower()).equivalents:
            continue
        found[at] = name
    return [
        _Lost(words[at], name, all(near in found or not _beside(side, at, near) for near in (at - 1, at + 1)))
        for at, name in found.items()
    ]


def _explained(side: Side, other: Side, word: Word) -> bool:
    """Whether a word stands in brackets of which the other side has none: a remark for its readers."""
    if "(" in other.text or "(" not in side.text:
        return False
    first = max(0, word.start - _ASIDE)
    return side.text.rfind("(", first, word.start) > side.text.rfind(")", first, word.start)


@shared
def _stems(side: Side) -> frozenset[str]:
    """The beginnings of all words of a text as they are compared."""
    return frozenset(map(_STEMS.__getitem__, side.name_keys))


@shared
def _joined(side: Side) -> str:
    """All words of a text, folded, without what divides them."""
    return "".join([fold(word.text) for word in side.words])


def _name_like(side: Side, word: Word, native: bool) -> bool:
    text = word.text.replace("’", "'").removesuffix("'s")
    grammar = side.language.grammar
    if not text[0].isupper() or "'" in text or (text.isupper() and len(text) > 1):
        return False
    abbreviations = side.language.segmentation
    if text in abbreviations.never_end or text in abbreviations.may_end:
        return False
    if len(text) < _SHORTEST and not native:
        return False
    if text.lower() in grammar.function_words or text.lower() in _calendar(side.language.code):
        return False
    around = side.text[word.start - 1 : word.start] + side.text[word.end : word.end + 1]
    return not any(c in _GLUED for c in around)


@cache
def _calendar(code: str) -> frozenset[str]:
    grammar = language(code).grammar
    return frozenset(
        name.lower() for names in (*grammar.months, *grammar.weekdays) for name in names.split("|")
    )


def _beside(side: Side, at: int, near: int) -> bool:
    """Whether a capitalised word stands right beside another."""
    words = side.prose_words
    if not 0 <= near < len(words) or not words[near].text[0].isupper():
        return False
    first, last = sorted((at, near))
    return not side.text[words[first].end : words[last].start].strip()


def _native_name(lost: _Lost, side: Side, other: Side) -> bool:
    """Whether a name is one of the other language, and so written alike there save for the marks.

    Names beside it must be so too; other words beside it (Long Bien Bridge) do not matter.
    """
    pair = vocabularies(side.language.code, other.language.code)
    words = side.prose_words
    at = words.index(lost.word)
    near = [words[other_at] for other_at in (at - 1, at + 1) if _beside(side, at, other_at)]
    return _native(lost.word.text, other.language) and all(
        _native(word.text, other.language) or (pair is not None and word.text.lower() in pair[0])
        for word in near
    )


def _native(word: str, lang: Language) -> bool:
    """Whether a word, without its marks, may be one of a language whose words are single syllables."""
    syllables = syllables_of(lang.code)
    return syllables is not None and syllables.word(fold(word)) is not None


def _may_lack(side: Side, other: Side) -> bool:
    """Whether a name may be missing: in a title or label, or where it was written out in pieces."""
    words = side.prose_words
    capitals = sum(word.text[0].isupper() for word in words)
    return other.hyphenated or len(words) < _SENTENCE or capitals > _TITLE * len(words)


def _translated(context: Context, side: Side, word: Word) -> bool:
    """Whether the lexicon has the name, alone or in a name of several words, and the other side tells it."""
    known = context.equivalents
    if known is None:
        return False
    at = side.prose_words.index(word) if word in side.prose_words else -1
    items = known.source if side is context.source else known.target
    return any(item.first <= at < item.end and item.told == 1.0 for item in items)


def _fuller(side: Side, other: Side, word: Word) -> bool:
    """Whether a name is given in full of which the other side has only a part: Marie Curie for Curie."""
    words = side.prose_words
    if word not in words:
        return False
    at = words.index(word)
    for near in (at - 1, at + 1):
        if _beside(side, at, near) and (key := NAME_KEYS[words[near].text]) in other.name_keys:
            there = [i for i in other.capital_places if NAME_KEYS[other.prose_words[i].text] == key]
            if there and not any(_beside(other, i, i - 1) or _beside(other, i, i + 1) for i in there):
                return True
    return False


def _referred(side: Side, other: Side) -> bool:
    """Whether the other side speaks of somebody by a pronoun where this one may have the name."""
    ours, theirs = side.language.grammar.third_persons, other.language.grammar.third_persons
    return ours.isdisjoint(side.distinct) and not theirs.isdisjoint(other.distinct)


def _foreign(context: Context, side: Side, other: Side) -> list[tuple[str, int, int]]:
    shape = native(side.language.code)
    if shape is None:
        return []
    strange = [
        word
        for word in side.capitals
        if len(word.text) >= _SHORTEST and not word.text.isupper() and not shape[word.text.lower()]
    ]
    if not strange:
        return []
    stems = set(map(_STEMS.__getitem__, other.folded))
    found = []
    for word in strange:
        if _translated(context, side, word) or _fuller(side, other, word):
            continue
        if side.text[word.start - 1 : word.start] == "-" or side.text[word.end : word.end + 1] == "-":
            continue  # transliterations are written syllable by syllable
        key = fold(word.text)
        if key in other.folded or key[:_STEM] in stems:
            continue
        found.append((word.text, word.start, word.end))
    return found


CHECK = Check("name", "accuracy", Severity.WARNING, N_("foreign names on one side only"), run)
