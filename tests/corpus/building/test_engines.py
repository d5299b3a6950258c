"""Every engine gives the results in the order of the items, whatever dies meanwhile."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pytest

from toolkit.corpus.building.engines import Engine, InProcess, ProcessPool, Ray, engine
from toolkit.corpus.building.engines import ray as on_ray
from toolkit.corpus.building.engines.ray import block_size
from toolkit.errors import MissingExtra, UsageError


def square(number: int) -> int:
    return number * number


def square_or_die(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def die_at_first(folder: Path, number: int) -> int:
    mark = folder / str(number // 10)
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def lost(number: int) -> int:
    return -number


@pytest.mark.parametrize("engine", [InProcess(), ProcessPool(1), ProcessPool(3)])
def test_results_come_in_the_order_of_the_items(engine: Engine) -> None:
    assert list(engine.map(square, range(50), lost)) == [square(n) for n in range(50)]


def test_an_item_that_kills_its_process_is_lost_alone() -> None:
    found = list(ProcessPool(2).map(square_or_die, range(30), lost))
    assert found == [-7 if n == 7 else n * n for n in range(30)]


def test_nothing_is_lost_when_every_process_dies_once(tmp_path: Path) -> None:
    function = partial(die_at_first, tmp_path)
    assert list(ProcessPool(2).map(function, range(40), lost)) == [n * n for n in range(40)]


def test_items_are_not_taken_far_ahead_of_the_results() -> None:
    taken = 0

    def items() -> Iterable[int]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield number

    results = ProcessPool(2).map(square, items(), lost)
    assert next(iter(results)) == 0
    assert taken < 50


# ── names, addresses, extras ────────────────────────────────────────────────────────────────────────────────


def test_engines_go_by_names() -> None:
    assert isinstance(engine("local"), InProcess)
    made = engine("process", 3)
    assert isinstance(made, ProcessPool) and made.jobs == 3
    with pytest.raises(UsageError, match="there is no engine 'spark' – known are process, local, ray"):
        engine("spark")


def test_only_ray_has_an_address() -> None:
    with pytest.raises(UsageError, match="only the engine 'ray' has an address"):
        engine("process", 0, "10.0.0.1:6379")


@pytest.mark.skipif(find_spec("ray") is not None, reason="Ray is installed here")
def test_the_extra_is_named() -> None:
    with pytest.raises(MissingExtra, match=r"pip install 'bitext-toolkit\[ray\]'"):
        engine("ray")


def test_the_address_is_that_of_the_option_or_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_ray, "find_spec", lambda name: name)
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    assert Ray().address == ""
    monkeypatch.setenv("RAY_ADDRESS", "10.0.0.1:6379")
    assert Ray().address == "10.0.0.1:6379"
    assert Ray("auto").address == "auto"
    with pytest.raises(UsageError, match="Ray Client"):
        Ray("ray://10.0.0.1:10001")


def test_blocks_grow_with_the_work_but_leave_some_for_every_slot() -> None:
    assert block_size(60, 2) == block_size(1, 16) == 1
    assert block_size(20_000, 2) == 256
    assert block_size(5_000_000, 1024) == 152
