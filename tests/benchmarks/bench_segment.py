"""Sentence segmenters side by side: boundaries found, and speed in one run on one core.

    python -m tests.benchmarks.bench_segment FOLDER

FOLDER holds ``LANG-NAME.raw.txt`` (a paragraph a line, a blank line between documents) and
``LANG-NAME.gold.txt`` (a segment a line). A boundary is the number of visible characters before it; those at
the ends of paragraphs do not count. Peers are measured as far as they are installed: sentence-splitter
(Moses' rules), pysbd, sentencex, underthesea, PyICU.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import toolkit
from toolkit.model import Document

Cut = Callable[[str, str], list[str]]
"""From a text and its language to its segments."""


def ours(text: str, language: str) -> list[str]:
    """This toolkit."""
    return toolkit.segment(Document(text, language)).strings()


def _by_line(cut: Callable[[str], Iterable[str]], text: str) -> list[str]:
    return [piece for line in text.split("\n") if line.strip() for piece in cut(line)]


def _moses(module: Any) -> Cut:
    made: dict[str, Any] = {}

    def cut(text: str, language: str) -> list[str]:
        # It has no Vietnamese; English rules serve it best.
        splitter = made.setdefault(language, module.SentenceSplitter("en"))
        return _by_line(splitter.split, text)

    return cut


def _pysbd(module: Any) -> Cut:
    return lambda text, language: _by_line(module.Segmenter(language="en", clean=False).segment, text)


def _sentencex(module: Any) -> Cut:
    return lambda text, language: _by_line(lambda line: module.segment(language, line), text)


def _underthesea(module: Any) -> Cut:
    return lambda text, language: _by_line(module.sent_tokenize, text)


def _icu(module: Any) -> Cut:
    def cut(text: str, language: str) -> list[str]:
        breaks = module.BreakIterator.createSentenceInstance(module.Locale(language))

        def pieces(line: str) -> list[str]:
            # Offsets are in UTF-16 units; all texts here are in the basic plane.
            breaks.setText(line)
            ends = [0, *breaks]
            return [line[a:b] for a, b in pairwise(ends)]

        return _by_line(pieces, text)

    return cut


PEERS: dict[str, Callable[[Any], Cut]] = {
    "sentence_splitter": _moses,
    "pysbd": _pysbd,
    "sentencex": _sentencex,
    "underthesea": _underthesea,
    "icu": _icu,
}


def ends(pieces: Iterable[str]) -> set[int]:
    """The boundaries after each piece."""
    at, found = 0, set()
    for piece in pieces:
        at += len("".join(piece.split()))
        found.add(at)
    return found - {0}


def f1(found: set[int], gold: set[int]) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * len(found & gold) / (len(found) + len(gold)) if found or gold else 1.0


def main(folder: Path) -> None:
    """Print a table: a row a segmenter, a column a set, F1 in percent; then the speed."""
    cuts: dict[str, Cut] = {"bitext": ours}
    for name, make in PEERS.items():
        try:
            cuts[name] = make(importlib.import_module(name))
        except ImportError:
            print(f"{name} is not installed", file=sys.stderr)
    sets = sorted(folder.glob("*.raw.txt"))
    names = [path.name.removesuffix(".raw.txt") for path in sets]
    print("".join(f"{title:>13}" for title in ("", *names, "kB/s")))
    for name, cut in cuts.items():
        row, size, seconds = [], 0, 0.0
        for path, title in zip(sets, names, strict=True):
            text = path.read_text(encoding="utf-8")
            gold = ends((folder / f"{title}.gold.txt").read_text(encoding="utf-8").splitlines())
            inside = ends(text.split("\n"))
            cut(text[:1000], title[:2])
            start = time.perf_counter()
            pieces = cut(text, title[:2])
            seconds += time.perf_counter() - start
            size += len(text)
            row.append(f1(ends(pieces) - inside, gold - inside))
        figures = "".join(f"{100 * value:13.1f}" for value in row)
        print(f"{name:>13}{figures}{size / 1000 / seconds:13.0f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
