"""A whole build: all pairs through the stages, then the results together in the order of the manifests."""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from toolkit.corpus.building.card import Card, Tally, card, markdown
from toolkit.corpus.building.engines import Engine, InProcess
from toolkit.corpus.building.exporting import Shards, publish
from toolkit.corpus.building.recipe import Recipe
from toolkit.corpus.building.stages import Done, Pipeline
from toolkit.corpus.building.state import remember
from toolkit.corpus.building.store import Store
from toolkit.corpus.building.tasks import Failure, Task, plan
from toolkit.corpus.manifest import Corpus
from toolkit.errors import FormatError, OutputError
from toolkit.files import output_error, read_bytes, write_bytes
from toolkit.translations import N_, _

CARD, CARD_PAGE, FAILURES = "card.json", "README.md", "failures.jsonl"
RUN = "run.json"
"""How the last run went, in the work folder: what it says is no part of the corpus."""
_MAKING = ".making"
DIED = N_("the process that worked on it died, twice")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to.

    Attributes:
        card: the data card.
        failures: what was set aside.
        seconds: of work by stage, over all processes.
        elapsed: seconds from beginning to end.
        reused: pairs all of whose stages were done before.
        tidied: entries of the work folder that nothing needs any more and that were removed.
    """

    card: Card
    failures: tuple[Failure, ...]
    seconds: dict[str, float]
    elapsed: float
    reused: int
    tidied: int

    def run(self) -> dict[str, Any]:
        """What differs from one run to the next, for machines."""
        return {
            "seconds": {stage: round(spent, 3) for stage, spent in self.seconds.items()},
            "elapsed": round(self.elapsed, 3),
            "pairs": sum(pair["documents"] for pair in self.card["pairs"].values()),
            "units": sum(pair["units"] for pair in self.card["pairs"].values()),
            "reused": self.reused,
            "set_aside": len(self.failures),
        }


def build(
    corpora: Sequence[Corpus],
    output: Path,
    *,
    recipe: Recipe,
    work: Path,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> Built:
    """Make a checked bitext of all document pairs of some corpora.

    ``output`` gets one folder for each pair of languages with its shards and findings, ``card.json`` and
    ``README.md`` (the data card), and ``failures.jsonl``. They appear when all is done. How the
    run went stands in ``run.json`` in the work folder.

    Args:
        corpora: from :func:`toolkit.corpus.load`.
        output: a folder, made where it is missing.
        recipe: what to do.
        work: the folder where results of stages are kept from one build to the next.
        engine: where the work is done; in this process if ``None``.
        progress: called with pairs done and pairs in all.

    Raises:
        InputError: two corpora of one id.
        OutputError: no space left, or a folder that cannot be written; what is done is kept. A folder that
            holds something else than an earlier build is left alone.
    """
    begun = time.perf_counter()
    tasks, failures = plan(corpora)
    shards = Shards(output / _MAKING, recipe.formats, recipe.shard_size)
    old = _earlier(output)
    store = Store(work)
    with store.held():
        pipeline = Pipeline(recipe, work)
        done: list[Done] = []
        for number, each in enumerate((engine or InProcess()).map(pipeline, tasks, _lost), start=1):
            done.append(each)
            if progress is not None:
                progress(number, len(tasks))
        failures = sorted(
            [*failures, *(each.failure for each in done if each.failure)],
            key=lambda f: (f.corpus, f.source, f.target),
        )
        good = [task for task, each in zip(tasks, done, strict=True) if each.failure is None]
        made = _export(corpora, recipe, pipeline, good, failures, shards, output, old)
        remember(work, corpora, recipe, good)
        tidied = store.tidy({entry for each in done for entry in each.keys})
    seconds: Counter[str] = Counter()
    for each in done:
        seconds.update(each.seconds)
    working = {"segment", "align", "check", "select"}
    reused = sum(each.failure is None and not working & set(each.seconds) for each in done)
    built = Built(made, tuple(failures), dict(seconds), time.perf_counter() - begun, reused, tidied)
    write_bytes(work / RUN, (json.dumps(built.run(), indent=2) + "\n").encode("ascii"))
    return built


def read_card(folder: Path) -> Card:
    """The data card of what was built in a folder.

    Raises:
        InputError: there is none, or it cannot be read.
    """
    path = folder / CARD
    try:
        made: Card = json.loads(read_bytes(path))
    except ValueError:
        raise FormatError(_("is no data card"), _("build the corpus again"), path=path) from None
    return made


def _lost(task: Task) -> Done:
    return Done(Failure(task.corpus, task.source.file, task.target.file, "process", DIED))


def _export(
    corpora: Sequence[Corpus],
    recipe: Recipe,
    pipeline: Pipeline,
    tasks: Sequence[Task],
    failures: Sequence[Failure],
    shards: Shards,
    output: Path,
    old: list[str],
) -> Card:
    making = shards.folder
    try:
        if making.exists():
            shutil.rmtree(making)  # of a build that was stopped
        making.mkdir(parents=True)
    except OSError as error:
        raise output_error(output, error) from None
    try:
        tally = Tally()
        names: list[str] = []
        for languages in sorted({task.languages for task in tasks}):
            pair = "-".join(languages)
            (making / pair).mkdir(exist_ok=True)
            name = f"{pair}/findings.jsonl"
            with (making / name).open("wb") as findings:

                def lines(languages: tuple[str, str] = languages) -> Iterator[bytes]:
                    for task in tasks:
                        if task.languages == languages:
                            selected = pipeline.result(task)
                            tally.add(task, selected)
                            findings.write(selected.findings)
                            yield from selected.lines.splitlines(keepends=True)

                shards.write(languages, lines())
            names.append(name)
        made = card(corpora, recipe, tally, shards.made, failures)
        texts = {
            FAILURES: "".join(json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in failures),
            CARD_PAGE: markdown(made),
            CARD: json.dumps(made, ensure_ascii=False, indent=2) + "\n",
        }
        for name, text in texts.items():
            (making / name).write_text(text, encoding="utf-8", errors="replace", newline="")
        publish(making, output, [*(shard.file for shard in shards.made), *names, *texts], old)
    except OSError as error:
        raise output_error(output, error) from None
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return made


def _earlier(output: Path) -> list[str]:
    """The files that an earlier build left in a folder.

    Raises:
        OutputError: there is something else in it.
    """
    if not output.exists():
        return []
    try:
        there = {path.name for path in output.iterdir()} - {_MAKING}
    except OSError as error:
        raise output_error(output, error) from None
    if CARD not in there:
        if there - {FAILURES, CARD_PAGE} and not any(output.glob("*/units-*")):
            raise OutputError(
                _("holds other files than a corpus that was built"),
                _("name a folder of its own"),
                path=output,
            )
        return []
    try:
        known = json.loads((output / CARD).read_text(encoding="utf-8"))
        pairs = [f"{pair}/findings.jsonl" for pair in known["pairs"]]
        return [str(shard["file"]) for shard in known["shards"]] + pairs
    except (ValueError, KeyError, TypeError, OSError):
        return []
