"""A Ray cluster: found or started, and looked over before work is given to it."""

from __future__ import annotations

import io
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from importlib import import_module, metadata
from typing import Any

from toolkit.corpus.building.engines.processes import cores
from toolkit.errors import MissingExtra, UsageError
from toolkit.translations import _
from toolkit.version import __version__

_KNOCK, _GREETING, _ANSWER = 3.0, 15.0, 60.0
"""Seconds: until a port is open, until Ray answers on it, until nodes have said what is installed there."""
_STORE = 256 << 20
"""Bytes of shared memory for a Ray started here: tasks and results are small."""
_ALWAYS = ("bitext-toolkit", "langdetect", "numpy", "rapidfuzz", "regex")
"""Packages whose versions must be the same everywhere, for the result to be the same."""


class _Unheard(io.TextIOBase):
    """Where Ray prints what it has to say of workers that died: results alone go to standard output."""

    def write(self, text: str) -> int:
        return len(text)


def started_here(address: str) -> bool:
    """Whether an address means no cluster that is there already."""
    return address in ("", "local")


@contextmanager
def connected(address: str, jobs: int) -> Iterator[Any]:
    """The module ``ray``, connected.

    Args:
        address: ``HOST:PORT``, ``auto`` for the cluster this machine is part of, "" or ``local``: a new one.
        jobs: cores of the one that is started; all this process may use if 0.

    Raises:
        UsageError: there is no cluster, or one of another version.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        ray = import_module("ray")
        import_module("ray.data")
    except ImportError:
        raise MissingExtra(_("the engine 'ray'"), "ray") from None
    if ray.is_initialized():  # by whoever called us, who will also end it
        yield ray
        return
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.CRITICAL}
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with redirect_stdout(_Unheard()):
        try:
            if started_here(address):
                ray.init(
                    address="local",
                    num_cpus=jobs or cores(),
                    object_store_memory=_STORE,
                    include_dashboard=False,
                    **quiet,
                )
            else:
                if address != "auto":
                    _greet(address)
                ray.init(address=address, **quiet)
        except ConnectionError as error:
            if address == "auto":
                raise UsageError(
                    _("this machine is a node of no Ray cluster"),
                    _("name one with --address HOST:PORT, or leave it out to start Ray here"),
                ) from None
            raise _unusable(error) from None
        except (RuntimeError, ValueError, OSError, AssertionError) as error:
            raise _unusable(error) from None
        try:
            yield ray
        finally:
            ray.shutdown()


def _unusable(error: Exception) -> UsageError:
    said = str(error).strip().splitlines() or [type(error).__name__]
    return UsageError(
        _("no Ray cluster can be used here ({problem})", problem=said[0][:200]),
        _("this machine has to be a node of it: ray start --address HOST:PORT"),
    )


def _greet(address: str) -> None:
    """See that Ray answers, in less time than Ray itself would take to give up."""
    host, colon, port = address.rpartition(":")
    if not (host and colon and port.isdigit() and int(port) < 1 << 16):
        raise UsageError(
            _("'{address}' is no address of a Ray cluster", address=address), _("write HOST:PORT, or auto")
        )
    remedy = _("check the address, or leave it out to start Ray here")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_KNOCK).close()
    except OSError as error:
        why = error.strerror or str(error) or type(error).__name__
        raise UsageError(_("no Ray cluster at {address} ({why})", address=address, why=why), remedy) from None
    command = [sys.executable, "-m", "ray.scripts.scripts", "health-check", "--address", address]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=_GREETING, check=False)
    except subprocess.TimeoutExpired:
        raise UsageError(_("what answers at {address} is not Ray", address=address), remedy) from None
    if answer.returncode:
        said = (answer.stderr or answer.stdout).strip().splitlines() or ["?"]
        raise UsageError(
            _("the Ray cluster at {address} cannot be used ({why})", address=address, why=said[-1][:200]),
            remedy,
        )


def alike(ray: Any, packages: Sequence[str]) -> None:
    """See that every node has what this machine has.

    Args:
        ray: the module, connected.
        packages: further ones to compare.

    Raises:
        UsageError: a node has another version of a package, or lacks it, or does not answer.
    """
    names = [*_ALWAYS, *packages]
    mine = {name: _version(name) for name in names}

    def look() -> dict[str, str]:  # sent by value: a node without the toolkit has to answer, too
        from importlib import metadata as installed

        found = {}
        for name in names:
            try:
                found[name] = installed.version(name)
            except installed.PackageNotFoundError:
                found[name] = ""
        try:
            from toolkit.version import __version__ as toolkit

            found["bitext-toolkit"] = toolkit
        except ImportError:
            found["bitext-toolkit"] = ""
        return found

    here = ray.get_runtime_context().get_node_id()
    pin = import_module("ray.util.scheduling_strategies").NodeAffinitySchedulingStrategy
    asked = {}
    for node in ray.nodes():
        if node["Alive"] and node["NodeID"] != here:
            there = ray.remote(num_cpus=0, scheduling_strategy=pin(node["NodeID"], soft=False))
            asked[node["NodeManagerAddress"]] = there(look).remote()
    for node, answer in asked.items():
        try:
            theirs = ray.get(answer, timeout=_ANSWER)
        except ray.exceptions.GetTimeoutError:
            raise UsageError(
                _("the node {node} does not answer", node=node), _("see to it, or take it out of the cluster")
            ) from None
        except ray.exceptions.RayError:
            continue  # it died, or left: work will not go there
        for name in names:
            if theirs[name] != mine[name]:
                raise UsageError(
                    _(
                        "the node {node} has {package} {theirs}, this machine {mine}",
                        node=node,
                        package=name,
                        theirs=theirs[name] or _("not at all"),
                        mine=mine[name] or _("not at all"),
                    ),
                    _("install the same on every node"),
                )


def _version(name: str) -> str:
    if name == "bitext-toolkit":
        return __version__
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
