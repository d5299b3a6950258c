"""Which checks look at a file, and how: the project's settings, and what the command line says over them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from toolkit.errors import UsageError
from toolkit.model import Severity, Units
from toolkit.project import CheckRules, Project, find
from toolkit.quality.checking import Setup
from toolkit.quality.checks import CHECKS
from toolkit.quality.glossary import Glossary, read, read_all
from toolkit.quality.known import known_names
from toolkit.settings_text import nearest
from toolkit.translations import _

_TONE_MARKS = "tone-marks"


@dataclass(frozen=True, slots=True)
class Configuration:
    """What was asked for on the command line, over what a project has agreed on.

    Attributes:
        project: the settings of the team.
        select: names of checks from the command line; none to go by the settings.
        ignore: names from the command line.
        glossary: a file of terms instead of those of the settings; "" for none.
    """

    project: Project = field(default_factory=Project)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    glossary: str = ""

    def chosen(
        self, path: str | os.PathLike[str], names: Iterable[str], by_default: Callable[[str], bool]
    ) -> tuple[str, ...]:
        """The checks for a file, of those with some names and in their order.

        Args:
            path: of the file, for the rules of paths.
            names: of the checks there are for such a file.
            by_default: whether a check runs where nobody says anything.
        """
        rules = self.project.rules(path)
        selects = [rule.select for rule in rules if rule.select is not None]
        base = set(self.select) or (set(selects[-1]) if selects else None)
        extended = {name for rule in rules for name in rule.extend_select} if not self.select else set()
        if self.project.check.tone_marks and not self.select:
            extended.add(_TONE_MARKS)
        # Who names a check on the command line wants it now, whatever the settings say.
        ignored = {name for rule in rules for name in rule.ignore} - set(self.select) | set(self.ignore)
        return tuple(
            name
            for name in names
            if name not in ignored
            and (name in extended or (by_default(name) if base is None else name in base))
        )

    def setup(self, path: str | os.PathLike[str], source: str, target: str) -> Setup:
        """What a run over the units of a file goes by.

        Args:
            path: of the file.
            source: language of the sources, a BCP 47 code.
            target: language of the targets.

        Raises:
            InputError: as for :meth:`terms`.
            FormatError: likewise.
        """
        names = self.chosen(path, CHECKS, lambda name: CHECKS[name].default)
        return Setup(
            tuple(CHECKS[name] for name in names),
            self.terms(source, target) if "term" in names else None,
            self.project.check.tone_marks,
            self.severity(path),
        )

    def severity(self, path: str | os.PathLike[str]) -> dict[str, Severity]:
        """The severities that were agreed on for a file."""
        return {name: severity for rule in self.project.rules(path) for name, severity in rule.severity}

    def terms(self, source: str, target: str) -> Glossary | None:
        """The terms for a pair of languages, ``None`` where there are none.

        Raises:
            InputError: a glossary that cannot be read; one from the command line without terms for the pair.
            FormatError: a bad line in one, with its place.
        """
        if self.glossary:
            return _read_one(self.glossary, source, target)
        files = tuple(str(self.project.beside(name)) for name in self.project.check.glossary)
        return _read_several(files, source, target) if files else None


@lru_cache(maxsize=16)
def _read_one(path: str, source: str, target: str) -> Glossary:
    return read(path, source, target)


@lru_cache(maxsize=16)
def _read_several(paths: tuple[str, ...], source: str, target: str) -> Glossary | None:
    return read_all(paths, source, target)


def configuration(
    project: Project,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    glossary: str = "",
    offered: Iterable[str] | None = None,
) -> Configuration:
    """A configuration all of whose names are those of checks.

    Args:
        project: the settings; they may name checks of units and of catalogs, whatever runs now.
        select: names from the command line.
        ignore: likewise.
        glossary: as for :class:`Configuration`.
        offered: the names the command line may use; ``None`` for all.

    Raises:
        UsageError: a name on the command line that no check has; the nearest is suggested.
        FormatError: such a name in the settings, with its line.
    """
    known = known_names()
    named = known if offered is None else tuple(offered)
    for name in (*select, *ignore):
        if name not in named:
            remedy = nearest(name, named) or _("--list shows the checks")
            raise UsageError(_("unknown check '{name}'", name=name), remedy)
    for rules in (project.check.rules, *(rules for _glob, rules in project.check.paths)):
        _existing(project, rules, known)
    return Configuration(project, tuple(select), tuple(ignore), glossary)


def settled(
    units: Units,
    path: str | os.PathLike[str] = "",
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    glossary: str = "",
) -> Setup:
    """What a run over some units goes by, wherever it is asked for: the settings of the working folder.

    Args:
        units: they tell the languages and, where nobody else does, the file.
        path: the file they are of, for the rules of paths.
        select: names of checks instead of those of the settings.
        ignore: names of checks to leave out.
        glossary: a file of terms instead of those of the settings.

    Raises:
        UsageError: an unknown check.
        InputError: a glossary that cannot be read, or has no terms for these languages.
        FormatError: a bad line in the settings or the glossary, with its place.
    """
    agreed = configuration(find(), select=select, ignore=ignore, glossary=glossary, offered=CHECKS)
    place = path or units.target_name or units.source_name
    return agreed.setup(place, units.source_language, units.target_language)


def _existing(project: Project, rules: CheckRules, known: Sequence[str]) -> None:
    listed = {
        "select": rules.select or (),
        "extend_select": rules.extend_select,
        "ignore": rules.ignore,
    }
    places = [(rules.table, key, name, name) for key, names in listed.items() for name in names]
    places += [((*rules.table, "severity"), name, "", name) for name, _severity in rules.severity]
    for table, key, value, name in places:
        if name not in known:
            raise project.text.error(
                _("unknown check '{name}'", name=name),
                table,
                key,
                nearest(name, known) or _("bitext check --list shows the checks"),
                value=value,
            )
