"""Part of a corpus: without duplicates, as train, dev and test, or as a sample."""

from __future__ import annotations

import hashlib
import heapq
import tempfile
from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from toolkit.corpus.duplicates import Clusters, Likeness, find
from toolkit.corpus.shards import Shards, document
from toolkit.errors import OutputError, UsageError
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
        shards: run through five times. Memory grows by ten bytes for each of their units, for a moment by
            four times as much where their ids name no documents.
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
    parts = _parts(_documents(shards, seed), dev, test)
    new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(folder, error) from None
    try:
        counts = _divided(shards, folder, parts, likeness, format, progress)
    except BaseException:
        if new:
            with suppress(OSError):  # there may be something in it
                folder.rmdir()
        raise
    return Split(counts, dict(zip(PARTS, parts.documents, strict=True)), len(parts.of) - sum(counts.values()))


def _divided(
    shards: Shards,
    folder: Path,
    parts: _Parts,
    likeness: Likeness,
    format: str,
    progress: Progress | None,
) -> dict[str, int]:
    """Write the units of each part that have no like in a later one; how many they are."""
    ending = format_of("-", format).extensions[0]
    counts: dict[str, int] = {}
    with _clusters(shards, folder / "split", likeness, progress) as clusters:
        first = clusters.first
        last = np.zeros(len(first), dtype=np.uint8)
        np.maximum.at(last, first, parts.of)
        with Staging(shards.files) as staging:
            for number, name in enumerate(PARTS):
                mine = (unit for at, unit in enumerate(shards) if parts.of[at] == number == last[first[at]])
                counts[name] = _write(shards, mine, folder / f"{name}{ending}", staging)
    return counts


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


@dataclass(frozen=True, slots=True)
class _Parts:
    """Which part each unit is drawn for.

    Attributes:
        of: number of the part, of each unit.
        documents: how many each part has.
    """

    of: npt.NDArray[np.uint8]
    documents: tuple[int, int, int]


def _documents(shards: Shards, seed: str) -> npt.NDArray[np.uint64]:
    """The number of its document, of each unit: eight bytes, where names could be many."""
    numbers = array("Q")
    for at, unit in enumerate(shards):
        numbers.append(_number(seed, document(unit) or f"#{at}"))
    return np.frombuffer(numbers, dtype=np.uint64) if numbers else np.zeros(0, dtype=np.uint64)


def _parts(units: npt.NDArray[np.uint64], dev: int, test: int) -> _Parts:
    """The documents of dev (1) and test (2) are the first ones, by their numbers, that fit."""
    if dev + test >= len(units):
        raise UsageError(
            ngettext(
                "dev and test take all of {count:,} unit",
                "dev and test take all of {count:,} units",
                len(units),
            ),
            _("make them smaller: --dev {size} --test {size}", size=len(units) // 20),
        )
    order, sizes = np.unique(units, return_counts=True)
    part = np.zeros(len(order), dtype=np.uint8)
    for number, wanted in ((2, test), (1, dev)):
        taken = 0
        for at in range(len(order)):
            if taken >= wanted:
                break
            if not part[at] and taken + sizes[at] <= wanted * _SLACK:
                part[at] = number
                taken += int(sizes[at])
        left = np.flatnonzero(part == 0)
        if not taken and wanted and len(left) > 1:
            part[left[sizes[left].argmin()]] = number
    train, *others = (int(np.count_nonzero(part == number)) for number in range(len(PARTS)))
    return _Parts(part[np.searchsorted(order, units)], (train, others[0], others[1]))


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
        try:
            found = find(shards, likeness, Path(name), progress)
        except OutputError as error:  # the folder that is gone by then says nothing to anybody
            raise OutputError(error.problem, error.remedy, path=beside.parent) from None
        yield found


def _write(shards: Shards, units: Iterator[Unit], output: Path, staging: Staging) -> int:
    return stage(shards.like(units), output, format_of(output), staging, context=Context(dated=False)).units
