"""What a metric counts in each segment, from which every score of it follows.

Extracted once for each system and metric, in several processes if asked, and remembered by a hash of all that
went in. Segments go through in slices: n-grams of the references of a whole test set would fill the memory.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from toolkit.errors import BitextError
from toolkit.quality.kept import Kept
from toolkit.quality.ngrams import bleu_statistics, chrf_statistics
from toolkit.quality.recipe import Recipe
from toolkit.quality.resampling import Statistics
from toolkit.translations import _

_SLICE = 250
"""Segments a slice: what is counted of them stays in the processor's cache."""
_WORTHWHILE = 20_000
"""Segments, of all systems and metrics, below which other processes cost more than they bring."""

_COUNTERS = {"bleu": bleu_statistics, "chrf": chrf_statistics, "chrf++": chrf_statistics}
"""Metrics whose n-grams are counted in bulk."""

Progress = Callable[[int, int], None]


class _Slice(NamedTuple):
    """A piece of work: some segments of systems that one metric has not seen yet."""

    recipe: Recipe
    systems: tuple[Sequence[str], ...]
    references: Sequence[Sequence[str | None]]


def statistics(
    systems: Sequence[Sequence[str]],
    references: Sequence[Sequence[str | None]],
    recipes: Sequence[Recipe],
    *,
    jobs: int | None = None,
    kept: Kept | None = None,
    progress: Progress = lambda done, total: None,
) -> list[list[Statistics]]:
    """The statistics of every system under every metric.

    Args:
        systems: translations, one segment an item.
        references: streams of references, each as long; ``None`` where one has no reference for a segment.
        recipes: of metrics among :data:`toolkit.quality.METRICS`, all different.
        jobs: processes; ``None`` for as many as it is worth.
        kept: where statistics are remembered; ``None`` for nowhere.
        progress: called with slices done and slices in all.

    Returns:
        A list a recipe of a table [n, k] a system, in the orders given.

    Raises:
        UsageError: a tokenizer that does not run here.
        BitextError: a process was ended from outside.
    """
    from sacrebleu import __version__

    found: dict[tuple[Recipe, int], Statistics] = {}
    keys: dict[tuple[Recipe, int], str] = {}
    if kept is not None:
        streams = [_digest(stream) for stream in references]
        for recipe in recipes:
            how = f"sacrebleu {__version__} {recipe.name} {recipe.arguments}"
            for number, system in enumerate(systems):
                key = _digest([how, _digest(system), *streams])
                keys[recipe, number] = key
                table = kept.find(key)
                if table is not None and len(table) == len(system):
                    found[recipe, number] = table
    missing = [
        (recipe, [number for number in range(len(systems)) if (recipe, number) not in found])
        for recipe in recipes
    ]
    count = len(references[0])
    work = [
        _Slice(
            recipe,
            tuple(systems[number][first : first + _SLICE] for number in numbers),
            [stream[first : first + _SLICE] for stream in references],
        )
        for recipe, numbers in missing
        if numbers
        for first in range(0, count, _SLICE)
    ]
    lines = sum(len(system) for piece in work for system in piece.systems)
    if jobs is None:
        jobs = (os.cpu_count() or 1) if lines >= _WORTHWHILE else 1
    results = _done(work, jobs, progress)
    for recipe, numbers in missing:
        parts = [next(results) for _first in range(0, count, _SLICE)] if numbers else []
        for place, number in enumerate(numbers):
            table = np.concatenate([part[place] for part in parts])
            found[recipe, number] = table
            if kept is not None:
                kept.keep(keys[recipe, number], table)
    return [[found[recipe, number] for number in range(len(systems))] for recipe in recipes]


@lru_cache(maxsize=8)
def _metric(recipe: Recipe) -> Any:
    """The metric itself, made once in each process: some tokenizers read a large model."""
    return recipe.make()


def _extracted(piece: _Slice) -> list[Statistics]:
    metric = _metric(piece.recipe)
    if piece.recipe.name in _COUNTERS:
        return _COUNTERS[piece.recipe.name](metric, piece.systems, piece.references)
    # As the metric does it itself, but once for all systems.
    metric._ref_cache = metric._cache_references(piece.references)
    return [
        np.array(metric._extract_corpus_statistics(system, None), dtype=np.float64)
        for system in piece.systems
    ]


def _done(work: Sequence[_Slice], jobs: int, progress: Progress) -> Iterator[list[Statistics]]:
    """The results in the order of the work."""
    jobs = min(jobs, len(work))
    if jobs <= 1:
        for done, piece in enumerate(work, 1):
            yield _extracted(piece)
            progress(done, len(work))
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # Not forked: a progress bar has a thread, and a fork may copy its locks in the middle of something.
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            for done, tables in enumerate(pool.map(_extracted, work), 1):
                yield tables
                progress(done, len(work))
        except BrokenProcessPool:
            raise BitextError(
                _("a process was ended from outside"), _("run it again with --jobs 1")
            ) from None


def _digest(parts: Sequence[str | None]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        if part is None:
            digest.update(b"-:")
            continue
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()
