"""Which checks a catalog gets: those of its file, and such of those of translations as suit programs."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.catalog.checks import CHECKS as CATALOG_CHECKS
from toolkit.catalog.checks import AnyCheck as OfCatalog
from toolkit.errors import UsageError
from toolkit.quality.checks import CHECKS as UNIT_CHECKS
from toolkit.quality.configuration import Configuration
from toolkit.quality.contract import AnyCheck as OfUnits
from toolkit.translations import _

_SUPERSEDED = frozenset(("placeholder", "omission", "addition"))
"""Checks of units for which a catalog has better ones, which know its flags and states."""
_SURE = frozenset(
    """
    tag link option identifier number date unit percentage untranslated repeated-text repeated-word mojibake
    question-marks normalisation invisible homoglyph brackets quotes suppression
    """.split()
)
"""Checks of units that run by default: quick, and nearly silent on catalogs of good translators. The others
are for those who ask: the strings of programs are short, and much that is odd in prose is usual there."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The names of the checks of a run, in the order in which they report."""

    catalog: tuple[str, ...]
    units: tuple[str, ...]


def known_checks() -> dict[str, OfCatalog | OfUnits]:
    """Every check that can be made of a catalog, by name, in the order in which they report."""
    units = {name: each for name, each in UNIT_CHECKS.items() if name not in _SUPERSEDED}
    return {**CATALOG_CHECKS, **units}


def by_default(name: str) -> bool:
    """Whether a check runs unless it is left out."""
    return CATALOG_CHECKS[name].default if name in CATALOG_CHECKS else name in _SURE


def selection(select: Sequence[str] = (), ignore: Sequence[str] = (), *, every: bool = False) -> Selection:
    """The checks to run.

    Args:
        select: names; none for those that run by default.
        ignore: names of checks to leave out.
        every: all checks of translations, not only the sure ones.

    Raises:
        UsageError: a name that no check has.
    """
    known = known_checks()
    for name in (*select, *ignore):
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
            remedy = _("did you mean '{near}'?", near=near[0]) if near else _("--list shows the checks")
            raise UsageError(_("unknown check '{name}'", name=name), remedy)
    wanted = set(select) or {name for name in known if _wanted(name, every=every)}
    return _divided(name for name in known if name in wanted and name not in ignore)


def configured(
    configuration: Configuration, path: Path, *, every: bool = False, extra: Sequence[str] = ()
) -> Selection:
    """The checks to run on a file.

    Args:
        configuration: what was asked for and agreed on.
        path: of the file.
        every: all checks of translations, not only the sure ones.
        extra: names of checks to run as if they did by default.
    """
    return _divided(
        configuration.chosen(path, known_checks(), lambda name: name in extra or _wanted(name, every=every))
    )


def _wanted(name: str, *, every: bool) -> bool:
    return by_default(name) or (every and name in UNIT_CHECKS and UNIT_CHECKS[name].default)


def _divided(names: Iterable[str]) -> Selection:
    chosen = set(names)
    return Selection(
        tuple(name for name in CATALOG_CHECKS if name in chosen),
        tuple(name for name in UNIT_CHECKS if name in chosen and name not in CATALOG_CHECKS),
    )
