"""A corpus without its bad pairs: every pair gets a score, and those below a bar go, with their reasons."""

from __future__ import annotations

import json
import os
import pickle
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

from toolkit.corpus.shards import Shards, Stream
from toolkit.files import Staging, output_error
from toolkit.formats import Context, dump, format_of, stage
from toolkit.model import Unit
from toolkit.quality.checking import Setup
from toolkit.quality.filtering import Judged, judged
from toolkit.translations import english

THRESHOLD = 0.3
"""The score below which a pair goes, unless told otherwise."""
_STEPS = 10_000
"""Scores have four digits."""
_EVERY = 500
NO_REASON = "share"
"""Why a pair goes that has no fault: others are better, and a share was asked for."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Filtered:
    """What came of it.

    Attributes:
        pairs: how many there were.
        kept: how many stayed.
        threshold: the lowest score that stays.
        reasons: of those that went, how many for which gravest reason, the commonest first.
        mean: of all scores.
        note: what the output format could not take.
    """

    pairs: int
    kept: int
    threshold: float
    reasons: dict[str, int] = field(default_factory=dict)
    mean: float = 0.0
    note: str = ""

    @property
    def dropped(self) -> int:
        """Pairs that went."""
        return self.pairs - self.kept


def filter_pairs(
    shards: Shards,
    output: Path,
    setup: Setup,
    *,
    format: str | None = None,
    stream: IO[bytes] | None = None,
    threshold: float = THRESHOLD,
    keep: float | None = None,
    dropped: Path | None = None,
    source_language: str = "und",
    target_language: str = "und",
    progress: Progress = lambda done, total: None,
) -> Filtered:
    """Write the pairs whose score is high enough, in their order. Memory does not grow with their number.

    Args:
        shards: run through once, or twice to keep a share; of a stream the share is kept on disk meanwhile.
        output: a file of any format that is written.
        setup: the checks that count.
        format: of the output, if not its extension's.
        stream: where to write instead of a file; what is written is there at once, whatever comes after.
        threshold: the lowest score that stays, 0 to 1.
        keep: instead of the threshold, the share that stays; of pairs with the same score the first ones.
        dropped: a JSONL file for the others, with ``file``, ``score`` and ``reasons``.
        source_language: code of the sources, a BCP 47 code.
        target_language: code of the targets.
        progress: called with pairs done and pairs in all (0 while unknown).

    Raises:
        OutputError: a place that cannot be written, no space left.
        UsageError: an output that is an input.
    """
    counts = _Counts()
    with Staging(shards.files) as staging, tempfile.TemporaryFile() as spool:
        kind = format_of(output, format)
        out = staging.open(output) if stream is None and kind.write_path is None else stream
        others = staging.open(dropped) if dropped is not None else None
        verdicts = judged(shards, setup, source_language=source_language, target_language=target_language)
        bar, ties, total = round(threshold * _STEPS), -1, 0
        if keep is not None:
            try:
                histogram = _spooled(verdicts, spool, isinstance(shards, Stream), progress)
            except OSError as error:
                raise output_error(tempfile.gettempdir(), error) from None
            bar, ties = _bar(histogram, keep)
            total = sum(histogram.values())
            verdicts = _again(shards, spool)

        def kept() -> Iterator[Unit]:
            left = ties
            for verdict in verdicts:
                step = round(verdict.score * _STEPS)
                stays = step > bar or (step == bar and left != 0)
                left -= stays and step == bar and left > 0
                counts.add(verdict, stays)
                if counts.pairs % _EVERY == 0:
                    progress(counts.pairs, total)
                if stays:
                    yield verdict.unit
                elif others is not None and dropped is not None:
                    _write(others, verdict, dropped)

        units = replace(shards.like(kept()), source_language=source_language, target_language=target_language)
        context = Context(path=os.fspath(output), dated=False)
        if out is not None:
            written = dump(units, out, kind, context=context)
        else:
            written = stage(units, output, kind, staging, context=context)
    return counts.made(bar / _STEPS, written.note)


class _Counts:
    """Pairs counted as they pass."""

    def __init__(self) -> None:
        self.pairs = self.kept = 0
        self._sum = 0.0
        self._reasons: Counter[str] = Counter()

    def add(self, verdict: Judged, stays: bool) -> None:
        self.pairs += 1
        self.kept += stays
        self._sum += verdict.score
        if not stays:
            self._reasons[verdict.reasons[0].name if verdict.reasons else NO_REASON] += 1

    def made(self, threshold: float, note: str) -> Filtered:
        reasons = dict(sorted(self._reasons.items(), key=lambda each: (-each[1], each[0])))
        mean = round(self._sum / self.pairs, 4) if self.pairs else 0.0
        return Filtered(self.pairs, self.kept, threshold, reasons, mean, note)


def _spooled(verdicts: Iterator[Judged], spool: IO[bytes], whole: bool, progress: Progress) -> Counter[int]:
    """How many pairs have which score; what is known of each goes to a file, with the pair if ``whole``."""
    histogram: Counter[int] = Counter()
    for count, verdict in enumerate(verdicts, 1):
        histogram[round(verdict.score * _STEPS)] += 1
        reasons = tuple(replace(reason, message=english(reason.message)) for reason in verdict.reasons)
        pickle.dump((verdict.unit if whole else None, verdict.score, reasons), spool)
        if count % _EVERY == 0:
            progress(count, 0)
    spool.seek(0)
    return histogram


def _again(shards: Shards, spool: IO[bytes]) -> Iterator[Judged]:
    units = None if isinstance(shards, Stream) else iter(shards)
    while True:
        try:
            unit, score, reasons = pickle.load(spool)  # what this process wrote a moment ago
        except EOFError:
            return
        yield Judged(unit if units is None else next(units), score, reasons)


def _bar(histogram: Counter[int], keep: float) -> tuple[int, int]:
    """The score, in steps, above which all stay, and how many stay that have just it."""
    wanted = round(keep * sum(histogram.values()))
    for step in sorted(histogram, reverse=True):
        if histogram[step] >= wanted:
            return step, wanted
        wanted -= histogram[step]
    return 0, 0


def _write(stream: IO[bytes], verdict: Judged, path: Path) -> None:
    unit = verdict.unit
    row = {
        "id": unit.id,
        "source": unit.source,
        "target": unit.target,
        "score": verdict.score,
        "reasons": [
            {"name": each.name, "weight": each.weight, "message": english(each.message)}
            for each in verdict.reasons
        ],
    }
    try:
        stream.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    except OSError as error:
        raise output_error(path, error) from None
