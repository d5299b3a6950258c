"""Speed of the checks: pairs a second of one core, and what takes the time.

    python -m tests.benchmarks.bench_check FILE.jsonl… [--source-lang en] [--target-lang vi] [--shares]

Each file is a bitext in JSONL (``{"id", "source", "target"}`` a line, or ``src`` and ``tgt``). Its pairs are
measured all together, and apart by length: short ones have fewer than 60 characters of source, long ones 100
or more. Time is that of the processor, the best of ``--rounds`` runs, after one run that loads what is read
once. ``--shares`` shows which checks, and which of the readings that they share, take how much of it;
``--filter`` measures ``bitext corpus filter`` on the same pairs.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from toolkit.model import Unit
from toolkit.quality.checking import Setup, run, selected
from toolkit.quality.contract import Check, Context, Observation, Side, once
from toolkit.quality.filtering import judged

_SHORT, _LONG = 60, 100


def read(path: Path) -> list[Unit]:
    """The pairs of a file; the clean version of a spoilt pair, where there is one, is a pair too."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    pairs = []
    for row in rows:
        pairs.append((row.get("source", row.get("src")), row.get("target", row.get("tgt"))))
        if "clean_src" in row and row.get("err") != "clean":
            pairs.append((row["clean_src"], row["clean_tgt"]))
    return [Unit(str(at), source, target) for at, (source, target) in enumerate(pairs)]


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The least processor time of some runs."""
    taken = []
    for _round in range(rounds):
        gc.collect()
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


class Clock:
    """Time spent in each of several nested parts, that of inner parts taken out of the outer ones'."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._inner = [0.0]

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """A function that does the same and is timed."""

        def wrapped(*given: Any) -> Any:
            self._inner.append(0.0)
            begun = time.perf_counter()
            try:
                return work(*given)
            finally:
                whole = time.perf_counter() - begun
                self.spent[name] += whole - self._inner.pop()
                self._inner[-1] += whole

        return wrapped


def shares(units: Sequence[Unit], source: str, target: str) -> dict[str, float]:
    """Seconds of each check and of each reading that checks share; of the frame, what is left."""
    clock = Clock()
    readings = [
        (kind, name) for kind in (Side, Context) for name, v in vars(kind).items() if isinstance(v, once)
    ]
    kept = [(kind, name, vars(kind)[name]) for kind, name in readings]
    for kind, name, reading in kept:
        timed = once(clock.timed(f"({name})", reading._compute))
        timed._name = name
        setattr(kind, name, timed)
    checks = []
    for each in selected():
        if isinstance(each, Check):
            whole = _whole(each.run)
            checks.append(replace(each, run=clock.timed(each.name, whole)))
    try:
        clock.timed(
            "(frame)",
            lambda: list(run(units, Setup(tuple(checks)), source_language=source, target_language=target)),
        )()
    finally:
        for kind, name, reading in kept:
            setattr(kind, name, reading)
    return dict(clock.spent)


def _whole(check: Callable[[Unit, Context], Iterator[Observation]]) -> Callable[[Unit, Context], Any]:
    """A check that has done all its work when it returns."""
    return lambda unit, context: list(check(unit, context))


def _checked(units: Sequence[Unit], setup: Setup, languages: dict[str, str]) -> None:
    for _finding in run(units, setup, **languages):
        pass


def _filtered(units: Sequence[Unit], setup: Setup, languages: dict[str, str]) -> None:
    for _pair in judged(units, setup, **languages):
        pass


def main() -> None:
    """Read the arguments, print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--source-lang", default="en")
    parser.add_argument("--target-lang", default="vi")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--shares", action="store_true")
    parser.add_argument("--filter", action="store_true")
    options = parser.parse_args()
    units = [unit for path in options.files for unit in read(path)]
    languages = {"source_language": options.source_lang, "target_language": options.target_lang}
    setup = Setup(tuple(selected()))
    _checked(units[:200], setup, languages)
    sets = {
        "all": units,
        f"under {_SHORT} characters": [unit for unit in units if len(unit.source) < _SHORT],
        f"{_LONG} characters or more": [unit for unit in units if len(unit.source) >= _LONG],
    }
    for name, some in sets.items():
        taken = seconds(partial(_checked, some, setup, languages), options.rounds)
        line = f"checks  {name:24} {len(some):7,} pairs {len(some) / taken:8,.0f} a second"
        if options.filter:
            taken = seconds(partial(_filtered, some, setup, languages), options.rounds)
            line += f"   filter {len(some) / taken:8,.0f} a second"
        sys.stdout.write(line + "\n")
    if options.shares:
        spent = shares(units, **{"source": options.source_lang, "target": options.target_lang})
        whole = sum(spent.values())
        for name, taken in sorted(spent.items(), key=lambda item: -item[1]):
            sys.stdout.write(f"  {name:24} {taken / whole:6.1%} {1e6 * taken / len(units):8.1f} µs a pair\n")


if __name__ == "__main__":
    main()
