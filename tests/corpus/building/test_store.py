"""Entries under the hash of all they depend on: whole or not there."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.corpus.building.disk import LocalDisk
from toolkit.corpus.building.store import Store, Used, key
from toolkit.errors import OutputError


def test_a_key_depends_on_every_part_and_on_where_parts_end() -> None:
    keys = [key("a", "b", "c"), key("a", "bc"), key("a", "b", ["c"]), key("b", "b", "c"), key("a", "b", None)]
    assert len(set(keys)) == len(keys)
    assert key("a", {"x": 1, "y": 2}) == key("a", {"y": 2, "x": 1})


def test_an_entry_comes_back_or_is_none(tmp_path: Path) -> None:
    store = Store(tmp_path)
    name = key("stage", 1)
    assert store.get("stage", name) is None
    store.put("stage", name, b"something")
    assert store.get("stage", name) == b"something" and store.has("stage", name)
    assert store.tidy(Used([name])) == 0
    assert store.tidy(Used()) == 1 and not store.has("stage", name)


@given(st.lists(st.binary(max_size=8)), st.lists(st.binary(max_size=8)))
def test_used_keys_are_known_and_others_are_not(some: list[bytes], others: list[bytes]) -> None:
    used = Used(key("stage", each.hex()) for each in some)
    assert all(key("stage", each.hex()) in used for each in some)
    assert not any(key("stage", each.hex()) in used for each in set(others) - set(some))
    used.add(key("stage", each.hex()) for each in others)
    assert all(key("stage", each.hex()) in used for each in others)
    assert ".0123456789abcdef.part" not in used


def test_a_file_is_put_in_its_place_whole_or_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = LocalDisk()
    place = tmp_path / "a" / "b"
    disk.write(place, b"first")

    def torn(path: Path, data: bytes) -> int:
        with path.open("wb") as stream:
            stream.write(data[:2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", torn)
    with pytest.raises(OSError, match="No space"):
        disk.write(place, b"second")
    with pytest.raises(OutputError, match="no space left on the disk – what is done is kept"):
        Store(tmp_path / "work").put("stage", key("stage"), b"data")
    monkeypatch.undo()
    assert disk.read(place) == b"first" and list(place.parent.iterdir()) == [place]


def test_what_a_workshop_makes_is_moved_and_what_is_left_is_gone(tmp_path: Path) -> None:
    disk = LocalDisk()
    with disk.workshop(tmp_path / "out") as room:
        (room / "one").write_text("made")
        (room / "left").write_text("over")
        disk.move(room / "one", tmp_path / "out" / "deep" / "one")
    assert [str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()] == ["out/deep/one"]
