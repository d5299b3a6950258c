"""The file itself: what it is told by, who may write when, and what is left when a process dies."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.memory.conftest import PAIRS, texts, units
from toolkit.errors import BitextError, InputError, OutputError
from toolkit.memory import Memory, database, is_memory
from toolkit.memory.schema import STEPS


def process(script: str, *arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_memory_is_told_by_its_head(memory: Memory, path: Path, tmp_path: Path) -> None:
    memory.close()
    assert is_memory(path)
    (tmp_path / "a.txt").write_text("text")
    assert not is_memory(tmp_path / "a.txt") and not is_memory(tmp_path / "none") and not is_memory(tmp_path)


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE addresses (name)")
    connection.close()
    before = other.read_bytes()
    for create in (False, True):
        with pytest.raises(InputError, match="no translation memory"):
            Memory.open(other, create=create)
    assert other.read_bytes() == before


def test_a_newer_version_is_refused(memory: Memory, path: Path) -> None:
    memory.close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    connection.close()
    with pytest.raises(InputError, match=r"newer version.*update"):
        Memory.open(path)


def test_an_older_version_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "STEPS", STEPS[:1])
    Memory.open(path, create=True).close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        connection.executescript(
            "INSERT INTO language VALUES (1, 'en'), (2, 'vi');"
            "INSERT INTO segment VALUES (1, 1, 5, NULL, 'Open the file'), (2, 2, 6, NULL, 'Mở tệp');"
            "INSERT INTO translation VALUES (1, 1, 2, NULL, NULL);"
            "INSERT INTO pair VALUES (1, 2, 1);"
        )
    connection.close()
    monkeypatch.setattr(database, "STEPS", STEPS)
    with Memory.open(path) as memory:
        assert memory.search("Open the files")[0].target == "Mở tệp"
        assert len(memory.concordance("tep")) == 1


@pytest.mark.parametrize(
    "content", [b"not a database at all, only text", b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_what_is_no_database_is_told_in_a_line(tmp_path: Path, content: bytes) -> None:
    bad = tmp_path / "bad.tm"
    bad.write_bytes(content)
    with pytest.raises(InputError) as caught:
        Memory.open(bad)
    assert "\n" not in caught.value.message and "bad.tm" in caught.value.message


def test_a_damaged_memory_is_told(memory: Memory, path: Path) -> None:
    memory.add(units(*((f"sentence {n}", f"câu {n}") for n in range(3000))), "en", "vi")
    memory.compact()
    memory.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:12_288] + b"\xaa" * (len(whole) - 12_288))
    with pytest.raises(InputError, match="damaged"), Memory.open(path) as damaged:
        damaged.search("sentence 5")


def test_missing_directory_empty(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such memory"):
        Memory.open(tmp_path / "none.tm", create=False)
    with pytest.raises(InputError, match="is a directory"):
        Memory.open(tmp_path, create=True)
    with pytest.raises(OutputError, match="folder does not exist"):
        Memory.open(tmp_path / "none" / "a.tm", create=True)
    (tmp_path / "zero.tm").write_bytes(b"")
    with pytest.raises(InputError, match="is empty"):
        Memory.open(tmp_path / "zero.tm", create=False)
    with Memory.open(tmp_path / "zero.tm", create=True) as memory, pytest.raises(InputError, match="empty"):
        memory.search("a")


def test_a_locked_memory_is_waited_for_and_then_told(memory: Memory, path: Path) -> None:
    with Memory.open(path, patience=0.1) as other, memory._database.writing():
        assert other.search("Open the file")  # who reads need not wait
        with pytest.raises(BitextError, match="another process") as caught:
            other.add(units(("a", "b")), "en", "vi")
    assert caught.value.exit_code == 2


WRITER = """
    import sys
    from toolkit.memory import Memory
    from toolkit.model import Unit
    path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with Memory.open(path, create=True) as memory:
        for part in range(5):
            memory.add(
                (Unit(str(n), f"{name if n % 2 else 'both'} {part} {n}", f"x {n}") for n in range(count)),
                "en", "vi", origin=name,
            )
"""


def test_two_processes_write_at_once(path: Path) -> None:
    writers = [process(WRITER, path, name, 400) for name in ("one", "two")]
    for writer in writers:
        assert writer.wait(60) == 0, writer.stderr.read().decode() if writer.stderr else ""
    with Memory.open(path) as memory:
        # Of a part 200 units are the same in both.
        assert len(memory) == 5 * (200 + 2 * 200) == memory.pairs()[0].translations
        assert memory.search("both 3 200")[0].origins == ("one", "two")
        assert memory._run("PRAGMA integrity_check").fetchone() == ("ok",)


VICTIM = """
    import os, signal, sys
    from toolkit.memory import Memory, adding
    from toolkit.model import Unit
    adding._BATCH = 100
    def source(last):
        for n in range(1000):
            if n == last:
                os.kill(os.getpid(), signal.SIGKILL)
            yield Unit(str(n), f"sentence {n}", f"câu {n}")
    with Memory.open(sys.argv[1], create=True) as memory:
        memory.add(source(int(sys.argv[2])), "en", "vi", origin="a.tmx", digest="1")
"""


@pytest.mark.parametrize("last", [0, 99, 150, 555, 999])
def test_kill_loses_at_most_the_open_transaction(path: Path, last: int) -> None:
    victim = process(VICTIM, path, last)
    assert victim.wait(60) == -signal.SIGKILL
    with Memory.open(path) as memory:
        # One unit more has to be read to know the neighbour of the last one.
        committed = max(last - 1, 0) // 100 * 100
        assert len(memory) == committed
        assert memory._run("PRAGMA integrity_check").fetchone() == ("ok",)
        assert not memory.has("a.tmx", "1")  # it is not taken for a file that was added
        added = memory.add(units(*((f"sentence {n}", f"câu {n}") for n in range(1000))), "en", "vi")
        assert (added.new, added.known) == (1000 - committed, committed)


def test_kill_in_the_middle_of_a_transaction(path: Path) -> None:
    with Memory.open(path, create=True) as memory:
        memory.add(units(*PAIRS), "en", "vi")
    script = """
        import os, signal, sys
        from toolkit.memory import Memory, words
        from toolkit.model import Unit
        words.catch_up = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        with Memory.open(sys.argv[1]) as memory:
            memory.add([Unit(str(n), f"sentence {n}", "x") for n in range(500)], "en", "vi")
    """
    assert process(script, path).wait(60) == -signal.SIGKILL
    with Memory.open(path) as memory:
        assert texts(memory.units()) == list(PAIRS)


def test_a_full_disk_keeps_what_was_written_before(path: Path) -> None:
    with Memory.open(path, create=True) as memory:
        memory.add(units(*PAIRS), "en", "vi")
    script = """
        import resource, sys
        from toolkit.errors import OutputError
        from toolkit.memory import Memory
        from toolkit.model import Unit
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
        try:
            with Memory.open(sys.argv[1]) as memory:
                memory.add((Unit(str(n), f"sentence {n}", f"câu {n}") for n in range(20_000)), "en", "vi")
        except OutputError as error:
            print(error.message)
    """
    done = process(script, path)
    said, complaint = done.communicate(timeout=60)
    assert b"no space left" in said and said.count(b"\n") == 1, complaint.decode()
    with Memory.open(path) as memory:
        assert texts(memory.units())[: len(PAIRS)] == list(PAIRS)
        assert memory._run("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_memory_that_may_not_be_written_can_be_read(
    memory: Memory, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.compact()
    memory.close()
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    with Memory.open(path, create=False) as other:
        assert other.search("Open the file")[0].percent == 100
        assert other.concordance("file")
        with pytest.raises(OutputError, match="may not be written"):
            other.add(units(("a", "b")), "en", "vi")
    with pytest.raises(OutputError, match="may not be written"):
        Memory.open(path, create=True)
