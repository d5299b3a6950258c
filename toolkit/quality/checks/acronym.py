"""Acronyms that gave way to others: WHO for WTO, USB for HDMI.

An acronym may be spelled out or turned into one of the target language; then its place is taken by words, or
by an acronym that the language's data lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.quality.differs import differs
from toolkit.translations import N_, _

_ACRONYM = re.compile(r"(?<![\w.\-/&@#])(?:[^\W\d_a-zß-ÿ]){2,7}(?:s(?!\w))?(?![\w/@&-]|\.\w)")
_ROMAN = re.compile(r"[IVXLCDM]+")
_SURE = 3
"""Letters below which capitals may be a word: MS, AM."""
_SHOUTED = 0.5
"""Share of words in capitals above which capitals mean nothing."""


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """An acronym of the source that is gone, and one of the target from nowhere; or one gone alone."""
    source, target = context.source, context.target
    ours = _acronyms(source)
    theirs = _acronyms(target)
    if not ours and not theirs:
        return
    left = [m for m in ours if not _stands(m, unit.target) and not _expanded(context, m, source, target)]
    right = [m for m in theirs if not _stands(m, unit.source) and not _expanded(context, m, target, source)]
    if len(left) == len(right) == 1:
        one, other = left[0], right[0]
        if _squeezed(one) == _squeezed(other):
            return  # NUL and NULL
        span, there = Span(*one.span()), Span(*other.span())
        yield differs(one.group(), span, other.group(), there, (_bare(one), _bare(other)))
        return
    for match in left:
        if not right and len(_bare(match)) >= _SURE and _known(context, match):
            yield Observation(
                _("{text} is missing in the target", text=match.group()),
                Span(*match.span()),
                values=(_bare(match),),
            )


def _acronyms(side: Side) -> list[re.Match[str]]:
    # Each has two capitals running; in most texts there is none.
    capitals = [word.text for word in side.capitals if len(word.text) > 1 and not word.text[1].islower()]
    if not capitals or sum(map(str.isupper, capitals)) > _SHOUTED * len(side.prose_words):
        return []
    return [
        m
        for m in _ACRONYM.finditer(side.prose)
        if m.group().rstrip("s").isupper() and not _ROMAN.fullmatch(_bare(m)) and not _unit(side, m)
    ]


def _squeezed(match: re.Match[str]) -> str:
    """An acronym without letters that repeat the one before."""
    return re.sub(r"(.)\1+", r"\1", _bare(match))


def _stands(match: re.Match[str], text: str) -> bool:
    """Whether an acronym is in a text, not as part of another: HTTP is none of HTTPS."""
    bare = _bare(match)
    return bare in text and re.search(rf"(?<![A-Z]){re.escape(bare)}(?![A-Z])", text) is not None


def _bare(match: re.Match[str]) -> str:
    return match.group().removesuffix("s")


def _unit(side: Side, match: re.Match[str]) -> bool:
    """Whether the capitals are a unit, a currency or a half of the day, which other checks compare."""
    grammar = side.language.grammar
    word = _bare(match).lower()
    return word in grammar.units or word in grammar.currencies or word in grammar.day_parts


def _expanded(context: Context, match: re.Match[str], side: Side, other: Side) -> bool:
    """Whether the other side says what an acronym stands for, or has its own for it."""
    if match.group() in side.language.grammar.acronyms or not match.group().isascii():
        return True  # ĐHQG: what has letters of one language only has its own acronym in another
    theirs = re.findall(r"[^\W\d_]{2,}", other.text)
    own = other.language.grammar.acronyms
    if any(word in own or (word.isupper() and not word.isascii()) for word in theirs):
        return True
    known = context.equivalents
    if known is None:
        return False
    items = known.source if side is context.source else known.target
    words = side.prose_words
    if any(
        item.told == 1.0 and words[item.first].start <= match.start() < words[item.end - 1].end
        for item in items
    ):
        return True
    initials = "".join(word.text[0] for word in other.prose_words).upper()
    return _bare(match) in initials


def _known(context: Context, match: re.Match[str]) -> bool:
    """Whether the lexicon knows the acronym, so that a rendering would have been met."""
    known = context.equivalents
    words = context.source.prose_words
    return known is not None and any(
        words[item.first].start == match.start() and item.told == 0.0 for item in known.source
    )


CHECK = Check("acronym", "accuracy", Severity.WARNING, N_("acronyms that gave way to others"), run)
