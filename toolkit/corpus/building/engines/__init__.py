"""Where the work of a build is done: in this process, in several, or on a Ray cluster."""

from __future__ import annotations

from toolkit.corpus.building.engines.contract import Engine, Landmark, Prepared
from toolkit.corpus.building.engines.local import InProcess
from toolkit.corpus.building.engines.processes import ProcessPool
from toolkit.corpus.building.engines.ray import Ray
from toolkit.errors import UsageError
from toolkit.translations import _

__all__ = ["ENGINES", "Engine", "InProcess", "Landmark", "Prepared", "ProcessPool", "Ray", "engine"]

ENGINES = ("process", "local", "ray")
"""The names of all engines."""


def engine(name: str, jobs: int = 0, address: str = "") -> Engine:
    """The engine called ``name``.

    Args:
        name: of :data:`ENGINES`.
        jobs: how many items are worked on at once; as many as there are cores if 0.
        address: of the Ray cluster; see :class:`~toolkit.corpus.building.engines.ray.Ray`.

    Raises:
        UsageError: there is none of this name; an address for an engine that has none.
        MissingExtra: what it needs is not installed.
    """
    if name == "ray":
        return Ray(address, jobs)
    if address:
        raise UsageError(_("only the engine 'ray' has an address"), _("add --engine ray"))
    if name == "process":
        return ProcessPool(jobs)
    if name == "local":
        return InProcess()
    raise UsageError(
        _("there is no engine '{name}'", name=name), _("known are {known}", known=", ".join(ENGINES))
    )
