"""How the terms of a glossary fared: how often each was met, and where its rendering is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.languages import language
from toolkit.model import Units
from toolkit.report.contents import TermUse

if TYPE_CHECKING:
    from toolkit.quality.glossary import Glossary, Term


def term_uses(units: Units, glossary: Glossary, system: str) -> Iterator[TermUse]:
    """Each term that the source has, most often missed first.

    A term counts as missed in a unit where the check ``term`` points at it, so that the table and the
    findings never say different things.
    """
    from toolkit.quality import check
    from toolkit.text.words import words

    held = units.held()
    missed: dict[str, list[str]] = {}
    for finding in check(held, select=["term"], glossary=glossary):
        missed.setdefault(finding.values[0], []).append(finding.unit)
    source = language(held.source_language)
    met: dict[str, tuple[Term, int]] = {}
    for unit in held:
        if not (unit.source.strip() and unit.target.strip()):
            continue
        lowered = [word.text.lower() for word in words(unit.source)]
        for term in {term.source: term for _, _, term in glossary.met(lowered, source)}.values():
            met[term.source] = (term, met.get(term.source, (term, 0))[1] + 1)
    uses = [
        TermUse(name, term.targets, system, count, tuple(dict.fromkeys(missed.get(name, ()))))
        for name, (term, count) in met.items()
    ]
    yield from sorted(uses, key=lambda use: (-len(use.missed), -use.met, use.source))
