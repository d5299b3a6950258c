"""Files for workers that see a folder, and for those that do not."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

from toolkit.corpus.building.engines.carried import CarriedDisk, Courier, _digest, _Known


class Carried(CarriedDisk):
    """One whose courier is at hand, and that notes what it was asked for."""

    def __init__(self, known: list[_Known]) -> None:
        super().__init__(known, "")
        self.asked: list[str] = []

    def _ask(self, method: str, *arguments: object) -> Any:
        self.asked.append(method)
        return getattr(Courier(), method)(*arguments)


@pytest.fixture
def known(tmp_path: Path) -> list[_Known]:
    """The work folder, which this process sees, in a corpus, which it does not."""
    work = tmp_path / "corpus" / "work"
    work.mkdir(parents=True)
    (work / "landmark").write_text("here")
    (tmp_path / "corpus" / "corpus.toml").write_text("of another corpus")
    return [
        _Known(tmp_path / "corpus", tmp_path / "corpus" / "corpus.toml", b"of the true one"),
        _Known(work, work / "landmark", _digest(work / "landmark")),
    ]


def test_what_is_shared_is_read_here_and_the_rest_is_carried(tmp_path: Path, known: list[_Known]) -> None:
    disk = Carried(known)
    disk.write(tmp_path / "corpus" / "work" / "a", b"a")
    assert disk.read(tmp_path / "corpus" / "work" / "a") == b"a" and not disk.asked
    disk.write(tmp_path / "corpus" / "b", b"b")
    assert disk.read(tmp_path / "corpus" / "b") == b"b"
    assert disk.read(tmp_path / "corpus" / "corpus.toml") == b"of another corpus"
    assert disk.asked == ["write", "read", "read"]


def test_shards_are_made_here_and_carried_whole(tmp_path: Path, known: list[_Known]) -> None:
    disk = Carried(known)
    with disk.workshop(tmp_path / "corpus" / "out") as room:
        assert tmp_path not in room.parents
        (room / "shard").write_bytes(b"units")
        disk.move(room / "shard", tmp_path / "corpus" / "out" / "shard")
    assert (tmp_path / "corpus" / "out" / "shard").read_bytes() == b"units" and not room.exists()


def test_what_goes_wrong_there_is_raised_here(tmp_path: Path, known: list[_Known]) -> None:
    disk = Carried(known)
    with pytest.raises(FileNotFoundError) as raised:
        disk.read(tmp_path / "corpus" / "missing")
    assert raised.value.errno == 2
    (tmp_path / "corpus" / "file").write_text("no folder")
    with pytest.raises(FileExistsError):
        disk.write(tmp_path / "corpus" / "file" / "below", b"")


def test_it_is_sent_along_with_the_work(known: list[_Known]) -> None:
    disk = pickle.loads(pickle.dumps(CarriedDisk(known, "courier")))
    assert disk.shares(known[1].folder / "a") and not disk.shares(known[0].folder / "a")
