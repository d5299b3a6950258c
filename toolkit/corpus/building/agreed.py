"""What a team has settled on about checks, as a build goes by it, wherever its pairs are worked on.

The settings themselves are sent along with the work. The terms of glossaries, which may be many, stand in the
store, an entry for each pair of languages: so a worker on a machine without the files has them too, and what
was found is found again only where terms of its own languages were changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from toolkit.corpus.building.store import Store, key
from toolkit.corpus.building.tasks import Plan, Task
from toolkit.errors import OutputError
from toolkit.quality.checking import Setup
from toolkit.quality.configuration import Configuration
from toolkit.quality.glossary import Glossary, Term, read_all
from toolkit.translations import _

Languages = tuple[str, str]
"""Of source and target, BCP 47 codes."""
_STAGE = "terms"
_TERM = "term"

_held: dict[str, Glossary] = {}
"""Glossaries by the keys of their entries; there are as many as pairs of languages."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """Which checks look at a pair of documents, how bad their findings are, and by which terms.

    A pair goes by the rules for the path of its translation.

    Attributes:
        configuration: the settings, and what the command line says over them.
        terms: by pair of languages, the key of the entry with the terms.
    """

    configuration: Configuration = field(default_factory=Configuration)
    terms: tuple[tuple[Languages, str], ...] = ()

    @classmethod
    def keeping(
        cls, configuration: Configuration, terms: Mapping[Languages, Glossary], store: Store
    ) -> Agreed:
        """What can be sent to workers: the terms are put into the store.

        Raises:
            OutputError: the folder takes no more.
        """
        kept = []
        for languages, glossary in terms.items():
            rows = [[term.source, term.targets, term.banned] for term in glossary.terms]
            name = key(_STAGE, rows)
            store.put(_STAGE, name, json.dumps(rows, ensure_ascii=False).encode("utf-8", "replace"))
            kept.append((languages, name))
        return cls(configuration, tuple(kept))

    def keys(self) -> Iterator[str]:
        """Of all entries of the store."""
        return (name for _languages, name in self.terms)

    def asks(self, task: Task) -> bool:
        """Whether the terms count for a pair."""
        return _asks(self._bare(task))

    def facts(self, task: Task) -> list[object]:
        """Everything that the findings on a pair depend on, besides its units."""
        setup = self._bare(task)
        names = [each.name for each in setup.checks]
        severity = {name: str(setup.severity[name]) for name in names if name in setup.severity}
        return [names, severity, setup.tone_marks, self._terms(setup, task)]

    def setup(self, task: Task, store: Store) -> Setup:
        """What the run over the units of a pair goes by.

        Raises:
            OutputError: the terms cannot be read from the work folder.
        """
        setup = self._bare(task)
        name = self._terms(setup, task)
        return replace(setup, glossary=_read(store, name)) if name else setup

    def _bare(self, task: Task) -> Setup:
        project = self.configuration.project
        unread = replace(project, check=replace(project.check, glossary=()))
        return replace(self.configuration, project=unread).setup(task.target.path, *task.languages)

    def _terms(self, setup: Setup, task: Task) -> str:
        """The key of the terms that count for a pair, "" where there are none."""
        return dict(self.terms).get(task.languages, "") if _asks(setup) else ""


def glossaries(configuration: Configuration, tasks: Plan) -> dict[Languages, Glossary]:
    """The terms for each pair of languages of a build, where there are any and anybody asks for them.

    Raises:
        InputError: a glossary that cannot be read.
        FormatError: a bad line in one, with its place.
    """
    found: dict[Languages, Glossary | None] = {}
    project = configuration.project
    files = [project.beside(name) for name in project.check.glossary]  # read anew: they may have been changed
    if files:
        goes_by = Agreed(configuration)
        for at, languages in enumerate(tasks.languages()):
            if languages not in found and goes_by.asks(tasks[at]):
                found[languages] = read_all(files, *languages)
    return {languages: glossary for languages, glossary in found.items() if glossary is not None}


def _asks(setup: Setup) -> bool:
    return any(each.name == _TERM for each in setup.checks)


def _read(store: Store, name: str) -> Glossary:
    if name not in _held:
        data = store.get(_STAGE, name)
        if data is None:
            raise OutputError(
                _("the terms of the glossary are no longer there"),
                _("start the same command again"),
                path=store.folder,
            )
        rows = json.loads(data)
        _held[name] = Glossary(tuple(Term(word, tuple(made), tuple(not_)) for word, made, not_ in rows))
    return _held[name]
