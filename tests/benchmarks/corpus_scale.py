"""What a corpus of any size costs on any number of cores: measured by stage here, then simulated.

Costs are seconds of processor time, so that a busy machine tells the same as an idle one. The simulation
plays a build through, block by block: documents of log-normal length, workers that take a block each, and one
process, that which was started, which hands out blocks and takes results one after the other. Shards are then
written by all workers. It is held against builds that were really made, with one worker and with two; for
that comparison alone the machine has to be idle.
"""

from __future__ import annotations

import heapq
import pickle
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.corpus.generated import corpus
from toolkit.corpus import load
from toolkit.corpus.building import ProcessPool, Recipe, build
from toolkit.corpus.building.card import Tally
from toolkit.corpus.building.engines.ray import block_size
from toolkit.corpus.building.exporting import Exporter
from toolkit.corpus.building.portions import portions
from toolkit.corpus.building.stages import Done, Pipeline
from toolkit.corpus.building.store import Store, Used
from toolkit.corpus.building.tasks import plan

HANDING = 0.020
"""Seconds the driver is busy with a block: 625 blocks of nothing take 12.4 s on Ray 2.60 and two cores."""
SPREAD = 1.0
"""Of the logarithms of the documents' lengths."""


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds of one core.

    Attributes:
        document: of each pair, whatever its length.
        unit: of each unit, from reading to selecting.
        writing: of each unit, for shards of JSONL and Parquet.
        result: of each pair, in the process that was started.
        near: of each unit, for finding near duplicates, afterwards and in one process.
    """

    document: float
    unit: float
    writing: float
    result: float
    near: float


def spent(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def measured(folder: Path, documents: int) -> Costs:
    """Costs of this machine, with the default recipe."""
    from tests.benchmarks.bench_corpus import seeded
    from toolkit.corpus.duplicates import Likeness, find

    line = Pipeline(Recipe(), folder / "work")
    seconds, pairs, units, made = [], [], [], []
    for name, count, length in (("warm", 3, 12), ("short", documents, 4), ("long", documents // 5, 60)):
        tasks, _failures = plan([load(corpus(folder / name, count, length))])
        results: list[Done] = []
        seconds.append(spent(lambda tasks=tasks, results=results: results.extend(map(line, tasks))))  # type: ignore[misc]
        pairs.append(count)
        units.append(sum(result.units for result in results))
        made.append((tasks, results))
    # Two equations: so many documents and so many units took so long.
    rows = np.array([[pairs[1], units[1]], [pairs[2], units[2]]], dtype=float)
    document, unit = np.linalg.solve(rows, np.array(seconds[1:]))

    tasks, results = made[2]
    exporter = Exporter(Store(folder / "work"), folder / "shards", ("jsonl", "parquet"))
    keys = [(line.key(task), result.units) for task, result in zip(tasks, results, strict=True)]
    (portion,) = portions(("vi", "en"), keys, 10**9)
    exporter(portion)  # what is loaded once is no cost of a unit
    writing = spent(lambda: exporter(portion)) / units[2]

    tally, used = Tally(), Used()
    sent = [pickle.dumps(result) for result in results]

    def take() -> None:
        for task, data in zip(tasks, sent, strict=True):
            result: Done = pickle.loads(data)
            used.add(result.keys)
            tally.add(task, result)
            line.key(task)

    result = spent(take) / len(results)
    rows_near = [each for _number, each in seeded(8000)]
    with tempfile.TemporaryDirectory() as place:
        near = spent(lambda: find(rows_near, Likeness(), Path(place))) / len(rows_near)
    return Costs(max(float(document), 0.0), float(unit), writing, result, near)


def simulated(costs: Costs, pairs: int, length: float, workers: int, shard: int, block: int) -> float:
    """Seconds from the first document to the last shard.

    Args:
        costs: of one core.
        pairs: of documents.
        length: units of a document, on average.
        workers: cores that work.
        shard: units in a shard.
        block: documents handed out at once.
    """
    rng = np.random.default_rng(5)
    free = [0.0] * workers
    driver = total = 0.0
    for first in range(0, pairs, block):
        count = min(block, pairs - first)
        units = float(rng.lognormal(np.log(length) - SPREAD**2 / 2, SPREAD, count).sum())
        total += units
        # A worker that is free gets a block as soon as the driver has time to give it one.
        driver = max(driver, free[0]) + HANDING * (block > 1) + costs.result * count
        heapq.heapreplace(free, max(driver, free[0]) + count * costs.document + units * costs.unit)
    mapped = max(free)
    shards = -(-int(total) // shard)
    rounds = -(-shards // workers)
    return mapped + rounds * min(shard, total) * costs.writing


def scale(documents: int) -> None:
    """Print the costs, the simulation beside what was measured, and a table for larger corpora."""
    from tests.benchmarks.bench_corpus import say

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        costs = measured(folder, documents)
        say(
            f"one core: {1000 * costs.document:.1f} ms a document pair, {1000 * costs.unit:.2f} ms a unit; "
            f"shards {1e6 * costs.writing:.0f} µs a unit; the driver {1e6 * costs.result:.0f} µs a pair; "
            f"near duplicates {1e6 * costs.near:.0f} µs a unit"
        )
        loaded = load(corpus(folder / "made", documents, 20))
        for jobs in (1, 2):
            begun = 0.0

            def progress(done: int, total: int) -> None:
                nonlocal begun
                begun = begun or time.perf_counter()

            made = build(
                [loaded],
                folder / f"out{jobs}",
                recipe=Recipe(formats=("jsonl", "parquet")),
                work=folder / f"work{jobs}",
                engine=ProcessPool(jobs),
                progress=progress,
            )
            took = time.perf_counter() - begun
            length = made.run()["units"] / documents
            expected = simulated(costs, documents, length, jobs, 100_000, block=1)
            say(f"{jobs} workers: {documents} pairs took {took:.1f} s, simulated {expected:.1f} s")
    say("\n100 million units in documents of 20, shards of 100,000, nodes of 16 cores:")
    say("nodes   hours  core-hours  of it idle   near duplicates afterwards, on one")
    units, length = 100_000_000, 20
    for nodes in (1, 2, 4, 8, 16, 32, 64):
        seconds = simulated(
            costs, units // length, length, 16 * nodes, 100_000, block_size(units // length, 16 * nodes)
        )
        cores = seconds * 16 * nodes / 3600
        work = units * (costs.document / length + costs.unit + costs.writing) / 3600
        say(
            f"{nodes:>5} {seconds / 3600:>7.1f} {cores:>11,.0f} {1 - work / cores:>11.0%} "
            f"{units * costs.near / 3600:>12.1f} hours"
        )
