"""Whoever kills a command that writes, whenever: the catalog is the old file or the new one, whole."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
COUNT = 1_500


def catalog(msgstr: str) -> bytes:
    entries = (f'\nmsgid "message {number}"\nmsgstr "{msgstr} {number}"\n' for number in range(COUNT))
    return (HEADER + "".join(entries)).encode()


def run(arguments: list[str], folder: Path, seconds: float | None) -> tuple[int, float]:
    """The exit code, and how long it took; killed after that time without mercy."""
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit", "catalog", *arguments], cwd=folder, stderr=subprocess.DEVNULL
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    return process.returncode, time.monotonic() - started


@pytest.mark.parametrize("command", ["set", "update"])
def test_kill_leaves_the_old_file_or_the_new_one(tmp_path: Path, command: str) -> None:
    old = catalog("cũ")
    path = tmp_path / "vi.po"
    path.write_bytes(old)
    if command == "set":
        rows = ({"msgid": f"message {number}", "msgstr": f"mới {number}"} for number in range(COUNT))
        (tmp_path / "edits.jsonl").write_text("\n".join(map(json.dumps, rows)))
        arguments = ["set", "vi.po", "--from", "edits.jsonl"]
    else:
        (tmp_path / "new.pot").write_bytes(catalog("").replace(b"\nmsgid", b"\n#: a.c:1\nmsgid"))
        arguments = ["update", "vi.po", "new.pot"]
    code, duration = run(arguments, tmp_path, None)
    new = path.read_bytes()
    assert code == 0
    assert new != old

    chance = random.Random(7)
    killed = 0
    # Most of the time goes into reading: half of the kills are aimed at the end, where the file is written.
    for earliest in (0.0, 0.5, 0.85, 0.93, 0.97):
        path.write_bytes(old)
        code, _ = run(arguments, tmp_path, duration * (earliest + 0.1 * chance.random()))
        killed += code == -signal.SIGKILL
        assert path.read_bytes() in (old, new)
    assert killed
    for part in tmp_path.glob(".vi.po.*.part"):
        part.unlink()
    path.write_bytes(old)
    assert run(arguments, tmp_path, None)[0] == 0  # what was left behind is in nobody's way
    assert path.read_bytes() == new
    assert not list(tmp_path.glob(".*.part"))


def test_kill_at_every_step_of_the_writing(tmp_path: Path) -> None:
    """The steps, one by one: nothing of the file changes before it is replaced in one go."""
    path = tmp_path / "vi.po"
    old = catalog("cũ")
    new = old.replace('cũ 7"'.encode(), 'mới"'.encode())
    steps = ("write", "fsync", "replace")
    for step in steps:
        path.write_bytes(old)
        script = (
            "import io, os, pathlib, signal, sys\n"
            "from toolkit import files\n"
            "die = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)\n"
            f"step = {step!r}\n"
            "if step == 'write': os.fdopen = die\n"
            "if step == 'fsync': os.fsync = die\n"
            "if step == 'replace': pathlib.Path.replace = die\n"
            "from toolkit.cli.app import run\n"
            "run(['catalog', 'set', 'vi.po', '--msgid', 'message 7', '--msgstr', 'mới'])\n"
        )
        done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=False)
        assert done.returncode == -signal.SIGKILL
        assert path.read_bytes() == old
    assert run(["set", "vi.po", "--msgid", "message 7", "--msgstr", "mới"], tmp_path, None)[0] == 0
    assert path.read_bytes() == new
