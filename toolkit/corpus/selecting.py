"""Part of a corpus: without duplicates, as train, dev and test, or as a sample."""

from __future__ import annotations

import hashlib
import heapq
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from toolkit.corpus.duplicates import Clusters, Likeness, find
from toolkit.corpus.shards import Shards, document
from toolkit.errors import UsageError
from toolkit.files import Staging, output_error
from toolkit.formats import Context, format_of, stage
from toolkit.model import Unit
from toolkit.translations import _, ngettext

Progress = Callable[[int, int], None]

PARTS = ("train", "dev", "test")
_SLACK = 1.1
"""How far beyond its size a part may grow so that a document stays whole."""


@dataclass(frozen=True, slots=True)
class Deduplicated:
    """How many units there were, and how many stayed."""

    units: int
    kept: int

    @property
    def dropped(self) -> int:
        """Units that say what an earlier one says."""
        return self.units - self.kept


@dataclass(frozen=True, slots=True)
class Split:
    """What came of a split.

    Attributes:
        units: by part.
        documents: by part.
        leaks: units left out because a later part (test before dev before train) has their like.
    """

    units: Mapping[str, int]
    documents: Mapping[str, int]
    leaks: int


def dedup(
    shards: Shards,
    output: Path,
    likeness: Likeness,
    *,
    removed: Path | None = None,
    progress: Progress | None = None,
) -> Deduplicated:
    """Write the units without those that say what an earlier one says.

    Args:
        shards: run through twice.
        output: a file of any format that is written.
        likeness: what counts as the same.
        removed: a file for the units left out, whose note names the unit that stayed.
        progress: called with buckets done and buckets in all.

    Raises:
        OutputError: a place that cannot be written, no space left.
    """
    from dataclasses import replace

    with _clusters(shards, output, likeness, progress) as clusters, Staging(shards.files) as staging:
        first = clusters.first
        kept = (unit for at, unit in enumerate(shards) if first[at] == at)
        count = _write(shards, kept, output, staging)
        if removed is not None:
            names: dict[int, str] = {}

            def dropped() -> Iterator[Unit]:
                wanted = {int(root) for root in np.unique(first[first != np.arange(len(first))])}
                for at, unit in enumerate(shards):
                    if first[at] != at:
                        yield replace(unit, note=f"as {names[int(first[at])]}")
                    elif at in wanted:
                        names[at] = unit.id

            _write(shards, dropped(), removed, staging)
        return Deduplicated(len(clusters), count)


def split(
    shards: Shards,
    folder: Path,
    *,
    dev: int,
    test: int,
    likeness: Likeness,
    seed: str = "0",
    format: str = "jsonl",
    progress: Progress | None = None,
) -> Split:
    """Divide units into ``train``, ``dev`` and ``test``, documents whole and nothing of one in another.

    Documents are drawn in an order that depends on their names and the seed alone. A unit whose like is in
    ``test`` is left out of ``dev`` and ``train``, one whose like is in ``dev`` out of ``train``. Units whose
    ids name no document are one each.

    Args:
        shards: run through five times.
        folder: gets ``train``, ``dev`` and ``test`` with the extension of the format.
        dev: about how many units.
        test: about how many units.
        likeness: what counts as the same.
        seed: another one draws other documents.
        format: see :data:`toolkit.formats.FORMATS`.
        progress: called with buckets done and buckets in all.

    Raises:
        UsageError: dev and test would leave nothing to train with.
        OutputError: a place that cannot be written, no space left.
    """
    sizes = Counter(_document(at, unit) for at, unit in enumerate(shards))
    parts = _parts(sizes, dev, test, seed)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(folder, error) from None
    ending = format_of("-", format).extensions[0]
    with _clusters(shards, folder / "split", likeness, progress) as clusters:
        first = clusters.first
        last = np.zeros(len(first), dtype=np.uint8)
        for at, unit in enumerate(shards):
            last[first[at]] = max(last[first[at]], parts.get(_document(at, unit), 0))
        counts: dict[str, int] = {}
        with Staging(shards.files) as staging:
            for number, name in enumerate(PARTS):
                mine = (
                    unit
                    for at, unit in enumerate(shards)
                    if parts.get(_document(at, unit), 0) == number == last[first[at]]
                )
                counts[name] = _write(shards, mine, folder / f"{name}{ending}", staging)
    documents = Counter(PARTS[part] for part in parts.values())
    documents["train"] = len(sizes) - documents["dev"] - documents["test"]
    return Split(counts, {name: documents[name] for name in PARTS}, int(sizes.total()) - sum(counts.values()))


def sample(shards: Shards, output: Path, *, size: int, seed: str = "0") -> int:
    """Write units drawn at random, in their order; the same for the same seed. How many there were.

    Whether a unit is drawn depends on its id and texts, so a corpus that grew keeps most of its sample.

    Raises:
        OutputError: the place cannot be written.
    """
    drawn: list[tuple[int, int]] = []
    for at, unit in enumerate(shards):
        weight = -_number(seed, unit.id, unit.source, unit.target)
        if len(drawn) < size:
            heapq.heappush(drawn, (weight, -at))
        else:
            heapq.heappushpop(drawn, (weight, -at))
    places = {-at for _weight, at in drawn}
    with Staging(shards.files) as staging:
        return _write(shards, (u for at, u in enumerate(shards) if at in places), output, staging)


# ── parts ───────────────────────────────────────────────────────────────────────────────────────────────────


def _document(at: int, unit: Unit) -> str:
    return document(unit) or f"#{at}"


def _parts(sizes: Mapping[str, int], dev: int, test: int, seed: str) -> dict[str, int]:
    """The documents of dev (1) and test (2)."""
    if dev + test >= sum(sizes.values()):
        raise UsageError(
            ngettext(
                "dev and test take all of {count:,} unit",
                "dev and test take all of {count:,} units",
                sum(sizes.values()),
            ),
            _("make them smaller: --dev {size} --test {size}", size=sum(sizes.values()) // 20),
        )
    order = sorted(sizes, key=lambda name: (_number(seed, name), name))
    parts: dict[str, int] = {}
    for part, wanted in ((2, test), (1, dev)):
        taken = 0
        for name in order:
            if taken >= wanted:
                break
            if name not in parts and taken + sizes[name] <= wanted * _SLACK:
                parts[name] = part
                taken += sizes[name]
        left = [name for name in order if name not in parts]
        if not taken and wanted and len(left) > 1:
            parts[min(left, key=lambda name: sizes[name])] = part
    return parts


def _number(*texts: str) -> int:
    data = "\0".join(texts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big")


# ── in and out ──────────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _clusters(
    shards: Shards, beside: Path, likeness: Likeness, progress: Progress | None
) -> Iterator[Clusters]:
    try:
        folder = tempfile.TemporaryDirectory(prefix=".bitext-", dir=beside.parent, ignore_cleanup_errors=True)
    except OSError as error:
        raise output_error(beside, error) from None
    with folder as name:
        yield find(shards, likeness, Path(name), progress)


def _write(shards: Shards, units: Iterator[Unit], output: Path, staging: Staging) -> int:
    return stage(shards.like(units), output, format_of(output), staging, context=Context(dated=False)).units
