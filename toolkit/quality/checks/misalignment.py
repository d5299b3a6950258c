"""Targets that say something else altogether: the translation of another segment.

Weighed are likelihood ratios, in natural logarithms: how much oftener a sign stands in a pair of unrelated
texts of one document than in a translation, be it as free as a proverb. That no word is told counts the more,
the more words are known; with few known words it takes a second sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.model import Severity, Span, Unit
from toolkit.quality.checks.negation import negations
from toolkit.quality.contract import Check, Context, Observation, Side
from toolkit.text.numbers import Form
from toolkit.text.words import fold
from toolkit.translations import N_, _

_LEAST = 4
"""Known words below which nothing follows."""
_EXPECTED = 0.32
"""Share of told words below which a long unit is suspect: good ones have .7, unrelated ones .1."""
_SHORT = 1.6
"""How much lower the share of few words may fall by chance: this divided by their number."""
_FEW = 5
"""Known words from which that holds."""
_LONG = 20
_LONG_SHARE = 0.31
"""Known words from which no translation has so few of them told as this share, be it as free as it may."""
_ENOUGH = 4.0
"""Of unrelated texts more than four in five have this or more, of translations one in some three hundred."""
_NOTHING_TOLD = 2.0
_KNOWN = 0.3
_TOLD = 1.0
"""Of no words known; more for each known one, less for each that is told."""
_ONE_SIDED = (-0.7, 0.4)
_BOTH = 3
"""Whether the lexicon knows as many words of either side."""
_LENGTHS = ((2.5, 3.0), (2.0, 1.8), (1.5, 0.6), (0.0, -0.3))
"""Standard deviations by which the lengths disagree, and what these weigh."""
_QUESTION = (2.4, 0.0)
_SENTENCES = (1.8, 0.0)
_FIGURE = 2.5
_NUMBER = (0.6, -0.2)
_NEGATION = (0.5, -0.1)
_NAME = (0.8, -0.2)
"""What a sign weighs where it is there, and where it is not: a question, as many sentences, a number, a
negation or a name on one side only."""
_VALUE_KEPT = -1.5
"""A number above one, or a day of the week, that both sides have."""
_NAME_KEPT = -1.5
_WORD_KEPT = -0.7
"""A word that both sides spell alike, with a capital or without."""
_SHORTEST = 2
_MARK = re.compile(r"[,;:.!?](?!\d)")


def run(unit: Unit, context: Context) -> Iterator[Observation]:
    """Hardly any word of either side has an equivalent on the other, and no sign speaks for the pair."""
    known = context.equivalents
    if known is None or unit.source.strip() == unit.target.strip():
        return
    share, count = known.share()
    if count < _LEAST or not known.source or not known.target:
        return
    long = count >= _LONG and share <= _LONG_SHARE
    if not long and share > _EXPECTED - _SHORT / max(count, _FEW):
        return
    if _kept(context):
        return
    evidence = _NOTHING_TOLD + _KNOWN * count - _TOLD * share * count
    if not long and evidence + _signs(context) < _ENOUGH:
        return
    yield Observation(
        _(
            "of {count} known words of both sides hardly any has an equivalent on the other; "
            "the target may belong to another segment",
            count=count,
        ),
        Span(0, len(unit.source)),
        Span(0, len(unit.target)),
        (f"{share:.2f}",),
    )


def _signs(context: Context) -> float:
    """What else speaks for, or against, two texts that have nothing to do with each other."""
    source, target = context.source, context.target
    off = abs(context.stretch)
    known = context.equivalents
    both = known is not None and min(len(known.source), len(known.target)) >= _BOTH
    weight = _ONE_SIDED[both] + next(weight for least, weight in _LENGTHS if off >= least)
    weight += _QUESTION[("?" in source.text) == ("?" in target.text)]
    weight += _SENTENCES[_parted_alike(source, target)]
    weight += _NEGATION[bool(negations(source)) == bool(negations(target))]
    if _figures(source) - target.values or _figures(target) - source.values:
        weight += _FIGURE
    else:
        weight += _NUMBER[bool(source.numbers) == bool(target.numbers)]
    if any(value > 1 for value in source.values & target.values) or _days(source) & _days(target):
        weight += _VALUE_KEPT
    weight += _NAME[bool(_names(source)) == bool(_names(target))]
    if _spelt(source, capital=True) & _spelt(target, capital=True):
        weight += _NAME_KEPT
    elif _spelt(source) & _spelt(target):
        weight += _WORD_KEPT
    return weight


def _figures(side: Side) -> set[object]:
    return {number.values[0] for number in side.numbers if number.form is Form.DIGITS}


def _parted_alike(source: Side, target: Side) -> bool:
    """Whether both have as many sentences, or the one with fewer has clauses for those of the other."""
    fewer, more = sorted((source, target), key=lambda side: len(side.sentences))
    if len(fewer.sentences) == len(more.sentences):
        return True
    return sum(bool(part.strip()) for part in _MARK.split(fewer.prose)) >= len(more.sentences)


def _days(side: Side) -> set[int]:
    """Days of the week, Monday first."""
    text = side.lower_prose
    return {
        day
        for day, names in enumerate(side.language.grammar.weekdays)
        if any(name.lower() in text for name in names.split("|"))
    }


def _names(side: Side) -> list[int]:
    """Capitalised words inside a sentence."""
    firsts = {first for first, _end in side.sentences}
    return [at for at in side.capital_places if at not in firsts]


def _spelt(side: Side, *, capital: bool = False) -> set[str]:
    return {
        fold(word.text) for word in (side.capitals if capital else side.words) if len(word.text) >= _SHORTEST
    }


def _kept(context: Context) -> bool:
    """Whether both share what only a translation would: a rare figure, a variable, an address."""
    source, target = context.source, context.target
    shared = {n.text for n in source.numbers if len(n.text) > 1} & {n.text for n in target.numbers}
    return bool(
        shared
        or {p.name for p in source.placeholders} & {p.name for p in target.placeholders}
        or {link.text for link in source.links} & {link.text for link in target.links}
    )


CHECK = Check(
    "misalignment", "accuracy", Severity.ERROR, N_("translations of another segment"), run, spoils=True
)
