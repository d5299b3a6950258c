"""Accuracy and speed of language identification.

Run ``python -m tests.benchmarks.bench_identify FILE.jsonl [--expected en,vi]``. The file has one case a line:
``{"set": "ui", "lang": "vi", "text": "…"}``; each set and language has its own row. langdetect (as shipped,
with a fixed seed) stands beside ours for comparison where ``--langdetect`` is given.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from toolkit.languages import identify

Cases = list[tuple[str, str, str]]


def read(path: Path) -> Cases:
    """(set, language, text) of every line."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [(row["set"], row["lang"], row["text"]) for row in rows]


def judge(cases: Cases, guess: Callable[[str], str]) -> tuple[Counter[tuple[str, str]], Counter[str], float]:
    """Right answers by set and language, wrong ones as "gold>guess", and seconds."""
    right: Counter[tuple[str, str]] = Counter()
    wrong: Counter[str] = Counter()
    start = time.perf_counter()
    for name, gold, text in cases:
        found = guess(text).partition("-")[0]
        right[name, gold] += found == gold
        if found != gold:
            wrong[f"{gold}>{found}"] += 1
    return right, wrong, time.perf_counter() - start


def langdetect_guess(text: str) -> str:
    """What langdetect says with all its profiles; ``und`` where it says nothing."""
    from langdetect import DetectorFactory, LangDetectException, detect

    DetectorFactory.seed = 0
    try:
        return str(detect(text))
    except LangDetectException:
        return "und"


def report(title: str, cases: Cases, guess: Callable[[str], str]) -> None:
    """Print one table."""
    guess("warming up")
    right, wrong, seconds = judge(cases, guess)
    totals = Counter((name, gold) for name, gold, _ in cases)
    out = [f"{title}: {sum(right.values())}/{len(cases)} right, {len(cases) / seconds:,.0f} texts a second"]
    for key in sorted(totals):
        out.append(
            f"  {key[0]:<14} {key[1]:<4} {right[key]:>5}/{totals[key]:<5} {right[key] / totals[key]:7.1%}"
        )
    out.append("  most often wrong: " + ", ".join(f"{pair} {n}" for pair, n in wrong.most_common(12)))
    sys.stdout.write("\n".join(out) + "\n")


def main() -> None:
    """Read the arguments, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--expected", default="en,vi", help="languages of the pair that is measured by itself"
    )
    parser.add_argument("--langdetect", action="store_true", help="measure langdetect too")
    options = parser.parse_args()
    expected = options.expected.split(",")
    cases = read(options.file)
    pair = [case for case in cases if case[1] in expected]
    report(f"expected {options.expected}", pair, lambda text: identify(text, expected).language)
    report("nothing expected", cases, lambda text: identify(text).language)
    if options.langdetect:
        report("langdetect", cases, langdetect_guess)


if __name__ == "__main__":
    main()
