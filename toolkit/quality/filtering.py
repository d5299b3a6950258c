"""A score for each pair of a corpus, 0 to 1: how good it is to learn from.

::

    score = correspondence × weight of each check that found something

*Correspondence* is how likely the two texts are translations of each other, learned from the corpus itself
(:mod:`toolkit.quality.correspondence`); 1 where the corpus is too small to learn from. Each check counts
once, by its gravest finding: with its own weight below, or by the severity, .9 for a warning, .7 for an
error; remarks for information do not count. Two texts that are the same count as untranslated, with .02, and
a source that is in another language counts as a target that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from toolkit.languages import Language, language
from toolkit.model import Severity, Unit
from toolkit.quality.checking import Setup, observed, usual_lengths
from toolkit.quality.checks import CHECKS
from toolkit.quality.contract import Check, Context, Lengths
from toolkit.quality.suppression import Suppressions, directives
from toolkit.translations import _

HEAD = 20_000
"""Pairs read ahead and learned from; no more are ever held in memory."""

WEIGHTS = {
    "omission": 0.0,
    "addition": 0.0,
    "untranslated": 0.4,
    "language": 0.05,
    "misalignment": 0.1,
    "truncation": 0.5,
    "mojibake": 0.3,
    "question-marks": 0.3,
    "length": 0.6,
    "omitted-part": 0.7,
    "added-part": 0.7,
}
"""What the finding of a check leaves of the score."""
_BY_SEVERITY = {Severity.INFO: 1.0, Severity.WARNING: 0.9, Severity.ERROR: 0.7}
_IDENTICAL = 0.02
_UNLIKE = 0.5
"""Correspondence below which it is a reason by itself."""
CORRESPONDENCE = "correspondence"
"""The name of that reason; the others are those of checks."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What lowers the score of a pair: a check or ``correspondence``, by which factor, and why."""

    name: str
    weight: float
    message: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair, its score to four digits, and the reasons, the gravest first."""

    unit: Unit
    score: float
    reasons: tuple[Reason, ...] = ()


def judged(
    units: Iterable[Unit], setup: Setup, *, source_language: str = "und", target_language: str = "und"
) -> Iterator[Judged]:
    """The score of each pair, in order; no more than :data:`HEAD` of them are held in memory.

    Args:
        units: the pairs.
        setup: the checks that count; those across units do not.
        source_language: code of the sources, a BCP 47 code.
        target_language: code of the targets.
    """
    from toolkit.quality.correspondence import Correspondence

    stream = iter(units)
    head = list(islice(stream, HEAD))
    languages = language(source_language), language(target_language)
    correspondence = Correspondence([(unit.source, unit.target) for unit in head], *languages)
    judge = _Judge(setup, languages, usual_lengths(head))
    for unit in chain(head, stream):
        context = judge.context(unit)
        reasons = judge.reasons(unit, context)
        score = 1.0
        for reason in reasons:
            score *= reason.weight
        if correspondence.learned and score:
            likely = correspondence(unit.source, unit.target, context.equivalents)
            score *= likely
            if likely < _UNLIKE:
                said = _("the two texts hardly go together, or one of them is not whole")
                reasons.append(Reason(CORRESPONDENCE, round(likely, 4), said))
        yield Judged(unit, round(score, 4), tuple(sorted(reasons, key=lambda reason: reason.weight)))


class _Judge:
    """What the checks have to say of a pair."""

    def __init__(self, setup: Setup, languages: tuple[Language, Language], lengths: Lengths) -> None:
        self._setup = setup
        self._checks = [each for each in setup.checks if isinstance(each, Check)]
        self._lonely = [each for each in self._checks if not each.both_sides]
        self._names = frozenset(each.name for each in self._checks)
        self._languages = languages
        self._lengths = lengths

    def context(self, unit: Unit) -> Context:
        """The unit, parsed as far as anybody asks."""
        return Context(unit, *self._languages, self._lengths, self._setup.glossary)

    def reasons(self, unit: Unit, context: Context) -> list[Reason]:
        """One for each check that found something, none for what a person has suppressed."""
        written = directives(unit.note)
        suppressions = Suppressions(written, self._names) if written else None
        gravest: dict[str, Reason] = {}
        for name, severity, message in self._seen(unit, context):
            weight = _IDENTICAL if message is _SAME else WEIGHTS.get(name, _BY_SEVERITY[severity])
            if weight < 1 and (name not in gravest or weight < gravest[name].weight):
                gravest[name] = Reason(name, weight, _(message) if message is _SAME else message)
        return [
            reason for name, reason in gravest.items() if suppressions is None or not suppressions.take(name)
        ]

    def _seen(self, unit: Unit, context: Context) -> Iterator[tuple[str, Severity, str]]:
        whole = bool(unit.source.strip() and unit.target.strip())
        for check, seen in observed(unit, context, self._checks if whole else self._lonely):
            usual = seen.severity or check.severity
            yield check.name, self._setup.severity.get(check.name, usual), seen.message
        if whole:
            yield from self._more(unit, context)

    def _more(self, unit: Unit, context: Context) -> Iterator[tuple[str, Severity, str]]:
        """What checks of translations do not look for: copies of any kind, and faults of the source."""
        if "untranslated" in self._names and unit.source.split() == unit.target.split():
            if any(map(str.isalpha, unit.source)):
                yield "untranslated", Severity.ERROR, _SAME
            return
        check = CHECKS["language"]
        if check.name in self._names and isinstance(check, Check):
            for seen in check.run(Unit(unit.id, unit.target, unit.source), context.turned()):
                yield check.name, check.severity, seen.message


_SAME = "both texts are the same"
