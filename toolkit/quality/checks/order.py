"""Names or numbers that changed places: who gave what to whom, from which figure to which.

Languages order their clauses differently, but names and figures of a sentence hardly ever pass each other,
save around a possessive (Tom's sister, em gái của Tom) or a passive.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from toolkit.languages import language
from toolkit.model import Severity, Span, Unit
from toolkit.quality.checks.date import paired
from toolkit.quality.checks.negation import concepts
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.quality.equivalents import vocabularies
from toolkit.text.numbers import Form
from toolkit.text.words import NAME_KEYS
from toolkit.translations import N_, _

_LEAST = 2
"""Letters of a name."""
_NEAR = 9
"""Words from one to the other, within which a word between them may explain that they turned."""
_DASHES = frozenset({"-", "–", "—", ":"})
_OPENED = re.compile("[.;:!?()/]")
_QUOTATION = re.compile(r'[“«]|"(?=\w)'), re.compile(r'[”»]|(?<=[\w.,!?])"')
"""Where one begins, and where it ends."""
_WORD = re.compile(r"\w+")
_MOST = 40
"""Anchors beyond which a segment is a table, whose order is a matter of layout."""


class Anchor(NamedTuple):
    """Something that stands once on each side, and where."""

    key: str
    source: Span
    target: Span


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Report the first two neighbours of the source that stand the other way round in the target."""
    for found in (_names(context), _numbers(context)):
        if not 1 < len(found) <= _MOST:
            continue
        for one, other in pairwise(found):
            if one.target.start <= other.target.start or _turned(context, one, other, found):
                continue
            yield Observation(
                _(
                    "{one} stands before {other} in the source and after it in the target",
                    one=_text(unit.source, one.source),
                    other=_text(unit.source, other.source),
                ),
                Span(one.source.start, other.source.end),
                Span(other.target.start, one.target.end),
                (one.key, other.key),
            )
            break


def _text(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _names(context: Context) -> list[Anchor]:
    if not context.source.capitals or not context.target.capitals:
        return []
    ours, theirs = _capitals(context.source), _capitals(context.target)
    shared = [Anchor(key, span, theirs[key]) for key, span in ours.items() if key in theirs]
    shared += _translated(context, ours, theirs)
    return sorted(shared, key=lambda anchor: anchor.source)


def _capitals(side: Side) -> dict[str, Span]:
    """Capitalised words that stand once, by their folded form."""
    found: dict[str, Span] = {}
    repeated: set[str] = set()
    for word in side.capitals:
        key = NAME_KEYS[word.text]
        if key in found:
            repeated.add(key)
        elif len(key) >= _LEAST:
            found[key] = Span(word.start, word.end)
    for key in repeated:
        del found[key]
    return found


def _translated(context: Context, ours: dict[str, Span], theirs: dict[str, Span]) -> list[Anchor]:
    """Names the lexicon translates: Germany and Đức, Hanoi and Hà Nội."""
    known = context.equivalents
    pair = vocabularies(context.source.language.code, context.target.language.code)
    if known is None or pair is None:
        return []
    source, target = context.source, context.target
    text = ""
    found = []
    for item in known.source:
        if item.text not in pair[0].names or item.told != 1.0:
            continue
        word = source.prose_words[item.first]
        if not word.text[0].isupper() or NAME_KEYS[word.text] in theirs:
            continue
        text = text or " ".join(target.lowered)
        for phrase in item.equivalents:
            place = _place(target, phrase, text)
            if place is not None:
                span = Span(word.start, source.prose_words[item.end - 1].end)
                found.append(Anchor(item.text, span, place))
                break
    if not found:
        return []
    repeated = Counter(anchor.target for anchor in found)
    return [anchor for anchor in found if repeated[anchor.target] == 1 and _once(source, anchor)]


def _once(side: Side, anchor: Anchor) -> bool:
    return side.text.count(_text(side.text, anchor.source)) == 1


def _place(side: Side, phrase: tuple[str, ...], text: str) -> Span | None:
    """Where a phrase stands in capitals, if once."""
    if text.count(" ".join(phrase)) != 1 or phrase[0] not in side.lowered:
        return None
    at = next(
        (i for i in range(len(side.lowered)) if tuple(side.lowered[i : i + len(phrase)]) == phrase), None
    )
    if at is None or not side.prose_words[at].text[0].isupper():
        return None
    return Span(side.prose_words[at].start, side.prose_words[at + len(phrase) - 1].end)


def _numbers(context: Context) -> list[Anchor]:
    """Figures of two digits and more that stand once on each side, outside dates."""
    if not (_several(context.source) and _several(context.target)):
        return []
    dated = paired(context)
    ours = _figures(context.source, [(d.start, d.end) for d in dated.source_settled])
    theirs = _figures(context.target, [(d.start, d.end) for d in dated.target_settled])
    return [Anchor(f"{value:f}", span, theirs[value]) for value, span in ours.items() if value in theirs]


def _several(side: Side) -> bool:
    """Whether a side has more than one number in figures."""
    return side.has_digits and sum(number.form is Form.DIGITS for number in side.numbers) > 1


def _figures(side: Side, dated: list[tuple[int, int]]) -> dict[Decimal, Span]:
    seen = Counter(n.values[0] for n in side.numbers if n.form is Form.DIGITS)
    labels = _labels(side.language.code)
    return {
        n.values[0]: Span(n.start, n.end)
        for n in side.numbers
        if n.form is Form.DIGITS
        and seen[n.values[0]] == 1
        and not any(start <= n.start < end for start, end in dated)
        and side.text[: n.start].rpartition(" ")[0].rpartition(" ")[2].lower() not in labels
    }


@cache
def _labels(code: str) -> frozenset[str]:
    """Words that number a clause; languages name the parts of a law in different orders."""
    return frozenset(word.lower() for word in language(code).segmentation.list_words)


def _displaced(found: list[Anchor]) -> int:
    """How many have another place in the target's order."""
    turned = sorted(found, key=lambda anchor: anchor.target)
    return sum(one is not other for one, other in zip(found, turned, strict=True))


def _turned(context: Context, one: Anchor, other: Anchor, found: list[Anchor]) -> bool:
    """Whether grammar explains the turn: a possessive, a passive, ``of`` between the two, on either side."""
    begin, end = _QUOTATION
    ours = context.source.text[one.source.end : other.source.start]
    theirs = context.target.text[other.target.end : one.target.start]
    if not ours.strip():
        return True  # parts of one name
    if any(end.search(one) and begin.search(two) for one, two in ((ours, theirs), (theirs, ours))):
        return True  # who speaks may be named before or after what is said
    if _row(context.source, ours) and _row(context.target, theirs):
        # Two items of a list are turned by a slip as often as by choice, more by choice.
        joined = context.source.language.grammar.list_joiners
        name = "," not in ours + theirs and joined.isdisjoint(ours.split())
        address = one.key[0].isdigit() and any(map(str.isupper, ours))
        if name or address or _displaced(found) > 2:
            return True
    between = (
        (context.source, context.source.text[one.source.start : other.source.end]),
        (context.target, context.target.text[other.target.start : one.target.end]),
    )
    for side, text in between:
        if len(text.split()) > _NEAR:
            continue
        turning = side.language.grammar.turning_words
        if turning and re.search(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(turning)))})(?!\w)", text.lower()
        ):
            return True
        if "'s " in text or "’s " in text or "s' " in text:
            return True
    return False


def _row(side: Side, between: str) -> bool:
    """Whether nothing but names, figures, marks and words like *and* stands between two places.

    So it is in a name of several parts, an enumeration or an address, and each may be told in another order;
    of what only a dash divides, so is the result of a match.
    """
    if between.strip() in _DASHES:
        return "contest" in concepts(side)
    joiners = side.language.grammar.list_joiners
    return not _OPENED.search(between) and all(
        word[0].isupper() or word[0].isdigit() or word in joiners for word in _WORD.findall(between)
    )


CHECK = Check("order", "accuracy", Severity.WARNING, N_("names or numbers that changed places"), run)
