"""Diacritics that were lost, throughout or in single words."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.quality.equivalents import vocabularies
from toolkit.quality.spelling import lost, misspelt, native, spelling
from toolkit.text.words import Word, fold
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
    if target.text.strip() == context.source.text.strip():
        return
    if shape is None:
        yield from _in_names(context)
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
    places = _lost(context, own)
    wrong = misspelt(target.language.code)
    for at in [at for at in own if at in places or (wrong is not None and wrong[lowered[at]])]:
        if at in places or _misspelt(words[at], target):
            yield _without(words[at])


def _in_names(context: Context) -> Iterator[Observation]:
    """Names of another language of which one word kept its diacritics and another one lost them."""
    if context.target.text.isascii() or context.source.text.isascii():
        return
    theirs = {tuple(fold(word.text) for word in name): name for name in _names(context.source)}
    for name in _names(context.target):
        meant = theirs.get(tuple(fold(word.text) for word in name))
        if meant is None or all(word.text.isascii() for word in name):
            continue
        for word, whole in zip(name, meant, strict=True):
            if word.text != whole.text and lost(whole.text.lower(), word.text.lower()):
                yield _without(word)


def _names(side: Side) -> Iterator[list[Word]]:
    """Capitalised words that stand side by side, two at least; the first one may be of the sentence."""
    run: list[Word] = []
    for word in side.capitals:
        if run and not side.text[run[-1].end : word.start].isspace():
            yield from _tails(run)
            run = []
        run.append(word)
    yield from _tails(run)


def _tails(run: list[Word]) -> Iterator[list[Word]]:
    """A run of capitalised words, and the same without what stands before a name: *Mr*, *Ông*."""
    yield from (run[first:] for first in range(min(2, len(run) - 1)))


def _without(word: Word) -> Observation:
    return Observation(
        _("“{word}” has lost its diacritics", word=word.text),
        target_span=Span(word.start, word.end),
        values=(word.text,),
        severity=Severity.WARNING,
    )


def _lost(context: Context, own: list[int]) -> set[int]:
    """Of words, by their places, those that are none, or make no sense where one with more marks would."""
    target, known = context.target, spelling(context.target.language.code)
    grammar = target.language.grammar
    if known is None:
        return set()
    words, lowered = target.prose_words, target.lowered
    own = [index for index in own if known.doubtful[lowered[index]]]
    if not own:
        return set()
    joined = [*known.pairs(lowered), False]
    found: set[int] = set()
    doubtful: set[int] = set()
    for index in own:
        word = lowered[index]
        # Most words stand beside one that they make an entry with, so this is asked first.
        if (joined[index] and _together(target, index)) or (
            index and joined[index - 1] and _together(target, index - 1)
        ):
            continue
        variants = known.marked(word)
        if _capitalised_inside(words, index) or not _free(target.text, words[index]):
            continue
        pairs = [(a, a + 1) for a in (index - 1, index) if 0 <= a < len(words) - 1 and _together(target, a)]
        meant = [pair for a, b in pairs for pair in known.restored(lowered[a], lowered[b])]
        meant = [pair for pair in meant if word not in pair]
        if not word.isascii():
            # A mark fewer makes another word as a rule; so it takes the source to say which was meant.
            if any(_means(context, " ".join(pair), content=True) for pair in meant) and not _told(
                context, index
            ):
                found.add(index)
            elif (
                word in known.parts
                and word not in known.alone
                and (variants & known.frequent or variants & grammar.function_words)
            ):
                doubtful.add(index)
            continue
        common = word in grammar.plain_words
        if word not in known.parts and (
            word not in grammar.plain_syllables or (not common and variants & known.frequent)
        ):
            found.add(index)
            continue
        if _told(context, index):
            continue
        alone = word in known.alone
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


def _together(side: Side, index: int) -> bool:
    """Whether only white space divides a word from the next."""
    words = side.prose_words
    return side.text[words[index].end : words[index + 1].start].isspace()


def _told(context: Context, index: int) -> bool:
    """Whether the source has an equivalent of a word as it stands."""
    known = context.equivalents
    return known is None or any(item.first <= index < item.end and item.told == 1.0 for item in known.target)


def _means(context: Context, phrase: str, *, content: bool = False) -> bool:
    """Whether the source says what a phrase of the target language means; in more than little words."""
    known = context.equivalents
    pair = vocabularies(context.source.language.code, context.target.language.code)
    return (
        known is not None
        and pair is not None
        and any(
            all(word in known.source_present for word in each)
            and not (content and context.source.language.grammar.function_words.issuperset(each))
            for each in pair[1].equivalents(phrase)
        )
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
