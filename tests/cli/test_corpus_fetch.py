"""``bitext corpus fetch`` as a user runs it, on a network that is as networks are."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.corpus.fetching.mirror import Mirror, serving
from tests.corpus.fetching.test_fetch import ROWS, moses


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    made = Mirror()
    with serving(made):
        yield made


def told(result: subprocess.CompletedProcess[bytes], code: int = 2) -> str:
    """The one line that says what is wrong."""
    said = result.stderr.decode()
    assert result.returncode == code and result.stdout == b"", said
    assert said.startswith("bitext: ") and said.count("\n") == 1, said
    return said


def test_from_an_address_to_what_one_does_with_a_corpus(bitext: Run, mirror: Mirror, tmp_path: Path) -> None:
    mirror.files["/en-vi.txt.zip"] = moses()
    address = f"{mirror.address}/en-vi.txt.zip"
    done = bitext("corpus", "fetch", address, "-o", "corpora/toy", "--rights", "MIT")
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode() == f"{address}\ten-vi\t30 segments\t2 documents\n"
    assert b"no checksum" in done.stderr and b"corpora/toy/corpus.toml" in done.stderr
    assert bitext("corpus", "verify", "corpora/toy").stdout == b"toy\t2 files\tok\n"
    counts = json.loads(bitext("corpus", "stats", "corpora/toy", "--json").stdout)
    assert counts["languages"]["en"]["segments"] == 30 == counts["beads"]["1-1"]
    assert bitext("corpus", "filter", "corpora/toy", "-o", "clean.tsv").returncode == 0
    assert bitext("corpus", "sample", "corpora/toy", "-o", "few.jsonl", "-n", "5").returncode == 0
    assert bitext("corpus", "dedup", "corpora/toy", "-o", "unique.en-vi", "--level", "exact").returncode == 0
    assert (tmp_path / "unique.en-vi.vi").read_text("utf-8").splitlines() == [t for _s, t in ROWS]
    assert bitext("convert", "corpora/toy/Toy.en-vi", "toy.tmx").returncode == 0
    again = bitext("corpus", "fetch", address, "-o", "corpora/toy")
    assert again.stdout == b"" and b"is in the corpus already" in again.stderr


def test_for_programs(bitext: Run, tmp_path: Path) -> None:
    (tmp_path / "en-vi.txt.zip").write_bytes(moses())
    digest = hashlib.sha256(moses()).hexdigest()
    made = json.loads(bitext("corpus", "fetch", "en-vi.txt.zip", "--sha256", digest, "--json").stdout)
    assert made["folder"] == "corpus"
    (source,) = made["sources"]
    assert (source["sha256"], source["checked"], source["lines"]) == (digest, True, 30)


def test_killed_at_any_point_it_goes_on(mirror: Mirror, bitext: Run, tmp_path: Path) -> None:
    rng = random.Random(3)
    rows = [(f"{s} {rng.randbytes(30).hex()}", f"{t} {rng.randbytes(30).hex()}") for s, t in ROWS * 40]
    mirror.files["/en-vi.txt.zip"] = moses(rows=rows)
    mirror.slow = 0.005
    command = ["corpus", "fetch", f"{mirror.address}/en-vi.txt.zip", "-o", "c"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1700000000"}
    sizes = []

    def come() -> int:
        """Bytes that have come so far."""
        return sum(part.stat().st_size for part in (tmp_path / "c/.fetch").glob("*.part"))

    for _attempt in range(3):
        before = come()
        with subprocess.Popen(
            [sys.executable, "-m", "toolkit", *command], cwd=tmp_path, env=environment
        ) as process:
            until = time.monotonic() + 60
            while time.monotonic() < until and come() < before + 9000:
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
        sizes.append(come())
    assert sizes == sorted(sizes) and sizes[0] >= 9000  # no byte was fetched twice
    assert len(list((tmp_path / "c").iterdir())) == 1  # only the hidden folder
    mirror.slow = 0
    done = bitext(*command)
    assert done.returncode == 0, done.stderr.decode()
    assert mirror.asked("/en-vi.txt.zip")[-1] == f"bytes={sizes[-1]}-"
    whole = bitext("corpus", "fetch", f"{mirror.address}/en-vi.txt.zip", "-o", "w/c")
    assert whole.returncode == 0
    both = [{p.name: p.read_bytes() for p in (tmp_path / f).iterdir()} for f in ("c", "w/c")]
    assert both[0] == both[1]


# ── one clear line each ─────────────────────────────────────────────────────────────────────────────────────


def test_no_network(bitext: Run, tmp_path: Path) -> None:
    said = told(bitext("corpus", "fetch", "http://no-such-host.invalid/a.zip", "-o", "c"))
    assert "no network, or no host called no-such-host.invalid" in said
    assert list(tmp_path.iterdir()) == []


def test_nothing_at_the_address(bitext: Run, mirror: Mirror, tmp_path: Path) -> None:
    said = told(bitext("corpus", "fetch", f"{mirror.address}/a.zip", "-o", "c"))
    assert "the server says 404 Not Found – check the address" in said
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_checksum(bitext: Run, mirror: Mirror, tmp_path: Path) -> None:
    mirror.files["/a.zip"] = moses()
    mirror.files["/SHA256SUMS"] = f"{'0' * 64}  a.zip\n".encode()
    assert "its SHA-256 is" in told(bitext("corpus", "fetch", f"{mirror.address}/a.zip", "-o", "c"))
    assert list(tmp_path.iterdir()) == []


def test_an_archive_that_means_harm(bitext: Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("../Toy.en-vi.en", "a\n")
        file.writestr("../Toy.en-vi.vi", "b\n")
    assert "wants to lie outside" in told(bitext("corpus", "fetch", "a.zip", "-o", "c"))
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing.zip",), "no such file"),
        (("ftp://example.org/a.zip",), "are not fetched"),
        (("a.tsv", "--sha256", "12"), "64 hexadecimal digits"),
        (("a.tsv", "--columns", "1"), "write --columns 1,2"),
        (("a.tsv",), "which of its 3 columns hold the texts"),
        (("a.tsv", "--columns", "1,9"), "no column 9"),
        (("a.tsv", "--columns", "1,2", "-s", "xx-!", "-t", "vi"), "xx-!"),
        (("cut.tsv.gz",), "cut off"),
    ],
)
def test_wrong_use_and_wrong_files(
    bitext: Run, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    import gzip

    (tmp_path / "a.tsv").write_text("A cat.\tMột con mèo.\tEin Hund.\n" * 9, encoding="utf-8")
    packed = gzip.compress("".join(f"Cat {n}.\tMèo {n}.\n" for n in range(99)).encode())
    (tmp_path / "cut.tsv.gz").write_bytes(packed[:-20])
    before = sorted(tmp_path.iterdir())
    assert said in told(bitext("corpus", "fetch", *arguments, "-o", "c"))
    assert sorted(tmp_path.iterdir()) == before
