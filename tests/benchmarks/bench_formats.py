"""Exchange formats: speed against the least that can be done, memory whatever the size, what comes back.

    python -m tests.benchmarks.bench_formats [--units 200000] [--sizes 10000,100000,1000000] [--corpus TEXT]

Units are made up of words of TEXT (the bundled articles if absent) in the order of chance, with the lengths
of sentences; every fourth has a pair of inline codes on one side. Measured:

read          processor time of reading TMX, against expat with handlers that do nothing: texts alone, and all
              that ``convert`` carries; also where lines end with CRLF, and with a third language
write         processor time of writing TMX and JSONL, against one f-string a unit, escaped and encoded
convert       TMX -> JSONL -> TMX by the command, for each size: peak memory, units a second, and whether the
              file that comes back is the one it was
validate      peak memory and units a second of ``bitext validate`` for TMX, XLIFF 2.0 and XLIFF 1.2

Times are those of the quickest of several runs.
"""

from __future__ import annotations

import argparse
import io
import itertools
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import escape

from toolkit.corpus import bundled
from toolkit.details import Code, CodeKind
from toolkit.formats import FORMATS, Context, opened, save
from toolkit.model import Unit, Units

RUNS = 5
BATCH = 1000


def words(path: Path | None, language: str) -> list[str]:
    """The running words to make texts of."""
    files = [path] if path is not None else sorted(bundled().rglob(f"*.{language}.txt"))
    return [word for file in files for word in file.read_text(encoding="utf-8").split()]


def made(count: int, corpus: Path | None) -> Iterator[Unit]:
    """Made-up units: the lengths of sentences are distributed log-normally."""
    chance = random.Random(1)
    source, target = words(corpus, "en"), words(None, "vi")
    for number in range(1, count + 1):
        size = max(1, int(chance.lognormvariate(2.6, 0.7)))
        text, other = " ".join(chance.choices(source, k=size)), " ".join(chance.choices(target, k=size + 3))
        codes: tuple[Code, ...] = ()
        if number % 4 == 0:
            codes = (
                Code(0, CodeKind.OPEN, "tmx:bpt", "1", "<b>", (("i", "1"),)),
                Code(len(text) // 2, CodeKind.CLOSE, "tmx:ept", "1", "</b>", (("i", "1"),)),
            )
        yield Unit(str(number), text, other, "1-1", round(chance.random(), 2), source_codes=codes)


def make(path: Path, count: int, corpus: Path | None, **context: str) -> None:
    """A file of made-up units."""
    save(Units(made(count, corpus), "en", "vi"), path, context=Context(**context))  # type: ignore[arg-type]


def least(work: Callable[[], object], runs: int = RUNS) -> float:
    """Processor seconds of the quickest run."""
    times = []
    for _ in range(runs):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def bare(path: Path) -> None:
    """Expat with handlers that do nothing."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: None
    parser.EndElementHandler = lambda name: None
    parser.CharacterDataHandler = lambda text: None
    with path.open("rb") as stream:
        while piece := stream.read(1 << 16):
            parser.Parse(piece, False)
    parser.Parse(b"", True)


def run_through(path: Path, whole: bool) -> None:
    """Read all units and let them go."""
    with opened(path, context=Context(whole=whole)) as units:
        for _unit in units:
            pass


def reading(folder: Path, file: Path) -> None:
    """What reading costs."""
    text = file.read_text(encoding="utf-8")
    crlf, three = folder / "crlf.tmx", folder / "three.tmx"
    crlf.write_bytes(text.replace("\n", "\r\n").encode("utf-8"))
    three.write_text(
        text.replace("</tu>", '  <tuv xml:lang="fr"><seg>Une troisième langue.</seg></tuv>\n</tu>'),
        encoding="utf-8",
    )
    for name, path in (("LF", file), ("CRLF", crlf), ("three languages", three)):
        least_of_all = least(partial(bare, path))
        texts = least(partial(run_through, path, False)) / least_of_all
        whole = least(partial(run_through, path, True)) / least_of_all
        print(f"read      {name:<16} texts {texts:.2f} · with all there is {whole:.2f} × bare expat")


def writing(file: Path) -> None:
    """What writing costs, unit by unit in batches that stay in the processor's cache."""
    for title, whole in (("texts", False), ("with all there is", True)):
        spent = {"plain": 0.0, "tmx": 0.0, "jsonl": 0.0}
        with opened(file, context=Context(whole=whole)) as units, Path(os.devnull).open("wb") as sink:
            rows = iter(units)
            while batch := tuple(itertools.islice(rows, BATCH)):
                part = replace(units, units=batch)
                spent["plain"] += least(partial(plainly, batch, sink), 3)
                for name in ("tmx", "jsonl"):
                    write = FORMATS[name].write
                    assert write is not None
                    spent[name] += least(partial(write, part, sink, Context()), 3)
        ratios = " · ".join(f"{name} {spent[name] / spent['plain']:.2f}" for name in ("tmx", "jsonl"))
        print(f"write     {title:<16} {ratios} × plain string writing")


def plainly(units: Iterable[Unit], stream: io.BufferedIOBase) -> None:
    """The same units by one f-string each."""
    for unit in units:
        stream.write(
            f'<tu tuid="{unit.id}" creationdate="20260101T000000Z">'
            f'<prop type="x-confidence">{unit.confidence}</prop><prop type="x-bead">{unit.bead}</prop>\n'
            f'  <tuv xml:lang="en"><seg>{escape(unit.source)}</seg></tuv>\n'
            f'  <tuv xml:lang="vi"><seg>{escape(unit.target)}</seg></tuv>\n</tu>\n'.encode()
        )


def command(*arguments: str) -> tuple[float, float]:
    """Run ``bitext``; megabytes at the peak (Linux alone tells those of one program), and seconds."""
    code = (
        "import sys; from toolkit.cli.app import run; status = run(sys.argv[1:]);"
        "print([line for line in open('/proc/self/status') if 'VmHWM' in line][0], file=sys.stderr);"
        "sys.exit(status)"
    )
    started = time.perf_counter()
    run = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return int(run.stderr.split()[-2]) / 1024, time.perf_counter() - started


def converting(folder: Path, size: int, corpus: Path | None) -> None:
    """There and back by the command."""
    file, lines, back = (folder / name for name in ("made.tmx", "made.jsonl", "back.tmx"))
    make(file, size, corpus)
    there, first = command("convert", str(file), str(lines))
    home, second = command("convert", str(lines), str(back))
    same = file.read_bytes() == back.read_bytes()
    print(
        f"convert   {size:>9,} units  TMX → JSONL {there:.0f} MB, {size / first:,.0f} a second"
        f" · JSONL → TMX {home:.0f} MB, {size / second:,.0f} a second · {'equal' if same else 'NOT EQUAL'}"
    )
    for path in (lines, back):
        path.unlink()


def validating(folder: Path, size: int, corpus: Path | None) -> None:
    """The validators."""
    for name in ("made.tmx", "made.xlf", "made.xlf1"):
        path = folder / name
        make(path, size, corpus)
        peak, seconds = command("validate", str(path))
        print(
            f"validate  {size:>9,} units  {path.suffix[1:]:<5} {peak:.0f} MB, {size / seconds:,.0f} a second"
        )
        path.unlink()


def main() -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--units", type=int, default=200_000)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--corpus", type=Path)
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",") if size]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.units:
            file = folder / "timed.tmx"
            make(file, options.units, options.corpus)
            reading(folder, file)
            writing(file)
            for path in folder.iterdir():
                path.unlink()
        for size in sizes:
            converting(folder, size, options.corpus)
        for size in sizes:
            validating(folder, size, options.corpus)


if __name__ == "__main__":
    main()
