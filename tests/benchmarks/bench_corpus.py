"""Corpora: speed, shares of the stages, memory, kills, near duplicates, pairing of documents.

Run ``python -m tests.benchmarks.bench_corpus COMMAND``:

``build [--documents 2000] [--length 12]``  one process against two, and where time goes
``kills [--documents 200] [--kills 20]``  builds killed (SIGKILL) at random points, against an undisturbed one
``near [--units 20000]``           recall and precision on seeded near duplicates
``memory [--units 10000,100000] [--longest 30]``  peak memory and speed of build, filter, dedup, split, sample
``ray [--documents 20000]``        Ray on this machine against the process pool; run it with Ray's Python
``scale [--documents 400]``        what a corpus costs, measured by stage, and on N nodes by a model of it
``pair FOLDER``                    documents ``x.en.*`` and ``x.vi.*`` shuffled under other names, F1
``pair [--documents 10000]``       made-up ones, with processor time and memory
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import cast

from tests.corpus.generated import corpus
from toolkit.model import Unit


def say(line: str) -> None:
    """One line of the result."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def build(documents: int, length: int) -> None:
    """Wall time with one process and with two; share of each stage; units a second of one core."""
    from toolkit.corpus import load
    from toolkit.corpus.building import ProcessPool, Recipe
    from toolkit.corpus.building import build as make

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        loaded = load(corpus(folder / "made", documents, length))
        elapsed: dict[int, float] = {}
        for jobs in (1, 2):
            begun, spent = time.perf_counter(), _processor()
            made = make(
                [loaded],
                folder / f"out{jobs}",
                recipe=Recipe(),
                work=folder / f"work{jobs}",
                engine=ProcessPool(jobs),
            )
            elapsed[jobs] = time.perf_counter() - begun
            spent = _processor() - spent
            units = sum(pair["units"] for pair in made.card["pairs"].values())
            total = sum(made.seconds.values())
            shares = ", ".join(f"{stage} {spent / total:.0%}" for stage, spent in made.seconds.items())
            say(
                f"{jobs} processes: {documents} pairs, {units} units in {elapsed[jobs]:.1f} s "
                f"({documents / elapsed[jobs]:.1f} pairs, {units / elapsed[jobs]:.0f} units a second); "
                f"processor {spent:.1f} s, {units / spent:.0f} units a second of it; work: {shares}"
            )
        say(f"two processes against one: {elapsed[1] / elapsed[2]:.2f} times")
        begun = time.perf_counter()
        work = folder / "work2"
        again = make([loaded], folder / "out2", recipe=Recipe(), work=work, engine=ProcessPool(1))
        say(f"again, nothing changed: {time.perf_counter() - begun:.1f} s, {again.reused} as before")


def _processor() -> float:
    """Seconds of processor time of this process and those that ended below it."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def kills(documents: int, count: int) -> None:
    """Every build is killed once at a random point and then finished."""
    formats = ("jsonl", "jsonl.zst", "parquet", "tmx")
    quick = [*("--select", "number", "--method", "length", "--shard-size", "300")]
    quick += [part for name in formats for part in ("--format", name)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus(folder / "made", documents)
        command = [sys.executable, "-m", "toolkit", "corpus", "build", "made", *quick, "-j", "2"]
        settings = {
            "cwd": folder,
            "env": {**os.environ, "PYTHONPATH": str(Path.cwd())},
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
        }
        begun = time.perf_counter()
        subprocess.run([*command, "-o", "whole", "--work", "w"], check=True, **settings)  # type: ignore[call-overload]
        lasts = time.perf_counter() - begun
        whole = _content(folder / "whole")
        rng = random.Random(1)
        equal = struck = 0
        for number in range(count):
            mine = [*command, "-o", f"out{number}", "--work", f"w{number}"]
            process = subprocess.Popen(mine, **settings)  # type: ignore[call-overload]
            try:
                process.wait(rng.uniform(0.05, 1.0) * lasts)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                struck += 1
            subprocess.run(mine, check=True, **settings)  # type: ignore[call-overload]
            equal += _content(folder / f"out{number}") == whole
        say(f"killed {struck} of {count} builds of {lasts:.1f} s at random points: {equal} byte-equal")


def _content(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def seeded(count: int, longest: int = 30) -> Iterator[tuple[int, Unit]]:
    """Units of random words; to every fourth one that differs a little, far away in the file.

    Args:
        count: of units without those that differ a little.
        longest: most words of a side; the shortest have 6, or a third of that.
    """
    from tests.corpus.test_duplicates import EDITS, words

    rng = random.Random(7)
    later: list[tuple[int, Unit]] = []
    for number in range(count):
        texts = [words(rng, rng.randint(min(6, longest // 3), longest)) for _ in range(2)]
        yield number, Unit(str(number), " ".join(texts[0]), " ".join(texts[1]))
        if number % 4 == 0:
            side = rng.choice([(0,), (1,), (0, 1)])
            edit = rng.choice(EDITS)
            one, other = (" ".join(edit(rng, text) if at in side else text) for at, text in enumerate(texts))
            later.append((number, Unit(f"{number}x", one, other)))
            if len(later) > 5000:
                yield from later
                later.clear()
    yield from later


def near(count: int) -> None:
    """Recall and precision of what is dropped, and units a second."""
    from toolkit.corpus.duplicates import Likeness, find

    rows = list(seeded(count))
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        first = find((unit for _number, unit in rows), Likeness(), Path(folder)).first.tolist()
        spent = time.perf_counter() - begun
    dropped = [at for at, root in enumerate(first) if root != at]
    right = sum(rows[at][0] == rows[first[at]][0] for at in dropped)
    wanted = sum(unit.id.endswith("x") for _number, unit in rows)
    say(
        f"{len(rows)} units, {wanted} seeded: recall {right / wanted:.4f}, precision "
        f"{right / max(1, len(dropped)):.4f}, {len(rows) / spent:.0f} units a second"
    )


_MEASURED = """
import resource, sys, time
from toolkit.cli import main
begun = time.perf_counter()
try:
    main()
except SystemExit as error:
    if error.code:
        raise
mine, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
spent = sum(each.ru_utime + each.ru_stime for each in (mine, others))
said = f"{mine.ru_maxrss / 1024:.0f} MB"
if others.ru_maxrss:
    said += f" and {others.ru_maxrss / 1024:.0f} MB in the largest worker"
sys.stderr.write(f"{said}, {time.perf_counter() - begun:.1f} s, processor {spent:.1f} s\\n")
"""
_UNITS = 196
"""Sentences of a document in the corpora that memory is measured on, to which four on average are added."""


def memory(sizes: list[int], only: str, longest: int) -> None:
    """Peak resident memory of one command each; pages of files that the system keeps count too."""
    few = ("--select", "number")
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            path = folder / "units.jsonl"
            with path.open("w", encoding="utf-8") as stream:
                for number, unit in seeded(size * 4 // 5, longest):
                    row = {"id": f"d{number // 50}#{unit.id}", "source": unit.source, "target": unit.target}
                    stream.write(json.dumps(row) + "\n")
            commands: list[tuple[object, ...]] = [
                ("dedup", path, "-o", folder / "o.jsonl"),
                ("dedup", path, "-o", folder / "o.jsonl", "--level", "exact"),
                ("split", path, "-o", folder / "parts", "--dev", "500", "--test", "500"),
                ("sample", path, "-o", folder / "s.jsonl", "-n", "1000"),
                ("filter", path, "-o", folder / "f.jsonl", *few, "-s", "en", "-t", "vi"),
                (
                    *("build", folder / "made", "-o", folder / "built", "--method", "length", *few),
                    *("--format", "jsonl", "--format", "parquet", "--shard-size", "50000", "-j", "2"),
                ),
            ]
            if only in ("", "build"):
                corpus(folder / "made", max(1, size // (_UNITS + 2)), _UNITS)
            for command in commands:
                if only in ("", command[0]):
                    said = subprocess.run(
                        [sys.executable, "-c", _MEASURED, "corpus", *map(str, command)],
                        capture_output=True,
                        text=True,
                        check=True,
                    )
                    level = " exact" if "exact" in command else ""
                    say(f"{size:>9,} units, {command[0]}{level}: {said.stderr.splitlines()[-1]}")


class _Family:
    """Processor time of all processes below this one, those that have ended included (Linux)."""

    def __init__(self) -> None:
        self.seconds: dict[int, float] = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._ended.wait(0.2):
            self.look()

    def look(self) -> float:
        """Seconds so far, but for what a process spent since it was last seen."""
        parents: dict[int, int] = {}
        spent: dict[int, float] = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                facts = path.read_text().rpartition(")")[2].split()
                pid = int(path.parent.name)
                parents[pid] = int(facts[1])
                spent[pid] = (int(facts[11]) + int(facts[12])) / os.sysconf("SC_CLK_TCK")
        for pid, seconds in spent.items():
            at = pid
            while at not in (0, 1, os.getpid()):
                at = parents.get(at, 0)
            if at == os.getpid():
                self.seconds[pid] = max(self.seconds.get(pid, 0.0), seconds)
        return sum(self.seconds.values())

    def close(self) -> None:
        """Look no more."""
        self._ended.set()
        self._thread.join()


def on_ray(documents: int, length: int) -> None:
    """Wall time of the work alone, from the first result to the last, and of all of it.

    Documents are tiny and the recipe is quick, so that what an engine costs shows as much as it can.
    """
    from toolkit.corpus import load
    from toolkit.corpus.building import Engine, ProcessPool, Ray, Recipe
    from toolkit.corpus.building import build as make

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        loaded = load(corpus(folder / "made", documents, length))
        wall: dict[str, float] = {}
        processor: dict[str, float] = {}
        contents = []
        for title, engine in (("process pool", ProcessPool(2)), ("Ray", Ray("local", 2))):
            family = _Family()
            first = before = 0.0

            def progress(done: int, total: int, family: _Family = family) -> None:
                nonlocal first, before
                if done == 1:
                    first, before = time.perf_counter(), family.look()

            begun, chosen = time.perf_counter(), cast("Engine", engine)
            make(
                [loaded],
                folder / title,
                recipe=Recipe(method="length", select=("number",)),
                work=folder / f"work {title}",
                engine=chosen,
                progress=progress,
            )
            ended, after = time.perf_counter(), family.look()
            family.close()
            wall[title], processor[title] = ended - first, after - before
            contents.append(_content(folder / title))
            say(
                f"{title}: {documents} pairs in {ended - begun:.1f} s; after the first result "
                f"{wall[title]:.1f} s, processor {processor[title]:.1f} s"
            )
        same = "the same bytes" if contents[0] == contents[1] else "OTHER BYTES"
        times = [kind["Ray"] / kind["process pool"] for kind in (wall, processor)]
        say(f"Ray against the process pool: {times[0]:.2f} times as long, {times[1]:.2f} processor; {same}")


def pair(folder: Path) -> None:
    """F1 of the pairs, and of those that are said to be sure."""
    from toolkit.corpus.pairing import Candidate
    from toolkit.corpus.pairing import pair as find_pairs
    from toolkit.readers import read

    english = sorted(p for p in folder.rglob("*.en.*") if p.suffix in (".txt", ".md", ".html"))
    both = [(p, p.with_name(p.name.replace(".en.", ".vi."))) for p in english]
    both = [(one, other) for one, other in both if other.exists()]
    order = list(range(len(both)))
    random.Random(13).shuffle(order)
    sources = [Candidate(replace(read(one, "en"), name=f"a{n}")) for n, (one, _other) in enumerate(both)]
    targets = [Candidate(replace(read(both[at][1], "vi"), name=f"b{n}")) for n, at in enumerate(order)]
    for title, left, right, here in (
        ("all", sources, targets, order),
        ("a fifth without partner", sources[: len(both) * 4 // 5], targets, order),
    ):
        begun = time.perf_counter()
        found = find_pairs(left, right)
        right_ones = sum(here[each.target] == each.source for each in found)
        precision, recall = right_ones / len(found), right_ones / len(left)
        sure = [each for each in found if each.sure]
        sure_ones = sum(here[each.target] == each.source for each in sure)
        say(
            f"{title}: {len(left)} and {len(right)} documents, precision {precision:.3f}, "
            f"recall {recall:.3f}, "
            f"F1 {2 * precision * recall / (precision + recall):.3f}; sure {sure_ones} of {len(sure)}; "
            f"{time.perf_counter() - begun:.1f} s"
        )


def main() -> None:
    """Read the arguments, print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=["build", "kills", "near", "memory", "ray", "scale", "pair"])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--documents", type=int, default=0)
    parser.add_argument("--length", type=int, default=12, help="sentences in a document")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--units", default="")
    parser.add_argument("--only", default="", help="of memory: this command alone")
    parser.add_argument("--longest", type=int, default=30, help="of memory: most words of a side of a pair")
    options = parser.parse_args()
    if options.command == "build":
        build(options.documents or 2000, options.length)
    elif options.command == "kills":
        kills(options.documents or 200, options.kills)
    elif options.command == "near":
        near(int(options.units or 20_000))
    elif options.command == "memory":
        sizes = [int(size) for size in (options.units or "10000,100000").split(",")]
        memory(sizes, options.only, options.longest)
    elif options.command == "ray":
        on_ray(options.documents or 20_000, options.length if options.length != 12 else 2)
    elif options.command == "scale":
        from tests.benchmarks.corpus_scale import scale

        scale(options.documents or 400)
    elif options.folder is None:
        from tests.benchmarks.corpus_many import many

        for line in many(options.documents or 10_000):
            say(line)
    else:
        pair(options.folder)


if __name__ == "__main__":
    main()
