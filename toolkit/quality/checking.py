"""Running checks over units: selection, one parse of each unit, findings in the order of the units."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice

from toolkit.errors import UsageError
from toolkit.languages import language
from toolkit.model import Finding, Severity, Unit, Units
from toolkit.quality.checks import CHECKS
from toolkit.quality.contract import AnyCheck, Check, Context, CorpusCheck, Lengths, Observation
from toolkit.quality.glossary import Glossary
from toolkit.quality.suppression import NAME as SUPPRESSION
from toolkit.quality.suppression import Suppressions, directives
from toolkit.translations import _

_HEAD = 1000
"""Units read ahead to learn how long translations of this bitext are."""
_PRIOR = 20
"""Weight, in units, of what is expected before any unit was seen."""
_PRIOR_DEVIATION = 0.3
_SHORTEST = 10
"""Characters a source must have to tell anything about length."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a run of checks goes by.

    Attributes:
        checks: those to run, in the order in which they report.
        glossary: the team's terms, for the check ``term``.
        tone_marks: the style of tone marks that was agreed on, ``old`` or ``new``; "" for none.
        severity: of all findings of a check, where it is not the check's own to say.
    """

    checks: tuple[AnyCheck, ...]
    glossary: Glossary | None = None
    tone_marks: str = ""
    severity: Mapping[str, Severity] = field(default_factory=dict)


def check(
    units: Units | Iterable[Unit],
    *,
    source_language: str = "und",
    target_language: str = "und",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    glossary: Glossary | None = None,
) -> Iterator[Finding]:
    """Look at each unit for signs of a translation error.

    Args:
        units: translation units; a :class:`Units` brings its languages along.
        source_language: code of the source, where ``units`` does not say.
        target_language: code of the target, where ``units`` does not say.
        select: names of the checks to run; none for all that run by default.
        ignore: names of checks to leave out.
        glossary: the team's terms, for the check ``term``.

    Yields findings in the order of the units, those of one unit in the order of the checks; checks across
    units speak at the end. At most the first 1,000 units are held in memory.

    Raises:
        UsageError: an unknown check (before anything is read).
        LanguageError: not a language code.
    """
    setup = Setup(tuple(selected(select, ignore)), glossary)
    return run(units, setup, source_language=source_language, target_language=target_language)


def run(
    units: Units | Iterable[Unit],
    setup: Setup,
    *,
    source_language: str = "und",
    target_language: str = "und",
) -> Iterator[Finding]:
    """As :func:`check`, with all that a team may have settled on.

    Findings that a unit's note suppresses (:mod:`toolkit.quality.suppression`) are left out.
    """
    chosen = setup.checks
    names = frozenset(each.name for each in chosen)
    late = frozenset(each.name for each in chosen if isinstance(each, CorpusCheck))
    report_useless = SUPPRESSION in names
    if isinstance(units, Units):
        source_language = units.source_language if units.source_language != "und" else source_language
        target_language = units.target_language if units.target_language != "und" else target_language
    source, target = language(source_language), language(target_language)

    def useless(unit: str, suppressions: Suppressions) -> Iterator[Finding]:
        if report_useless and not suppressions.take(SUPPRESSION):
            for directive, message in suppressions.useless():
                yield _finding(unit, CHECKS[SUPPRESSION], Observation(message, values=(directive.text,)))

    def found() -> Iterator[Finding]:
        stream = iter(units)
        head = list(islice(stream, _HEAD))
        lengths = usual_lengths(head)
        single = [c for c in chosen if isinstance(c, Check)]
        lonely = [c for c in single if not c.both_sides]
        surveys = [(c, c.begin()) for c in chosen if isinstance(c, CorpusCheck)]
        waiting: dict[str, Suppressions] = {}
        for unit in chain(head, stream):
            context = Context(unit, source, target, lengths, setup.glossary, setup.tone_marks)
            written = directives(unit.note)
            suppressions = Suppressions(written, names) if written else None
            whole = bool(unit.source.strip() and unit.target.strip())
            seen = observed(unit, context, single if whole else lonely)
            grave = {each.name for each, observation in seen if _grave(each, observation)} if seen else set()
            for each, observation in seen:
                if suppressions is None or not suppressions.take(each.name):
                    yield _finding(unit.id, each, observation, spoilt=bool(grave - {each.name}))
            for each_, survey in surveys:
                if whole or not each_.both_sides:
                    survey.see(unit, context)
            if suppressions is not None:
                if suppressions.names(late):
                    waiting[unit.id] = suppressions
                else:
                    yield from useless(unit.id, suppressions)
        for each_, survey in surveys:
            for id_, observation in survey.report():
                if id_ not in waiting or not waiting[id_].take(each_.name):
                    yield _finding(id_, each_, observation)
        for id_, suppressions in waiting.items():
            yield from useless(id_, suppressions)

    return _weighed(found(), setup.severity)


def observed(unit: Unit, context: Context, checks: Iterable[Check]) -> list[tuple[Check, Observation]]:
    """What checks see in one unit; those of both sides must not be asked where one is blank."""
    return [(each, observation) for each in checks for observation in each.run(unit, context)]


def _weighed(findings: Iterable[Finding], severity: Mapping[str, Severity]) -> Iterator[Finding]:
    """Findings with the severities that were agreed on."""
    for finding in findings:
        yield replace(finding, severity=severity[finding.check]) if finding.check in severity else finding


def selected(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> list[AnyCheck]:
    """The checks to run, in the order of the registry.

    Raises:
        UsageError: a name that no check has.
    """
    for name in (*select, *ignore):
        if name not in CHECKS:
            near = difflib.get_close_matches(name, CHECKS, n=1, cutoff=0.4)
            remedy = (
                _("did you mean '{near}'?", near=near[0])
                if near
                else _("known are {checks}", checks=", ".join(CHECKS))
            )
            raise UsageError(_("unknown check '{name}'", name=name), remedy)
    wanted = set(select) or {name for name, each in CHECKS.items() if each.default}
    return [each for name, each in CHECKS.items() if name in wanted - set(ignore)]


def _grave(check: Check, seen: Observation) -> bool:
    """Whether the target says something wrong, so that mending another slip does not yet make it right."""
    return check.spoils or (
        check.category in ("accuracy", "markup") and (seen.severity or check.severity) is Severity.ERROR
    )


def _finding(unit: str, check: AnyCheck, seen: Observation, *, spoilt: bool = False) -> Finding:
    return Finding(
        unit=unit,
        check=check.name,
        severity=seen.severity or check.severity,
        category=check.category,
        message=seen.message,
        source_span=seen.source_span,
        target_span=seen.target_span,
        values=seen.values,
        fix=None if spoilt else seen.fix,
    )


def usual_lengths(units: Sequence[Unit]) -> Lengths:
    """Mean and spread of the log length ratio; medians, since some of the units are wrong."""
    ratios = sorted(
        math.log(len(unit.target) / len(unit.source))
        for unit in units
        if len(unit.source) >= _SHORTEST and unit.target.strip() and unit.source.strip()
    )
    if not ratios:
        return Lengths(0.0, _PRIOR_DEVIATION)
    middle = ratios[len(ratios) // 2]
    spread = sorted(abs(ratio - middle) for ratio in ratios)[len(ratios) // 2]
    # For a normal distribution the median deviation is 0.6745 of the standard deviation.
    weight = len(ratios) / (len(ratios) + _PRIOR)
    return Lengths(weight * middle, weight * spread / 0.6745 + (1 - weight) * _PRIOR_DEVIATION)
