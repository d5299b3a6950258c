"""Sentence aligners side by side: strict F1 per language pair, and speed in one run.

    python -m tests.benchmarks.bench_align FOLDER

FOLDER holds ``NAME.src`` and ``NAME.tgt`` (a segment a line) with ``NAME.gold`` (beads); NAME begins with the
two languages. The methods of this toolkit are measured, and galechurch (Gale
and Church's lengths, from PyPI) where it is installed. A last table says how well the confidence of a bead
tells whether it is right.
"""

from __future__ import annotations

import importlib
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import toolkit
from toolkit.formats.beads import read_beads
from toolkit.model import Bead, Document

Align = Callable[[Document, Document], list[Bead]]


def ours(method: str) -> Align:
    """One method of this toolkit."""
    return lambda source, target: list(toolkit.align(source, target, method=method).beads)


def galechurch(module: Any) -> Align:
    """The Gale–Church aligner of the package galechurch."""

    def align(source: Document, target: Document) -> list[Bead]:
        found = module.align(source.strings(), target.strings()).beads
        return [
            Bead(tuple(range(b.source_start, b.source_end)), tuple(range(b.target_start, b.target_end)))
            for b in found
        ]

    return align


def pair(name: str) -> str:
    """``envi-react1`` is of the pair ``envi``, noisy sets apart."""
    found = re.match(r"(?:ntrex-)?(\w\w-?\w\w)", name)
    return (found[1] if found else name) + (" noisy" if "noisy" in name else "")


def main(folder: Path) -> None:
    """Print the tables."""
    aligners: dict[str, Align] = {"lexical": ours("lexical"), "length": ours("length")}
    try:
        aligners["galechurch"] = galechurch(importlib.import_module("galechurch"))
    except ImportError:
        print("galechurch is not installed", file=sys.stderr)
    names = sorted(path.stem for path in folder.glob("*.gold"))
    judged: list[tuple[float, bool]] = []
    results: dict[str, dict[str, float]] = defaultdict(dict)
    for title, align in aligners.items():
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        seconds = 0.0
        for name in names:
            source, target = (toolkit.read(folder / f"{name}{s}", lines=True) for s in (".src", ".tgt"))
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
    main(Path(sys.argv[1]))
