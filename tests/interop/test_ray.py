"""Builds on a Ray cluster of two nodes: the same bytes as here, whatever worker or node is killed.

All tests share one cluster: run them in one process (``-n0``, or ``--dist loadfile``).
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.generated import corpus

pytestmark = pytest.mark.interop

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
DOCUMENTS = 60
PATIENCE = 400
"""Seconds after which nothing is expected any more; on an idle machine a build takes ten."""
FORMATS = ("--format", "jsonl", "--format", "jsonl.zst", "--format", "parquet", "--shard-size", "200")


def ray_python() -> str:
    """The Python that has Ray and this toolkit: BITEXT_RAY_PYTHON, that of .venv-ray, or this one."""
    own = [os.environ.get("BITEXT_RAY_PYTHON", ""), str(ROOT / ".venv-ray" / "bin" / "python")]
    for path in own:
        if path and Path(path).exists():
            return path
    if find_spec("ray") is not None:
        return sys.executable
    problem = "Ray is not installed, neither here nor in .venv-ray, nor does BITEXT_RAY_PYTHON name a Python"
    if os.environ.get("BITEXT_INTEROP") == "required":
        pytest.fail(f"{problem}, and BITEXT_INTEROP=required")
    pytest.skip(problem)


@dataclass
class Cluster:
    """Two nodes; the second one can be killed."""

    python: str
    address: str
    raylets: list[int]

    def command(self, output: Path, work: Path, *more: str) -> list[str]:
        build = [self.python, "-m", "toolkit", "corpus", "build", "tales", *FORMATS]
        return [*build, "-o", str(output), "--work", str(work), *more]

    def start(self, folder: Path, name: str) -> subprocess.Popen[bytes]:
        """A build on the cluster."""
        return subprocess.Popen(
            self.command(
                folder / name, folder / f"work-{name}", "--engine", "ray", "--address", self.address
            ),
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def engine(self, *arguments: object) -> Any:
        """What a command of ``ray_engine.py`` prints."""
        command = [self.python, str(HERE / "ray_engine.py"), self.address, *map(str, arguments)]
        made = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
        assert made.returncode == 0, made.stderr.decode()
        return json.loads(made.stdout)


def ended(process: subprocess.Popen[bytes]) -> str:
    """Standard output of a build that has to succeed."""
    said, noise = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, noise.decode()
    return said.decode()


def content(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def under_way(work: Path, process: subprocess.Popen[bytes]) -> int:
    """Wait until some pairs are done; how many."""
    while process.poll() is None:
        done = sum(1 for _ in work.glob("selected/??/*"))
        if done >= 6:
            return done
        time.sleep(0.02)
    raise AssertionError("the build ended before anything could be killed")


def workers(raylet: int) -> list[int]:
    """The processes of a node that are at work on documents."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            title = (path / "cmdline").read_bytes()
        except (OSError, ValueError):  # gone meanwhile
            continue
        if parent == raylet and title.startswith(b"ray::MapBatches"):
            found.append(int(path.name))
    return found


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ray")
    corpus(folder / "tales", DOCUMENTS)
    return folder


@pytest.fixture(scope="module")
def cluster(place: Path) -> Iterator[Cluster]:
    python = ray_python()
    with subprocess.Popen(
        [python, str(HERE / "ray_cluster.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=place,
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        line = process.stdout.readline()
        assert line, "the cluster did not start"
        yield Cluster(python, **json.loads(line))
        process.stdin.close()
        process.wait(timeout=60)


@pytest.fixture(scope="module")
def undisturbed(cluster: Cluster, place: Path) -> dict[str, bytes]:
    """What one process makes of the corpus, without Ray."""
    command = cluster.command(place / "one", place / "work-one", "--engine", "local")
    subprocess.run(command, cwd=place, check=True, capture_output=True, timeout=PATIENCE)
    return content(place / "one")


def test_two_nodes_make_what_one_process_makes(
    cluster: Cluster, place: Path, undisturbed: dict[str, bytes]
) -> None:
    said = ended(cluster.start(place, "two"))
    assert said.startswith(f"vi-en\t{DOCUMENTS} document pairs\t")
    assert said.count("\n") == 1, "what Ray has to say is no result"
    assert content(place / "two") == undisturbed
    assert not list(place.glob("two/.making")) and not list(place.glob("work-two/*/*/.*"))


def test_a_worker_is_killed(cluster: Cluster, place: Path, undisturbed: dict[str, bytes]) -> None:
    process = cluster.start(place, "worker")
    done = under_way(place / "work-worker", process)
    victim = None
    while victim is None and process.poll() is None:  # between two tasks a worker bears no name
        victim = next((pid for raylet in cluster.raylets for pid in workers(raylet)), None)
        time.sleep(0.01)
    assert victim is not None and done < DOCUMENTS
    os.kill(victim, signal.SIGKILL)
    ended(process)
    assert content(place / "worker") == undisturbed


@pytest.fixture(scope="module")
def mapped(cluster: Cluster) -> dict[str, list[int]]:
    """What the engine by itself gives."""
    made: dict[str, list[int]] = cluster.engine("engine")
    return made


def test_results_come_in_the_order_of_the_items(mapped: dict[str, list[int]]) -> None:
    assert mapped["order"] == list(range(300, 0, -1))


def test_an_item_that_kills_its_worker_is_lost_alone(mapped: dict[str, list[int]]) -> None:
    assert mapped["poison"] == [-7 if n == 7 else n * n for n in range(20)]


def test_a_model_is_loaded_once_an_actor(mapped: dict[str, list[int]]) -> None:
    assert mapped["actors"] == [-7 if n == 7 else 1 for n in range(20)]


def test_nodes_that_share_no_folder_make_the_same(cluster: Cluster, place: Path) -> None:
    quick = ("--method", "length", "--select", "number", "--format", "jsonl", "--format", "parquet")
    local = [cluster.python, "-m", "toolkit", "corpus", "build", "tales", "--engine", "local", *quick]
    subprocess.run(
        [*local, "--shard-size", "50", "-o", "here", "--work", "work-here"],
        cwd=place,
        check=True,
        capture_output=True,
    )
    run = cluster.engine("carried", place / "tales", place / "carried", place / "work-carried")
    assert run["pairs"] == DOCUMENTS and run["set_aside"] == 0
    assert content(place / "carried") == content(place / "here")
    again = cluster.engine("carried", place / "tales", place / "carried", place / "work-carried")
    assert again["reused"] == DOCUMENTS


def test_without_a_cluster_one_line_says_so_and_what_is_done_is_kept(cluster: Cluster, place: Path) -> None:
    work = place / "work-two"
    before = content(work)
    begun = time.monotonic()
    command = cluster.command(place / "two", work, "--engine", "ray", "--address", "127.0.0.1:9")
    made = subprocess.run(command, cwd=place, capture_output=True, timeout=PATIENCE, check=False)
    assert made.returncode == 2 and time.monotonic() - begun < 30
    assert made.stderr.decode().startswith("bitext: no Ray cluster at 127.0.0.1:9 (Connection refused) – ")
    assert made.stderr.count(b"\n") == 1 and made.stdout == b""
    after = content(work)
    assert before.keys() <= after.keys() and (place / "two" / "card.json").exists()


# The last one, for the node does not come back.
def test_a_whole_node_is_killed(cluster: Cluster, place: Path, undisturbed: dict[str, bytes]) -> None:
    process = cluster.start(place, "node")
    done = under_way(place / "work-node", process)
    assert done < DOCUMENTS
    for pid in [cluster.raylets[1], *workers(cluster.raylets[1])]:
        os.kill(pid, signal.SIGKILL)
    ended(process)
    assert content(place / "node") == undisturbed
