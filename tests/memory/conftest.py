"""A small memory to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from toolkit.memory import Memory
from toolkit.model import Unit

PAIRS = (
    ("Open the file", "Mở tệp"),
    ("Close the file", "Đóng tệp"),
    ("Page 3 of 10", "Trang 3 trên 10"),
    ("The city committee met in Hanoi.", "Thành uỷ họp ở Hà Nội."),
    ("Peace and unity", "Hoà bình và đoàn kết"),
)


def units(*pairs: tuple[str, str], confidence: float | None = None) -> list[Unit]:
    return [Unit(str(number), *pair, confidence=confidence) for number, pair in enumerate(pairs, 1)]


def texts(found: Iterable[Unit]) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in found]


@pytest.fixture(autouse=True)
def _fixed_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "team.tm"


@pytest.fixture
def empty(path: Path) -> Iterator[Memory]:
    with Memory.open(path, create=True) as memory:
        yield memory


@pytest.fixture
def memory(empty: Memory) -> Memory:
    empty.add(units(*PAIRS), "en", "vi", origin="a.tmx")
    return empty
