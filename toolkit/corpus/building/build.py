"""A whole build: all pairs through the stages, then the results together in the order of the manifests."""

from __future__ import annotations

import json
import secrets
import shutil
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from itertools import islice, tee
from pathlib import Path
from typing import Any

from toolkit.corpus.building.agreed import Agreed, glossaries
from toolkit.corpus.building.card import Card, card, markdown
from toolkit.corpus.building.engines import Engine, InProcess, Landmark
from toolkit.corpus.building.exporting import Exporter, Made, Shard, publish
from toolkit.corpus.building.portions import Portion
from toolkit.corpus.building.recipe import Recipe
from toolkit.corpus.building.run import Progress, Run
from toolkit.corpus.building.stages import Pipeline, pipeline
from toolkit.corpus.building.state import remember
from toolkit.corpus.building.store import Store, stopped
from toolkit.corpus.building.tasks import Failure, plan
from toolkit.corpus.manifest import MANIFEST, Corpus
from toolkit.errors import FormatError, OutputError
from toolkit.files import output_error, read_bytes, write_bytes
from toolkit.translations import _

CARD, CARD_PAGE, FAILURES = "card.json", "README.md", "failures.jsonl"
FINDINGS = "findings.jsonl"
"""On the units of one pair of languages, beside its shards."""
RUN = "run.json"
"""How the last run went, in the work folder: what it says is no part of the corpus."""
_MAKING, _LANDMARK = ".making", "landmark"


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
        InputError: two corpora of one id; a glossary of the settings that cannot be read.
        FormatError: a bad line in such a glossary.
        OutputError: no space left, or a folder that cannot be written; what is done is kept. A folder that
            holds something else than an earlier build is left alone.
    """
    begun = time.perf_counter()
    tasks, failures = plan(corpora)
    engine = engine or InProcess()
    work, making = work.absolute(), (output / _MAKING).absolute()
    Exporter(Store(work), making, recipe.formats)  # what a format lacks is told before the work, not after it
    terms = glossaries(recipe.configuration, tasks)
    old = _earlier(output)
    store = Store(work)
    with store.held(), _workshop(making):
        settled = Agreed.keeping(recipe.configuration, terms, store)
        landmarks = [Landmark(c.folder.absolute(), c.folder.absolute() / MANIFEST) for c in corpora]
        landmarks += [Landmark(folder, _mark(folder)) for folder in (work, making)]
        with engine.session(landmarks, recipe.packages()) as disk:
            run = Run(tasks, failures)
            run.used.add(settled.keys())
            line = pipeline(recipe, work, disk, settled)
            run.work(line, engine, progress)
            made = _export(corpora, line, run, engine, making)
        publish(making, output, _files(made), old)
        remember(work, corpora, recipe, run.good())
        tidied = store.tidy(run.used)
    built = Built(
        made, tuple(run.failures), dict(run.seconds), time.perf_counter() - begun, run.reused, tidied
    )
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


def _unwritten(portion: Portion) -> Made:
    raise OutputError(
        _(
            "shard {number} of {pair} cannot be written",
            number=portion.number,
            pair="-".join(portion.languages),
        ),
        _("the process that worked on it died, twice: make shards smaller with --shard-size"),
    )


def _export(corpora: Sequence[Corpus], line: Pipeline, run: Run, engine: Engine, making: Path) -> Card:
    """All files of the corpus, in the folder where they are made."""
    recipe = line.recipe
    exporter = Exporter(Store(line.work, line.disk), making, recipe.formats)
    shards: list[Shard] = []
    try:
        for pair in run.pairs():
            (making / "-".join(pair)).mkdir(exist_ok=True)
            (making / "-".join(pair) / FINDINGS).touch()
        wanted, planned = tee(run.portions(line, recipe.shard_size))
        first = list(islice(run.portions(line, recipe.shard_size), 2))
        # One shard is written before another process has started.
        where = engine if len(first) > 1 else InProcess()
        for portion, made in zip(wanted, where.map(exporter, planned, _unwritten), strict=True):
            if made.damaged:
                _mend(run, line, made.damaged)
                made = exporter(portion)
            shards += made.shards
            part = making / made.findings
            with part.open("rb") as source, part.with_name(FINDINGS).open("ab") as target:
                shutil.copyfileobj(source, target, 1 << 20)
            part.unlink()
        card_ = card(corpora, recipe, run.tally, shards, run.failures)
        with (making / FAILURES).open("w", encoding="utf-8", errors="replace", newline="") as stream:
            stream.writelines(json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in run.failures)
        for name, text in (
            (CARD_PAGE, markdown(card_)),
            (CARD, json.dumps(card_, ensure_ascii=False, indent=2) + "\n"),
        ):
            (making / name).write_text(text, encoding="utf-8", errors="replace", newline="")
    except OSError as error:
        raise stopped(making.parent, error) from None
    return card_


def _mend(run: Run, pipeline: Pipeline, keys: Collection[str]) -> None:
    """Do again the pairs whose results were damaged since they were made."""
    for task in run.good():
        if pipeline.key(task) in keys:
            pipeline(task)


def _files(made: Card) -> list[str]:
    """What a build leaves, in the order in which it appears: the card, which vouches for the rest, last."""
    shards = [shard["file"] for shard in made["shards"]]
    return [*shards, *(f"{pair}/{FINDINGS}" for pair in made["pairs"]), FAILURES, CARD_PAGE, CARD]


@contextmanager
def _workshop(making: Path) -> Iterator[None]:
    """The folder where the files are made, empty; afterwards it is gone."""
    try:
        if making.exists():
            shutil.rmtree(making)  # of a build that was stopped
        making.mkdir(parents=True)
    except OSError as error:
        raise output_error(making.parent, error) from None
    try:
        yield
    finally:
        shutil.rmtree(making, ignore_errors=True)
        with suppress(OSError):  # nothing was made, and nothing had been there
            making.parent.rmdir()


def _mark(folder: Path) -> Path:
    """A file that no other folder has, by which workers elsewhere see whether the folder is theirs, too.

    Raises:
        OutputError: the folder takes no file.
    """
    path = folder / _LANDMARK
    try:
        path.write_text(secrets.token_hex(16), encoding="ascii")
    except OSError as error:
        raise output_error(folder, error) from None
    return path


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
        pairs = [f"{pair}/{FINDINGS}" for pair in known["pairs"]]
        return [str(shard["file"]) for shard in known["shards"]] + pairs
    except (ValueError, KeyError, TypeError, OSError):
        return []
