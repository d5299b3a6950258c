"""Diacritics that were lost, throughout or in single words."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.quality.equivalents import vocabularies
from toolkit.quality.spelling import misspelt, native, spelling
from toolkit.text.words import Word
from toolkit.translations import N_, _

_ENOUGH = 3
"""Native-looking words without one diacritic among them that make a loss likely."""
_SEVERAL = 3
"""Words that are each doubtful without marks, which together are no accident."""
_GLUE = frozenset("-/_@:=<>\\'\"“”‘’()[]{}`+#&")
"""What joins a word to a code, or quotes a foreign one."""


def diacritics(unit: Unit, context: Context) -> Iterator[Observation]:
    """Diacritics lost throughout, or in single words that the orthography does not allow without them."""
    target = context.target
    shape = native(target.language.code)
    if shape is None or target.text.strip() == context.source.text.strip():
        return
    source = context.source.text.lower()
    words, lowered = target.prose_words, target.lowered
    own = [at for at, word in enumerate(lowered) if shape[word] and word not in source]
    plain = [at for at in own if lowered[at].isascii()]
    if len(plain) == len(own):
        most = len(own) >= 0.7 * len(words)
        if len(own) >= _ENOUGH and most:
            yield Observation(_("the diacritics were lost"), target_span=Span(0, len(unit.target)))
        return
    lost = _lost(context, plain) if plain else set()
    wrong = misspelt(target.language.code)
    for at in own:
        if at in lost or (wrong is not None and wrong[lowered[at]] and _misspelt(words[at], target)):
            word = words[at]
            yield Observation(
                _("“{word}” has lost its diacritics", word=word.text),
                target_span=Span(word.start, word.end),
                values=(word.text,),
                severity=Severity.WARNING,
            )


def _lost(context: Context, plain: list[int]) -> set[int]:
    """Of plain words, by their places, those that are none, or make no sense where one with marks would."""
    target, known = context.target, spelling(context.target.language.code)
    grammar = target.language.grammar
    if known is None:
        return set()
    words, lowered = target.prose_words, target.lowered
    found: set[int] = set()
    doubtful: set[int] = set()
    for index in plain:
        word = lowered[index]
        if word in known.frequent or len(word) < 2:
            continue
        variants = known.marked(word)
        if not variants or _capitalised_inside(words, index) or not _free(target.text, words[index]):
            continue
        pairs = [
            (a, b)
            for a, b in ((index - 1, index), (index, index + 1))
            if a >= 0 and b < len(words) and target.text[words[a].end : words[b].start].isspace()
        ]
        if any(known.pair(lowered[a], lowered[b]) for a, b in pairs):
            continue
        if word not in known.parts:
            found.add(index)
            continue
        if _told(context, index):
            continue
        alone = word in known.alone
        meant = [pair for a, b in pairs for pair in known.restored(lowered[a], lowered[b])]
        common = word in grammar.plain_words
        if (
            (meant and not alone and not common)
            or any(_means(context, " ".join(pair)) for pair in meant)
            or (variants & grammar.function_words and not common)
        ):
            found.add(index)
        elif not common and (meant or variants & known.frequent):
            doubtful.add(index)
    if len(found | doubtful) >= _SEVERAL:
        found |= doubtful
    return found


def _told(context: Context, index: int) -> bool:
    """Whether the source has an equivalent of a word as it stands."""
    known = context.equivalents
    return known is None or any(item.first <= index < item.end and item.told == 1.0 for item in known.target)


def _means(context: Context, phrase: str) -> bool:
    """Whether the source says what a phrase of the target language means."""
    known = context.equivalents
    pair = vocabularies(context.source.language.code, context.target.language.code)
    return (
        known is not None
        and pair is not None
        and any(all(word in known.source_present for word in each) for each in pair[1].equivalents(phrase))
    )


def _capitalised_inside(words: list[Word], index: int) -> bool:
    """Whether a word is a name, or beside one: capitals that are not those of a beginning."""
    return words[index].text[0].isupper() and (index > 0 or (len(words) > 1 and words[1].text[0].isupper()))


def _free(text: str, word: Word) -> bool:
    """Whether only spaces and punctuation stand around a word; what is glued is a code or foreign."""
    if text[word.end : word.end + 1] == "." and text[word.end + 1 : word.end + 2].isalnum():
        return False
    around = (text[word.start - 1 : word.start] + text[word.end : word.end + 1]).rstrip('.:,)”"')
    return not any(c in _GLUE or c.isdigit() for c in around)


def _misspelt(word: Word, side: Side) -> bool:
    """Whether an impossible spelling is a slip; a word glued to others by hyphen, dot or slash is foreign."""
    return not (word.text.isupper() and len(word.text) > 1) and _free(side.text, word)


CHECK = Check(
    "diacritics",
    "fluency",
    Severity.ERROR,
    N_("diacritics that were lost, throughout or in part"),
    diacritics,
)
