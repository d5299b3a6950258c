"""Names that were meant to be copied and have one letter wrong: Edinbugh for Edinburgh."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.quality.equivalents import Vocabulary, vocabularies
from toolkit.quality.spelling import lost
from toolkit.text.words import Word, fold
from toolkit.translations import N_, _

_SHORTEST = 3
_LONG = 6
"""Letters from which a name is known by itself; a shorter one needs a copied name beside it."""
_STEM = 2
"""Letters before a slip at the end of a name that has a copied one beside it."""
_MOST = 200
"""Capitalised words beyond which a text is a list."""
_ADAPTED = frozenset({"h", "ck", "iy", "fp", "sx", "vw", "ln", "uw", "jy", "dt"})
"""Letters that go, and pairs that stand for each other, where a name is spelt as another language does."""


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """A capitalised word on one side only, and on the other one that is a single slip away from it.

    A slip is a letter too many, too few or wrong, or two that changed places; not at the end of the word,
    where languages have their endings, and not where a spelling was adapted (Filip, Philip).
    """
    source, target = context.source, context.target
    if not source.capitals or not target.capitals or source.text == target.text:
        return
    yield from _other_marks(source, target)
    ours, theirs = _only(source, target), _only(target, source)
    if not ours or not theirs or len(ours) + len(theirs) > _MOST:
        return
    pair = vocabularies(source.language.code, target.language.code)
    meant = [(other, fold(other.text)) for other in theirs]
    for word in ours:
        one = fold(word.text)
        for other, two in meant:
            if abs(len(one) - len(two)) > 1 or len(one) < _SHORTEST or one[0] != two[0]:
                continue  # of all pairs nearly every one, before anything is asked that takes longer
            copied = _beside_a_copy(source, target, word, other)
            if min(len(one), len(two)) < (_SHORTEST if copied else _LONG) or not _slip(one, two, copied):
                continue
            if pair is not None and (other.text.lower() in pair[1] or _told(pair[0], word, target)):
                continue
            fix = None
            if word.text.isascii() and other.text.isascii() and unit.target.count(other.text) == 1:
                fix = unit.target[: other.start] + word.text + unit.target[other.end :]
            yield Observation(
                _("{one} in the source is spelt {other} in the target", one=word.text, other=other.text),
                Span(word.start, word.end),
                Span(other.start, other.end),
                (word.text, other.text),
                fix,
            )
            return


def _other_marks(source: Side, target: Side) -> Iterator[Observation]:
    """Names with a mark that is another one in the target: Sâo for São; where tones are put is no matter."""
    if source.text.isascii() or target.text.isascii():
        return
    ours = {fold(word.text): word for word in source.capitals if not word.text.isascii()}
    if not ours:
        return
    same = {word.text.lower() for word in source.words}
    for other in target.capitals:
        word = ours.get(fold(other.text))
        if word is None or other.text.isascii() or other.text.lower() in same:
            continue
        if _letters(word.text) != _letters(other.text) and not lost(word.text.lower(), other.text.lower()):
            yield Observation(
                _("{one} in the source is spelt {other} in the target", one=word.text, other=other.text),
                Span(word.start, word.end),
                Span(other.start, other.end),
                (word.text, other.text),
            )


def _letters(word: str) -> list[str]:
    """All letters and marks of a word, in no order."""
    return sorted(unicodedata.normalize("NFD", word.lower()))


def _told(vocabulary: Vocabulary, word: Word, other: Side) -> bool:
    """Whether the other side has a name as its language calls it."""
    theirs = set(other.lowered)
    return any(theirs.issuperset(phrase) for phrase in vocabulary.equivalents(word.text.lower()))


def _only(side: Side, other: Side) -> list[Word]:
    """Capitalised words that the other side has in no spelling."""
    theirs = other.folded
    return [
        word
        for word in side.capitals
        if len(word.text) >= _SHORTEST and not word.text.isupper() and fold(word.text) not in theirs
    ]


def _beside_a_copy(source: Side, target: Side, word: Word, other: Word) -> bool:
    """Whether the words right before or right after both are one name, copied."""
    ours, theirs = _neighbours(source, word), _neighbours(target, other)
    return any(one and one == two for one, two in zip(ours, theirs, strict=True))


def _neighbours(side: Side, word: Word) -> tuple[str, str]:
    words = side.capitals
    at = words.index(word)
    before, after = words[at - 1 : at] if at else [], words[at + 1 : at + 2]
    return (
        fold(before[0].text) if before and not side.text[before[0].end : word.start].strip() else "",
        fold(after[0].text) if after and not side.text[word.end : after[0].start].strip() else "",
    )


def _slip(one: str, two: str, copied: bool) -> bool:
    """Whether two words differ by one slip inside them."""
    if one == two or one[0] != two[0] or abs(len(one) - len(two)) > 1:
        return False
    start = _shared(one, two)
    end = _shared(one[start:][::-1], two[start:][::-1])
    was, now = one[start : len(one) - end], two[start : len(two) - end]
    if len(was) == len(now) == 2:
        return was == now[::-1]
    if len(was) > 1 or len(now) > 1:
        return False
    if not end:  # where languages have their endings
        return copied and start >= _STEM and "s" not in (was, now)
    if copied:
        return len(one) > _STEM + 1
    letters = "".join(sorted(was + now))
    doubled = len(letters) == 1 and letters in (one[start - 1], (one + " ")[start + 1])
    return letters not in _ADAPTED and not doubled and end > 1


def _shared(one: str, two: str) -> int:
    """How many letters two words begin with alike."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(two)))


CHECK = Check("misspelt-name", "accuracy", Severity.ERROR, N_("copied names with a letter wrong"), run)
