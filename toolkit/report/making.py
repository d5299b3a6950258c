"""From units and what they are held against to a report: checks are run and scores counted where needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toolkit.errors import InputError, UsageError
from toolkit.model import Evaluation, Finding, Score, Unit, Units
from toolkit.report.contents import Report, Translation, provenance, today
from toolkit.report.terms import term_uses
from toolkit.translations import _, speaking

if TYPE_CHECKING:
    from toolkit.quality import Comparison
    from toolkit.quality.checking import Setup
    from toolkit.quality.glossary import Glossary

SAMPLES = 1000
"""Bootstrap samples behind intervals and comparisons, as many as sacrebleu takes."""


@dataclass(frozen=True, slots=True)
class Against:
    """What a translation is shown beside.

    Attributes:
        name: what to call the translation in the units.
        systems: further translations by name, a string a unit.
        references: references by name, a string a unit. Without any, and with ``systems``, the target of the
            units is the reference and the first system takes its place.
        metrics: what to score with, if there is a reference; ``()`` for nothing.
        glossary: the team's terms, instead of those that the checks go by.
    """

    name: str = ""
    systems: Mapping[str, Sequence[str]] | None = None
    references: Mapping[str, Sequence[str]] | None = None
    metrics: Sequence[str] = ("bleu", "chrf", "ter")
    glossary: Glossary | None = None


def make(
    units: Units,
    *,
    setup: Setup | None = None,
    findings: Sequence[Finding] | None = None,
    scores: Sequence[Score] = (),
    evaluation: Evaluation | None = None,
    title: str = "",
    command: str = "",
    against: Against = Against(),
    files: Mapping[str, str] | None = None,
    language: str = "en",
    jobs: int | None = 1,
) -> Report:
    """A report on units.

    Args:
        units: what to show.
        setup: what the checks go by; those that run by default if ``None``.
        findings: of the checks, which are run if ``None``.
        scores: of the translation in the units, if they are known; they are counted if there are references.
        evaluation: agreement with gold beads.
        title: of the page; the names of the files if "".
        command: how the report was made.
        against: other translations, references, glossary.
        files: hashes of the inputs by name, for the provenance.
        language: what the messages of the checks are to be in; that of the page.
        jobs: processes that count; ``None`` for as many as it is worth.

    Raises:
        InputError: a system or reference of another number of segments (both are said, and where they drift).
        UsageError: two translations of one name, an unknown metric.
    """
    units = units.held()
    held = list(units)
    systems, references = dict(against.systems or {}), dict(against.references or {})
    name = against.name or (units.target_name if systems else "")
    for label, lines in (*systems.items(), *references.items()):
        _in_step(label, lines, held, units.target_name)
    if systems and not references:
        references = {name or _("reference"): [unit.target for unit in held]}
        name = next(iter(systems))
        units = with_targets(units, systems.pop(name))
        held = list(units)
    if name in systems:
        raise UsageError(_("two translations are called '{name}'", name=name), _("give each a name"))
    setup = _setup(setup, against.glossary)
    with speaking(language):
        if findings is None:
            findings = _checked(units, setup)
        found = {other: _checked(with_targets(units, lines), setup) for other, lines in systems.items()}
    figures: Mapping[str, Sequence[Score]] = {name: scores}
    comparisons: Sequence[Comparison] = ()
    if references and against.metrics and held:
        judged = {name: [unit.target for unit in held], **systems}
        figures, comparisons = _scored(judged, list(references.values()), against.metrics, jobs)
    others = tuple(
        Translation(other, tuple(lines), tuple(figures.get(other, ())), found[other])
        for other, lines in systems.items()
    )
    uses = (
        [
            use
            for label, shown in ((name, units), *((o.name, with_targets(units, o.texts)) for o in others))
            for use in term_uses(shown, setup.glossary, label)
        ]
        if setup.glossary
        else []
    )
    return Report(
        title=title or " – ".join(n for n in (units.source_name, units.target_name) if n) or "Bitext",
        units=units,
        findings=tuple(findings),
        scores=tuple(figures.get(name, ())),
        evaluation=evaluation,
        name=name,
        others=others,
        references=tuple(Translation(label, tuple(lines)) for label, lines in references.items()),
        comparisons=tuple(comparisons),
        terms=tuple(uses),
        command=command,
        created=today(),
        provenance={**provenance(), **(files or {})},
    )


def with_targets(units: Units, texts: Sequence[str]) -> Units:
    """The same units with other targets; what is known about the place of the old ones is left out."""
    return replace(
        units,
        units=tuple(
            replace(unit, target=text, target_spans=(), target_codes=(), target_line=None, details=None)
            for unit, text in zip(units, texts, strict=True)
        ),
    )


def _setup(given: Setup | None, glossary: Glossary | None) -> Setup:
    from toolkit.quality.checking import Setup, selected

    setup = given or Setup(tuple(selected()))
    return replace(setup, glossary=glossary) if glossary else setup


def _checked(units: Units, setup: Setup) -> tuple[Finding, ...]:
    from toolkit.quality.checking import run

    return tuple(run(units, setup))


def _scored(
    systems: Mapping[str, Sequence[str]],
    references: Sequence[Sequence[str]],
    metrics: Sequence[str],
    jobs: int | None,
) -> tuple[dict[str, list[Score]], list[Comparison]]:
    from toolkit.quality import Scoring, System, assess

    done = assess(
        [System(name, lines) for name, lines in systems.items()],
        references,
        Scoring(metrics=metrics, segments=True, confidence=SAMPLES, jobs=jobs),
        compared=len(systems) > 1,
    )
    return done.scores, done.comparisons


def _in_step(label: str, lines: Sequence[str], units: Sequence[Unit], name: str) -> None:
    """Every stream has a string a unit."""
    if len(lines) == len(units):
        return
    from toolkit.quality.drift import first_drift

    raise InputError(
        _(
            "{count:,} segments, where the bitext {name} has {units:,} units",
            count=len(lines),
            name=name,
            units=len(units),
        ),
        first_drift(lines, [unit.target for unit in units]).advice,
        path=label,
    )
