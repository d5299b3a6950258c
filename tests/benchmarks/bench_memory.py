"""The translation memory: what it finds, and how fast, with a memory that is made up for it.

    python -m tests.benchmarks.bench_memory [--units 68000] [--queries 100] [--corpus TEXT] [--keep FILE]

Texts are words of TEXT (the bundled articles if absent) in the order of chance, from one word to some
hundred, so that lengths and letters are those of sentences. Questions are texts of the memory with every
fifth word replaced. Measured:

add           units a second, and the size of the file
found         of the best matches at or above 75 % by comparing with every text, how many come first
search        time and processor time a question, the median, the 95th percentile, the longest
concordance   likewise, for words and pairs of words, with and without diacritics
first         the first question after opening the file
msgmerge      processor time a question with the same texts as a compendium, and how many it finds a fuzzy
              match for; where the program is installed and there are at most 100,000 texts
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import Indel

from toolkit.corpus import bundled
from toolkit.memory import Memory
from toolkit.model import Unit

THRESHOLD = 0.75
_COMPENDIUM = 100_000  # texts that msgmerge can be asked about in reasonable time
CHECKED = 50  # questions that are compared with every text


def words(path: Path | None, language: str) -> list[str]:
    """The running words to make texts of."""
    files = [path] if path is not None else sorted(bundled().rglob(f"*.{language}.txt"))
    return [word for file in files for word in file.read_text(encoding="utf-8").split()]


def made(pool: Sequence[str], count: int, chance: random.Random) -> Iterator[str]:
    """Made-up texts: the lengths of sentences are distributed log-normally."""
    for _ in range(count):
        yield " ".join(chance.choices(pool, k=max(1, int(chance.lognormvariate(2.6, 0.7)))))


def changed(text: str, pool: Sequence[str], chance: random.Random) -> str:
    """A text with a fifth of its words replaced."""
    parts = text.split()
    for _ in range(max(1, len(parts) // 5)):
        parts[chance.randrange(len(parts))] = chance.choice(pool)
    return " ".join(parts)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of a clock, and of processors."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - processor)


def spread(name: str, rows: Sequence[tuple[float, float]]) -> str:
    """Median, 95th percentile and maximum, in words."""
    parts = []
    for title, column in zip(("time", "processor"), zip(*rows, strict=True), strict=True):
        values = sorted(column)
        figures = values[len(values) // 2], values[int(len(values) * 0.95)], values[-1]
        parts.append(f"{title} " + " · ".join(f"{value:.1f}" for value in figures))
    return f"{name:<12}{'   '.join(parts)}  ms (median · p95 · longest)"


def msgmerge(texts: Sequence[str], questions: Sequence[str], folder: Path) -> str:
    """What GNU gettext takes for the same questions, less what it takes for none."""

    def catalog(name: str, texts: Sequence[str], translated: bool) -> str:
        head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
        done = '"x"' if translated else '""'
        entries = (
            f"\nmsgid {json.dumps(text, ensure_ascii=False)}\nmsgstr {done}\n"
            for text in dict.fromkeys(texts)
        )
        (folder / name).write_text(head + "".join(entries), encoding="utf-8")
        return name

    known, none = catalog("known.po", texts, True), catalog("none.po", (), True)
    spent = []
    for asked in (questions, ()):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        template = catalog("asked.pot", asked, False)
        command = ["msgmerge", "--quiet", "--compendium", known, none, template, "-o", f"{len(asked)}.po"]
        subprocess.run(command, cwd=folder, check=True)
        spent.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
    found = (folder / f"{len(questions)}.po").read_text(encoding="utf-8").count("\n#, fuzzy\nmsgid ")
    each = 1000 * (spent[0] - spent[1]) / len(questions)
    return f"msgmerge    processor {each:.1f} ms a question, {found} of {len(questions)} with a fuzzy match"


def measure(file: Path, units: int, queries: int, corpus: Path | None) -> None:
    """Make a memory and ask it."""
    chance = random.Random(1)
    pool, target = words(corpus, "en"), words(None, "vi")
    texts = list(made(pool, units, chance))
    translations = made(target, units, chance)
    rows = zip(texts, translations, strict=True)
    started = time.perf_counter()
    with Memory.open(file, create=True) as memory:
        memory.add((Unit(str(n), *pair) for n, pair in enumerate(rows)), "en", "vi", origin="made up")
    rate = units / (time.perf_counter() - started)
    print(f"add         {rate:,.0f} units a second, {file.stat().st_size / units:,.0f} bytes a unit")

    questions = [changed(chance.choice(texts), pool, chance) for _ in range(queries)]
    with Memory.open(file) as memory:
        first = timed(lambda: memory.search(questions[0], "en", "vi"))
        searches = [timed(lambda text=text: memory.search(text, "en", "vi")) for text in questions]  # type: ignore[misc]
        best = right = 0
        for question in questions[:CHECKED]:
            nearest = process.extractOne(
                question, texts, scorer=Indel.normalized_similarity, score_cutoff=THRESHOLD
            )
            if nearest is not None:
                best += 1
                found = memory.search(question, "en", "vi", limit=1)
                right += bool(found) and max(found[0].similarity, found[0].percent / 100) >= nearest[1] - 1e-9
        asked = []
        for number in range(queries):
            side = pool if number % 2 else target
            at = chance.randrange(len(side) - 2)
            phrase = " ".join(side[at : at + 1 + number % 3 // 2])
            if any(letter.isalnum() for letter in phrase):
                sensitive = number % 4 < 2
                asked.append(
                    timed(lambda p=phrase, s=sensitive: memory.concordance(p, sensitive=s))  # type: ignore[misc]
                )
    print(f"found       {right} of {best} best matches")
    print(spread("search", searches))
    print(spread("concordance", asked))
    print(f"first       {first[0]:.1f} ms, processor {first[1]:.1f} ms")
    if shutil.which("msgmerge") and units <= _COMPENDIUM:
        with tempfile.TemporaryDirectory() as folder:
            print(msgmerge(texts, questions, Path(folder)))


def main() -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--units", type=int, default=68_000)
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--keep", type=Path, help="make the memory here and leave it")
    options = parser.parse_args()
    if options.keep is not None:
        measure(options.keep, options.units, options.queries, options.corpus)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder) / "made-up.tm", options.units, options.queries, options.corpus)


if __name__ == "__main__":
    main()
