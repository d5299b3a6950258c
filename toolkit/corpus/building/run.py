"""What is known of a build while it goes on."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator

from toolkit.corpus.building.card import Tally
from toolkit.corpus.building.engines import Engine
from toolkit.corpus.building.portions import Portion, portions
from toolkit.corpus.building.stages import Done, Pipeline
from toolkit.corpus.building.store import Used
from toolkit.corpus.building.tasks import Failure, Plan, Task
from toolkit.translations import N_

DIED = N_("the process that worked on it died, twice")

Progress = Callable[[int, int], None]
"""Called with pairs done and pairs in all."""
_WORKING = frozenset({"segment", "align", "check", "select"})
"""Stages that say that a pair was not done before."""


class Run:
    """What is known of a build while it goes on; of each pair no more than its number of units.

    Args:
        tasks: all pairs.
        failures: what has been set aside before the work begins.
    """

    def __init__(self, tasks: Plan, failures: list[Failure]) -> None:
        self.tasks, self.failures = tasks, failures
        self.units = array("q")
        """Of each pair, -1 of one that was set aside."""
        self.tally = Tally()
        self.used = Used()
        self.seconds: Counter[str] = Counter()
        self.reused = 0

    def work(self, pipeline: Pipeline, engine: Engine, progress: Progress | None) -> None:
        """All pairs through all stages."""
        for task, done in zip(self.tasks, engine.map(pipeline, self.tasks, _lost), strict=True):
            self.used.add(done.keys)
            self.seconds.update(done.seconds)
            if done.failure is None:
                self.units.append(done.units)
                self.tally.add(task, done)
                self.reused += not _WORKING & set(done.seconds)
            else:
                self.units.append(-1)
                self.failures.append(done.failure)
            if progress is not None:
                progress(len(self.units), len(self.tasks))
        self.tally.own(self.tasks.documents(at for at, units in enumerate(self.units) if units >= 0))
        self.failures.sort(key=lambda each: (each.corpus, each.source, each.target))

    def good(self) -> Iterator[Task]:
        """The pairs that were not set aside."""
        return (task for task, units in zip(self.tasks, self.units, strict=True) if units >= 0)

    def pairs(self) -> list[tuple[str, str]]:
        """Pairs of languages of which there is something."""
        both = zip(self.tasks.languages(), self.units, strict=True)
        return sorted({languages for languages, units in both if units >= 0})

    def portions(self, pipeline: Pipeline, size: int) -> Iterator[Portion]:
        """All shards of the corpus."""
        for pair in self.pairs():
            numbers = (
                (at, units)
                for at, (languages, units) in enumerate(zip(self.tasks.languages(), self.units, strict=True))
                if languages == pair and units > 0
            )
            yield from portions(pair, ((pipeline.key(self.tasks[at]), units) for at, units in numbers), size)


def _lost(task: Task) -> Done:
    return Done(Failure(task.corpus, task.source.file, task.target.file, "process", DIED))
