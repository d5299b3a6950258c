"""The work done on a Ray cluster, or by a Ray started here for it.

Ray Data reads the list of items, maps the function over it and brings the results back in order. What it does
well is left to it: where items go, how many are on their way, what to do again when a worker or a node dies.
Only what it cannot know is done here: which items are lost when their block failed for good.
"""

from __future__ import annotations

import os
import pickle
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeVar

from toolkit.corpus.building.disk import Disk, LocalDisk
from toolkit.corpus.building.engines.contract import Landmark, Prepared
from toolkit.errors import BitextError, MissingExtra, UsageError
from toolkit.translations import _

T = TypeVar("T")
R = TypeVar("R")

ADDRESS = "RAY_ADDRESS"
"""The variable in which Ray itself looks for the address of a cluster."""
_RETRIES = 2
"""How often Ray does a block of items again whose worker or node died."""
_LARGEST = 256
"""Items in a block: handing one out keeps the driver busy for 20 ms, an item a worker often no longer."""
_BLOCKS = 32
"""Blocks for each slot, at least, where there are items enough: so that all end at about the same time."""


def block_size(items: int, slots: int) -> int:
    """How many items are handed out at once."""
    return max(1, min(_LARGEST, items // (slots * _BLOCKS)))


class Ray:
    """Workers of Ray on any number of machines.

    A block of items whose worker or node dies is done again by Ray; what it gives up is tried once more item
    by item, and an item that does not survive that is lost. A function that is
    :class:`~toolkit.corpus.building.engines.contract.Prepared` is held by actors, so that what it loads is
    loaded once each.

    Args:
        address: of the cluster, ``HOST:PORT``, or ``auto`` for the one this machine is part of; "" starts one
            here, unless the variable ``RAY_ADDRESS`` names one.
        jobs: how many items are worked on at once; as many as there are processor cores if 0.

    Raises:
        MissingExtra: Ray is not installed.
        UsageError: an address that is none.
    """

    def __init__(self, address: str = "", jobs: int = 0) -> None:
        if find_spec("ray") is None or find_spec("pyarrow") is None:
            raise MissingExtra(_("the engine 'ray'"), "ray")
        self.address = address or os.environ.get(ADDRESS, "")
        self.jobs = jobs
        if self.address.startswith("ray://"):
            raise UsageError(
                _("'{address}' is an address of Ray Client, which cannot do this", address=self.address),
                _("run the command on a node of the cluster, with --address HOST:PORT"),
            )

    @contextmanager
    def session(self, landmarks: Sequence[Landmark], packages: Sequence[str] = ()) -> Iterator[Disk]:
        """See :class:`~toolkit.corpus.building.engines.contract.Engine`.

        Raises:
            UsageError: no cluster at the address; a node with other versions than this machine.
        """
        from toolkit.corpus.building.engines.carried import carrying
        from toolkit.corpus.building.engines.cluster import alike, connected, started_here

        with connected(self.address, self.jobs) as ray:
            if started_here(self.address):
                yield LocalDisk()
                return
            alike(ray, packages)
            with carrying(ray, landmarks) as disk:
                yield disk

    def map(self, function: Callable[[T], R], items: Iterable[T], lost: Callable[[T], R]) -> Iterator[R]:
        """See :class:`~toolkit.corpus.building.engines.contract.Engine`; within a :meth:`session`.

        Raises:
            BitextError: the cluster is gone.
        """
        ray = import_module("ray")
        held = items if isinstance(items, Sequence) else list(items)
        done = 0
        try:
            for first, results in self._blocks(function, held):
                # A block that failed for good is missing from the row.
                for number in range(done, first):
                    yield _alone(function, held[number], lost)
                for result in results:
                    yield _result(result)
                done = first + len(results)
            for number in range(done, len(held)):
                yield _alone(function, held[number], lost)
        except ray.exceptions.RayError as error:
            said = str(error).strip().splitlines() or [type(error).__name__]
            raise BitextError(
                _("the Ray cluster failed ({problem})", problem=said[0][:200]),
                _("what is done is kept: start the same command again"),
            ) from None

    def _blocks(self, function: Callable[[T], R], items: Sequence[T]) -> Iterator[tuple[int, list[Any]]]:
        """Numbers of first items, ascending, and the outcomes of these and those that follow."""
        if not items:
            return
        ray, data = import_module("ray"), import_module("ray.data")
        slots = self.jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))
        size = block_size(len(items), slots)
        rows = [
            {"first": first, "items": pickle.dumps([items[at] for at in range(first, stop)])}
            for first in range(0, len(items), size)
            for stop in [min(len(items), first + size)]
        ]
        settings: dict[str, Any] = {"batch_size": None, "batch_format": "pyarrow", "num_cpus": 1}
        with _ordered(data), warnings.catch_warnings():
            # Until 2.63 there is no other way to say how often; Ray Data's own would be for ever.
            warnings.filterwarnings("ignore", message=".*ray_remote_args", category=DeprecationWarning)
            blocks = data.from_items(rows, override_num_blocks=len(rows))
            del rows
            if isinstance(function, Prepared):
                mapped = blocks.map_batches(
                    _Actor,
                    fn_constructor_args=[function],
                    compute=data.ActorPoolStrategy(min_size=1, max_size=slots),
                    max_restarts=-1,
                    max_task_retries=_RETRIES,
                    **settings,
                )
            else:
                mapped = blocks.map_batches(
                    _work,
                    fn_kwargs={"function": function},
                    compute=data.TaskPoolStrategy(size=self.jobs or None),
                    max_retries=_RETRIES,
                    **settings,
                )
            batches = mapped.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0)
            for batch in batches:
                for row in batch.to_pylist():
                    yield row["first"], pickle.loads(row["results"])


@dataclass(frozen=True, slots=True)
class _Raised:
    """An exception of the function, which is no failure of Ray's."""

    error: Exception


def _outcome(function: Callable[[T], R], item: T) -> R | _Raised:
    try:
        return function(item)
    except Exception as error:
        return _Raised(error)


def _result(outcome: Any) -> Any:
    if isinstance(outcome, _Raised):
        raise outcome.error
    return outcome


def _work(block: Any, function: Callable[[Any], Any]) -> Any:
    """The outcomes of a block, a table as Ray Data wants it."""
    rows = block.to_pylist()
    made = [[_outcome(function, item) for item in pickle.loads(row["items"])] for row in rows]
    return import_module("pyarrow").table(
        {"first": [row["first"] for row in rows], "results": [pickle.dumps(results) for results in made]}
    )


class _Actor:
    """A worker that keeps what the function has loaded."""

    def __init__(self, function: Any) -> None:
        function.prepare()
        self.function = function

    def __call__(self, block: Any) -> Any:
        return _work(block, self.function)


def _alone(function: Callable[[T], R], item: T, lost: Callable[[T], R]) -> R:
    """What becomes of an item by itself. It asks for no core, for actors may hold them all."""
    ray = import_module("ray")
    task = ray.remote(num_cpus=0, max_retries=1)(_outcome)
    try:
        outcome = ray.get(task.remote(function, item))
    except (
        ray.exceptions.WorkerCrashedError,
        ray.exceptions.NodeDiedError,
        ray.exceptions.OutOfMemoryError,
        ray.exceptions.LocalRayletDiedError,
    ):
        return lost(item)
    made: R = _result(outcome)
    return made


@contextmanager
def _ordered(data: Any) -> Iterator[None]:
    """Ray Data as it is wanted here: results in order, quiet, and a failed block is no end of the work."""
    wanted = {"max_errored_blocks": -1, "enable_progress_bars": False, "print_on_execution_start": False}
    context = data.DataContext.get_current()
    before = {name: getattr(context, name) for name in wanted if hasattr(context, name)}
    order = context.execution_options.preserve_order
    try:
        for name in before:
            setattr(context, name, wanted[name])
        context.execution_options.preserve_order = True
        yield
    finally:
        for name, value in before.items():
            setattr(context, name, value)
        context.execution_options.preserve_order = order
