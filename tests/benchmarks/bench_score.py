"""Scores beside sacrebleu: the same figures, CPU time and memory, on generated text.

    python -m tests.benchmarks.bench_score speed [--segments 100000] [--samples 1000] [--theirs 4000]
    python -m tests.benchmarks.bench_score command [--segments 100000] [--samples 1000] [--metric bleu]
    python -m tests.benchmarks.bench_score equal [--cases 10000] [--first 0]

``speed``: the text is made up, with word frequencies as in running text (Zipf) and a translation that has a
quarter of its words changed and some moved. Each side runs in a process of its own, whose CPU time and peak
memory are those reported. sacrebleu is run on ``--theirs`` segments (resampling alone: on all, with a
twentieth of the samples), and its time scaled up from there. The figures of both are compared on the smaller
size.

``command``: the same text in files, scored by ``bitext score`` and by ``sacrebleu`` from beginning to end, a
confidence interval for one system or a paired bootstrap of two; nothing is scaled, nothing remembered, and
the figures of both are compared as far as sacrebleu writes them.

``equal``: random cases of :mod:`tests.quality.equality`, numbered from ``--first`` on; every figure that
differs is printed, and the exit code is 1 if there is one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any

METRICS = ("bleu", "chrf", "ter")
_LARGE = 20
"""One case in so many is of many or long lines."""


def texts(segments: int) -> tuple[list[str], list[str], list[str]]:
    """Two translations and a reference of so many segments, the same every time."""
    chance = random.Random(7)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(chance.choices(letters, k=chance.randrange(2, 9))) for _ in range(8000)]
    weights = list(accumulate(1 / (rank + 1) for rank in range(len(words))))

    def changed(line: list[str], share: float) -> list[str]:
        made = [
            chance.choices(words, cum_weights=weights)[0] if chance.random() < share else word
            for word in line
        ]
        start, length = chance.randrange(len(made)), chance.randrange(1, 5)
        run = made[start : start + length]
        rest = made[:start] + made[start + length :]
        place = chance.randrange(len(rest) + 1)
        return rest[:place] + run + rest[place:]

    reference = [
        chance.choices(words, cum_weights=weights, k=chance.randrange(8, 36)) for _ in range(segments)
    ]
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
    from toolkit.quality.recipe import recipe
    from toolkit.quality.resampling import bootstrap

    table = np.array(_statistics(metric, segments), dtype=np.float64)
    measure = FromSacrebleu(recipe(metric), 1, [table], False)
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
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.bench_score",
        "speed",
        "--one",
        task,
        str(side),
        metric,
    ]
    command += ["--segments", str(segments), "--samples", str(samples)]
    figures, memory = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return figures, memory


def speed(given: argparse.Namespace) -> None:
    """A line a task and metric."""
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


def command(given: argparse.Namespace) -> None:
    """A line a task and program: processor time of all its processes, seconds, peak memory."""
    here = Path(sys.executable).parent
    print(f"{given.segments:,} segments, {given.samples:,} samples")
    print("task\tmetrics\tprogram\tCPU s\tseconds\tMB\tfigures")
    with tempfile.TemporaryDirectory() as folder:
        for name, lines in zip(("system", "baseline", "reference"), texts(given.segments), strict=True):
            Path(folder, name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        metrics = given.metric or ("bleu", "chrf", "ter")
        mine = [part for metric in metrics for part in ("-m", metric)]
        samples = str(given.samples)
        ours = [
            str(here / "bitext"),
            "score",
            "system",
            "reference",
            *mine,
            "--no-cache",
            "--json",
            "-j",
            "1",
        ]
        theirs = [str(here / "sacrebleu"), "reference", "-m", *metrics, "-w", "10", "-i"]
        for task, own, their in (
            (
                "interval",
                ["--confidence", samples],
                ["system", "-f", "json", "--confidence", "--confidence-n", samples],
            ),
            (
                "paired bootstrap",
                ["--baseline", "baseline", "--samples", samples],
                # As text: in single precision, as chrF computes, it cannot write its figures as JSON.
                ["baseline", "system", "-f", "text", "--paired-bs", "--paired-bs-n", samples],
            ),
        ):
            if given.task and task not in given.task:
                continue
            told = []
            for program, words in (("bitext", [*ours, *own]), ("sacrebleu", [*theirs, *their])):
                if given.program and program != given.program:
                    continue
                cpu, seconds, memory, said = run(words, folder)
                told.append(_figures(said))
                cells = (f"{cell:.1f}" for cell in (cpu, seconds, memory))
                shown = " ".join(f"{float(figure):.4f}" for figure in told[-1])
                print(task, "+".join(metrics), program, *cells, shown, sep="\t", flush=True)
            if len(told) == 2:
                print("the same digits" if _same(*told) else "OTHER DIGITS", flush=True)


def run(words: list[str], folder: str) -> tuple[float, float, float, str]:
    """Processor seconds, seconds and peak MB of a program with all its processes, and what it printed.

    Ends this program, with all that the other one said, if that failed.
    """
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            words, cwd=folder, stdout=subprocess.PIPE, stderr=errors, env=os.environ | {"NO_COLOR": "1"}
        )
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            ended = f"exit status {process.returncode}"
            if process.returncode < 0:
                ended = f"ended by {signal.Signals(-process.returncode).name}, perhaps for want of memory"
            sys.exit(f"{' '.join(words)}\n{errors.read().decode(errors='replace')}{ended}")
    memory = used.ru_maxrss / 1024
    return used.ru_utime + used.ru_stime, time.perf_counter() - begun, memory, said.decode()


def _figures(said: str) -> list[str]:
    """The figures in what either program printed, as they are written.

    Of one system: score, mean and half width of the interval of each metric. Of two: of each metric the
    system's score, mean, half width and p; then the baseline's scores.
    """
    if not said.startswith(("[", "{")):
        return _table(said)
    value = json.loads(said, parse_float=str)
    if isinstance(value, dict) and "scores" in value:  # ours
        compared = value.get("comparison", ())
        found = [each for row in compared or value["scores"] for each in _ours(row)]
        return [*found, *(row["baseline"] for row in compared)]
    rows = value if isinstance(value, list) else [value]
    return [row[key] for row in rows for key in ("score", "confidence_mean", "confidence_var")]


def _ours(row: dict[str, Any]) -> list[str]:
    low, high = map(float, row["interval"])
    found = [row["score"], row.get("mean", str((low + high) / 2)), str((high - low) / 2)]
    return [*found, row["p"]] if "p" in row else found


def _table(said: str) -> list[str]:
    """The figures in sacrebleu's table of two systems."""
    grid = [line.split("│")[2:-1] for line in said.splitlines() if line.startswith("│")]
    _titles, baseline, system, p = [[re.findall(r"[0-9]+[.][0-9]+", cell) for cell in row] for row in grid]
    found = [figure for own, other in zip(system, p, strict=True) for figure in (*own, *other)]
    return [*found, *(own[0] for own in baseline)]


def _same(ours: list[str], theirs: list[str]) -> bool:
    """Whether our figures are sacrebleu's to the last decimal it writes: ten, and four of p."""
    return len(ours) == len(theirs) and all(
        abs(float(mine) - float(other)) <= 0.501 * 10.0 ** -len(other.partition(".")[2])
        for mine, other in zip(ours, theirs, strict=True)
    )


def equal(given: argparse.Namespace) -> int:
    """Compare case by case; the exit code."""
    from tests.quality.equality import case, compared, forget, tokenizers

    figures = differing = 0
    kinds: Counter[str] = Counter()
    for number in range(given.first, given.first + given.cases):
        made = case(number, small=number % _LARGE != 0)
        kinds[made.recipe.split("|")[0]] += 1
        count, told = compared(made)
        figures += count
        differing += bool(told)
        for line in told:
            print(line, flush=True)
        if (number + 1) % 500 == 0:
            forget()
            print(f"{number + 1 - given.first:,} cases, {differing:,} differ", file=sys.stderr, flush=True)
    asked = ", ".join(f"{name} {count:,}" for name, count in sorted(kinds.items()))
    print(f"{given.cases:,} cases from {given.first:,} on ({asked}); tokenizers {', '.join(tokenizers())}")
    print(f"{figures:,} figures compared with sacrebleu's; {differing:,} cases differ")
    return 1 if differing else 0


def main() -> None:
    """What the first word asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    kinds = parser.add_subparsers(dest="kind", required=True)
    for name in ("speed", "command"):
        own = kinds.add_parser(name)
        own.add_argument("--segments", type=int, default=100_000)
        own.add_argument("--samples", type=int, default=1000)
        own.add_argument("--metric", choices=METRICS, action="append")
        own.add_argument("--task", choices=[*TASKS, "interval"], action="append")
        if name == "speed":
            own.add_argument("--theirs", type=int, default=4000)
            own.add_argument("--one", nargs=3, metavar=("TASK", "SIDE", "METRIC"), help=argparse.SUPPRESS)
        else:
            own.add_argument("--program", choices=("bitext", "sacrebleu"))
    own = kinds.add_parser("equal")
    own.add_argument("--cases", type=int, default=10_000)
    own.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    if given.kind == "equal":
        sys.exit(equal(given))
    if given.kind == "command":
        command(given)
    elif given.one:
        task, side, metric = given.one
        figures = TASKS[task][int(side)](metric, given.segments, given.samples)
        print(json.dumps([figures, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
    else:
        speed(given)


if __name__ == "__main__":
    main()
