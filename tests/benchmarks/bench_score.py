"""Scores beside sacrebleu: the same figures, CPU time and memory, on generated text.

    python -m tests.benchmarks.bench_score [--segments 100000] [--samples 1000] [--theirs 4000]

The text is made up, with word frequencies as in running text (Zipf) and a translation that has a quarter of
its words changed and some moved. Each side runs in a process of its own, whose CPU time and peak memory
are those reported. sacrebleu is run on ``--theirs`` segments (resampling alone: on all, with a twentieth of
the samples), and its time scaled up from there. The figures of both are compared on the smaller size.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

METRICS = ("bleu", "chrf", "ter")


def texts(segments: int) -> tuple[list[str], list[str], list[str]]:
    """Two translations and a reference of so many segments, the same every time."""
    chance = random.Random(7)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(chance.choices(letters, k=chance.randrange(2, 9))) for _ in range(8000)]
    weights = [1 / (rank + 1) for rank in range(len(words))]

    def changed(line: list[str], share: float) -> list[str]:
        made = [chance.choices(words, weights)[0] if chance.random() < share else word for word in line]
        start, length = chance.randrange(len(made)), chance.randrange(1, 5)
        run = made[start : start + length]
        rest = made[:start] + made[start + length :]
        place = chance.randrange(len(rest) + 1)
        return rest[:place] + run + rest[place:]

    reference = [chance.choices(words, weights, k=chance.randrange(8, 36)) for _ in range(segments)]
    system = [changed(line, 0.25) for line in reference]
    baseline = [changed(line, 0.3) for line in reference]
    first, second, third = ([" ".join(line) + "." for line in side] for side in (system, baseline, reference))
    return first, second, third


def our_interval(metric: str, segments: int, samples: int) -> list[float]:
    """A score with its interval."""
    from toolkit.quality import score

    system, _baseline, reference = texts(segments)
    begun = time.process_time()
    (made,) = score(system, [reference], (metric,), confidence=samples)
    assert made.interval is not None
    return [time.process_time() - begun, made.value, *made.interval]


def their_interval(metric: str, segments: int, samples: int) -> list[float]:
    """The same by sacrebleu."""
    system, _baseline, reference = texts(segments)
    begun = time.process_time()
    made = _theirs(metric).corpus_score(system, [reference], n_bootstrap=samples)
    mean, half = float(made._mean), float(made._ci)
    return [time.process_time() - begun, made.score, mean - half, mean + half]


def our_test(metric: str, segments: int, samples: int) -> list[float]:
    """Two systems, paired bootstrap."""
    from toolkit.quality import compare

    system, baseline, reference = texts(segments)
    begun = time.process_time()
    (made,) = compare(system, baseline, [reference], (metric,), samples=samples)
    return [time.process_time() - begun, made.value, made.baseline, made.p]


def their_test(metric: str, segments: int, samples: int) -> list[float]:
    """The same by sacrebleu."""
    from sacrebleu.significance import PairedTest

    system, baseline, reference = texts(segments)
    begun = time.process_time()
    named: Any = [("baseline", baseline), ("system", system)]
    _, table = PairedTest(named, {metric: _theirs(metric)}, [reference], "bs", n_samples=samples)()
    columns: dict[str, Any] = dict(table)
    first, second = next(cells for title, cells in columns.items() if title != "System")
    return [time.process_time() - begun, second.score, first.score, second.p_value]


def our_resampling(metric: str, segments: int, samples: int) -> list[float]:
    """The samples alone, statistics at hand."""
    import numpy as np

    from toolkit.quality.measure import FromSacrebleu
    from toolkit.quality.resampling import bootstrap

    table = np.array(_statistics(metric, segments), dtype=np.float64)
    measure = FromSacrebleu(metric, "13a", 1, [table], False)
    begun = time.process_time()
    (sums,) = bootstrap([table], samples, np.random.default_rng(12345))
    scores = measure.sampled(sums)
    return [time.process_time() - begun, float(scores[0]), float(scores[-1])]


def their_resampling(metric: str, segments: int, samples: int) -> list[float]:
    """The same by sacrebleu."""
    from sacrebleu.significance import _bootstrap_resample

    table = _statistics(metric, segments)
    begun = time.process_time()
    _, scores = _bootstrap_resample(table, _theirs(metric), samples)
    return [time.process_time() - begun, float(scores[0].score), float(scores[-1].score)]


def _statistics(metric: str, segments: int) -> list[list[float]]:
    """Statistics of so many segments: those of fewer over and over, since only their number matters here."""
    system, _baseline, reference = texts(min(segments, 400))
    rows: list[list[float]] = _theirs(metric)._extract_corpus_statistics(system, [reference])
    return (rows * (segments // len(rows) + 1))[:segments]


def _theirs(metric: str) -> Any:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    makers: dict[str, Callable[[], Any]] = {"bleu": lambda: BLEU(force=True), "chrf": CHRF, "ter": TER}
    return makers[metric]()


TASKS: dict[str, tuple[Callable[..., list[float]], Callable[..., list[float]]]] = {
    "resampling alone": (our_resampling, their_resampling),
    "score and interval": (our_interval, their_interval),
    "paired bootstrap": (our_test, their_test),
}


def measured(task: str, side: int, metric: str, segments: int, samples: int) -> tuple[list[float], float]:
    """CPU seconds and figures, and the peak memory in MB, of one run in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_score", "--one", task, str(side), metric]
    command += ["--segments", str(segments), "--samples", str(samples)]
    figures, memory = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return figures, memory


def main() -> None:
    """Print a line a task and metric."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--segments", type=int, default=100_000)
    parser.add_argument("--samples", type=int, default=1000)
    parser.add_argument("--theirs", type=int, default=4000)
    parser.add_argument("--metric", choices=METRICS, action="append")
    parser.add_argument("--task", choices=TASKS, action="append")
    parser.add_argument("--one", nargs=3, metavar=("TASK", "SIDE", "METRIC"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        task, side, metric = given.one
        figures = TASKS[task][int(side)](metric, given.segments, given.samples)
        print(json.dumps([figures, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
        return
    print(f"{given.segments:,} segments, {given.samples:,} samples; sacrebleu scaled from {given.theirs:,}")
    print("task\tmetric\tours s\tours MB\tsacrebleu s\ttimes\tsame digits")
    for task in given.task or TASKS:
        for metric in given.metric or METRICS:
            (ours, *_), memory = measured(task, 0, metric, given.segments, given.samples)
            # All that sacrebleu does is linear in segments and samples; gathering from a table that outgrows
            # the processor's cache is worse than that, so where there is nothing else all of it is there.
            alone = task == "resampling alone"
            size = (given.segments, given.samples // 20) if alone else (given.theirs, given.samples)
            (_, *mine), _ = measured(task, 0, metric, *size)
            (theirs, *their), _ = measured(task, 1, metric, *size)
            scaled = theirs * given.segments / size[0] * given.samples / size[1]
            cells = (f"{ours:.1f}", f"{memory:.0f}", f"{scaled:.0f}", f"{scaled / ours:.1f}", mine == their)
            print(task, metric, *cells, sep="\t", flush=True)


if __name__ == "__main__":
    main()
