"""Sentence aligners side by side: strict F1 per language pair, and speed in one run.

    python -m tests.benchmarks.bench_align FOLDER [--ablation] [--embedding]

FOLDER holds ``NAME.src`` and ``NAME.tgt`` (a segment a line) with ``NAME.gold`` (beads); NAME begins with the
two languages. The methods of this toolkit are measured, galechurch (Gale and Church's lengths, from PyPI)
where it is installed, and hunalign (with -realign and no dictionary) where it is on the path. A last table
says how well the confidence of a bead tells whether it is right. ``--ablation`` leaves out one kind of
evidence at a time instead; ``--embedding`` measures that method as well.
"""

from __future__ import annotations

import importlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import toolkit
from toolkit.align import Evidence, Options
from toolkit.formats.beads import read_beads
from toolkit.model import Bead, Document

Align = Callable[[Document, Document], list[Bead]]


def ours(method: str, *without: Evidence) -> Align:
    """One method of this toolkit, without some kinds of evidence."""
    options = Options(evidence=frozenset(Evidence) - set(without))
    return lambda source, target: list(toolkit.align(source, target, method=method, options=options).beads)


def hunalign(source: Document, target: Document) -> list[Bead]:
    """The program hunalign, run on files of its own."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("empty.dic", "source", "target")]
        paths[0].touch()
        for path, document in zip(paths[1:], (source, target), strict=True):
            path.write_text("".join(line + "\n" for line in document.strings()), encoding="utf-8")
        made = subprocess.run(
            ["hunalign", "-realign", *map(str, paths)], cwd=folder, capture_output=True, check=True
        )
    rungs = [tuple(map(int, line.split("\t")[:2])) for line in made.stdout.decode().splitlines()]
    return [
        Bead(tuple(range(i, min(k, len(source)))), tuple(range(j, min(m, len(target)))))
        for (i, j), (k, m) in pairwise(rungs)
        if k > i or m > j
    ]


def galechurch(module: Any) -> Align:
    """The Gale–Church aligner of the package galechurch."""

    def align(source: Document, target: Document) -> list[Bead]:
        found = module.align(source.strings(), target.strings()).beads
        return [
            Bead(tuple(range(b.source_start, b.source_end)), tuple(range(b.target_start, b.target_end)))
            for b in found
        ]

    return align


def languages(name: str) -> tuple[str, str]:
    """The two languages that a name begins with."""
    letters = pair(name).split(" ")[0].replace("-", "")
    return letters[:2], letters[2:]


def pair(name: str) -> str:
    """``envi-react1`` is of the pair ``envi``, noisy sets apart."""
    found = re.match(r"(?:ntrex-)?(\w\w-?\w\w)", name)
    return (found[1] if found else name) + (" noisy" if "noisy" in name else "")


def peers() -> dict[str, Align]:
    """What else is installed."""
    found: dict[str, Align] = {}
    try:
        found["galechurch"] = galechurch(importlib.import_module("galechurch"))
    except ImportError:
        print("galechurch is not installed", file=sys.stderr)
    if shutil.which("hunalign"):
        found["hunalign"] = hunalign
    else:
        print("hunalign is not installed", file=sys.stderr)
    return found


def main(folder: Path, *, ablation: bool = False, embedding: bool = False) -> None:
    """Print the tables."""
    aligners: dict[str, Align] = {"lexical": ours("lexical")}
    if ablation:
        aligners |= {f"-{kind}"[:11]: ours("lexical", kind) for kind in Evidence}
    else:
        aligners |= {"length": ours("length"), **peers()}
    if embedding:
        aligners["embedding"] = ours("embedding")
    names = sorted(path.stem for path in folder.glob("*.gold"))
    judged: list[tuple[float, bool]] = []
    results: dict[str, dict[str, float]] = defaultdict(dict)
    for title, align in aligners.items():
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        seconds = 0.0
        for name in names:
            source, target = (
                toolkit.read(folder / f"{name}{ending}", code, lines=True)
                for ending, code in zip((".src", ".tgt"), languages(name), strict=True)
            )
            gold = read_beads(folder / f"{name}.gold")
            start = time.perf_counter()
            beads = align(source, target)
            seconds += time.perf_counter() - start
            strict = toolkit.evaluate(beads, gold).strict
            figures = strict.hits_precision, strict.total_precision, strict.hits_recall, strict.total_recall
            counts[pair(name)] = [a + b for a, b in zip(counts[pair(name)], figures, strict=True)]
            if title == "lexical":
                right = {(bead.source, bead.target) for bead in gold}
                judged += [(b.confidence or 0.0, (b.source, b.target) in right) for b in beads]
        for group, (hits, total, found, wanted) in counts.items():
            precision, recall = hits / total, found / wanted
            results[group][title] = 2 * precision * recall / (precision + recall)
        results["seconds"][title] = seconds
    print(f"{'':12}" + "".join(f"{title:>12}" for title in aligners))
    for group, row in results.items():
        print(f"{group:12}" + "".join(f"{row[title]:12.3f}" for title in aligners))
    reliability(judged)


def reliability(judged: list[tuple[float, bool]]) -> None:
    """Of the beads in each band of confidence, how many are right; and the area under the ROC curve."""
    print("\nconfidence       beads   right")
    for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 0.99), (0.99, 1.01)):
        band = [right for confidence, right in judged if low <= confidence < high]
        if band:
            print(f"{low:.2f} – {min(high, 1):.2f}  {len(band):8} {sum(band) / len(band):7.3f}")
    ranked = sorted(judged)
    wrong_below, pairs, wrong = 0, 0, 0
    for _, right in ranked:
        pairs += wrong if right else 0
        wrong += not right
    wrong_below = wrong * (len(ranked) - wrong)
    print(f"area under the ROC curve {pairs / wrong_below:.3f}" if wrong_below else "no bead is wrong")


if __name__ == "__main__":
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    main(Path(folders[0]), ablation="--ablation" in sys.argv, embedding="--embedding" in sys.argv)
