"""Whole or not at all: outputs are staged and appear together."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from toolkit.errors import BitextError, FormatError, InputError, OutputError, UsageError
from toolkit.files import Staging, ensure_writable, read_bytes, read_toml, write_bytes


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_outputs_appear_together(tmp_path: Path) -> None:
    with Staging() as staging:
        staging.write(tmp_path / "a", b"1")
        staging.write(tmp_path / "b", b"2")
        assert not (tmp_path / "a").exists()
    assert names(tmp_path) == ["a", "b"]
    assert (tmp_path / "b").read_bytes() == b"2"


def test_a_failure_leaves_every_old_file_and_no_trace(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(RuntimeError), Staging() as staging:
        staging.write(tmp_path / "a", b"new")
        staging.write(tmp_path / "b", b"new")
        raise RuntimeError
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_the_mode_of_a_replaced_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_bytes(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_bytes(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes(b"old")
    (tmp_path / "same").symlink_to(path)
    for other in (path, tmp_path / "same", tmp_path / "x" / ".." / "a.tsv"):
        (tmp_path / "x").mkdir(exist_ok=True)
        with pytest.raises(UsageError, match="also an input"), Staging(inputs=[path]) as staging:
            staging.write(other, b"new")
    assert path.read_bytes() == b"old"


def test_an_output_named_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="twice"), Staging() as staging:
        staging.open(tmp_path / "a")
        staging.open(tmp_path / "a")
    assert names(tmp_path) == []


def test_bad_places_are_named_when_opened(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for place, problem in [
        (tmp_path, "is a directory"),
        (tmp_path / "no" / "a", "folder does not exist"),
        (tmp_path / "file" / "a", "not a folder|folder does not exist"),
    ]:
        with pytest.raises(OutputError, match=problem), Staging() as staging:
            staging.open(place)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(OutputError, match="may not be written"):
        write_bytes(path, b"new")


def test_reading_what_is_not_a_file_is_an_input_error(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "missing", tmp_path / "missing" / "a"):
        with pytest.raises(InputError):
            read_bytes(place)


def test_the_errors_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BitextError) as caught:
        read_bytes(tmp_path / "missing")
    assert caught.value.remedy
    assert str(tmp_path / "missing") in str(caught.value)


def test_a_pipe_is_written_to_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with Staging() as staging:
            staging.open(pipe).write(b"through")
        assert os.read(reader, 100) == b"through" and pipe.is_fifo()
    finally:
        os.close(reader)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
def test_a_device_that_takes_nothing_stays_what_it_is() -> None:
    with pytest.raises(OutputError, match="no space left"), Staging() as staging:
        staging.open("/dev/full").write(b"x" * 100)
    assert Path("/dev/full").is_char_device()


def test_a_place_is_tried_and_left_as_it_was(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_bytes(b"old")
    ensure_writable(there)
    ensure_writable(tmp_path / "new")
    assert [path.name for path in tmp_path.iterdir()] == ["there"] and there.read_bytes() == b"old"
    for place in (tmp_path, tmp_path / "missing" / "a", there / "a"):
        with pytest.raises(OutputError):
            ensure_writable(place)


def test_toml_that_breaks_off_has_its_last_line(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    for text in ("x = 1\ny = [", "x = 1\ny = [\n"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(FormatError, match=r"a\.toml:2: not valid TOML"):
            read_toml(path)
